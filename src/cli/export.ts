import { SingleBar } from 'cli-progress';
import type { Settings } from '../config.js';
import { EXPORTERS, type ExportFormat } from '../export/formats.js';
import { openSeededGraph } from './open-graph.js';

export interface ExportFlags {
  readonly format: ExportFormat;
  readonly json?: boolean;
}

const TELL_EVERY_MS = 5_000;

/** Writes the graph into a folder in the format asked for, and tells what it wrote. */
export async function exportGraph(directory: string, { format, json }: ExportFlags, settings: Settings): Promise<void> {
  const graph = await openSeededGraph(settings, tell);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort(new Error('Stopped; what stood in the folder before is as it was.'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const begun = performance.now();
  let told = begun;
  const bar = process.stderr.isTTY ? new SingleBar({ format: '{value} written', stream: process.stderr }) : undefined;
  bar?.start(Infinity, 0);
  try {
    const report = await EXPORTERS[format].write(graph, directory, {
      signal: stop.signal,
      progress: (done) => {
        bar?.update(done);
        if (bar !== undefined || performance.now() - told < TELL_EVERY_MS) return;
        told = performance.now();
        tell(`${done} written`);
      },
    });
    bar?.stop();
    const seconds = Number(((performance.now() - begun) / 1000).toFixed(1));
    if (json) process.stdout.write(`${JSON.stringify({ format, ...report, seconds })}\n`);
    else {
      const links = report.relationships > 0 ? ` and ${report.relationships} relationships` : '';
      process.stdout.write(
        `Wrote ${report.nodes} nodes${links} in ${seconds} s:\n${report.files.map((file) => `  ${file}\n`).join('')}`,
      );
    }
  } finally {
    bar?.stop();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await graph.close();
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
