import { annotate } from '../../src/annotate/annotate.js';
import { small } from './small-vocabulary.js';

const vocabulary = small();

/** Every place where a technique is found, as `id: words`. */
function found(abstract: string, title = ''): string[] {
  return annotate(vocabulary, { title, abstract }).techniques.flatMap(({ techniqueId, evidence }) =>
    evidence.map(({ text }) => `${techniqueId}: ${text}`),
  );
}

describe('ways to write a name', () => {
  it.each([
    ['We prune with Dropouts.', 'dropout: Dropouts'],
    ['DROPOUT is old.', 'dropout: DROPOUT'],
    ['Support vector machines win.', 'support-vector-machine: Support vector machines'],
    ['Support-vector machine.', 'support-vector-machine: Support-vector machine'],
    ['Both finite automata.', 'finite-automaton: finite automata'],
    ['The finetuning stage.', 'fine-tuning: finetuning'],
    ['The fine tuning stage.', 'fine-tuning: fine tuning'],
    ['The fine‑tuning stage.', 'fine-tuning: fine‑tuning'],
    ['British regularisation.', 'regularization: regularisation'],
    ['We take GPT2 here.', 'gpt-2: GPT2'],
    ['We take GPT 2 here.', 'gpt-2: GPT 2'],
    ['With $k$-means we', 'k-means: k$-means'],
    ['A* search expands.', 'a-star: A* search'],
    ["LoRA's rank", 'low-rank-adaptation: LoRA'],
    ['An svm-based tagger', 'support-vector-machine: svm'],
    ['Monte-\nCarlo dropout', 'monte-carlo-dropout: Monte-\nCarlo dropout'],
    ['a drop-out layer', 'dropout: drop-out'],
    ['bold 𝐋𝐨𝐑𝐀 here', 'low-rank-adaptation: 𝐋𝐨𝐑𝐀'],
    ['low‐rank adaptátion', 'low-rank-adaptation: low‐rank adaptátion'],
    ['a hidden Markov model -LRB- HMM -RRB- .', 'hidden-markov-model: hidden Markov model'],
  ])('%j', (text, expected) => {
    expect(found(text)).toContain(expected);
  });

  it.each([
    'A search expands nodes.',
    'lora is a name',
    'We drop, out of need, a rank.',
    'fine. Tuning is next',
    'see https://example.org/LoRA/dropout for code',
    'unpruned and dropped',
  ])('finds nothing in %j', (text) => {
    expect(found(text)).toStrictEqual([]);
  });

  it('lets the longest of overlapping names win', () => {
    expect(found('We use Monte Carlo dropout and dropout.')).toStrictEqual([
      'monte-carlo-dropout: Monte Carlo dropout',
      'dropout: dropout',
    ]);
  });

  it('finds no technique within a name that is none', () => {
    expect(found('Results on ImageNet are state of the art.')).toStrictEqual([]);
  });
});

describe('offsets', () => {
  it('count UTF-16 units of the title and abstract as given', () => {
    const title = 'Ünïcode 😀: dropout';
    const abstract = '“Naïve” – 𝒙 uses LoRA.';
    const { techniques } = annotate(vocabulary, { title, abstract });
    const places = techniques.flatMap(({ evidence }) => evidence);
    expect(places).toHaveLength(2);
    for (const { field, text, start, end } of places) {
      expect((field === 'title' ? title : abstract).slice(start, end)).toBe(text);
    }
  });

  it('tell title and abstract apart', () => {
    const { techniques } = annotate(vocabulary, { title: 'On dropout', abstract: 'Dropout works.' });
    expect(techniques[0]?.evidence).toStrictEqual([
      { field: 'title', text: 'dropout', start: 3, end: 10 },
      { field: 'abstract', text: 'Dropout', start: 0, end: 7 },
    ]);
  });
});

describe('short forms', () => {
  it('count alone when they mean one thing', () => {
    expect(found('We tune it by LoRA.')).toStrictEqual(['low-rank-adaptation: LoRA']);
  });

  it('need support when they mean several', () => {
    expect(found('We try SAM on it.')).toStrictEqual([]);
    expect(found('SAM seeks flat minima.')).toStrictEqual(['sharpness-aware-minimization: SAM']);
    expect(found('SAM predicts a mask.')).toStrictEqual(['segment-anything-model: SAM']);
    expect(found('The Segment Anything Model is new. SAM finds minima.')).toStrictEqual([
      'segment-anything-model: Segment Anything Model',
      'segment-anything-model: SAM',
    ]);
  });

  it('mean what the text defines', () => {
    expect(found('Beam search (BS) is slow, so we shorten BS.')).toStrictEqual([
      'beam-search: Beam search',
      'beam-search: BS',
      'beam-search: BS',
    ]);
    expect(found('The Split Averaging Mechanism (SAM) has flat minima. SAM works.')).toStrictEqual([]);
    expect(found('We study LoRA (Long Range Attention). LoRA works.')).toStrictEqual([]);
  });

  it('that are words count only as names', () => {
    expect(found('We train it with Adam.')).toStrictEqual(['adam: Adam']);
    expect(found('the adam of all')).toStrictEqual([]);
    expect(found('Adam sold apples.')).toStrictEqual([]);
    expect(found('Adam is fast. We train with Adam.')).toHaveLength(2);
  });
});
