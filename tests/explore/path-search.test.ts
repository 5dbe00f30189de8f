import { parse, type OperationDefinitionNode } from 'graphql';
import { costOf } from '../../src/api/cost.js';
import { bestPaths } from '../../src/explore/path-rank.js';
import { searchPaths } from '../../src/explore/path-search.js';
import { HUB_DEGREE, keyOf, type Connection, type NodeKey } from '../../src/explore/relation.js';
import { statement, type Graph } from '../../src/graph/graph.js';
import { counting, theSchema, type Variables } from '../support/ask.js';
import { describeEachEngine } from '../support/engines.js';
import { expectedPaths, nodesOf, pathsOf } from './path-answers.js';
import { globalIdOf, randomNumbers, type WholeGraph } from './whole-graph.js';

/** A hub, `topic:hub`, joins everything; a longer way leads around it. */
const HUB = [
  `UNWIND range(1, 300) AS i CREATE (:Paper {id: 'p' + toString(i), title: 'Paper ' + toString(i), normalizedTitle: 'paper ' + toString(i), stub: false, citationCount: 0, referenceCount: 0})`,
  `CREATE (:Topic {id: 'hub', name: 'Hub', normalizedName: 'hub', paperCount: 300})`,
  `CREATE (:Topic {id: 'other', name: 'Other', normalizedName: 'other', paperCount: 290})`,
  `CREATE (:Author {id: 'name:a', name: 'A', normalizedName: 'a', paperCount: 2})`,
  `CREATE (:Author {id: 'name:b', name: 'B', normalizedName: 'b', paperCount: 2})`,
  `MATCH (p:Paper) MATCH (t:Topic {id: 'hub'}) CREATE (p)-[:ABOUT {confidence: 1.0}]->(t)`,
  `UNWIND range(1, 290) AS i MATCH (p:Paper {id: 'p' + toString(i)}) MATCH (t:Topic {id: 'other'}) CREATE (p)-[:ABOUT {confidence: 1.0}]->(t)`,
  `MATCH (a:Author {id: 'name:a'}) MATCH (p:Paper) WHERE p.id IN ['p1', 'p2'] CREATE (a)-[:AUTHORED {position: 0}]->(p)`,
  `MATCH (a:Author {id: 'name:b'}) MATCH (p:Paper) WHERE p.id IN ['p2', 'p3'] CREATE (a)-[:AUTHORED {position: 0}]->(p)`,
  `MATCH (p:Paper {id: 'p1'}) MATCH (q:Paper {id: 'p299'}) CREATE (p)-[:CITES]->(q) CREATE (q)-[:CITES]->(p)`,
].map((text, index) => ({ statement: statement(`hub ${index}`, text) }));

describeEachEngine('paths near hubs', (engine) => {
  const paths = async (from: string, to: string, more: Variables = {}): Promise<string[][]> =>
    nodesOf(await pathsOf(engine.graph(), { from: globalIdOf(from), to: globalIdOf(to), ...more }));

  beforeAll(async () => {
    await engine.graph().write(HUB);
  });

  it('lead around them', async () => {
    expect(300).toBeGreaterThan(HUB_DEGREE);
    expect(await paths('Paper:p1', 'Paper:p3')).toEqual([
      ['Paper:p1', 'Author:name:a', 'Paper:p2', 'Author:name:b', 'Paper:p3'],
    ]);
    expect(await paths('Paper:p1', 'Paper:p4', { maxLength: 8 })).toEqual([]);
  });

  it('may end there, on one side or on both', async () => {
    expect(await paths('Paper:p1', 'Topic:hub', { first: 1 })).toEqual([['Paper:p1', 'Topic:hub']]);
    expect(await paths('Topic:hub', 'Author:name:b', { first: 1 })).toEqual([
      ['Topic:hub', 'Paper:p3', 'Author:name:b'],
    ]);
    const both = await paths('Topic:hub', 'Topic:other', { first: 10 });
    expect(both).toHaveLength(10);
    expect(both.map((path) => path.length)).toEqual(Array(10).fill(3));
    // Papers of nothing but the two topics come first, by id.
    expect(both.map((path) => path[1])).toEqual(
      ['p10', 'p100', 'p101', 'p102', 'p103', 'p104', 'p105', 'p106', 'p107', 'p108'].map((id) => `Paper:${id}`),
    );
  });

  it('read no more than the side that has fewer', async () => {
    const rows: number[] = [];
    const graph = engine.graph();
    const watching: Graph = {
      ...counting(graph).graph,
      read: async (...asked) => {
        const found = await graph.read(...asked);
        if (asked[0].name.startsWith('neighbors')) rows.push(found.length);
        return found;
      },
    };
    await pathsOf(watching, { from: globalIdOf('Topic:hub'), to: globalIdOf('Author:name:b'), first: 1 });
    expect(Math.max(...rows)).toBeLessThan(10);
  });

  it('go along one of two relationships, the one that points ahead', async () => {
    const asked = { via: ['CITES'], from: globalIdOf('Paper:p299'), to: globalIdOf('Paper:p1') };
    const answer = await pathsOf(engine.graph(), asked);
    expect(answer.map(({ steps }) => steps.map(({ sentence, forward }) => [sentence, forward]))).toEqual([
      [['“Paper 299” cites “Paper 1”.', true]],
    ]);
  });
});

