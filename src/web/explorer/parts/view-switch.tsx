import type { Layout } from '../address.js';

const WORDS: Readonly<Record<Layout, string>> = { list: 'List', both: 'Both', graph: 'Graph' };

/** Whether the list, the graph or both are shown. */
export function ViewSwitch({ layout, onChange }: { layout: Layout; onChange: (layout: Layout) => void }) {
  return (
    <div className="switch" role="group" aria-label="Show as">
      {(Object.keys(WORDS) as Layout[]).map((each) => (
        <button key={each} type="button" aria-pressed={each === layout} onClick={() => onChange(each)}>
          {WORDS[each]}
        </button>
      ))}
    </div>
  );
}
