import type { RelatedSignal } from '../queries/answers.js';
import { SIGNALS } from '../signals.js';
import { percent } from '../wording.js';

/** A score as a bar, split by the signals that make it. */
export function SignalBar({
  score,
  signals,
  most,
}: {
  score: number;
  signals: readonly RelatedSignal[];
  most: number;
}) {
  const parts = signals.map(({ kind, share }) => `${SIGNALS[kind].word} ${percent(share)}`);
  return (
    <span className="bar" role="img" aria-label={`Score ${score.toFixed(2)}: ${parts.join(', ')}`}>
      <span className="bar-fill" style={{ width: `${(100 * score) / Math.max(most, score, 0.01)}%` }}>
        {signals.map(({ kind, share }) => (
          <span
            key={kind}
            title={`${SIGNALS[kind].word}, ${percent(share)}`}
            style={{ flexGrow: share, background: `var(--signal-${SIGNALS[kind].family})` }}
          />
        ))}
      </span>
    </span>
  );
}

/** The word of a signal with its color. */
export function SignalWord({ kind }: { kind: RelatedSignal['kind'] }) {
  const { family, word } = SIGNALS[kind];
  return (
    <span className="signal-word">
      <i style={{ background: `var(--signal-${family})` }} />
      {word}
    </span>
  );
}
