import { fromGlobalId } from '../../src/api/node.js';
import { curveOf, type PeriodCount } from '../../src/explore/adoption-curve.js';
import { statement, type Graph } from '../../src/graph/graph.js';
import { ask, counting, dataOf } from '../support/ask.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';

interface Point {
  readonly period: string;
  readonly count: number;
  readonly share: number;
  readonly cumulative: number;
  readonly roles?: Readonly<Record<'introduces' | 'studies' | 'uses' | 'compares', number>>;
}

interface Curve {
  readonly by: string;
  readonly papers: number;
  readonly undated: number;
  readonly points: readonly Point[];
}

interface Owner {
  readonly id: string;
  readonly paperCount: number;
  readonly adoption: Curve;
}

/** One paper that has something, as the graph stores it; dates not by the property that the curves read. */
interface Link {
  readonly owner: string;
  readonly role: string | null;
  readonly year: number | null;
  readonly day: string | null;
}

const LINKS = {
  techniques: statement<Link>(
    'links of techniques',
    `MATCH (p:Paper) WHERE p.stub = false MATCH (p)-[r:APPLIES]->(t:Technique)
RETURN t.id AS owner, r.role AS role, p.year AS year, toString(p.publishedOn) AS day`,
  ),
  topics: statement<Link>(
    'links of topics',
    `MATCH (p:Paper) WHERE p.stub = false MATCH (p)-[:ABOUT]->(t:Topic)
RETURN t.id AS owner, null AS role, p.year AS year, toString(p.publishedOn) AS day`,
  ),
};

const PAPERS = statement<{ year: number | null; day: string | null }>(
  'dates',
  'MATCH (p:Paper) WHERE p.stub = false RETURN p.year AS year, toString(p.publishedOn) AS day',
);

const POINTS = {
  techniques: 'points { period count share cumulative roles { introduces studies uses compares } }',
  topics: 'points { period count share cumulative }',
};

type Kind = keyof typeof POINTS;

async function curvesOf(graph: Graph, kind: Kind, by: string, range = ''): Promise<Owner[]> {
  const owners: Owner[] = [];
  let after: string | null = null;
  do {
    const query = `query ($after: String) { list: ${kind}(first: 100, after: $after) { pageInfo { endCursor hasNextPage }
      nodes { id paperCount adoption(by: ${by}${range}) { by papers undated ${POINTS[kind]} } } } }`;
    interface Page {
      list: { pageInfo: { endCursor: string; hasNextPage: boolean }; nodes: Owner[] };
    }
    const { list }: Page = await dataOf<Page>(graph, query, { after });
    owners.push(...list.nodes);
    after = list.pageInfo.hasNextPage ? list.pageInfo.endCursor : null;
  } while (after !== null);
  return owners;
}

function periodOf({ year, day }: { year: number | null; day: string | null }, by: string): string | null {
  if (by === 'MONTH') return day === null ? null : day.slice(0, 7);
  return year === null ? null : String(year);
}

/** Every period between two, written by the calendar of the machine rather than by arithmetic. */
function between(from: string, to: string, by: string): string[] {
  const periods: string[] = [];
  const day = new Date(`${from}${by === 'YEAR' ? '-01' : ''}-01T00:00:00Z`);
  for (;;) {
    const period = day.toISOString().slice(0, by === 'YEAR' ? 4 : 7);
    if (period > to) return periods;
    periods.push(period);
    if (by === 'YEAR') day.setUTCFullYear(day.getUTCFullYear() + 1);
    else day.setUTCMonth(day.getUTCMonth() + 1);
  }
}

