import type { Settings } from '../config.js';
import { PaperRepository } from '../paper/paper.repository.js';
import { analyze } from '../text/analysis.js';
import { openSeededGraph } from './open-graph.js';

export interface SearchFlags {
  readonly first: number;
  readonly json?: boolean;
}

/** Prints the papers that hold the words, the best match by BM25 first. */
export async function search(
  words: readonly string[],
  { first, json }: SearchFlags,
  settings: Settings,
): Promise<void> {
  const graph = await openSeededGraph(settings, (line) => process.stderr.write(`${line}\n`));
  try {
    const text = [...new Set(analyze(words.join(' ')).map(({ term }) => term))].join(' ');
    const [hits = []] = await graph.searchPapers([{ text, limit: first }]);
    const papers = await new PaperRepository(graph).byIds(hits.map(({ id }) => id));
    const found = hits.flatMap(({ id, score }) => {
      const paper = papers.get(id);
      return paper === undefined
        ? []
        : [{ id, score, title: paper.title, year: paper.year, citations: paper.citationCount }];
    });
    if (json) process.stdout.write(`${JSON.stringify(found)}\n`);
    else if (found.length === 0) process.stdout.write(`No paper holds ${words.join(' ')}.\n`);
    for (const [index, { id, score, title, year }] of json ? [] : found.entries())
      process.stdout.write(
        `${String(index + 1).padStart(3)}  ${score.toFixed(1).padStart(5)}  ${title}${year === null ? '' : ` (${year})`}  ${id}\n`,
      );
  } finally {
    await graph.close();
  }
}
