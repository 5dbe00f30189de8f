import { annotate as read } from '../annotate/annotate.js';
import { loadVocabulary } from '../annotate/files.js';
import type { Vocabulary } from '../annotate/compile.js';
import type { Settings } from '../config.js';
import { reannotate } from '../ingest/reannotate.js';
import { parseSource } from '../ingest/sources/parse-source.js';
import { filesOf } from './load.js';
import { openSeededGraph, SEEDS_FOLDER } from './open-graph.js';

export interface AnnotateFlags {
  /** Vocabulary files beside the shipped ones. */
  readonly vocabulary: readonly string[];
  readonly batch: number;
}

/**
 * Finds techniques, topics and new techniques: of files, and prints them as JSON
 * lines; without files, in every paper of the graph that another vocabulary read.
 */
export async function annotate(
  paths: readonly string[],
  flags: AnnotateFlags,
  settings: () => Settings,
): Promise<void> {
  const vocabulary = await loadVocabulary(SEEDS_FOLDER, flags.vocabulary);
  if (paths.length > 0) await annotateFiles(await filesOf(paths), vocabulary);
  else await annotateGraph(vocabulary, flags, settings());
}

async function annotateFiles(files: readonly string[], vocabulary: Vocabulary): Promise<void> {
  for (const file of files) {
    for await (const parsed of parseSource(file, { today: new Date() })) {
      if (parsed.kind === 'rejected') {
        const { line, record } = parsed.place;
        tell(`${file}:${line ?? record ?? 0}: ${parsed.field} ${parsed.reason}`);
      }
      if (parsed.kind !== 'paper') continue;
      const { id, title, abstract, summary, publishedOn, year } = parsed.paper;
      const found = read(vocabulary, {
        title,
        abstract: abstract ?? summary,
        year: year ?? (publishedOn === undefined ? undefined : Number(publishedOn.slice(0, 4))),
      });
      const { techniques, topics, candidates: newTechniques } = found;
      process.stdout.write(`${JSON.stringify({ id, title, techniques, topics, newTechniques })}\n`);
    }
  }
}

const TELL_EVERY_MS = 5_000;

async function annotateGraph(vocabulary: Vocabulary, { batch }: AnnotateFlags, settings: Settings): Promise<void> {
  const graph = await openSeededGraph(settings, tell);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  let told = performance.now();
  try {
    const {
      read: papers,
      changed,
      stopped,
    } = await reannotate(graph, vocabulary, {
      batch,
      signal: stop.signal,
      progress: (done, total) => {
        if (performance.now() - told < TELL_EVERY_MS) return;
        told = performance.now();
        tell(`${done} of ${total} papers`);
      },
    });
    process.stdout.write(
      `Read ${papers} papers that this vocabulary had not read; ${changed} of them got other techniques, topics or new names.\n`,
    );
    if (stopped) process.stdout.write('Stopped before the end; the same command goes on.\n');
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await graph.close();
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
