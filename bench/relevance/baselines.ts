import type { Corpus } from './corpus.js';
import { qualityOf, topOf } from './metrics.js';
import { tasksOf, visJudgments, type Setting, type Task } from './protocol.js';
import { signalsOf, type Indexed } from './signals.js';
import { printTable, shown } from './table.js';
import {
  bm25IndexOf,
  bm25To,
  cosinesTo,
  countsOf,
  DAMPED,
  FULL,
  invertedOf,
  PLAIN,
  vectorsOf,
  type TermCounts,
  type TextRecipe,
  type Weighting,
} from './text-index.js';
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
    return bm25To(index, columns.subarray(start, end), values.subarray(start, end), starts.length - 1);
  };
}

const FUSION_DEPTH = 1000;
const FUSION_CONSTANT = 60;

/**
 * Reciprocal-rank fusion, Σ 1 / (60 + rank), of text, co-citation with the known references, coupling through
 * them, and direct citations from and to them. Cormack, Clarke and Büttcher, 2009.
 */
export function fusionScorer(indexed: Indexed): Scorer {
  return (task) => {
    const { text, cocite, coupling } = signalsOf(indexed, task);
    const scores = new Float64Array(text.length);
    for (const list of [text, cocite, coupling, directOf(indexed.corpus, task)]) {
      rankingOf(
        list.map((value) => (value > 0 ? value : -Infinity)),
        task,
        FUSION_DEPTH,
      ).forEach((paper, rank) => {
        scores[paper]! += 1 / (FUSION_CONSTANT + rank + 1);
      });
    }
    return scores;
  };
}

/** How many known references a paper cites or is cited by. */
function directOf(corpus: Corpus, { known, isVisible }: Task): Float64Array {
  const counts = new Float64Array(corpus.papers.length);
  for (const cited of known) {
    for (const paper of corpus.references[cited]!) counts[paper]!++;
    for (const paper of corpus.citers[cited]!) if (isVisible(paper)) counts[paper]!++;
  }
  return counts;
}

function rankingOf(scores: ArrayLike<number>, task: Task, depth: number): number[] {
  const eligible = Float64Array.from(scores, (score, paper) => (task.isEligible(paper) ? score : -Infinity));
  return topOf(eligible, depth);
}

export function indexedOf(corpus: Corpus, recipe: TextRecipe, weighting: Weighting): Indexed {
  const counts = countsOf(corpus, recipe);
  const vectors = vectorsOf(counts, weighting);
  return { corpus, vectors, inverted: invertedOf(vectors, counts.terms.length) };
}

function cosineScorer({ vectors, inverted }: Indexed): Scorer {
  return ({ query }) => cosinesTo(vectors, inverted, query);
}

/** Prints the baselines of relevance.md with our text analysis beside the figures given there. */
export function printBaselines(corpus: Corpus): void {
  const plain = indexedOf(corpus, PLAIN, DAMPED);
  const full = indexedOf(corpus, FULL, { ...DAMPED, single: 'out' });
  const asTwo = indexedOf(corpus, FULL, DAMPED);
  const rows: [string, Scorer, string, string][] = [
    ['BM25, title ×2 + abstract', bm25Scorer(countsOf(corpus, PLAIN)), '.268 / .376', '.214 / .395'],
    ['BM25 + keywords', bm25Scorer(countsOf(corpus, FULL)), '.290 / .413', '.230 / .432'],
    ['TF-IDF cosine, title ×2 + abstract', cosineScorer(plain), '', ''],
    ['TF-IDF cosine + keywords ×3, and as terms, df ≥ 2', cosineScorer(full), '.317 / .435', '.244 / .452'],
    ['the same, a term of one paper counted as of two', cosineScorer(asTwo), '', ''],
    ['rank fusion of text, co-citation, coupling, direct', fusionScorer(full), '', '.238 / .462'],
  ];
  const judgments = visJudgments(corpus);
  const tasks = (setting: Setting) => tasksOf(corpus, judgments, setting, { asOfThen: true });
  const [cold, half] = [tasks('cold'), tasks('half')];
  printTable(
    `Baselines: ${cold.length} queries cold, ${half.length} half; nDCG@10 / recall@50`,
    ['method', 'cold', 'relevance.md', 'half', 'relevance.md'],
    rows.map(([name, scorer, specifiedCold, specifiedHalf]) => [
      name,
      name.startsWith('rank fusion') ? '–' : shown(qualityOfScorer(cold, scorer)),
      specifiedCold,
      shown(qualityOfScorer(half, scorer)),
      specifiedHalf,
    ]),
  );
}
