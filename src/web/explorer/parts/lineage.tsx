import { useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { techniquePath } from '../address.js';
import type { TechniqueAnswer } from '../queries/answers.js';
import { placeTimeline, type Kin } from '../timeline.js';
import { count, cut } from '../wording.js';

const LANE = 30;
const TOP = 34;
const LEAST_WIDTH = 560;
const LABEL = 36;
const COLORS: Readonly<Record<Kin, string>> = {
  ancestor: '--signal-cites',
  self: '--text',
  descendant: '--signal-topic',
};

type Technique = NonNullable<TechniqueAnswer['technique']>;

/** The lineage of a technique on an axis of years: what it came from at the left, its variants at the right. */
export function Lineage({ technique }: { technique: Technique }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const { techniques, edges } = technique.timeline;
  const wide = Math.max(LEAST_WIDTH, width);
  const shown = useMemo(() => techniques.map((each) => ({ ...each, name: cut(each.name, LABEL) })), [techniques]);
  const timeline = useMemo(
    () => placeTimeline(shown, edges, technique.id, wide, measureText),
    [shown, edges, technique.id, wide],
  );
  const at = new Map(timeline.dots.map((dot) => [dot.technique.id, { x: dot.x, y: TOP + LANE * (dot.lane + 0.5) }]));
  const height = TOP + LANE * timeline.lanes + 8;
  return (
    <div className="lineage" ref={box}>
      <div className="lineage-scroll" tabIndex={0} role="region" aria-label={`Lineage of ${technique.name}`}>
        <svg width={wide} height={height} viewBox={`0 0 ${wide} ${height}`}>
          {timeline.ticks.map(({ year, x }) => (
            <g key={year} aria-hidden="true">
              <line x1={x} x2={x} y1={TOP - 8} y2={height} className="grid-line" />
              <text x={x} y={16} className="tick">
                {year}
              </text>
            </g>
          ))}
          {timeline.unknownX !== null && (
            <text x={timeline.unknownX - 16} y={16} className="tick start">
              year not known
            </text>
          )}
          {edges.map(({ parent, child }) => {
            const [from, to] = [at.get(parent.id), at.get(child.id)];
            return from && to && <path key={`${parent.id} ${child.id}`} d={curve(from, to)} className="descent" />;
          })}
          {timeline.dots.map(({ technique: { id, slug, introducedYear, paperCount }, kin, label, isLeft }) => {
            const { x, y } = at.get(id) ?? { x: 0, y: 0 };
            const full = techniques.find((each) => each.id === id)?.name ?? label;
            const facts = `${full}, ${introducedYear ?? 'year not known'}, ${count(paperCount, 'paper')}`;
            const dot = (
              <>
                <title>{facts}</title>
                <circle cx={x} cy={y} r={kin === 'self' ? 7 : 5.5} fill={`var(${COLORS[kin]})`} />
                <text x={isLeft ? x - 12 : x + 12} y={y + 4} className={classOf(kin, isLeft)}>
                  {label}
                </text>
              </>
            );
            return kin === 'self' ? (
              <g key={id}>{dot}</g>
            ) : (
              <Link key={id} href={techniquePath(slug)} aria-label={facts}>
                {dot}
              </Link>
            );
          })}
        </svg>
      </div>
      <p className="legend">
        {(['ancestor', 'descendant'] as const)
          .filter((kin) => timeline.dots.some((dot) => dot.kin === kin))
          .map((kin) => (
            <span key={kin} className="signal-word">
              <i style={{ background: `var(${COLORS[kin]})` }} />
              {kin === 'ancestor' ? 'It is a variant of' : 'Variants of it'}
            </span>
          ))}
        {technique.timeline.lineageCount > techniques.length - 1 && (
          <span>
            The nearest {techniques.length - 1} of {technique.timeline.lineageCount}
          </span>
        )}
      </p>
    </div>
  );
}

function classOf(kin: Kin, isLeft: boolean): string {
  return ['label', kin === 'self' && 'self', isLeft && 'left'].filter(Boolean).join(' ');
}

interface At {
  readonly x: number;
  readonly y: number;
}

/** From parent to child; where both stand in one year, around their dots. */
function curve(from: At, to: At): string {
  const reach = Math.max(24, Math.abs(to.x - from.x) / 2);
  return to.x - from.x > 20
    ? `M${from.x} ${from.y}C${from.x + reach} ${from.y} ${to.x - reach} ${to.y} ${to.x} ${to.y}`
    : `M${from.x} ${from.y}C${from.x - 26} ${from.y} ${to.x - 26} ${to.y} ${to.x} ${to.y}`;
}

let context: CanvasRenderingContext2D | null | undefined;

function measureText(text: string): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return text.length * 7;
  context.font = '13px system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif';
  return context.measureText(text).width + 4;
}
