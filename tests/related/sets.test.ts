import { ask, dataOf } from '../support/ask.js';
import { describeSeeded } from '../support/seeded.js';

interface Edge {
  readonly score: number;
  readonly penalty: number;
  readonly cursor: string;
  readonly node: { readonly id: string; readonly title: string; readonly year: number };
  readonly signals: readonly { readonly kind: string; readonly share: number; readonly explanation: string }[];
}

const EDGES = `totalCount pageInfo { hasNextPage endCursor }
  edges { score penalty cursor node { id title year } signals { kind share explanation } }`;
const SEND = '2410.15460';

describeSeeded('papers related to sets', (engine) => {
  const related = async (args: string): Promise<{ totalCount: number; edges: Edge[] }> =>
    (
      await dataOf<{ related: { totalCount: number; edges: Edge[] } }>(
        engine.graph(),
        `{ related(${args}) { ${EDGES} } }`,
      )
    ).related;
  const titles = (edges: readonly Edge[]): string[] => edges.map(({ node }) => node.title);

  it('are those of the paper when one is asked about', async () => {
    const { paper } = await dataOf<{ paper: { related: { edges: Edge[] } } }>(
      engine.graph(),
      `{ paper(ref: "${SEND}") { related(first: 10) { ${EDGES} } } }`,
    );
    expect((await related(`to: ["${SEND}"], first: 10`)).edges).toEqual(paper.related.edges);
  });

  it('are like all of them, and none of them', async () => {
    const { edges } = await related(`to: ["${SEND}", "technique:dropout", "LoRA"], first: 20`);
    const own = await dataOf<{ paper: { id: string } }>(engine.graph(), `{ paper(ref: "${SEND}") { id } }`);
    expect(edges.map(({ node }) => node.id)).not.toContain(own.paper.id);
    const kinds = new Set(edges.flatMap(({ signals }) => signals.map(({ kind }) => kind)));
    expect(kinds.has('SHARED_TECHNIQUES')).toBe(true);
    for (const { signals, score } of edges) {
      expect(score).toBeGreaterThan(0);
      expect(signals.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      for (const { explanation } of signals) expect(explanation).not.toMatch(/This paper|undefined/);
    }
  });

  it('lose what is like the unwanted', async () => {
    const plain = await related(`to: ["${SEND}"], first: 100`);
    const { edges } = await related(
      `to: ["${SEND}"], notTo: ["topic:hallucination-and-reliability", "technique:dropout"], first: 50`,
    );
    const before = new Map(plain.edges.map((edge) => [edge.node.id, edge.score]));
    const lowered = edges.filter(({ node, penalty }) => penalty > 0 && before.has(node.id));
    expect(lowered.length).toBeGreaterThan(0);
    for (const { node, score } of lowered) expect(score).toBeLessThan(before.get(node.id)!);
    for (const { node, score } of edges.filter(({ penalty }) => penalty === 0))
      expect(score).toBe(before.get(node.id) ?? score);
  });

  it('keep their scores whatever the filter, and fill the page', async () => {
    const all = await related(`to: ["${SEND}"], first: 100`);
    const scores = new Map(all.edges.map(({ node, score }) => [node.id, score]));
    const some = await related(`to: ["${SEND}"], filter: { year: { lte: 2016 } }, first: 20`);
    expect(some.edges.every(({ node }) => node.year <= 2016)).toBe(true);
    expect(some.edges).toHaveLength(20);
    for (const { node, score } of some.edges) expect(score).toBe(scores.get(node.id) ?? score);
    expect((await related(`to: ["${SEND}"], filter: { year: { lt: 1600 } }`)).edges).toEqual([]);
  });

  it('can be paged without loss, in any order', async () => {
    for (const diversity of [0, 0.7]) {
      const whole = titles((await related(`to: ["${SEND}"], diversity: ${diversity}, first: 30`)).edges);
      const paged: string[] = [];
      for (let after = ''; paged.length < 30;) {
        const { edges } = await related(
          `to: ["${SEND}"], diversity: ${diversity}, first: 7${after === '' ? '' : `, after: "${after}"`}`,
        );
        paged.push(...titles(edges));
        after = edges.at(-1)!.cursor;
      }
      expect(paged.slice(0, 30)).toEqual(whole);
    }
  });

  it('differ more from each other the more diversity is wanted, and are the same papers', async () => {
    const plain = (await related(`to: ["${SEND}"], first: 100`)).edges;
    const diverse = (await related(`to: ["${SEND}"], diversity: 0.8, first: 100`)).edges;
    expect(titles(diverse)).not.toEqual(titles(plain));
    expect(titles(diverse)[0]).toBe(titles(plain)[0]);
    expect([...titles(diverse)].sort()).toEqual([...titles(plain)].sort());
  });

  it('follow the weights of the caller', async () => {
    const { edges } = await related(
      `to: ["${SEND}"], weights: { text: 0, neighborsCite: 0, sharedTopics: 0, sharedAuthors: 9 }, first: 100`,
    );
    expect(edges.flatMap(({ signals }) => signals.map(({ kind }) => kind))).not.toContain('TEXT');
    const only = await related(
      `to: ["${SEND}"], weights: { text: 1, neighborsCite: 0, sharedTechniques: 0, techniqueLineage: 0, sharedTopics: 0,
        sharedAuthors: 0, authorsCite: 0, cites: 0, citedBy: 0, coCitation: 0, bibliographicCoupling: 0,
        referencesCoCited: 0, popularity: 0 }, first: 5`,
    );
    expect(new Set(only.edges.flatMap(({ signals }) => signals.map(({ kind }) => kind)))).toEqual(new Set(['TEXT']));
  });

  it('find older and cited work first for the preset REFERENCES', async () => {
    const scores = async (preset: string): Promise<number[]> =>
      (await related(`to: ["${SEND}"], preset: ${preset}, first: 10`)).edges.map(({ score }) => score);
    expect(await scores('REFERENCES')).not.toEqual(await scores('RELATED'));
  });

  it.each([
    ['to: []', 'to', 'to is empty.'],
    [
      `to: ["${SEND}", "no such paper at all", "9999.99999"]`,
      'to',
      'Not in the graph: "no such paper at all", "9999.99999".',
    ],
    [`to: ["${SEND}"], notTo: ["arXiv:${SEND}"]`, 'notTo', 'In both to and notTo: arxiv:2410.15460.'],
    [`to: ["${SEND}"], weights: { text: -1 }`, 'weights.text', 'The weight is -1.'],
    [`to: ["${SEND}"], weights: { text: 1e9 }`, 'weights.text', 'The weight is 1000000000.'],
    [`to: ["${SEND}"], diversity: 1.5`, 'diversity', 'diversity is 1.5.'],
    [`to: ["${SEND}"], first: 1000`, 'first', 'first is 1000'],
    [
      `to: ["${SEND}"], weights: { text: 0, neighborsCite: 0, sharedTechniques: 0, techniqueLineage: 0, sharedTopics: 0,
        sharedAuthors: 0, authorsCite: 0, cites: 0, citedBy: 0, coCitation: 0, bibliographicCoupling: 0, referencesCoCited: 0 }`,
      'weights',
      'No signal that relates papers has any weight.',
    ],
  ])('tell what is wrong with %s', async (args, argument, message) => {
    const [error] = (await ask(engine.graph(), `{ related(${args}) { ${EDGES} } }`)).errors ?? [];
    expect(error?.message).toContain(message);
    expect(error?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });
});
