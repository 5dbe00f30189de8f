import { readFileSync } from 'node:fs';
import { hashOf, sampleByHash, sharedPath, type Corpus } from './corpus.js';

/** One query: what the graph knows when it is asked, and what is to be found. Papers are positions of a corpus. */
export interface Task {
  readonly query: number;
  /** References of the query that are known. */
  readonly known: readonly number[];
  /** Papers citing the query that are known to do so. */
  readonly citers: readonly number[];
  readonly relevant: ReadonlySet<number>;
  /** Whether a paper may be a result. */
  readonly isEligible: (paper: number) => boolean;
  /** Whether a paper, and with it what it cites, is there for this task; the query's own citations never are. */
  readonly isVisible: (paper: number) => boolean;
  /** Fold of the cross-validation, by hash of the query's id. */
  readonly fold: number;
}

/**
 * `cold`: none of the query's references is known and all are to be found. `half`: the seen ones are known, the
 * hidden ones to be found. Results are no newer than the query and not known references.
 */
export type Setting = 'cold' | 'half';

/** What else the graph holds when a query is asked. */
export interface View {
  /** Whether papers newer than the query are there. */
  readonly newer: boolean;
  /** Papers that cite the query: gone; there, but without their citation of it; or there as they are. */
  readonly citers: 'gone' | 'unlinked' | 'linked';
}

/** The graph as it was when the query appeared: the protocol of relevance.md. */
export const THEN: View = { newer: false, citers: 'unlinked' };
/** The graph as it is, but for the links to the query: what bench/related measures through the product. */
export const NOW: View = { newer: true, citers: 'unlinked' };

export const FOLDS = 5;

export interface Judgment {
  readonly query: number;
  readonly seen: readonly number[];
  readonly hidden: readonly number[];
}

/** A paper whose references are known, half of them marked as seen; by ids. */
export interface Judged {
  readonly id: string;
  readonly seen: readonly string[];
  readonly hidden: readonly string[];
}

/** The queries of vis-dev. */
export function readVis(): Judged[] {
  return judgedOf(readFileSync(sharedPath('eval/vis-dev.qrels.tsv'), 'utf8').trimEnd().split('\n'));
}

/** The queries of lines `query, doc, seen | hidden`. */
function judgedOf(lines: readonly string[]): Judged[] {
  const queries = new Map<string, { seen: string[]; hidden: string[] }>();
  for (const line of lines) {
    const [query = '', document = '', part] = line.split('\t');
    const known = queries.get(query) ?? { seen: [], hidden: [] };
    queries.set(query, known);
    known[part === 'seen' ? 'seen' : 'hidden'].push(document);
  }
  return [...queries].map(([id, parts]) => ({ id, ...parts }));
}

/** The judgments of vis-dev, as far as the corpus holds the papers. */
export function visJudgments(corpus: Corpus): Judgment[] {
  return within(readVis(), corpus);
}

/** Judgments of lines `query, doc, seen | hidden`; what the corpus does not hold is left out. */
export function judgmentsOf(lines: readonly string[], corpus: Corpus): Judgment[] {
  return within(judgedOf(lines), corpus);
}

function within(judged: readonly Judged[], corpus: Corpus): Judgment[] {
  const held = (ids: readonly string[]): number[] => ids.flatMap((id) => corpus.indexOf.get(id) ?? []);
  return judged.flatMap(({ id, ...parts }) => {
    const query = corpus.indexOf.get(id);
    const [seen, hidden] = [held(parts.seen), held(parts.hidden)];
    return query === undefined || seen.length + hidden.length === 0 ? [] : [{ query, seen, hidden }];
  });
}

/**
 * Held-out queries: papers of a source with at least five references in the corpus, these being the truth; every
 * second one by hash of both ids counts as seen. At most `count` in the order of hashes of ids, after `skipped` ones.
 */
export function heldOutJudgments(corpus: Corpus, source: string, count: number, skipped = 0): Judgment[] {
  const eligible = corpus.papers.flatMap(({ id, source: from }, index) =>
    from === source && corpus.references[index]!.length >= 5 ? [id] : [],
  );
  return sampleByHash(eligible, skipped + count)
    .slice(skipped)
    .map((id) => {
      const query = corpus.indexOf.get(id)!;
      const [seen, hidden] = halves(corpus, id, corpus.references[query]!);
      return { query, seen, hidden };
    });
}

