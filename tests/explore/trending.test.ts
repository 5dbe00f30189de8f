import { fromGlobalId } from '../../src/api/node.js';
import { statement, type Graph } from '../../src/graph/graph.js';
import type { PaperInput } from '../../src/ingest/record.js';
import { ask, counting, dataOf } from '../support/ask.js';
import { describeEachEngine } from '../support/engines.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';
import { loadAll, paperNamed } from './time-records.js';

interface Edge {
  readonly cursor: string;
  readonly score: number;
  readonly growth: number;
  readonly count: number;
  readonly countBefore: number;
  readonly share: number;
  readonly shareBefore: number;
  readonly sentence: string;
  readonly node: { readonly __typename: 'Topic' | 'Technique'; readonly id: string; readonly name: string };
  readonly papers: readonly { readonly id: string; readonly publishedOn: string | null; readonly year: number }[];
}

interface Trends {
  readonly totalCount: number;
  readonly from: string;
  readonly to: string;
  readonly fromBefore: string;
  readonly toBefore: string;
  readonly papers: number;
  readonly papersBefore: number;
  readonly undated: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly Edge[];
}

const FIELDS = `totalCount from to fromBefore toBefore papers papersBefore undated pageInfo { hasNextPage endCursor }
  edges { cursor score growth count countBefore share shareBefore sentence
    node { __typename ... on Topic { id name } ... on Technique { id name } }
    papers(first: 100) { id publishedOn year } }`;

async function trending(graph: Graph, args: string): Promise<Trends> {
  return (await dataOf<{ trending: Trends }>(graph, `{ trending(${args}) { ${FIELDS} } }`)).trending;
}

async function allOf(graph: Graph, args: string): Promise<Trends> {
  const first = await trending(graph, `${args}, first: 100`);
  const edges = [...first.edges];
  let { pageInfo } = first;
  while (pageInfo.hasNextPage) {
    const next = await trending(graph, `${args}, first: 100, after: "${pageInfo.endCursor!}"`);
    edges.push(...next.edges);
    pageInfo = next.pageInfo;
  }
  return { ...first, edges };
}

interface PaperRow {
  readonly id: string;
  readonly year: number | null;
  readonly day: string | null;
  readonly topics: readonly string[];
  readonly techniques: readonly string[];
}

/** All papers with what they have; dates not by the property that the counts read. */
const PAPERS = statement<PaperRow>(
  'papers with labels',
  `MATCH (p:Paper) WHERE p.stub = false
CALL (p) { MATCH (p)-[:ABOUT]->(t:Topic) RETURN collect(t.id) AS topics }
CALL (p) { MATCH (p)-[:APPLIES]->(t:Technique) RETURN collect(t.id) AS techniques }
RETURN p.id AS id, p.year AS year, toString(p.publishedOn) AS day, topics, techniques`,
);

function isWithin({ year, day }: PaperRow, from: string, to: string): boolean {
  if (day !== null) return day >= from && day <= to;
  return year !== null && `${year}-01-01` >= from && `${year}-12-31` <= to;
}

const WINDOWS = [
  'window: DAYS_7',
  'window: DAYS_30',
  'window: DAYS_90',
  'window: YEAR',
  'window: YEARS_3',
  'window: YEARS_5',
  'window: YEAR, to: "2019-12-31"',
  'window: BETWEEN, from: "2015-01-01", to: "2019-12-31"',
  'window: BETWEEN, from: "2016-03-05", to: "2018-07-01"',
];

