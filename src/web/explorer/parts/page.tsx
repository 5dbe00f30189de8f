import { useEffect, useRef, type ReactNode } from 'react';
import { walkTo } from '../trail.js';

let isFirst = true;

/** The name of a view, for the title of the window, the way walked, and the focus after a walk. */
export function useHere(title: string | undefined, label = title, path = window.location.pathname): void {
  useEffect(() => {
    if (title === undefined) return;
    document.title = `${title} – Related Work`;
    if (label !== undefined && path !== '/') walkTo({ path, label });
  }, [title, label, path]);
}

/** A heading that takes the focus when a link led here, so that a screen reader starts with it. */
export function Heading({ children, kind }: { children: ReactNode; kind?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirst) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, []);
  return (
    <>
      {kind && <p className="kind">{kind}</p>}
      <h1 ref={heading} tabIndex={-1} dir="auto">
        {children}
      </h1>
    </>
  );
}