describeSeeded('adoption', (engine) => {
  let reference: Graph;

  beforeAll(async () => {
    reference = await seededInMemory();
  });
  afterAll(async () => {
    await reference.close();
  });

  it.each([
    ['techniques', 'YEAR'],
    ['techniques', 'MONTH'],
    ['topics', 'YEAR'],
    ['topics', 'MONTH'],
  ] as const)('of %s by %s is what the papers themselves say', async (kind, by) => {
    const links = await engine.graph().read(LINKS[kind], {});
    const all = (await engine.graph().read(PAPERS, {})).map((paper) => periodOf(paper, by));
    const newest = all
      .filter((period) => period !== null)
      .sort()
      .at(-1)!;
    const owners = await curvesOf(engine.graph(), kind, by);
    expect(owners.filter(({ adoption }) => adoption.points.length > 1).length).toBeGreaterThan(50);
    for (const { id, paperCount, adoption } of owners) {
      const own = links.filter(({ owner }) => owner === fromGlobalId(id)!.id);
      const periods = own.map((link) => periodOf(link, by));
      const dated = periods.filter((period) => period !== null).sort();
      expect(adoption).toMatchObject({ by, papers: paperCount, undated: own.length - dated.length });
      const expected = (dated.length === 0 ? [] : between(dated[0]!, newest, by)).map((period) => {
        const count = dated.filter((one) => one === period).length;
        const inRole = (role: string): number =>
          own.filter((link, index) => periods[index] === period && link.role === role).length;
        return {
          period,
          count,
          share: count === 0 ? 0 : count / all.filter((one) => one === period).length,
          cumulative: dated.filter((one) => one <= period).length,
          ...(kind === 'techniques' && {
            roles: {
              introduces: inRole('INTRODUCES'),
              studies: inRole('STUDIES'),
              uses: inRole('USES'),
              compares: inRole('COMPARES'),
            },
          }),
        };
      });
      expect(adoption.points).toEqual(expected);
    }
  });

  it('is the same on every engine', async () => {
    for (const kind of ['techniques', 'topics'] as const) {
      expect(await curvesOf(engine.graph(), kind, 'YEAR')).toEqual(await curvesOf(reference, kind, 'YEAR'));
    }
  });

  it('of a range is that part of the whole curve, and goes on before and behind it with zeros', async () => {
    const curve = async (args: string): Promise<Curve> =>
      (
        await dataOf<{ technique: { adoption: Curve } }>(
          engine.graph(),
          `{ technique(ref: "Dropout") { adoption(${args}) { by papers undated ${POINTS.techniques} } } }`,
        )
      ).technique.adoption;
    const whole = await curve('by: YEAR');
    expect(whole.points[0]).toMatchObject({ period: '2012', count: 1, cumulative: 1 });
    const part = await curve('by: YEAR, from: "2014", to: "2019"');
    expect(part.points).toEqual(whole.points.filter(({ period }) => period >= '2014' && period <= '2019'));
    expect(part.points[0]!.cumulative).toBeGreaterThan(part.points[0]!.count);
    expect(part).toMatchObject({ papers: whole.papers, undated: whole.undated });

    const early = await curve('by: YEAR, from: "2000", to: "2001"');
    expect(early.points.map(({ period, count, cumulative }) => [period, count, cumulative])).toEqual([
      ['2000', 0, 0],
      ['2001', 0, 0],
    ]);
    const late = await curve('by: YEAR, from: "2031"');
    expect(late.points.map(({ period, count, cumulative }) => [period, count, cumulative])).toEqual([
      ['2031', 0, whole.papers],
    ]);
    const months = await curve('by: MONTH, from: "2014", to: "2014-06"');
    expect(months.points.map(({ period }) => period)).toEqual([1, 2, 3, 4, 5, 6].map((month) => `2014-0${month}`));
    expect(months.undated).toBeGreaterThan(0);
  });

  it.each([
    ['by: YEAR, from: "2020", to: "2019"', 'from', /after to/],
    ['by: YEAR, from: "2020-05"', 'from', /a year such as 2019/],
    ['by: YEAR, to: "soon"', 'to', /a year such as 2019/],
    ['by: MONTH, to: "2020-13"', 'to', /a month such as 2019-07/],
    ['by: MONTH, from: "0999-01"', 'from', /1500/],
    ['by: MONTH, from: "1950", to: "2000"', 'from', /at most 600 periods/],
  ])('refuses %s', async (args, argument, message) => {
    for (const query of [
      `{ technique(ref: "Dropout") { adoption(${args}) { papers } } }`,
      `{ topic(ref: "Pruning") { adoption(${args}) { papers } } }`,
    ]) {
      const { errors } = await ask(engine.graph(), query);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
      expect(errors![0]!.message).toMatch(message);
    }
  });

  it('costs as many reads for 12 as for one', async () => {
    const readsFor = async (first: number): Promise<unknown> => {
      const { graph, reads } = counting(engine.graph());
      await dataOf(
        graph,
        `{ techniques(first: ${first}) { nodes { year: adoption { papers } month: adoption(by: MONTH) { papers } } }
           topics(first: ${first}) { nodes { adoption { papers } } } }`,
      );
      return Object.fromEntries(reads);
    };
    expect(await readsFor(12)).toEqual(await readsFor(1));
    expect(await readsFor(12)).toMatchObject({ 'adoption of techniques': 2, 'papers per period': 2 });
  });
});

describe('the curve', () => {
  const counts = (...periods: readonly string[]): PeriodCount[] =>
    periods.map((period) => ({ period, role: null, papers: 1 }));
  const totals = (...periods: readonly string[]): Map<string, number> => new Map(periods.map((period) => [period, 4]));
  const ends = ({ points }: { points: readonly { period: string }[] }): unknown[] => [
    points[0]?.period,
    points.at(-1)?.period,
    points.length,
  ];

  it('has at most 600 points: the newest, or those behind a given start', () => {
    const years = counts('1500', '2100');
    const all = totals('1500', '2100');
    expect(ends(curveOf('YEAR', years, all, { from: undefined, to: undefined }))).toEqual(['1501', '2100', 600]);
    expect(curveOf('YEAR', years, all, { from: undefined, to: undefined }).points.at(-1)!.cumulative).toBe(2);
    expect(ends(curveOf('YEAR', years, all, { from: '1500', to: undefined }))).toEqual(['1500', '2099', 600]);
    const months = counts('1900-01', '2020-12');
    expect(ends(curveOf('MONTH', months, totals('2020-12'), { from: undefined, to: undefined }))).toEqual([
      '1971-01',
      '2020-12',
      600,
    ]);
    expect(ends(curveOf('MONTH', months, totals('2020-12'), { from: undefined, to: '2010-06' }))).toEqual([
      '1960-07',
      '2010-06',
      600,
    ]);
  });

  it('is empty where nothing is dated, and counts what is not', () => {
    expect(curveOf('MONTH', counts('', ''), totals('2020-01'), { from: undefined, to: undefined })).toEqual({
      papers: 2,
      undated: 2,
      points: [],
    });
    expect(curveOf('YEAR', [], new Map(), { from: undefined, to: undefined }).points).toEqual([]);
    expect(ends(curveOf('YEAR', [], new Map(), { from: undefined, to: '2020' }))).toEqual(['2020', '2020', 1]);
    expect(ends(curveOf('YEAR', [], new Map(), { from: '2018', to: undefined }))).toEqual(['2018', '2018', 1]);
  });
});
