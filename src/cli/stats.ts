import type { Settings } from '../config.js';
import { StatsRepository } from '../stats/stats.repository.js';
import { openSeededGraph } from './open-graph.js';

/** Prints how much the graph holds. */
export async function stats(flags: { readonly json?: boolean }, settings: Settings): Promise<void> {
  const graph = await openSeededGraph(settings, (line) => process.stderr.write(`${line}\n`));
  try {
    const counts = { ...(await new StatsRepository(graph).counts()) };
    const { name, version } = graph.engine;
    if (flags.json) {
      process.stdout.write(`${JSON.stringify({ ...counts, engine: `${name} ${version}` })}\n`);
      return;
    }
    const rows = Object.entries(counts).map(([what, count]) => [what, count.toLocaleString('en')] as const);
    const width = Math.max(...rows.map(([, count]) => count.length));
    for (const [what, count] of rows) process.stdout.write(`${count.padStart(width)}  ${what}\n`);
  } finally {
    await graph.close();
  }
}
