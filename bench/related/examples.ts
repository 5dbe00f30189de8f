import 'reflect-metadata';
/** Prints docs/related-examples.md: what is related to five papers of the seeds, and why. */
import { dataOf } from '../../tests/support/ask.js';
import { seededInMemory } from '../../tests/support/seeded.js';

const PAPERS = ['2410.15460', '2106.09685', '1706.03762', '1506.02142', '1803.03635'];

const QUERY = `query ($ref: String!) {
  paper(ref: $ref) {
    title
    year
    related(first: 10) { edges { score node { title year } signals { share explanation } } }
  }
}`;

interface Answer {
  readonly paper: {
    readonly title: string;
    readonly year: number;
    readonly related: {
      readonly edges: readonly {
        readonly score: number;
        readonly node: { readonly title: string; readonly year: number };
        readonly signals: readonly { readonly share: number; readonly explanation: string }[];
      }[];
    };
  } | null;
}

const graph = await seededInMemory();
const lines = [
  '# What is related, and why',
  '',
  'The first ten papers related to five of the seeds, with their two largest reasons. Printed by `npx tsx bench/related/examples.ts > docs/related-examples.md`.',
];
for (const ref of PAPERS) {
  const { paper } = await dataOf<Answer>(graph, QUERY, { ref });
  if (paper === null) continue;
  lines.push('', `## ${paper.title} (${paper.year})`, '', '| score | paper | why |', '| ----: | ----- | --- |');
  for (const { score, node, signals } of paper.related.edges) {
    const reasons = signals
      .slice(0, 2)
      .map(({ share, explanation }) => `${Math.round(100 * share)} %: ${explanation}`)
      .join('<br>');
    lines.push(`| ${score.toFixed(3)} | ${cell(`${node.title} (${node.year})`)} | ${cell(reasons)} |`);
  }
}
process.stdout.write(`${lines.join('\n')}\n`);
await graph.close();

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
