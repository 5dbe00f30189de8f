import assert from 'node:assert/strict';
import { corpusOf, sampleByHash, withReferences, type Corpus } from './corpus.js';
import { dataOf } from './data.js';
import { sampleOf } from './form.js';
import { scaleOf, type SignalKind } from './formula.js';
import { deviation, qualityOf, randomFrom, topOf } from './metrics.js';
import { exhaustive, retrieved, stored } from './neighbors.js';
import { eligibleOf, judgmentsOf, NOW, tasksOf, THEN, type Task } from './protocol.js';
import { SIGNALS, signalsOf } from './signals.js';

/** Small checks of the bench itself, on data made up here; throws when one fails. */
export function runChecks(): void {
  checkMetrics();
  checkProtocol();
  checkNeighbors();
  checkLeaks();
}

function checkMetrics(): void {
  assert.deepEqual(qualityOf([1, 2, 3], new Set([1, 2, 3])), { ndcg: 1, recall: 1 });
  assert.equal(qualityOf([9, 1], new Set([1])).ndcg, 1 / Math.log2(3));
  assert.equal(qualityOf([9, 1], new Set([1, 5])).recall, 0.5);
  assert.deepEqual(topOf([1, 3, -Infinity, 3, 2], 3), [1, 3, 4]);
  assert.equal(deviation([2, 4], 2), 1);
}

const LINES = [
  { id: 'q', title: 'q', year: 2000, authors: ['A B'], references: ['a', 'b', 'new', 'stub'] },
  { id: 'a', title: 'a', year: 1990, references: ['b'] },
  { id: 'b', title: 'b', year: 1990 },
  { id: 'c', title: 'c', year: 2000, authors: ['a  b'], references: ['a', 'b', 'q'] },
  { id: 'new', title: 'new', year: 2001, references: ['a'] },
].map((line) => ({ source: 'check', ...line }));

function checkProtocol(): void {
  const corpus = corpusOf(LINES);
  const at = (id: string): number => corpus.indexOf.get(id)!;
  assert.equal(corpus.outdegree[at('q')], 4);
  assert.deepEqual(corpus.references[at('q')], [at('a'), at('b'), at('new')]);
  const judgments = judgmentsOf(['q\ta\tseen', 'q\tb\thidden', 'q\tnew\thidden', 'q\tgone\tseen'], corpus);
  const [cold] = tasksOf(corpus, judgments, 'cold');
  const [half] = tasksOf(corpus, judgments, 'half');
  const where = (holds: (paper: number) => boolean): string[] =>
    corpus.papers.flatMap(({ id }, index) => (holds(index) ? [id] : []));
  assert.deepEqual(cold!.known, []);
  assert.deepEqual(where(cold!.isEligible), ['a', 'b', 'c']);
  assert.deepEqual(where(half!.isEligible), ['b', 'c']);
  assert.deepEqual([...half!.relevant], [at('b'), at('new')]);
  assert.deepEqual(where(half!.isVisible), ['a', 'b', 'c']);
  const [now] = tasksOf(corpus, judgments, 'half', NOW);
  assert.deepEqual(where(now!.isVisible), ['a', 'b', 'c', 'new']);
  const [gone] = tasksOf(corpus, judgments, 'half', { newer: true, citers: 'gone' });
  assert.deepEqual(where(gone!.isVisible), ['a', 'b', 'new']);
  // The query's own citations and citations to it are never used: b is cited by a and c alone.
  const { candidates, strengths } = sampleOf(dataOf(corpus), half!);
  const b = [...Array.from(candidates)].indexOf(at('b'));
  const raw = (kind: SignalKind): number => strengths[kind]![b]! * scaleOf(kind);
  assert.ok(Math.abs(raw('POPULARITY') - Math.log1p(2)) < 1e-12);
  assert.equal(raw('CITES') + raw('CITED_BY') + raw('BIBLIOGRAPHIC_COUPLING'), 0);
  assert.ok(Math.abs(raw('AUTHORS_CITE') - Math.log1p(1)) < 1e-12);
  assert.ok(Math.abs(raw('REFERENCES_CO_CITED') - Math.log1p(1 / Math.log(4) / 2)) < 1e-12);
  assert.deepEqual(sampleByHash(['x', 'y', 'z'], 2), sampleByHash(['z', 'x', 'y'], 2));
}

/** A corpus of random words, years and citations. */
function madeUp(): Corpus {
  const random = randomFrom(7);
  const below = (count: number): number => Math.floor(random() * count);
  return corpusOf(
    Array.from({ length: 80 }, (_, paper) => ({
      id: `p${paper}`,
      title: Array.from({ length: 8 }, () => `word${below(40)}`).join(' '),
      abstract: Array.from({ length: 20 }, () => `word${below(60)}`).join(' '),
      year: 2000 + below(10),
      authors: [`author${below(30)}`, `author${below(30)}`],
      references: Array.from({ length: 9 }, () => `p${below(80)}`),
      source: 'check',
    })),
  );
}

/** With room for all, full text finds what an exhaustive search finds; stored lists hold the nearest. */
function checkNeighbors(): void {
  const data = dataOf(madeUp());
  const isVisible = (paper: number): boolean => paper % 3 !== 0;
  const all = retrieved(data, { words: 1000, postings: Infinity, hits: 1000 });
  assert.deepEqual(all.nearest(5, isVisible), exhaustive(data, 'similarity', 1000).nearest(5, isVisible));
  const nearest = exhaustive(data, 'cosine', 10).nearest(5, () => true);
  assert.deepEqual(
    stored(data, 10).nearest(5, () => true),
    nearest,
  );
  const known = stored(data, 10).similarities(5);
  for (const { paper, similarity } of nearest) assert.equal(known(paper), similarity);
}

/** No signal may change when what a task must not know is really taken out of the graph. */
function checkLeaks(): void {
  const corpus = madeUp();
  const judgments = corpus.papers.map((_, query) => {
    const references = corpus.references[query]!;
    return { query, seen: references.slice(0, 4), hidden: references.slice(4) };
  });
  for (const setting of ['cold', 'half'] as const) {
    for (const view of [THEN, NOW]) {
      for (const task of tasksOf(corpus, judgments, setting, view)) {
        assert.deepEqual(knownOf(corpus, task), knownOf(stripped(corpus, task), task));
      }
    }
  }
}

function knownOf(corpus: Corpus, task: Task) {
  const data = dataOf(corpus);
  const signals = signalsOf(data, task);
  const { candidates, strengths, age } = sampleOf(data, task);
  const eligible = [...eligibleOf(corpus, task)];
  return { candidates, strengths, age, signals: SIGNALS.map((name) => eligible.map((paper) => signals[name][paper])) };
}

/** The corpus without the query's unknown references, without citations of it, and without what is not visible. */
function stripped(corpus: Corpus, { query, known, isVisible }: Task): Corpus {
  const changed = withReferences(corpus, (paper) =>
    paper === query
      ? known
      : isVisible(paper)
        ? corpus.references[paper]!.filter((cited) => cited !== query)
        : corpus.references[paper],
  );
  return { ...changed, outdegree: corpus.outdegree };
}
