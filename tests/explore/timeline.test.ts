import { fromGlobalId } from '../../src/api/node.js';
import { statement, type Graph } from '../../src/graph/graph.js';
import { ask, counting, dataOf } from '../support/ask.js';
import { describeEachEngine } from '../support/engines.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';
import { loadAll, paperNamed } from './time-records.js';

interface Node {
  readonly id: string;
  readonly name: string;
}

interface Event {
  readonly year: number;
  readonly kind: string;
  readonly technique: Node;
  readonly paper: { readonly id: string; readonly title: string; readonly year: number } | null;
  readonly sentence: string;
}

interface Timeline {
  readonly lineageCount: number;
  readonly events: readonly Event[];
  readonly techniques: readonly Node[];
  readonly edges: readonly { readonly parent: Node; readonly child: Node }[];
}

interface Owner extends Node {
  readonly timeline: Timeline;
}

const TIMELINE = `lineageCount
  events { year kind technique { id name } paper { id title year } sentence }
  techniques { id name } edges { parent { id name } child { id name } }`;

const TECHNIQUES = statement<{ id: string; year: number | null }>(
  'years of techniques',
  'MATCH (t:Technique) RETURN t.id AS id, t.introducedYear AS year',
);

const STEPS = statement<{ child: string; parent: string }>(
  'steps of lineage',
  'MATCH (c:Technique) MATCH (c)-[:VARIANT_OF]->(p:Technique) RETURN c.id AS child, p.id AS parent',
);

interface Link {
  readonly technique: string;
  readonly role: string;
  readonly paper: string;
  readonly year: number | null;
  readonly day: string | null;
}

const LINKS = statement<Link>(
  'who works with what',
  `MATCH (p:Paper) WHERE p.stub = false MATCH (p)-[r:APPLIES]->(t:Technique)
RETURN t.id AS technique, r.role AS role, p.id AS paper, p.year AS year, toString(p.publishedOn) AS day`,
);

function keyOf({ id }: { readonly id: string }): string {
  return fromGlobalId(id)!.id;
}

async function timelinesOf(graph: Graph, first: number): Promise<Owner[]> {
  const owners: Owner[] = [];
  let after: string | null = null;
  do {
    interface Page {
      techniques: { pageInfo: { endCursor: string; hasNextPage: boolean }; nodes: Owner[] };
    }
    const { techniques }: Page = await dataOf<Page>(
      graph,
      `query ($after: String) { techniques(first: 100, after: $after) { pageInfo { endCursor hasNextPage }
        nodes { id name timeline(first: ${first}) { ${TIMELINE} } } } }`,
      { after },
    );
    owners.push(...techniques.nodes);
    after = techniques.pageInfo.hasNextPage ? techniques.pageInfo.endCursor : null;
  } while (after !== null);
  return owners;
}

/** All that is reached along the steps, by walking them one by one. */
function reached(start: string, steps: readonly (readonly [string, string])[]): Map<string, number> {
  const distances = new Map([[start, 0]]);
  for (let distance = 1; distance <= 6; distance += 1) {
    for (const [from, to] of steps) {
      if (distances.get(from) === distance - 1 && !distances.has(to)) distances.set(to, distance);
    }
  }
  distances.delete(start);
  return distances;
}