describeSeeded('trending', (engine) => {
  let papers: PaperRow[];
  let reference: Graph;

  beforeAll(async () => {
    papers = await engine.graph().read(PAPERS, {});
    reference = await seededInMemory();
  });
  afterAll(async () => {
    await reference.close();
  });

  it.each(WINDOWS)('counts what the papers themselves say: %s', async (args) => {
    const { edges, totalCount, ...trends } = await allOf(engine.graph(), args);
    const now = papers.filter((paper) => isWithin(paper, trends.from, trends.to));
    const before = papers.filter((paper) => isWithin(paper, trends.fromBefore, trends.toBefore));
    expect(trends).toMatchObject({ papers: now.length, papersBefore: before.length });
    expect(edges).toHaveLength(totalCount);

    const having = (list: readonly PaperRow[], key: 'topics' | 'techniques', id: string): PaperRow[] =>
      list.filter((paper) => paper[key].includes(id));
    for (const edge of edges) {
      const key = edge.node.__typename === 'Topic' ? 'topics' : 'techniques';
      const mine = having(now, key, fromGlobalId(edge.node.id)!.id);
      const theirs = having(before, key, fromGlobalId(edge.node.id)!.id);
      expect(edge).toMatchObject({
        count: mine.length,
        countBefore: theirs.length,
        share: mine.length / now.length,
        shareBefore: theirs.length / before.length,
      });
      expect(edge.papers.map(({ id }) => fromGlobalId(id)!.id).sort()).toEqual(mine.map(({ id }) => id).sort());
      const dates = edge.papers.map(({ publishedOn, year }) => publishedOn ?? String(year));
      expect(dates).toEqual([...dates].sort().reverse());
      expect(edge.sentence).toContain(edge.node.name);
      expect(edge.sentence).toContain(`${mine.length} of the ${now.length} `);
      expect(edge.sentence).toContain(`${theirs.length === 0 ? 'none' : theirs.length} of the ${before.length} `);
      expect(edge.sentence).not.toMatch(/undefined|null|NaN/);
    }
    // Everything with a greater share is there, and nothing else.
    for (const key of ['topics', 'techniques'] as const) {
      const rising = [...new Set(now.flatMap((paper) => paper[key]))].filter(
        (id) => having(now, key, id).length * before.length > having(before, key, id).length * now.length,
      );
      const found = edges.filter(({ node }) => (node.__typename === 'Topic' ? 'topics' : 'techniques') === key);
      expect(found.map(({ node }) => fromGlobalId(node.id)!.id).sort()).toEqual(
        before.length === 0 ? [] : rising.sort(),
      );
    }
    const scores = edges.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
    expect(scores.every((score) => score > 0)).toBe(true);
    expect(edges.every(({ growth }) => growth > 1)).toBe(true);
  });

  it('ends with the newest day of the graph, and is compared with the span before', async () => {
    expect(await trending(engine.graph(), 'window: DAYS_90')).toMatchObject({
      from: '2025-03-01',
      to: '2025-05-29',
      fromBefore: '2024-12-01',
      toBefore: '2025-02-28',
    });
  });

  it('counts papers of known year alone in whole years, and tells of the others', async () => {
    const whole = await trending(engine.graph(), 'window: BETWEEN, from: "2014-01-01", to: "2014-12-31"');
    const part = await trending(engine.graph(), 'window: BETWEEN, from: "2014-01-01", to: "2014-12-30"');
    const yearly = papers.filter(({ year, day }) => year === 2014 && day === null).length;
    expect(yearly).toBeGreaterThan(0);
    expect(whole.undated).toBe(0);
    expect(part).toMatchObject({ undated: yearly, papers: whole.papers - yearly });
  });

  it('gives only the types asked for, in pages that add up, each once', async () => {
    const all = await allOf(engine.graph(), 'window: YEARS_3');
    for (const [types, name] of [
      ['TOPIC', 'Topic'],
      ['TECHNIQUE', 'Technique'],
      ['TOPIC, TOPIC', 'Topic'],
    ]) {
      const some = await allOf(engine.graph(), `window: YEARS_3, types: [${types!}]`);
      expect(some.edges.map(({ node }) => node.id)).toEqual(
        all.edges.filter(({ node }) => node.__typename === name).map(({ node }) => node.id),
      );
    }
    const walked: string[] = [];
    let after = '';
    for (let page = 0; page < 4; page += 1) {
      const { edges, pageInfo } = await trending(engine.graph(), `window: YEARS_3, first: 7${after}`);
      walked.push(...edges.map(({ node }) => node.id));
      after = `, after: "${pageInfo.endCursor!}"`;
    }
    expect(walked).toEqual(all.edges.slice(0, 28).map(({ node }) => node.id));
  });

  it.each(WINDOWS)('is the same on every engine: %s', async (args) => {
    expect(await allOf(engine.graph(), args)).toEqual(await allOf(reference, args));
  });

  it.each([
    ['window: BETWEEN, from: "2024-01-01"', 'to', /BETWEEN has no to/],
    ['window: BETWEEN, to: "2024-01-01"', 'from', /BETWEEN has no from/],
    ['window: BETWEEN, from: "2024-01-02", to: "2024-01-01"', 'from', /2024-01-01 or earlier/],
    ['window: BETWEEN, from: "0001-01-01", to: "2024-01-01"', 'from', /1500-01-01/],
    ['window: YEAR, to: "2999-01-01"', 'to', /2100-12-31/],
    ['window: YEAR, from: "2024-01-01"', 'from', /the window BETWEEN/],
    ['window: YEAR, first: 101', 'first', /from 0 to 100/],
    ['window: YEAR, first: -1', 'first', /from 0 to 100/],
    ['window: YEAR, after: "nonsense"', 'after', /not a cursor/],
  ])('refuses %s', async (args, argument, message) => {
    const { errors } = await ask(engine.graph(), `{ trending(${args}) { totalCount } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(errors![0]!.message).toMatch(message);
  });

  it('costs as many reads for 20 as for one', async () => {
    const readsFor = async (first: number): Promise<unknown> => {
      const { graph, reads } = counting(engine.graph());
      await dataOf(
        graph,
        `{ topics: trending(window: YEARS_5, types: [TOPIC], first: ${first}) { edges { papers { title } node { __typename } } }
           techniques: trending(window: YEARS_5, types: [TECHNIQUE], first: ${first}) { edges { papers { title } } } }`,
      );
      return Object.fromEntries(reads);
    };
    expect(await readsFor(20)).toEqual(await readsFor(1));
  });
});

describeEachEngine('trending without days', (engine) => {
  const load = async (papers: readonly PaperInput[]): Promise<void> => await loadAll(engine.graph(), { papers });
  const paper = (id: number, topic: string, year?: number): PaperInput =>
    paperNamed(`Number${id}`, { ...(year !== undefined && { year }), topics: [{ topic, scheme: 'own' }] });

  afterEach(async () => {
    await engine.clear();
  });

  it('is empty in an empty graph, and in one without dates', async () => {
    const empty = { totalCount: 0, edges: [], from: null, to: null, papers: 0, papersBefore: 0, undated: 0 };
    expect(await trending(engine.graph(), 'window: YEAR')).toMatchObject(empty);
    await load([paper(1, 'one')]);
    expect(await trending(engine.graph(), 'window: YEAR')).toMatchObject(empty);
    expect(await trending(engine.graph(), 'window: YEAR, to: "2020-12-31"')).toMatchObject({
      ...empty,
      from: '2020-01-01',
      to: '2020-12-31',
    });
  });

  it('takes whole years where no paper has a day', async () => {
    await load([
      ...[1, 2, 3].map((id) => paper(id, 'old', 2020)),
      paper(4, 'both', 2020),
      ...[5, 6].map((id) => paper(id, 'young', 2021)),
      paper(7, 'both', 2021),
    ]);
    const trends = await trending(engine.graph(), 'window: YEAR');
    expect(trends).toMatchObject({
      from: '2021-01-01',
      to: '2021-12-31',
      fromBefore: '2020-01-01',
      toBefore: '2020-12-31',
      papers: 3,
      papersBefore: 4,
    });
    expect(trends.edges.map(({ node, count, countBefore }) => [node.name, count, countBefore])).toEqual([
      ['young', 2, 0],
      ['both', 1, 1],
    ]);
  });
});
