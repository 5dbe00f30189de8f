import type { GapFound } from './gap.js';
import { listed } from './listed.js';

/** Why one would expect more, in two readable sentences. */
export function explainGap({ techniques, expected, observed }: GapFound, technique: string, topic: string): string {
  const here =
    observed === 0
      ? `No paper that works with ${technique} is about ${topic}`
      : `${observed === 1 ? 'Only one paper that works' : `Only ${observed} papers that work`} with ${technique} ${observed === 1 ? 'is' : 'are'} about ${topic}`;
  const others = techniques.map(({ name, onTopic, paperCount }) => `${name} (${onTopic} of ${paperCount})`);
  return `${here}, where ${rounded(expected)} would be expected. Papers about it work with techniques like it: ${listed(others)}.`;
}

function rounded(expected: number): string {
  return expected < 10 ? `about ${expected.toFixed(1)}` : `about ${Math.round(expected)}`;
}