/** A random graph of authors; enough for what does not look at kinds. */
function randomGraph(seed: number, size: number, links: number) {
  const random = randomNumbers(seed);
  const sides = new Map<string, Set<string>>(Array.from({ length: size }, (_, id) => [`Author:${id}`, new Set()]));
  for (let link = 0; link < links; link += 1) {
    const [one, other] = [`Author:${Math.floor(random() * size)}`, `Author:${Math.floor(random() * size)}`];
    if (one === other) continue;
    sides.get(one)!.add(other);
    sides.get(other)!.add(one);
  }
  const beside: WholeGraph['beside'] = (key) =>
    [...sides.get(key)!].map((to) => ({ to, kind: 'CITES', forward: true, relationship: undefined! }));
  return { beside, degrees: new Map([...sides].map(([key, found]) => [key, found.size])), keys: [...sides.keys()] };
}

describe('the search for paths', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))('finds what is there in random graph %i', async (seed) => {
    const { beside, degrees, keys } = randomGraph(seed, 14, 12 + seed);
    const [from, to] = [keys[0]!, keys[1]!];
    const node = (key: string): NodeKey => ({ type: 'Author', id: key.slice('Author:'.length) });
    const neighbors = (nodes: readonly NodeKey[]): Promise<Connection[]> =>
      Promise.resolve(
        nodes.flatMap((near) =>
          beside(keyOf(near)).map(({ to: far }) => ({
            near,
            far: node(far),
            farDegree: degrees.get(far)!,
            kind: 'CITES' as const,
            forward: keyOf(near) < far,
            role: null,
            confidence: null,
          })),
        ),
      );
    for (const maxLength of [1, 3, 5, 8]) {
      for (const count of [1, 3, 10]) {
        const end = (key: string) => ({ node: node(key), degree: degrees.get(key)! });
        const { graph, paths } = await searchPaths(end(from), end(to), { neighbors, count, maxLength });
        expect(paths.map(({ nodes }) => nodes.map((index) => graph.key(index)))).toEqual(
          expectedPaths({ beside, degrees }, from, to, { count, maxLength }),
        );
      }
    }
  });

  it('ranks by the product of degrees, not by their sum', () => {
    const links = new Map([
      [0, [1, 2]],
      [1, [0, 3]],
      [2, [0, 4]],
      [3, [1, 5]],
      [4, [2, 5]],
      [5, [3, 4]],
    ]);
    // 2 · 9 against 5 · 5.
    const degree = (index: number): number => [2, 2, 5, 9, 5, 2][index]!;
    const graph = { neighbors: (index: number) => links.get(index)!, degree, key: String };
    const ranked = bestPaths(graph, 0, 5, { count: 5, maxLength: 8 });
    expect(ranked).toEqual([
      { nodes: [0, 1, 3, 5], product: 18 },
      { nodes: [0, 2, 4, 5], product: 25 },
    ]);
  });
});

describe('the cost of paths', () => {
  const costOfPaths = async (query: string): Promise<number> => {
    const document = parse(query);
    return costOf(await theSchema(), document, document.definitions[0] as OperationDefinitionNode)!.cost;
  };

  it('grows with their number and length, and with what is asked of them', async () => {
    const cost = async (args: string, fields = 'length'): Promise<number> =>
      await costOfPaths(`{ paths(from: "a", to: "b"${args}) { ${fields} } }`);
    const usual = await cost('');
    expect(await cost(', first: 10')).toBeGreaterThan(usual);
    expect(await cost(', maxLength: 8')).toBeGreaterThan(usual);
    expect(await cost('', 'length nodes { id }')).toBeGreaterThan(usual);
    expect(await cost(', first: 10, maxLength: 8', 'length nodes { id } steps { sentence from { id } }')).toBeLessThan(
      20_000,
    );
    // Out of range is for the resolver to say.
    expect(await cost(', first: 2000000')).toBe(await cost(', first: 10'));
  });
});
