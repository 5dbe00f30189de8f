import { statement, type Graph, type ReadOptions } from '../graph/graph.js';
import { schemaNames } from '../graph/schema.js';
import type { Check, Fault } from './check.js';
import { COUNT_CHECKS } from './counts.js';
import { LINK_CHECKS } from './links.js';
import { TEXT_CHECKS } from './text.js';

const INDEXES = statement<{ name: string; state?: string }>('indexes', 'SHOW INDEXES');
const CONSTRAINTS = statement<{ name: string }>('constraints', 'SHOW CONSTRAINTS');

/** Every start makes what is missing, so a fault here is one of the engine. */
const SCHEMA_CHECK: Check = {
  holds: 'every constraint and index is there and ready',
  find: async (graph, options) => {
    const indexes = await graph.read(INDEXES, {}, options);
    const constraints = await graph.read(CONSTRAINTS, {}, options);
    const present = new Set([...indexes, ...constraints].map(({ name }) => name));
    return [
      ...schemaNames()
        .filter((name) => !present.has(name))
        .map((id) => ({ id, detail: 'is missing' })),
      ...indexes
        .filter(({ state }) => state !== undefined && state !== 'ONLINE')
        .map(({ name, state }) => ({ id: name, detail: `is ${state ?? ''}` })),
    ];
  },
  repair: async (graph) => await graph.prepareSchema(),
  advice: 'doctor --fix makes them; one that is POPULATING needs time only',
};

/** Everything that is looked at, in the order in which it is repaired: counts first, then what follows from them. */
export const CHECKS: readonly Check[] = [SCHEMA_CHECK, ...COUNT_CHECKS, ...LINK_CHECKS, ...TEXT_CHECKS];

export interface Finding {
  readonly check: Check;
  readonly faults: readonly Fault[];
  /** True when the faults were put right, and looking again finds none. */
  readonly repaired: boolean;
}

export interface DoctorOptions extends ReadOptions {
  readonly repair: boolean;
}

/** Looks at a graph check by check, and puts right what it may. */
export async function* examine(graph: Graph, { repair, ...options }: DoctorOptions): AsyncGenerator<Finding> {
  for (const check of CHECKS) {
    const faults = await check.find(graph, options);
    let repaired = false;
    if (repair && faults.length > 0 && check.repair !== undefined) {
      await check.repair(graph, faults);
      repaired = (await check.find(graph, options)).length === 0;
    }
    yield { check, faults, repaired };
  }
}
