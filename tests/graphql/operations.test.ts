import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '../../src/graph/graph.js';
import { dataOf, type Variables } from '../support/ask.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';

const FOLDER = 'schema/operations';
const NAMES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => file.slice(0, -'.graphql'.length));

function read(name: string): { query: string; variables: Variables } {
  const files = readdirSync(FOLDER);
  const variables = `${name}.variables.json`;
  return {
    query: readFileSync(join(FOLDER, `${name}.graphql`), 'utf8'),
    variables: files.includes(variables)
      ? (JSON.parse(readFileSync(join(FOLDER, variables), 'utf8')) as Variables)
      : {},
  };
}

/** The names of the engines differ, and so may the last bits of a sum. */
function comparable(data: unknown): unknown {
  return JSON.parse(
    JSON.stringify(data, (key, value: unknown) => {
      if (key === 'engine') return 'any';
      return typeof value === 'number' ? Number(value.toPrecision(12)) : value;
    }),
  );
}

describeSeeded('example operations', (engine) => {
  let reference: Graph;

  beforeAll(async () => {
    reference = await seededInMemory();
  });
  afterAll(async () => {
    await reference.close();
  });

  it.each(NAMES)('%s teaches, runs and answers the same as the embedded engine', async (name) => {
    const { query, variables } = read(name);
    expect(query).toMatch(/^# \S/);
    const data = comparable(await dataOf(engine.graph(), query, variables));
    expect(JSON.stringify(data)).not.toMatch(/"edges":\[\],|:null\}$/);
    expect(data).toEqual(comparable(await dataOf(reference, query, variables)));
  });
});
