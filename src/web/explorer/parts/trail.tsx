import { Link } from 'wouter';
import { useTrail } from '../trail.js';
import { cut } from '../wording.js';

/** The way walked, to go back on. */
export function Trail({ path }: { path: string }) {
  const trail = useTrail();
  if (path === '/' || trail.length < 2) return null;
  return (
    <nav aria-label="The way here" className="trail">
      <ol>
        <li>
          <Link href="/">Start</Link>
        </li>
        {trail.map((stop) => (
          <li key={stop.path}>
            <Link href={stop.path} aria-current={stop.path === path ? 'page' : undefined} dir="auto">
              {cut(stop.label, 36)}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
