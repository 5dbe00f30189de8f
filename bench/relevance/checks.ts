import assert from 'node:assert/strict';
import { corpusOf, sampleByHash } from './corpus.js';
import { factsOf } from './facts.js';
import { deviation, qualityOf, randomFrom, topOf } from './metrics.js';
import { NeighborIndex } from './neighbors.js';
import { judgmentsOf, tasksOf } from './protocol.js';
import { compareResults, scorePair } from './scoring.js';
import { cosineOf, textModelOf, textVectorOf } from './text-model.js';
import type { TextSource } from './text-source.js';
import { REFERENCES } from './weights.js';

/** Small checks of the bench itself, on data made up here; throws when one fails. */
export function runChecks(): void {
  checkMetrics();
  checkProtocol();
  checkNeighbors();
  checkScoring();
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
  const [cold] = tasksOf(corpus, judgments, 'cold', { asOfThen: true });
  const [half] = tasksOf(corpus, judgments, 'half', { asOfThen: true });
  const eligible = (task: typeof cold): string[] =>
    corpus.papers.flatMap(({ id }, index) => (task!.isEligible(index) ? [id] : []));
  assert.deepEqual(cold!.known, []);
  assert.deepEqual(eligible(cold), ['a', 'b', 'c']);
  assert.deepEqual(eligible(half), ['b', 'c']);
  assert.deepEqual([...half!.relevant], [at('b'), at('new')]);
  assert.equal(half!.isVisible(at('new')), false);
  // The query's own citations and citations to it are never used: b is cited by a and c alone.
  const { candidates, pairs } = factsOf(corpus, SILENT, undefined, half!);
  const b = pairs[candidates.indexOf(at('b'))]!;
  assert.equal(b.citationCount, 2);
  assert.equal(b.citedBy || b.cites, false);
  assert.deepEqual(
    b.coCiting.map(({ id }) => id),
    ['c'],
  );
  assert.deepEqual(
    b.authorPapersCiting.map(({ id }) => id),
    ['c'],
  );
  assert.deepEqual(sampleByHash(['x', 'y', 'z'], 2), sampleByHash(['z', 'x', 'y'], 2));
}

const SILENT: TextSource = {
  neighborsOf: () => [],
  storedOf: () => [],
  scaleOf: () => 0,
  cosineFrom: () => () => 0,
};

/** Any order of additions and removals ends in the lists that comparing every pair gives. */
function checkNeighbors(): void {
  const random = randomFrom(7);
  const counts = Array.from({ length: 60 }, (_, paper) => {
    const terms = new Map([[`own${paper}`, 1]]);
    for (let word = 0; word < 8; word++) terms.set(`w${Math.floor(random() * 25)}`, 1 + Math.floor(random() * 3));
    return terms;
  });
  const model = textModelOf(counts);
  const vectors = counts.map((terms) => textVectorOf(terms, model));
  const ids = counts.map((_, paper) => `p${paper}`);
  const expected = ids.map((id, paper) =>
    ids
      .map((other, index) => ({ id: other, cosine: cosineOf(vectors[paper]!, vectors[index]!) }))
      .filter(({ id: other, cosine }) => other !== id && cosine > 0)
      .sort((left, right) => right.cosine - left.cosine || (left.id < right.id ? -1 : 1))
      .slice(0, 5),
  );
  for (let round = 0; round < 5; round++) {
    const index = new NeighborIndex(5);
    const order = ids.map((id, paper) => ({ id, paper, key: random() })).sort((left, right) => left.key - right.key);
    for (const { id, paper } of order) index.add(id, vectors[paper]!);
    for (const { id, paper } of order.slice(0, 20)) {
      if (random() < 0.5) index.remove(id);
      // A vector that is replaced: first a wrong one, then the right one again.
      index.add(id, vectors[(paper + 1) % 60]!);
      index.add(id, vectors[paper]!);
    }
    assert.equal(index.paperCount, 60);
    assert.deepEqual(
      ids.map((id) => index.neighborsOf(id)),
      expected,
    );
    index.takeChanges();
    index.add('new', vectors[3]!);
    const changed = ids.filter((id) => index.neighborsOf(id).some((near) => near.id === 'new'));
    assert.deepEqual(index.takeChanges().sort(), [...changed, 'new'].sort());
  }
}

function checkScoring(): void {
  const subject = { textScale: 0.2, neighborWeight: 1 };
  const nothing = {
    terms: [],
    neighborsCiting: [],
    citationCount: 0,
    sharedAuthors: [],
    authorPapersCiting: [],
    coCiting: [],
    sharedReferences: [],
    referencesReadingLike: [],
    commonCiters: [],
    cites: false,
    citedBy: false,
    sharedTechniques: [],
    lineage: [],
    sharedTopics: [],
    yearsApart: 0,
  };
  assert.equal(scorePair(subject, nothing, REFERENCES), undefined);
  const pair = { ...nothing, terms: [{ id: 'word', weight: 0.2 }], citationCount: 9, yearsApart: 3 };
  const found = scorePair(subject, pair, REFERENCES)!;
  const young = scorePair(subject, { ...pair, yearsApart: 0 }, REFERENCES)!;
  assert.ok(Math.abs(found.signals.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-12);
  assert.deepEqual(
    found.signals.map(({ kind }) => kind),
    ['TEXT', 'POPULARITY'],
  );
  assert.deepEqual(found.signals, young.signals);
  assert.ok(Math.abs(found.sum - young.sum * 4 ** -REFERENCES.age) < 1e-12);
  assert.ok(found.score > 0 && found.score < young.score && young.score < 1);
  assert.deepEqual(
    [
      { id: 'b', sum: 1 },
      { id: 'a', sum: 1 },
      { id: 'c', sum: 2 },
    ]
      .sort(compareResults)
      .map(({ id }) => id),
    ['c', 'a', 'b'],
  );
}
