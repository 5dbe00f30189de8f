import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A paper whose references are known, half of them marked as seen. */
export interface Judged {
  readonly id: string;
  readonly seen: readonly string[];
  readonly hidden: readonly string[];
}

export function sharedData(path: string): string {
  return fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
}

/** The queries of a judgment file: lines of query, document, and `seen` or `hidden`. */
export function readJudgments(path: string): Judged[] {
  const queries = new Map<string, { seen: string[]; hidden: string[] }>();
  for (const line of readFileSync(sharedData(path), 'utf8').trimEnd().split('\n')) {
    const [query = '', document = '', part] = line.split('\t');
    const known = queries.get(query) ?? { seen: [], hidden: [] };
    queries.set(query, known);
    known[part === 'seen' ? 'seen' : 'hidden'].push(document);
  }
  return [...queries].map(([id, parts]) => ({ id, ...parts }));
}

/**
 * nDCG@10 and recall@50 of a ranking, best first, with binary gains. After Järvelin and
 * Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002.
 */
export function qualityOf(ranking: readonly string[], relevant: ReadonlySet<string>): { ndcg: number; recall: number } {
  const gain = ranking.slice(0, 10).reduce((sum, id, at) => sum + (relevant.has(id) ? 1 / Math.log2(at + 2) : 0), 0);
  const ideal = Array.from({ length: Math.min(10, relevant.size) }, (_, at) => 1 / Math.log2(at + 2)).reduce(
    (sum, part) => sum + part,
    0,
  );
  return { ndcg: gain / ideal, recall: ranking.slice(0, 50).filter((id) => relevant.has(id)).length / relevant.size };
}
