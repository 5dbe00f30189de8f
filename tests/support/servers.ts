import type { RunningNeo4j } from './neo4j-home.js';

export const ENGINE_NAMES = ['embedded', 'neo4j-lts', 'neo4j-newest', 'neo4j-given'] as const;

export type EngineName = (typeof ENGINE_NAMES)[number];

/** How a test reaches a Neo4j. */
export type Address = Pick<RunningNeo4j, 'uri' | 'user' | 'password' | 'version'>;

/** What the global set-up found, handed to the workers and the reporter through the environment. */
export interface Servers {
  /** Folder of the lock files; a test file holds one server at a time. */
  readonly locks: string;
  readonly engines: readonly { readonly name: EngineName; readonly servers: readonly Address[] }[];
  /** Engines that could not run here, each with the reason. */
  readonly skipped: readonly { readonly name: EngineName; readonly reason: string }[];
}

const VARIABLE = 'RELATED_WORK_TEST_SERVERS';

export function publishServers(servers: Servers): void {
  process.env[VARIABLE] = JSON.stringify(servers);
}

export function knownServers(): Servers {
  const text = process.env[VARIABLE];
  if (text === undefined) throw new Error('The engines of the tests were not set up; run them with npm test.');
  return JSON.parse(text) as Servers;
}
