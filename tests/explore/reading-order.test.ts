import { fromGlobalId } from '../../src/api/node.js';
import { statement, type Graph } from '../../src/graph/graph.js';
import { ask, counting, dataOf } from '../support/ask.js';
import { describeEachEngine } from '../support/engines.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';
import { loadAll, paperNamed } from './time-records.js';

interface Step {
  readonly position: number;
  readonly importance: number;
  readonly reason: string;
  readonly paper: { readonly id: string; readonly title: string };
  readonly requires: readonly { readonly id: string; readonly title: string }[];
  readonly introduces: readonly { readonly id: string; readonly name: string }[];
}

const FIELDS = 'position importance reason paper { id title } requires { id title } introduces { id name }';

function keyOf({ id }: { readonly id: string }): string {
  return fromGlobalId(id)!.id;
}

const RELATIONS = {
  cites: statement<{ from: string; to: string }>(
    'all citations',
    'MATCH (p:Paper) MATCH (p)-[:CITES]->(q:Paper) RETURN p.id AS from, q.id AS to',
  ),
  applies: statement<{ paper: string; technique: string; role: string }>(
    'all applications',
    'MATCH (p:Paper) MATCH (p)-[r:APPLIES]->(t:Technique) RETURN p.id AS paper, t.id AS technique, r.role AS role',
  ),
  about: statement<{ paper: string; topic: string }>(
    'all topics of papers',
    'MATCH (p:Paper) MATCH (p)-[:ABOUT]->(t:Topic) RETURN p.id AS paper, t.id AS topic',
  ),
  below: statement<{ child: string; parent: string }>(
    'all subtopics',
    'MATCH (c:Topic) MATCH (c)-[:SUBTOPIC_OF]->(p:Topic) RETURN c.id AS child, p.id AS parent',
  ),
  varies: statement<{ child: string; parent: string }>(
    'all variants',
    'MATCH (c:Technique) MATCH (c)-[:VARIANT_OF]->(p:Technique) RETURN c.id AS child, p.id AS parent',
  ),
  years: statement<{ id: string; year: number | null }>(
    'all years',
    'MATCH (p:Paper) RETURN p.id AS id, p.year AS year',
  ),
  topics: statement<{ id: string }>('all topics', 'MATCH (t:Topic) RETURN t.id AS id ORDER BY id'),
  techniques: statement<{ id: string }>(
    'all techniques with papers',
    'MATCH (t:Technique) WHERE t.paperCount > 1 RETURN t.id AS id ORDER BY id',
  ),
};

/** What one node reaches along pairs, itself included. */
function reach(start: string, pairs: readonly (readonly [string, string])[]): Set<string> {
  const found = new Set([start]);
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const [from, to] of pairs) if (found.has(from)) found.add(to);
  }
  return found;
}

const orderOf = async (graph: Graph, subject: string, first: number): Promise<Step[]> => {
  const [kind, id] = subject.split('=');
  const { readingOrder } = await dataOf<{ readingOrder: Step[] }>(
    graph,
    `query ($ref: String!) { readingOrder(${kind!}: $ref, first: ${first}) { ${FIELDS} } }`,
    { ref: id },
  );
  return readingOrder;
};