describeSeeded('timelines', (engine) => {
  let owners: Owner[];
  let links: Link[];
  let steps: { child: string; parent: string }[];
  let years: Map<string, number | null>;
  let reference: Graph;

  beforeAll(async () => {
    reference = await seededInMemory();
    owners = await timelinesOf(engine.graph(), 100);
    links = await engine.graph().read(LINKS, {});
    steps = await engine.graph().read(STEPS, {});
    years = new Map((await engine.graph().read(TECHNIQUES, {})).map(({ id, year }) => [id, year]));
  });
  afterAll(async () => {
    await reference.close();
  });

  const dateOf = ({ year, day }: Link): string => day ?? String(year ?? '');
  const applying = (technique: string, introducing: boolean): Link[] =>
    links
      .filter((link) => link.technique === technique && (link.role === 'INTRODUCES') === introducing)
      .sort((left, right) => {
        const [date, other] = [dateOf(left), dateOf(right)];
        return date === other ? (left.paper < right.paper ? -1 : 1) : date < other ? -1 : 1;
      });

  it('hold the whole lineage and its steps, nothing else', () => {
    expect(owners.length).toBe(years.size);
    for (const owner of owners) {
      const key = keyOf(owner);
      const { techniques, edges, lineageCount } = owner.timeline;
      const up = reached(
        key,
        steps.map(({ child, parent }) => [child, parent] as const),
      );
      const down = reached(
        key,
        steps.map(({ child, parent }) => [parent, child] as const),
      );
      const family = new Set([key, ...up.keys(), ...down.keys()]);
      expect(new Set(techniques.map(keyOf))).toEqual(family);
      expect(lineageCount).toBe(family.size - 1);
      expect(edges.map(({ parent, child }) => [keyOf(child), keyOf(parent)].join()).sort()).toEqual(
        steps
          .filter(({ child, parent }) => family.has(child) && family.has(parent))
          .map(({ child, parent }) => [child, parent].join())
          .sort(),
      );
    }
  });

  it('tell of every introduction that has a year, and by which paper', () => {
    let told = 0;
    for (const { timeline } of owners) {
      for (const technique of timeline.techniques) {
        const [first] = applying(keyOf(technique), true);
        const year = years.get(keyOf(technique)) ?? first?.year ?? null;
        const events = timeline.events.filter(
          (event) => event.technique.id === technique.id && event.kind.endsWith('INTRODUCED'),
        );
        expect(events.map((event) => event.year)).toEqual(year === null ? [] : [year]);
        for (const { paper, sentence, kind } of events) {
          expect(paper && keyOf(paper)).toBe(first?.paper ?? null);
          expect(sentence).toContain(technique.name);
          expect(sentence).toContain(paper?.title ?? 'no paper here introduces it');
          expect(kind === 'INTRODUCED').toBe(technique.id === timeline.techniques[0]!.id);
          told += 1;
        }
      }
    }
    expect(told).toBeGreaterThan(500);
  });

  it('tell of the first and the latest use, and of the year with most papers', () => {
    const kinds = new Map<string, number>();
    for (const owner of owners) {
      const key = keyOf(owner);
      const uses = applying(key, false);
      const only = (kind: string): Event | undefined => {
        const events = owner.timeline.events.filter((event) => event.kind === kind);
        expect(events.length).toBeLessThan(2);
        if (events.length > 0) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        return events[0];
      };
      const [first, latest, peak] = [only('FIRST_USE'), only('LATEST_USE'), only('PEAK')];
      expect(first?.paper && keyOf(first.paper)).toBe(uses[0]?.paper);
      expect(latest?.paper && keyOf(latest.paper)).toBe(uses.length > 1 ? uses.at(-1)!.paper : undefined);
      expect(first?.year).toBe(first?.paper?.year);
      expect(latest?.year).toBe(latest?.paper?.year);

      const perYear = new Map<number, number>();
      for (const { technique, year } of links) {
        if (technique === key && year !== null) perYear.set(year, (perYear.get(year) ?? 0) + 1);
      }
      const most = Math.max(0, ...perYear.values());
      const isPeak = most > 1 && perYear.size > 1;
      const peakYear = Math.min(...[...perYear].flatMap(([year, papers]) => (papers === most ? year : [])));
      const total = links.filter(({ technique }) => technique === key).length;
      expect(peak?.year).toBe(isPeak ? peakYear : undefined);
      expect(peak?.sentence.endsWith(`: ${most} of ${total}.`)).toBe(isPeak ? true : undefined);
    }
    expect(Object.fromEntries(kinds)).toEqual({
      FIRST_USE: expect.any(Number),
      LATEST_USE: expect.any(Number),
      PEAK: expect.any(Number),
    });
  });

  it('are in order of time, in whole sentences', () => {
    for (const { timeline } of owners) {
      const told = timeline.events.map(({ year }) => year);
      expect(told).toEqual([...told].sort((left, right) => left - right));
      for (const { sentence } of timeline.events) {
        expect(sentence).toMatch(/^\S.*\.$/);
        expect(sentence).not.toMatch(/undefined|null|NaN|\[object|, ,/);
      }
    }
  });

  it('keep the nearest when they are cut, still connected', async () => {
    for (const owner of await timelinesOf(engine.graph(), 3)) {
      const { techniques, edges, lineageCount } = owner.timeline;
      const whole = owners.find(({ id }) => id === owner.id)!.timeline;
      expect(techniques).toEqual(whole.techniques.slice(0, 4));
      expect(lineageCount).toBe(whole.lineageCount);
      const connected = new Set([owner.id]);
      for (let round = 0; round < 4; round += 1) {
        for (const { parent, child } of edges) {
          if (connected.has(parent.id) || connected.has(child.id)) connected.add(parent.id).add(child.id);
        }
      }
      expect(connected).toEqual(new Set(techniques.map(({ id }) => id)));
    }
  });

  it('are the same on every engine', async () => {
    expect(owners).toEqual(await timelinesOf(reference, 100));
  });

  it.each([0, -1, 101])('refuse a size of %i', async (first) => {
    const { errors } = await ask(
      engine.graph(),
      `{ technique(ref: "Dropout") { timeline(first: ${first}) { lineageCount } } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }]);
  });

  it('cost as many reads for 12 as for one', async () => {
    const readsFor = async (names: readonly string[]): Promise<unknown> => {
      const { graph, reads } = counting(engine.graph());
      await dataOf(
        graph,
        `query ($names: [String!]) { techniques(first: 12, filter: { name: { in: $names } }) { nodes { timeline { ${TIMELINE} } } } }`,
        { names },
      );
      return Object.fromEntries(reads);
    };
    const names = ['Dropout', 'BERT', 'ResNet', 'Transformer', 'Pruning', 'RoBERTa', 'Cutout', 'DropBlock', 'CutMix'];
    expect(await readsFor(names)).toEqual(await readsFor(['Dropout']));
  });
});

describeEachEngine('the timeline of a technique of many papers', (engine) => {
  it('names the earliest and the latest of them, whatever their ids, and none without a date', async () => {
    const technique = (role: 'INTRODUCES' | 'USES' | 'STUDIES') => ({ techniques: [{ technique: 'thing', role }] });
    await loadAll(engine.graph(), {
      techniques: [{ id: 'thing', name: 'Thing' }],
      papers: [
        paperNamed('Alpha', { publishedOn: '2011-01-01', ...technique('INTRODUCES') }),
        paperNamed('Zulu', { year: 2010, ...technique('INTRODUCES') }),
        paperNamed('Beta', { ...technique('INTRODUCES') }),
        paperNamed('Yankee', { publishedOn: '2013-03-01', ...technique('USES') }),
        paperNamed('Gamma', { publishedOn: '2013-04-01', ...technique('STUDIES') }),
        paperNamed('Delta', { publishedOn: '2015-01-02', ...technique('USES') }),
        paperNamed('Echo', { publishedOn: '2015-01-01', ...technique('USES') }),
        paperNamed('Foxtrot', { ...technique('USES') }),
      ],
    });
    const { technique: found } = await dataOf<{ technique: Owner }>(
      engine.graph(),
      `{ technique(ref: "Thing") { id name timeline { ${TIMELINE} } } }`,
    );
    expect(
      found.timeline.events.map(({ kind, year, paper }) => [kind, year, paper?.title.split(' ')[0] ?? null]),
    ).toEqual([
      ['INTRODUCED', 2010, 'Zulu'],
      ['FIRST_USE', 2013, 'Yankee'],
      ['PEAK', 2013, null],
      ['LATEST_USE', 2015, 'Delta'],
    ]);
  });
});
