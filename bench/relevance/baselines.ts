import type { Corpus } from './corpus.js';
import { indexedOf, type Indexed } from './data.js';
import { qualityOf, shown, topOf } from './metrics.js';
import { tasksOf, visJudgments, type Setting, type Task } from './protocol.js';
import { signalsOf } from './signals.js';
import { printTable } from '../table.js';
import { bm25IndexOf, bm25To, countsOf, FULL, PLAIN, productsOf, type TermCounts } from './text-index.js';
import { summary, type Measured } from './tune.js';

/** Scores of all papers for a task. */
export type Scorer = (task: Task) => ArrayLike<number>;

/** Mean quality of a scorer over tasks, all eligible papers being candidates. */
export function qualityOfScorer(tasks: readonly Task[], scorer: Scorer): Measured {
  return summary(tasks.map((task) => qualityOf(rankingOf(scorer(task), task, 50), task.relevant)));
}

/** BM25 of a paper's whole text, each word counted as often as it stands there. */
export function bm25Scorer(counts: TermCounts): Scorer {
  const index = bm25IndexOf(counts);
  const { starts, columns, values } = counts.rows;
  return ({ query }) => {
    const [start, end] = [starts[query]!, starts[query + 1]!];
    return bm25To(index, columns.subarray(start, end), starts.length - 1, values.subarray(start, end));
  };
}

const FUSION_DEPTH = 1000;
const FUSION_CONSTANT = 60;

/** Reciprocal-rank fusion: Σ 1 / (60 + rank). Cormack, Clarke and Büttcher, 2009. Papers that a list scores 0 are not on it. */
function fusionScorer(listsOf: (task: Task) => readonly Float64Array[]): Scorer {
  return (task) => {
    const lists = listsOf(task);
    const scores = new Float64Array(lists[0]!.length);
    for (const list of lists) {
      const listed = list.map((value) => (value > 0 ? value : -Infinity));
      rankingOf(listed, task, FUSION_DEPTH).forEach((paper, rank) => {
        scores[paper]! += 1 / (FUSION_CONSTANT + rank + 1);
      });
    }
    return scores;
  };
}

/** Fusion as "related papers" usually has it: text, and coupling with the query itself, its citers not being there. */
export function coupledFusion(indexed: Indexed): Scorer {
  return fusionScorer((task) => {
    const { text, coupling } = signalsOf(indexed, task);
    return [text, coupling];
  });
}

/** Fusion with walks from the known references: co-citation with them, and citations from and to them. */
export function walkedFusion(indexed: Indexed): Scorer {
  return fusionScorer((task) => {
    const { text, cocite, coupling } = signalsOf(indexed, task);
    return [text, cocite, coupling, directOf(indexed.corpus, task)];
  });
}

/** How many known references a paper cites or is cited by. */
function directOf(corpus: Corpus, { known, isVisible, query }: Task): Float64Array {
  const counts = new Float64Array(corpus.papers.length);
  for (const cited of known) {
    for (const paper of corpus.references[cited]!) counts[paper]!++;
    for (const paper of corpus.citers[cited]!) if (isVisible(paper)) counts[paper]!++;
  }
  counts[query] = 0;
  return counts;
}

function rankingOf(scores: ArrayLike<number>, task: Task, depth: number): number[] {
  const eligible = Float64Array.from(scores, (score, paper) => (task.isEligible(paper) ? score : -Infinity));
  return topOf(eligible, depth);
}

function cosineScorer({ vectors, inverted }: Indexed): Scorer {
  return ({ query }) => productsOf(vectors, inverted, query);
}

/** Prints the baselines of relevance.md with our text analysis beside the figures given there. */
export function printBaselines(corpus: Corpus): void {
  const full = indexedOf(corpus, FULL);
  const rows: [string, Scorer, string, string][] = [
    ['BM25, title ×2 + abstract', bm25Scorer(countsOf(corpus, PLAIN)), '.268 / .376', '.214 / .395'],
    ['BM25 + keywords', bm25Scorer(countsOf(corpus, FULL)), '.290 / .413', '.230 / .432'],
    ['TF-IDF cosine, title ×2 + abstract', cosineScorer(indexedOf(corpus, PLAIN)), '', ''],
    ['TF-IDF cosine + keywords ×3, and as terms', cosineScorer(full), '.317 / .435', '.244 / .452'],
    ['rank fusion of text and coupling with the query', coupledFusion(full), '–', '.238 / .462'],
    ['rank fusion of text, co-citation, coupling, direct, from the references', walkedFusion(full), '–', '.238 / .462'],
  ];
  const judgments = visJudgments(corpus);
  const tasks = (setting: Setting) => tasksOf(corpus, judgments, setting);
  const [cold, half] = [tasks('cold'), tasks('half')];
  printTable(
    `Baselines: ${cold.length} queries cold, ${half.length} half; nDCG@10 / recall@50`,
    ['method', 'cold', 'relevance.md', 'half', 'relevance.md'],
    rows.map(([name, scorer, specifiedCold, specifiedHalf]) => [
      name,
      specifiedCold === '–' ? '–' : shown(qualityOfScorer(cold, scorer)),
      specifiedCold,
      shown(qualityOfScorer(half, scorer)),
      specifiedHalf,
    ]),
  );
}
