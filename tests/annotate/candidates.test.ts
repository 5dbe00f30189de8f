import { annotate } from '../../src/annotate/annotate.js';
import { small } from './small-vocabulary.js';

const vocabulary = small();
const candidates = (abstract: string, title = '') => annotate(vocabulary, { title, abstract }).candidates;

describe('new techniques', () => {
  it('are found by a definition of their short form', () => {
    const [candidate] = candidates(
      'We introduce Refusal-Aware Instruction Tuning (R-Tuning), a new approach. R-Tuning refuses.',
    );
    expect(candidate).toMatchObject({
      name: 'Refusal-Aware Instruction Tuning',
      abbreviation: 'R-Tuning',
      variantOf: ['instruction-tuning'],
    });
    expect(candidate?.confidence).toBeGreaterThan(0.8);
  });

  it.each([
    ['We propose SparseGPT for pruning.', 'SparseGPT'],
    ['We propose Antidote, a post-hoc defense.', 'Antidote'],
    ['We prune with a mask, which we call block masking.', 'block masking'],
    ['We solve it by a method termed SaRA that reuses weights.', 'SaRA'],
    ['We introduce a novel gradient masking strategy for it.', 'gradient masking strategy'],
    ['In this paper we introduce Semantic-Rebased Cross-modal Hashing (SRCH).', 'Semantic-Rebased Cross-modal Hashing'],
  ])('are found in %j', (text, name) => {
    expect(candidates(text).map((candidate) => candidate.name)).toContain(name);
  });

  it('are found before the colon of a title', () => {
    expect(candidates('', 'PALBERT: Teaching a Model to Ponder')).toMatchObject([{ name: 'PALBERT' }]);
    expect(candidates('Beta Rank ranks filters.', 'Beta Rank: Ranking Filters')).toMatchObject([{ name: 'Beta Rank' }]);
    expect(candidates('It is hard.', 'Attention, Please: A Survey')).toStrictEqual([]);
  });

  it('are one under their long and short name', () => {
    const found = candidates('We propose Colored Local Search (CLS), a heuristic.', 'CLS: Coloring Faster');
    expect(found).toMatchObject([{ name: 'Colored Local Search', abbreviation: 'CLS' }]);
    expect(found[0]?.evidence.map(({ text }) => text)).toStrictEqual(['CLS', 'Colored Local Search', 'CLS']);
  });

  it.each([
    'We propose a method.',
    'We present experimental results.',
    'We use LoRA and dropout.',
    'We introduce LoRA.',
    'We release the Foo Bar dataset (FBD).',
    'The World Health Organization (WHO) reports.',
    'Others call it networks.',
    'We build machine translation (MT) systems.',
  ])('are not found in %j', (text) => {
    expect(candidates(text)).toStrictEqual([]);
  });

  it('take the words of a known technique with them', () => {
    const { techniques } = annotate(vocabulary, {
      title: '',
      abstract: 'We propose Twice Masked Dropout (TMD), a novel method.',
    });
    expect(techniques).toStrictEqual([]);
  });
});
