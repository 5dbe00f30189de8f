import { readFileSync } from 'node:fs';
import { dataOf } from './support/ask.js';
import { seededInMemory } from './support/seeded.js';

describe('the README', () => {
  const text = readFileSync('README.md', 'utf8');

  it('shows the true answer to its first question', async () => {
    const command = /-d '(\{"query":[\s\S]*?\})'\n/.exec(text)![1]!;
    const { query } = JSON.parse(command.replaceAll('\n', ' ')) as { query: string };
    const shown = /<!-- answer:start -->\s*```json\n([\s\S]*?)```/.exec(text)![1]!;
    const graph = await seededInMemory();
    const data = await dataOf(graph, query);
    await graph.close();
    const rounded = JSON.parse(
      JSON.stringify(data, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(4)) : value)),
    ) as unknown;
    expect(JSON.parse(shown)).toEqual({ data: rounded });
  });

  it('names every file it links to', () => {
    const links = [...text.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, path]) => path!);
    expect(links.length).toBeGreaterThan(6);
    for (const path of links) expect(() => readFileSync(path)).not.toThrow(/ENOENT/);
  });
});
