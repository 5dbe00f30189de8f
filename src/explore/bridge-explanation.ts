import type { BridgeFound, BridgeSide } from './bridge.js';
import { listed } from './listed.js';

/** How a paper joins two sides, in a readable sentence. `names` are those of the two. */
export function explainBridge(
  { from, to }: BridgeFound,
  title: string,
  names: { readonly from: string; readonly to: string },
): string {
  return `“${title}” ${sideOf(from, names.from)}; it ${sideOf(to, names.to)}.`;
}

function sideOf({ subjects, cited }: BridgeSide, name: string): string {
  const [first, ...others] = subjects;
  const verbs = { topic: 'is about', technique: 'works with' } as const;
  const object = (subject: string): string => (subject === first?.name ? 'it' : subject);
  return listed([
    ...(first === undefined ? [] : [`${verbs[first.kind]} ${first.name}`]),
    ...others.map((subject) => `${verbs[subject.kind]} ${object(subject.name)}`),
    ...(cited.length === 0
      ? []
      : [`cites ${cited.length === 1 ? 'one paper' : `${cited.length} papers`} on ${object(name)}`]),
  ]);
}
