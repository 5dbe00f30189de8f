/** One period of a chart, its count split into parts. */
export interface Column {
  readonly period: string;
  readonly parts: readonly { readonly word: string; readonly color: string; readonly count: number }[];
}

const WIDTH = 440;
const HEIGHT = 150;
const BOTTOM = 20;
const TOP = 16;
const MOST_LABELS = 8;
const WIDEST = 46;
const TICK_HALF = 22;

/** Papers per period as stacked columns; a table says the same. */
export function Columns({
  columns,
  name,
  unit = 'paper',
}: {
  columns: readonly Column[];
  name: string;
  unit?: string;
}) {
  const totals = columns.map(({ parts }) => parts.reduce((sum, { count }) => sum + count, 0));
  const most = Math.max(1, ...totals);
  const slot = WIDTH / Math.max(1, columns.length);
  const width = Math.min(WIDEST, slot * 0.72);
  const every = Math.ceil(columns.length / MOST_LABELS);
  const words = [
    ...new Map(
      columns
        .flatMap(({ parts }) => parts)
        .filter(({ count }) => count > 0)
        .map((part) => [part.word, part.color]),
    ),
  ];
  return (
    <figure className="columns-chart">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${name}: at most ${most} in ${columns[totals.indexOf(most)]?.period ?? 'none'}`}
      >
        <line x1="0" x2={WIDTH} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} className="axis" />
        {columns.map(({ period, parts }, index) => {
          const middle = slot * (index + 0.5);
          const total = totals[index] ?? 0;
          const scale = (HEIGHT - BOTTOM - TOP) / most;
          let base = HEIGHT - BOTTOM;
          return (
            <g key={period}>
              <title>{`${period}: ${total} ${unit}${total === 1 ? '' : 's'}${parts
                .filter(({ count }) => count > 0 && parts.length > 1)
                .map(({ word, count }) => `, ${count} ${word.toLowerCase()}`)
                .join('')}`}</title>
              <rect x={slot * index} y="0" width={slot} height={HEIGHT} fill="transparent" />
              {parts.map(({ word, color, count }) => {
                base -= count * scale;
                return (
                  count > 0 && (
                    <rect
                      key={word}
                      x={middle - width / 2}
                      y={base}
                      width={width}
                      height={count * scale}
                      fill={`var(${color})`}
                    />
                  )
                );
              })}
              {total > 0 && slot >= 16 && (
                <text x={middle} y={base - 4} className="value">
                  {total}
                </text>
              )}
              {index % every === 0 && (
                <text x={Math.max(TICK_HALF, Math.min(WIDTH - TICK_HALF, middle))} y={HEIGHT - 5} className="tick">
                  {period}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      {words.length > 1 && (
        <figcaption className="legend">
          {words.map(([word, color]) => (
            <span key={word} className="signal-word">
              <i style={{ background: `var(${color})` }} />
              {word}
            </span>
          ))}
        </figcaption>
      )}
    </figure>
  );
}
