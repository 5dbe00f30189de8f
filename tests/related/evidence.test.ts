import type { Graph } from '../../src/graph/graph.js';
import { dataOf } from '../support/ask.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';
import { CHECKS, expectBorneOut, expectSound, IDS, relatedOf, type Edge } from './evidence.js';

describeSeeded('related papers of the seeds', (engine) => {
  let reference: Graph;
  let found: Map<string, readonly Edge[]>;

  beforeAll(async () => {
    reference = await seededInMemory();
    const ids = (await engine.graph().read(IDS, {})).map(({ id }) => Buffer.from(`Paper:${id}`).toString('base64url'));
    found = new Map();
    for (let start = 0; start < ids.length; start += 40) {
      for (const [id, edges] of await relatedOf(engine.graph(), ids.slice(start, start + 40))) found.set(id, edges);
    }
  });
  afterAll(async () => {
    await reference.close();
  });

  it('are found for every paper', () => {
    expect(found.size).toBeGreaterThan(150);
    expect([...found.values()].filter((edges) => edges.length === 0)).toEqual([]);
  });

  it('have evidence that the graph bears out, every piece of it', async () => {
    const kinds = new Set<string>();
    let pieces = 0;
    for (const [id, edges] of [...found].filter((_, index) => index % 4 === 0)) {
      const checked = await expectBorneOut(engine.graph(), id, edges.slice(0, 8));
      for (const kind of checked.kinds) kinds.add(kind);
      pieces += checked.pieces;
    }
    expect(pieces).toBeGreaterThan(1000);
    expect([...kinds].sort()).toEqual([...Object.keys(CHECKS), 'TEXT'].sort());
  }, 300_000);

  it('have shares that add up to 1, scores from 0 to 1 in falling order, and a sentence for each reason', () => {
    for (const edges of found.values()) expectSound(edges);
  });

  it('come in the same order with the same scores as on the embedded engine', async () => {
    const ids = [...found.keys()];
    for (let start = 0; start < ids.length; start += 40) {
      for (const [id, edges] of await relatedOf(reference, ids.slice(start, start + 40))) {
        const brief = (list: readonly Edge[]): [string, number][] =>
          list.map(({ node, score }) => [node.title, Number(score.toPrecision(10))]);
        expect(brief(found.get(id)!)).toEqual(brief(edges));
      }
    }
  });

  it('score a pair alike on every page and at every nesting', async () => {
    const [id, edges] = [...found][0]!;
    const page = `query ($id: ID!, $after: String) { node(id: $id) { ... on Paper { related(first: 3, after: $after) {
      pageInfo { endCursor hasNextPage } edges { score node { id } } } } } }`;
    interface Page {
      node: { related: { pageInfo: { endCursor: string }; edges: { score: number; node: { id: string } }[] } };
    }
    const walked: [string, number][] = [];
    let after: string | null = null;
    while (walked.length < 12) {
      const { node }: Page = await dataOf<Page>(engine.graph(), page, { id, after });
      walked.push(...node.related.edges.map((edge): [string, number] => [edge.node.id, edge.score]));
      after = node.related.pageInfo.endCursor;
    }
    expect(walked).toEqual(edges.slice(0, 12).map(({ node, score }) => [node.id, score]));
  });
});
