import type { Quality } from './metrics.js';
import type { Measured } from './tune.js';

/** Prints a Markdown table to the standard output. */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const text = [`\n### ${title}\n`, line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
  process.stdout.write(`${text}\n`);
}

/** `.413 / .545`: nDCG@10 and recall@50. */
export function shown({ ndcg, recall }: Quality): string {
  return `${short(ndcg)} / ${short(recall)}`;
}

export function shownWithError(measured: Measured): string {
  return `${shown(measured)} ±${short(measured.error)}`;
}

export function short(value: number): string {
  return value.toFixed(3).replace(/^(-?)0\./, '$1.');
}

/** Processor seconds of a piece of work: wall time says little on a machine that others use too. */
export function processorSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
