import type { Settings } from '../config.js';
import { CHECKS, examine, type Finding } from '../doctor/doctor.js';
import { StatsRepository } from '../stats/stats.repository.js';
import { openSeededGraph } from './open-graph.js';

export interface DoctorFlags {
  readonly fix?: boolean;
  readonly json?: boolean;
}

const SHOWN = 5;

/**
 * Looks at the graph and tells what is wrong and what to do about it.
 *
 * @returns whether everything is right, after the repair when one was asked for.
 */
export async function doctor({ fix = false, json = false }: DoctorFlags, settings: Settings): Promise<boolean> {
  const graph = await openSeededGraph({ ...settings, seed: false }, (line) => process.stderr.write(`${line}\n`));
  try {
    const { name, version } = graph.engine;
    const counts = await new StatsRepository(graph).counts();
    const findings: Finding[] = [];
    if (!json) {
      say(`Engine: ${name} ${version}, Node.js ${process.version}`);
      say(`Holds: ${describe(counts)}`);
    }
    for await (const finding of examine(graph, { repair: fix })) {
      findings.push(finding);
      if (!json) tell(finding, fix);
    }
    const left = findings.filter(({ faults, repaired }) => faults.length > 0 && !repaired);
    if (json) say(JSON.stringify({ engine: name, version, counts, checks: findings.map(toJson) }));
    else if (left.length === 0) say(`All ${CHECKS.length} checks hold.`);
    else say(`${left.length} of ${CHECKS.length} checks do not hold.`);
    return left.length === 0;
  } finally {
    await graph.close();
  }
}

function tell({ check, faults, repaired }: Finding, fix: boolean): void {
  if (faults.length === 0) {
    say(`  ok     ${check.holds}`);
    return;
  }
  say(
    `  ${repaired ? 'fixed ' : 'wrong '} ${check.holds}: ${faults.length} ${faults.length === 1 ? 'does' : 'do'} not`,
  );
  for (const { id, detail } of faults.slice(0, SHOWN)) say(`           ${id}: ${detail}`);
  if (faults.length > SHOWN) say(`           … and ${faults.length - SHOWN} more`);
  if (!repaired && !(fix && check.repair !== undefined)) say(`         ${check.advice}`);
}

function toJson({ check, faults, repaired }: Finding): object {
  return { holds: check.holds, faults, repaired, advice: check.advice };
}

function describe(counts: object | undefined): string {
  return Object.entries(counts ?? {})
    .map(([what, count]) => `${String(count)} ${what}`)
    .join(', ');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