describeSeeded('reading orders', (engine) => {
  let orders: Map<string, Step[]>;
  let reference: Graph;
  let cites: Set<string>;
  let years: Map<string, number | null>;
  let introduced: Map<string, Set<string>>;
  let applied: Map<string, Set<string>>;
  let papersOf: (subject: string) => Set<string>;
  let descends: (child: string, ancestor: string) => boolean;

  beforeAll(async () => {
    reference = await seededInMemory();
    const read = async <Row>(which: ReturnType<typeof statement<Row>>): Promise<Row[]> =>
      await engine.graph().read(which, {});
    const [links, topicLinks] = [await read(RELATIONS.applies), await read(RELATIONS.about)];
    const below = (await read(RELATIONS.below)).map(({ child, parent }) => [parent, child] as const);
    const varies = (await read(RELATIONS.varies)).map(({ child, parent }) => [child, parent] as const);
    cites = new Set((await read(RELATIONS.cites)).map(({ from, to }) => `${from} ${to}`));
    years = new Map((await read(RELATIONS.years)).map(({ id, year }) => [id, year]));
    const group = (rows: typeof links): Map<string, Set<string>> => {
      const groups = new Map<string, Set<string>>();
      for (const { paper, technique } of rows)
        groups.set(paper, (groups.get(paper) ?? new Set<string>()).add(technique));
      return groups;
    };
    introduced = group(links.filter(({ role }) => role === 'INTRODUCES'));
    applied = group(links);
    descends = (child, ancestor) => child !== ancestor && reach(child, varies).has(ancestor);
    papersOf = (subject) => {
      const [kind, id] = subject.split('=') as [string, string];
      if (kind === 'topic') {
        const topics = reach(id, below);
        return new Set(topicLinks.flatMap(({ paper, topic }) => (topics.has(topic) ? paper : [])));
      }
      const next = varies.flatMap(([child, parent]) => (child === id ? parent : parent === id ? child : []));
      return new Set(
        links.flatMap(({ paper, technique, role }) =>
          technique === id || (role === 'INTRODUCES' && next.includes(technique)) ? paper : [],
        ),
      );
    };
    const subjects = [
      ...(await read(RELATIONS.topics)).map(({ id }) => `topic=${id}`),
      ...(await read(RELATIONS.techniques)).map(({ id }) => `technique=${id}`),
    ];
    orders = new Map();
    for (const subject of subjects) orders.set(subject, await orderOf(engine.graph(), subject, 12));
  }, 120_000);
  afterAll(async () => {
    await reference.close();
  });

  it('hold papers of their subject, each once, as many as there are up to the size', () => {
    expect(orders.size).toBeGreaterThan(100);
    for (const [subject, steps] of orders) {
      const wanted = papersOf(subject);
      expect(steps.map(({ position }) => position)).toEqual(steps.map((_, index) => index + 1));
      expect(new Set(steps.map(({ paper }) => paper.id)).size).toBe(steps.length);
      expect({ subject, size: steps.length }).toEqual({ subject, size: Math.min(12, wanted.size) });
      expect(steps.filter(({ paper }) => !wanted.has(keyOf(paper)))).toEqual([]);
    }
  });

  it('require only earlier papers, for a reason that the graph bears out', () => {
    let required = 0;
    for (const steps of orders.values()) {
      for (const [index, { paper, requires }] of steps.entries()) {
        const before = steps.slice(0, index).map((step) => step.paper.id);
        const later = keyOf(paper);
        for (const earlier of requires.map(keyOf)) {
          const theirs = [...(introduced.get(earlier) ?? [])];
          const own = [...(introduced.get(later) ?? [])];
          const grounds = [
            cites.has(`${later} ${earlier}`),
            theirs.some((technique) => applied.get(later)?.has(technique) && !own.includes(technique)),
            theirs.some((ancestor) => own.some((technique) => descends(technique, ancestor))),
          ];
          expect({ later, earlier, grounds: grounds.some(Boolean) }).toMatchObject({ grounds: true });
          required += 1;
        }
        expect(requires.filter(({ id }) => !before.includes(id))).toEqual([]);
      }
    }
    expect(required).toBeGreaterThan(300);
  });

  it('respect every citation and use between their papers; the seeds have no circles', () => {
    let respected = 0;
    for (const steps of orders.values()) {
      for (const [index, step] of steps.entries()) {
        for (const after of steps.slice(index + 1)) {
          const [earlier, later] = [keyOf(step.paper), keyOf(after.paper)];
          expect(cites.has(`${earlier} ${later}`)).toBe(false);
          const isApplied = [...(introduced.get(earlier) ?? [])].some(
            (technique) => applied.get(later)?.has(technique) && !introduced.get(later)?.has(technique),
          );
          const isLater = (years.get(earlier) ?? 0) < (years.get(later) ?? 0);
          if (!cites.has(`${later} ${earlier}`) && !(isApplied && isLater)) continue;
          expect(after.requires.map(keyOf)).toContain(earlier);
          respected += 1;
        }
      }
    }
    expect(respected).toBeGreaterThan(200);
  });

  it('tell what each paper introduces, and say why in words', () => {
    for (const steps of orders.values()) {
      for (const { paper, introduces, requires, reason, importance, position } of steps) {
        expect(new Set(introduces.map(keyOf))).toEqual(introduced.get(keyOf(paper)) ?? new Set());
        expect(importance).toBeGreaterThanOrEqual(0);
        expect(importance).toBeLessThanOrEqual(1);
        expect(reason).toMatch(/^It .*\. \S.*\.$/);
        expect(reason).not.toMatch(/undefined|null|NaN|\[object| , |whose {2}/);
        const named = [
          ...requires.slice(0, 3).map(({ title }) => `“${title}”`),
          ...introduces.slice(0, 3).map(({ name }) => name),
        ];
        expect(named.filter((name) => !reason.includes(name))).toEqual([]);
        expect(reason.includes('none of the')).toBe(requires.length === 0);
        expect(reason.includes('Start here')).toBe(requires.length === 0 && position === 1);
      }
    }
  });

  it('begin with where a technique comes from', () => {
    const [first, second] = orders.get('technique=dropout')!;
    expect(first!.paper.title).toMatch(/preventing co-adaptation/);
    expect(second!.paper.title).toMatch(/^Dropout: A Simple Way/);
    expect(second!.requires.map(({ id }) => id)).toEqual([first!.paper.id]);
  });

  it('choose the same papers when fewer are asked for, and the same on every engine', async () => {
    for (const subject of ['topic=model-efficiency', 'technique=dropout', 'topic=cs-lg', 'technique=transformer']) {
      const many = await orderOf(engine.graph(), subject, 50);
      expect(await orderOf(reference, subject, 50)).toEqual(many);
      const few = await orderOf(engine.graph(), subject, 5);
      const ids = new Set(many.map(({ paper }) => paper.id));
      expect(few.filter(({ paper }) => !ids.has(paper.id))).toEqual([]);
      const least = Math.min(...few.slice(1).map(({ importance }) => importance));
      const left = many.filter(({ paper }) => !few.some((step) => step.paper.id === paper.id));
      expect(left.filter(({ importance }) => importance > least)).toEqual([]);
    }
  });

  it.each([
    ['', 'topic', /Neither/],
    ['(topic: "Pruning", technique: "Pruning")', 'technique', /Both/],
    ['(topic: "No Such Topic")', 'topic', /No Such Topic/],
    ['(technique: "No Such Technique")', 'technique', /No Such Technique/],
    ['(technique: "  ")', 'technique', /empty/],
    ['(topic: "???")', 'topic', /letters nor digits/],
    [`(topic: "${Buffer.from('Technique:dropout').toString('base64url')}")`, 'topic', /Technique/],
    [`(technique: "${Buffer.from('Technique:gone').toString('base64url')}")`, 'technique', /here/],
    ['(topic: "Pruning", first: 0)', 'first', /from 1 to 50/],
    ['(topic: "Pruning", first: 51)', 'first', /from 1 to 50/],
  ])('refuse %s', async (args, argument, message) => {
    const { errors } = await ask(engine.graph(), `{ readingOrder${args} { position } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(errors![0]!.message).toMatch(message);
  });

  it('cost as many reads for 20 steps as for 5', async () => {
    const readsFor = async (args: string): Promise<unknown> => {
      const { graph, reads } = counting(engine.graph());
      await dataOf(graph, `{ readingOrder(${args}) { ${FIELDS} } }`);
      return Object.fromEntries(reads);
    };
    for (const subject of ['topic: "Model efficiency"', 'technique: "Dropout"']) {
      expect(await readsFor(`${subject}, first: 20`)).toEqual(await readsFor(`${subject}, first: 5`));
    }
  });
});

describeEachEngine('the reading order of a topic', (engine) => {
  it('reaches topics further below, leaves retracted papers and stubs out, and ranks by citations', async () => {
    const about = (topic: string) => ({ topics: [{ topic, scheme: 'own' as const }] });
    await loadAll(engine.graph(), {
      topics: [
        { id: 'top', name: 'Top' },
        { id: 'middle', name: 'Middle', parents: ['top'] },
        { id: 'low', name: 'Low', parents: ['middle'] },
        { id: 'lowest', name: 'Lowest', parents: ['low'] },
        { id: 'other', name: 'Other' },
      ],
      papers: [
        paperNamed('Alpha', { year: 2012, ...about('low'), references: ['doi:10.1000/bravo', 'doi:10.1000/stub'] }),
        paperNamed('Bravo', { year: 2010, ...about('lowest') }),
        paperNamed('Charlie', { year: 2011, ...about('middle'), references: ['doi:10.1000/bravo'] }),
        paperNamed('Delta', { year: 2009, ...about('top'), retracted: true }),
        paperNamed('Echo', { year: 2008, ...about('other') }),
      ],
    });
    const all = await orderOf(engine.graph(), 'topic=top', 10);
    expect(all.map(({ paper }) => paper.title.split(' ')[0])).toEqual(['Bravo', 'Charlie', 'Alpha']);
    expect(all[0]!.reason).toBe(
      'It is about Lowest and is cited by 2 papers of this graph. Start here: it builds on none of the others; 2 later ones build on it.',
    );
    expect(await orderOf(engine.graph(), 'topic=top', 1)).toMatchObject([{ paper: all[0]!.paper, position: 1 }]);
    expect(await orderOf(engine.graph(), 'topic=lowest', 10)).toHaveLength(1);
  });
});
