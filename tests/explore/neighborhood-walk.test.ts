import { parse, type OperationDefinitionNode } from 'graphql';
import { costOf } from '../../src/api/cost.js';
import { RandomWalks } from '../../src/explore/neighborhood-walk.js';
import { HUB_DEGREE, type Connection } from '../../src/explore/relation.js';
import { statement, type Graph } from '../../src/graph/graph.js';
import { counting, theSchema } from '../support/ask.js';
import { describeEachEngine } from '../support/engines.js';
import { around, keysOf, told } from './neighborhood-answers.js';
import { globalIdOf, randomNumbers } from './whole-graph.js';

/** A hub with 300 papers; one of them is by an author, of another paper too. */
const HUB = [
  `UNWIND range(1, 301) AS i CREATE (:Paper {id: 'p' + toString(i), title: 'Paper ' + toString(i), normalizedTitle: 'paper ' + toString(i), stub: false, citationCount: 0, referenceCount: 0})`,
  `CREATE (:Topic {id: 'hub', name: 'Hub', normalizedName: 'hub', paperCount: 300})`,
  `CREATE (:Author {id: 'name:a', name: 'A', normalizedName: 'a', paperCount: 2})`,
  `UNWIND range(1, 300) AS i MATCH (p:Paper {id: 'p' + toString(i)}) MATCH (t:Topic {id: 'hub'}) CREATE (p)-[:ABOUT {confidence: 0.5}]->(t)`,
  `MATCH (a:Author {id: 'name:a'}) MATCH (p:Paper) WHERE p.id IN ['p1', 'p301'] CREATE (a)-[:AUTHORED {position: 0}]->(p)`,
  `MATCH (p:Paper {id: 'p7'}) MATCH (t:Topic {id: 'hub'}) MATCH (p)-[r:ABOUT]->(t) SET r.confidence = 0.9`,
].map((text, index) => ({ statement: statement(`hub ${index}`, text) }));

describeEachEngine('neighborhoods of hubs', (engine) => {
  beforeAll(async () => {
    await engine.graph().write(HUB);
  });

  it('hold the hub, but nothing behind it', async () => {
    const answer = await around(engine.graph(), { of: [globalIdOf('Author:name:a')], depth: 3, first: 200 });
    expect(keysOf(answer)).toEqual(['Author:name:a', 'Paper:p1', 'Paper:p301', 'Topic:hub']);
    expect(answer.nodes.map(({ depth }) => depth)).toEqual([0, 1, 1, 2]);
    expect(told(answer)).toEqual([
      'Author:name:a AUTHORED Paper:p1',
      'Author:name:a AUTHORED Paper:p301',
      'Paper:p1 ABOUT Topic:hub',
    ]);
  });

  it('start from a hub with the surest and best connected of what is there', async () => {
    const answer = await around(engine.graph(), { of: [globalIdOf('Topic:hub')], first: 200 });
    expect(answer.reachedCount).toBe(1 + HUB_DEGREE);
    expect(answer.nodes).toHaveLength(200);
    expect(answer.edges).toHaveLength(199);
    expect(keysOf(answer).slice(0, 2)).toEqual(['Topic:hub', 'Paper:p7']);
    expect(keysOf(answer)).toContain('Paper:p1');
  });

  it('read no more of a hub than may be shown', async () => {
    const rows: number[] = [];
    const graph = engine.graph();
    const watching: Graph = {
      ...counting(graph).graph,
      read: async (...asked) => {
        const found = await graph.read(...asked);
        if (asked[0].name.includes('neighbors')) rows.push(found.length);
        return found;
      },
    };
    await around(watching, { of: [globalIdOf('Topic:hub')], depth: 3 });
    expect(Math.max(...rows)).toBeLessThanOrEqual(2 * HUB_DEGREE);
  });
});

describe('random walks', () => {
  const author = (id: string) => ({ type: 'Author', id }) as const;
  const connection = (near: string, far: string, farDegree: number): Connection => ({
    near: author(near),
    far: author(far),
    farDegree,
    kind: 'CITES',
    forward: true,
    role: null,
    confidence: null,
  });

  it('go on from where they most often are, as far as may be read', () => {
    const walks = new RandomWalks([{ node: author('start'), degree: 60 }], 3);
    expect(walks.toRead()).toEqual([author('start')]);
    // 60 neighbors with 150 relationships each are more than one level may bring up.
    walks.goOn(Array.from({ length: 60 }, (_, index) => connection('start', `n${index}`, 150)));
    expect(walks.toRead()).toHaveLength(33);
  });

  it('come out the same whatever order is read in', () => {
    const connections = [...Array.from({ length: 30 }, (_, index) => connection('start', `n${index}`, 3 + index))];
    const behind = connections.flatMap(({ far }, index) => [
      connection(far.id, 'start', 30),
      connection(far.id, `m${index % 7}`, 9),
    ]);
    const result = (shuffle: (list: Connection[]) => Connection[]) => {
      const walks = new RandomWalks([{ node: author('start'), degree: 30 }], 2);
      walks.goOn(shuffle(connections));
      walks.goOn(shuffle(behind));
      return walks.ranked();
    };
    const random = randomNumbers(3);
    const plain = result((list) => list);
    expect(plain).toHaveLength(38);
    for (let round = 0; round < 5; round += 1) {
      expect(result((list) => [...list].sort(() => random() - 0.5))).toEqual(plain);
    }
  });

  it('end where nothing leads on', () => {
    const walks = new RandomWalks([{ node: author('alone'), degree: 0 }], 3);
    walks.goOn([]);
    expect(walks.isDone).toBe(true);
    expect(walks.ranked()).toEqual([{ node: author('alone'), key: 'Author:alone', degree: 0, depth: 0, weight: 0.15 }]);
  });
});

describe('the cost of a neighborhood', () => {
  const cost = async (args: string, fields: string): Promise<number> => {
    const document = parse(`{ neighborhood(of: ["a"]${args}) { ${fields} } }`);
    return costOf(await theSchema(), document, document.definitions[0] as OperationDefinitionNode)!.cost;
  };

  it('grows with depth, number and fields, and leaves room for the largest graph that can be drawn', async () => {
    const usual = await cost('', 'nodes { depth }');
    expect(await cost(', depth: 2', 'nodes { depth }')).toBeGreaterThan(usual);
    expect(await cost(', first: 100', 'nodes { depth }')).toBeGreaterThan(usual);
    expect(await cost('', 'nodes { depth } edges { kind }')).toBeGreaterThan(usual);
    const all = 'nodes { depth weight node { id } } edges { kind weight sentence source { id } target { id } }';
    expect(await cost(', first: 200, depth: 3', all)).toBeLessThan(10_000);
    expect(await cost(', first: 2000000', 'nodes { depth }')).toBe(await cost(', first: 200', 'nodes { depth }'));
    const nested = 'nodes { node { ... on Paper { related(first: 100) { nodes { id } } } } }';
    expect(await cost(', first: 200', nested)).toBeGreaterThan(20_000);
  });
});
