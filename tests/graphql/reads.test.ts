import { counting, dataOf } from '../support/ask.js';
import { describeSeeded } from '../support/seeded.js';

/** Selections under a list of papers, from flat to deeply nested. */
const SELECTIONS: Record<string, string> = {
  'own fields': 'title year identifiers',
  'nested lists with totals': `authors(first: 5) { totalCount nodes { name } } topics { nodes { name } }
    techniques(first: 5) { totalCount edges { role evidence { text } node { name } } }
    references { totalCount status nodes { title } } citations { totalCount nodes { title } }`,
  histories: `history(first: 3) { totalCount nodes { kind by values { path } node { id } undoes { id } undoneBy { id } } }
    topics { nodes { history { totalCount } } } techniques { nodes { history(first: 1) { nodes { at } } } }`,
  'lists in lists': `techniques { nodes { variantOf { nodes { name } } variants { totalCount }
    papers(first: 3, role: INTRODUCES) { nodes { authors { nodes { name } } } }
    introducedBy { nodes { title } } lineage { ancestors { technique { name } } descendants { technique { name } } } } }
    topics { nodes { parents { nodes { name } } children { nodes { papers(first: 2) { totalCount nodes { title } } } } } }
    authors { nodes { papers(first: 3) { totalCount edges { position node { topics { nodes { name } } } } } } }`,
  related: `related(first: 5) { totalCount edges { score signals { kind share explanation
    evidence { __typename ... on Paper { title } ... on Technique { name } ... on Topic { name } ... on Author { name } ... on Term { text } } }
    node { title authors { nodes { name } } techniques { nodes { name } } related(first: 3) { edges { score node { title } } } } } }`,
};

interface Papers {
  papers: { nodes: { title: string }[] };
}

const query = (selection: string): string =>
  `query ($titles: [String!]!) { papers(first: 12, filter: { title: { in: $titles } }) { nodes { title ${selection} } } }`;

describeSeeded('engine reads', (engine) => {
  let titles: string[];

  beforeAll(async () => {
    const { papers } = await dataOf<Papers>(
      engine.graph(),
      '{ papers(first: 12, filter: { techniques: { some: { name: "Dropout" } } }) { nodes { title } } }',
    );
    titles = papers.nodes.map(({ title }) => title);
  });

  const readsFor = async (selection: string, of: readonly string[]): Promise<ReadonlyMap<string, number>> => {
    const { graph, reads } = counting(engine.graph());
    const { papers } = await dataOf<Papers>(graph, query(selection), { titles: of });
    expect(papers.nodes).toHaveLength(of.length);
    return reads;
  };

  it.each(Object.keys(SELECTIONS))('are as many for 1 paper as for 12: %s', async (name) => {
    const selection = SELECTIONS[name]!;
    const forAll = await readsFor(selection, titles);
    // One paper may have nothing to read at some place, so the most of any single one counts, by statement.
    const mostForOne = new Map<string, number>();
    for (const title of titles) {
      for (const [statement, count] of await readsFor(selection, [title])) {
        mostForOne.set(statement, Math.max(mostForOne.get(statement) ?? 0, count));
      }
    }
    expect(Object.fromEntries(forAll)).toEqual(Object.fromEntries(mostForOne));
  });

  it.each([1, 20])('are four for the %i best related papers, those that read the papers among them', async (first) => {
    const { graph, reads } = counting(engine.graph());
    await dataOf(graph, '{ paper(ref: "2410.15460") { title } }');
    const alone = total(reads);
    const asked = counting(engine.graph());
    await dataOf(
      asked.graph,
      `query ($first: Int!) { paper(ref: "2410.15460") { related(first: $first) { edges { score signals { explanation } } } } }`,
      { first },
    );
    expect(total(asked.reads) - alone).toBe(4);
  });
});

function total(reads: ReadonlyMap<string, number>): number {
  return [...reads.values()].reduce((sum, count) => sum + count, 0);
}
