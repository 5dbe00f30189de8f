import { useEffect, useState, type ReactNode } from 'react';
import type { Asked } from '../use-answer.js';
import { useWaiting } from '../waiting.js';

/** Gray bars where an answer will be; they show after 150 ms, by style. */
export function Skeleton({ lines = 4, label }: { lines?: number; label: string }) {
  return (
    <div className="skeleton" role="status" aria-label={`Loading ${label}`}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} style={{ width: `${[92, 74, 84, 61, 79][index % 5]}%` }} />
      ))}
    </div>
  );
}

/** What went wrong, in the API's sentence, and a way on. */
export function Problem({ error, retry }: { error: Error; retry: () => void }) {
  return (
    <div className="problem" role="alert">
      <p dir="auto">{error.message}</p>
      <button type="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}

/** Why there is nothing, and what to try. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}

interface AnswerProps<Answer> {
  readonly asked: Asked<Answer>;
  /** What it is, such as "related papers". */
  readonly label: string;
  readonly lines?: number;
  readonly children: (data: Answer) => ReactNode;
}

/** An answer, or what there is in its place. */
export function Answer<Answer>({ asked, label, lines, children }: AnswerProps<Answer>) {
  const { data, error, isOld, retry } = asked;
  if (error) return <Problem error={error} retry={retry} />;
  if (data === undefined) return <Skeleton label={label} lines={lines} />;
  return (
    <div className={isOld ? 'answer old' : 'answer'} aria-busy={isOld}>
      {children(data)}
    </div>
  );
}

const TICK_MS = 500;

/** Says that the server is away, and when it is asked again. */
export function WaitingBar() {
  const wait = useWaiting();
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (!wait) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [wait]);
  const seconds = wait ? Math.max(0, Math.ceil((wait.until - now) / 1000)) : 0;
  return (
    <div role="status" className={wait ? 'waiting' : 'unseen'}>
      {wait && (
        <p>
          {wait.message}{' '}
          <span aria-hidden="true">{seconds > 0 ? `Asking again in ${seconds} s.` : 'Asking again…'}</span>
        </p>
      )}
    </div>
  );
}
