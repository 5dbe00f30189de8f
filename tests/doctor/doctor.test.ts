import { CHECKS, examine } from '../../src/doctor/doctor.js';
import { statement, type Graph } from '../../src/graph/graph.js';
import { dumpGraph } from '../support/dump.js';
import { describeSeeded } from '../support/seeded.js';

/** What is wrong, by the check that finds it. */
async function faultsOf(graph: Graph, repair = false): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for await (const { check, faults, repaired } of examine(graph, { repair })) {
    if (faults.length > 0) found[`${repaired ? 'fixed: ' : ''}${check.holds}`] = faults.map(({ id }) => id);
  }
  return found;
}

async function run(graph: Graph, text: string): Promise<void> {
  await graph.write([{ statement: statement('damage', text) }]);
}

const LORA = `MATCH (t:Technique {id: 'low-rank-adaptation'})`;
const SEND = `MATCH (p:Paper {id: 'arxiv:2410.15460'})`;

/** A damage, and the check that must find it at a node. */
const REPAIRABLE: readonly (readonly [string, string, string])[] = [
  ['the citations of every paper are counted', 'arxiv:2410.15460', `${SEND} SET p.citationCount = 77`],
  ['the references of every paper are counted', 'arxiv:2410.15460', `${SEND} SET p.referenceCount = 99`],
  [
    'the papers of every author are counted',
    'name:golnoosh farnadi',
    `MATCH (a:Author {id: 'name:golnoosh farnadi'}) SET a.paperCount = 3`,
  ],
  [
    'the papers of every topic are counted',
    'regularization',
    `MATCH (t:Topic {id: 'regularization'}) SET t.paperCount = 0`,
  ],
  ['the papers of every technique are counted', 'low-rank-adaptation', `${LORA} SET t.paperCount = 1000`],
  ['the number of papers is known', 'papers', `MATCH (s:Statistic {id: 'papers'}) SET s.value = 1`],
  [
    'every alias leads to a node',
    'technique:nowhere',
    `CREATE (a:Alias {id: 'technique:nowhere', targetId: 'nothing'})`,
  ],
  [
    'every stub is cited',
    'doi:10.1000/alone',
    `CREATE (p:Paper {id: 'doi:10.1000/alone', stub: true, title: 'x', searchText: '', citationCount: 0, referenceCount: 0})`,
  ],
  [
    'every author has a paper',
    'name:no body',
    `CREATE (a:Author {id: 'name:no body', name: 'No Body', paperCount: 0})`,
  ],
  ['no load was interrupted', 'load:1', `CREATE (s:Statistic {id: 'load:1', value: 5})`],
  [
    'the indexed text of every paper is what its title and abstract say',
    'arxiv:2410.15460',
    `${SEND} SET p.searchText = 'wrong words'`,
  ],
  ['the papers that hold each word are counted', 'dropout', `MATCH (t:Term {id: 'dropout'}) SET t.paperCount = 1`],
];

const TOLD_ONLY: readonly (readonly [string, string, string, string])[] = [
  [
    'no technique is a variant of itself',
    'low-rank-adaptation',
    `${LORA} MERGE (t)-[:VARIANT_OF]->(t)`,
    `${LORA} MATCH (t)-[r:VARIANT_OF]->(u) WHERE u.id = t.id DELETE r`,
  ],
  [
    'nothing is related twice in the same way',
    'arxiv:2410.15460',
    `${SEND} ${LORA.replace('low-rank-adaptation', 'sensitive-neuron-dropout')} CREATE (p)-[:APPLIES {role: 'USES', source: 'twice'}]->(t)`,
    `${SEND} MATCH (p)-[r:APPLIES]->(:Technique) WHERE r.source = 'twice' DELETE r`,
  ],
];

describeSeeded('the doctor', (engine) => {
  it('finds nothing wrong in a graph of the seeds', async () => {
    expect(await faultsOf(engine.graph())).toEqual({});
  });

  it.each(REPAIRABLE)('finds and mends it when not %s (%s)', async (holds, id, damage) => {
    const graph = engine.graph();
    const before = await dumpGraph(graph);
    await run(graph, damage);
    expect((await faultsOf(graph))[holds]).toContain(id);
    expect((await faultsOf(graph, true))[`fixed: ${holds}`]).toContain(id);
    expect(await faultsOf(graph)).toEqual({});
    expect(await dumpGraph(graph)).toEqual(before);
  });

  it.each(TOLD_ONLY)('tells when not %s (%s)', async (holds, id, damage, undo) => {
    const graph = engine.graph();
    await run(graph, damage);
    const found = await faultsOf(graph, true);
    await run(graph, undo);
    expect(found[holds]).toContain(id);
    await faultsOf(graph, true);
    expect(await faultsOf(graph)).toEqual({});
  });

  it('has advice for every check', () => {
    expect(CHECKS.filter(({ advice, holds }) => advice === '' || holds === '')).toEqual([]);
  });
});