/** The tasks of judgments in a setting; queries that leave nothing to find are left out. */
export function tasksOf(corpus: Corpus, judgments: readonly Judgment[], setting: Setting, view: View = THEN): Task[] {
  return judgments.flatMap(({ query, seen, hidden }) => {
    const known = setting === 'cold' ? [] : seen;
    const relevant = new Set(setting === 'cold' ? [...seen, ...hidden] : hidden);
    if (relevant.size === 0) return [];
    const knownSet = new Set(known);
    const gone = new Set(view.citers === 'gone' ? corpus.citers[query]! : []);
    const { id, year } = corpus.papers[query]!;
    const isPast = (paper: number): boolean => paper !== query && (year === 0 || corpus.papers[paper]!.year <= year);
    return [
      {
        query,
        known,
        citers: view.citers === 'linked' ? corpus.citers[query]! : [],
        relevant,
        isEligible: (paper) => isPast(paper) && !knownSet.has(paper) && !gone.has(paper),
        isVisible: (paper) => (view.newer ? paper !== query : isPast(paper)) && !gone.has(paper),
        fold: hashOf(id) % FOLDS,
      },
    ];
  });
}

/**
 * `links`: half of the papers that cite the query or are cited by it, as hidden links to find. `cocited`: the
 * papers that at least two of the query's citers cite along with it, when half of its citers are not there yet
 * and the others and all references are known (Small, 1973). Both look both ways in time.
 */
export type RelatedSetting = 'links' | 'cocited';

/** Tasks for relatedness in general: papers with at least eight citers and five references in the corpus. */
export function relatedTasks(corpus: Corpus, setting: RelatedSetting, source: string, count: number): Task[] {
  const eligible = corpus.papers.flatMap((paper, index) =>
    paper.source === source && corpus.references[index]!.length >= 5 && corpus.citers[index]!.length >= 8
      ? [paper.id]
      : [],
  );
  return sampleByHash(eligible, count).flatMap((id) => {
    const query = corpus.indexOf.get(id)!;
    const [citers, hiddenCiters] = halves(corpus, id, corpus.citers[query]!);
    const task = (setting === 'links' ? linksTask : coCitedTask)(corpus, query, citers, hiddenCiters);
    return task.relevant.size === 0 ? [] : [task];
  });
}

function linksTask(corpus: Corpus, query: number, citers: readonly number[], hiddenCiters: readonly number[]): Task {
  const { id } = corpus.papers[query]!;
  const [known, hidden] = halves(corpus, id, corpus.references[query]!);
  const direct = new Set([query, ...known, ...citers]);
  return {
    query,
    known,
    citers,
    relevant: new Set([...hidden, ...hiddenCiters]),
    isEligible: (paper) => !direct.has(paper),
    isVisible: (paper) => paper !== query,
    fold: hashOf(id) % FOLDS,
  };
}

function coCitedTask(corpus: Corpus, query: number, citers: readonly number[], hiddenCiters: readonly number[]): Task {
  const hidden = new Set([query, ...hiddenCiters]);
  const counts = new Map<number, number>();
  for (const citing of hiddenCiters) {
    for (const cited of corpus.references[citing]!) counts.set(cited, (counts.get(cited) ?? 0) + 1);
  }
  return {
    query,
    known: corpus.references[query]!,
    citers,
    relevant: new Set([...counts].flatMap(([paper, count]) => (count >= 2 && !hidden.has(paper) ? [paper] : []))),
    isEligible: (paper) => !hidden.has(paper),
    isVisible: (paper) => !hidden.has(paper),
    fold: hashOf(corpus.papers[query]!.id) % FOLDS,
  };
}

/** Splits papers in two by hash of both ids: independent of any order. */
function halves(corpus: Corpus, id: string, papers: readonly number[]): [number[], number[]] {
  const isFirst = (paper: number): boolean => hashOf(`${id} ${corpus.papers[paper]!.id}`) % 2 === 0;
  return [papers.filter(isFirst), papers.filter((paper) => !isFirst(paper))];
}

/** Positions of all papers that may be results, ascending. */
export function eligibleOf(corpus: Corpus, task: Task): Int32Array {
  return Int32Array.from(corpus.papers.keys()).filter(task.isEligible);
}
