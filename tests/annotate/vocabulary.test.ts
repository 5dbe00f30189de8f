import { annotate } from '../../src/annotate/annotate.js';
import { compileVocabulary } from '../../src/annotate/compile.js';
import { readVocabulary, VocabularyError } from '../../src/annotate/vocabulary.js';
import { fileOf, SMALL } from './small-vocabulary.js';

function faultsOf(json: unknown): string[] {
  const reading = readVocabulary(json);
  return reading.ok ? [] : reading.faults;
}

function faultsBetween(...files: unknown[]): readonly string[] {
  try {
    compileVocabulary(files.map(fileOf));
    return [];
  } catch (error) {
    if (error instanceof VocabularyError) return error.faults;
    throw error;
  }
}

describe('reading a vocabulary', () => {
  it('fills in what may be left out', () => {
    expect(fileOf({ techniques: [{ id: 'dropout', name: 'Dropout' }] })).toMatchObject({
      techniques: [{ id: 'dropout', aliases: [], variantOf: [] }],
      topics: [],
      ambiguous: {},
    });
  });

  it('takes the arrays of the seed files', () => {
    expect(fileOf([{ id: 'dropout', name: 'Dropout', variantOf: [] }]).techniques).toHaveLength(1);
    expect(fileOf([{ id: 'vision', name: 'Vision', scheme: 'own', parents: [] }]).topics).toHaveLength(1);
  });

  it('lists every fault at once, with its place', () => {
    const faults = faultsOf({
      techniques: [
        { id: 'Not a slug', name: 'X' },
        { id: 'fine', name: '' },
      ],
      ambiguous: { SAM: [] },
      ignored: ['***'],
      keywords: { vision: { strongest: ['image'] } },
      surprise: 1,
    });
    expect(faults).toHaveLength(6);
    for (const place of ['techniques 1, id', 'techniques 2, name', 'ambiguous SAM', 'ignored 1', 'keywords vision']) {
      expect(faults.some((fault) => fault.startsWith(place))).toBe(true);
    }
    expect(faults.some((fault) => fault.includes('surprise'))).toBe(true);
  });

  it.each([[null], ['text'], [3], [[null]], [{ techniques: 'x' }]])('refuses %j without crashing', (json) => {
    expect(faultsOf(json)).not.toStrictEqual([]);
  });

  it('names what two entries share', () => {
    const faults = faultsOf([
      { id: 'lora', name: 'LoRA' },
      { id: 'other', name: 'Other', aliases: ['Lo-Ra', 'LORA'] },
    ]);
    expect(faults).toStrictEqual(['technique other: "lora" already names lora']);
  });
});

describe('compiling vocabularies', () => {
  it('joins them, so that a user adds a file to the shipped ones', () => {
    const own = { techniques: [{ id: 'zap', name: 'Zap', variantOf: ['dropout'] }] };
    const vocabulary = compileVocabulary([fileOf(SMALL), fileOf(own)]);
    const { techniques } = annotate(vocabulary, { title: 'Zap and dropout' });
    expect(techniques.map(({ techniqueId }) => techniqueId)).toStrictEqual(['zap', 'dropout']);
  });

  it('lists every fault between them', () => {
    const faults = faultsBetween(SMALL, {
      techniques: [
        { id: 'drop-out', name: 'Dropout' },
        { id: 'alpha', name: 'Alpha', variantOf: ['beta', 'nowhere'] },
        { id: 'beta', name: 'Beta', variantOf: ['alpha'] },
      ],
      topics: [{ id: 'gamma', name: 'Gamma', parents: ['gamma'] }],
      ambiguous: { XY: [{ technique: 'missing', near: [] }] },
      keywords: { absent: { strong: ['x'] } },
      categories: { 'cs.XX': 'lost' },
    });
    expect(new Set(faults)).toStrictEqual(
      new Set([
        'ambiguous XY: "missing" is not in the vocabulary',
        'alpha, variantOf: "nowhere" is not in the vocabulary',
        'category cs.XX: "lost" is not in the vocabulary',
        'keywords: "absent" is not in the vocabulary',
        'technique alpha: is a variant of itself',
        'technique beta: is a variant of itself',
        'technique drop-out: "dropout" already names dropout',
        'topic gamma: is a subtopic of itself',
      ]),
    );
  });
});
