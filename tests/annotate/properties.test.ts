import fc from 'fast-check';
import { annotate, findMethods, type Annotation, type Evidence } from '../../src/annotate/annotate.js';
import { small } from './small-vocabulary.js';

const vocabulary = small();

const words = fc.constantFrom(
  ...['dropout', 'LoRA', 'SAM', 'Adam', 'A*', 'k-means', 'fine-', 'tuning', '(', ')', ':', ',', '. ', '\n', '-LRB-'],
  ...[
    'we',
    'propose',
    'a',
    'novel',
    'called',
    'Low-rank',
    'adaptation',
    'neural network',
    'é',
    '😀',
    '\ud800',
    '\udc00',
  ],
  ...[
    '$',
    '\\',
    '[a-z]+',
    '(?:',
    '\u0000',
    '\u00ad',
    '‐',
    'http://x.y/LoRA',
    '😀LoRA',
    'İ',
    'ﬁne-tuning',
    'constructor',
  ],
);
const text = fc.oneof(
  fc.array(words, { maxLength: 60 }).map((parts) => parts.join(' ')),
  fc.array(words, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 }).map((units) => String.fromCharCode(...units)),
);

function evidenceOf({ techniques, topics, candidates }: Annotation): Evidence[] {
  return [...techniques, ...topics, ...candidates].flatMap(({ evidence }) => evidence);
}

describe('for any text', () => {
  it('offsets cut the words that are shown', () => {
    fc.assert(
      fc.property(text, text, (title, abstract) => {
        const paper = { title, abstract };
        for (const place of [...evidenceOf(annotate(vocabulary, paper)), ...findMethods(vocabulary, paper)]) {
          expect(paper[place.field].slice(place.start, place.end)).toBe(place.text);
          expect(place.text).not.toBe('');
        }
      }),
    );
  });

  it('the same paper always gives the same annotation, whatever was read before', () => {
    fc.assert(
      fc.property(text, text, text, (title, abstract, other) => {
        const first = annotate(vocabulary, { title, abstract });
        annotate(vocabulary, { title: other, abstract: `${other} ${other}` });
        expect(annotate(vocabulary, { title, abstract })).toStrictEqual(first);
        expect(annotate(small(), { title, abstract })).toStrictEqual(first);
      }),
      { numRuns: 50 },
    );
  });

  it('each technique, topic and new name is given once, with a confidence', () => {
    fc.assert(
      fc.property(text, text, (title, abstract) => {
        const { techniques, topics, candidates } = annotate(vocabulary, { title, abstract });
        for (const ids of [techniques.map((t) => t.techniqueId), topics.map((t) => t.topicId)]) {
          expect(new Set(ids).size).toBe(ids.length);
        }
        for (const { confidence } of [...techniques, ...topics, ...candidates]) {
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('long texts', () => {
  const MEGABYTE = 1 << 20;

  it.each([
    ['one word', 'a'],
    ['capitals', 'A'],
    ['hyphens', 'a-'],
    ['names', 'dropout '],
    ['parts of names', 'monte '],
    ['short forms in doubt', 'SAM Adam. '],
    ['brackets', '('],
    ['definitions', 'Beam Search (BS) '],
    ['cues', 'we propose X called Y, a '],
    ['new names', 'We propose FooBar, a novel dropout method called BarFoo. '],
    ['marks', 'a\u0301'],
    ['lone surrogates', '\ud800 \udc00'],
    ['patterns', '(.*)+$ [^a]* '],
    ['headed phrases', 'the novel neural network classifier of LoRA '],
  ])('of %s take time in proportion to their length', (_, unit) => {
    const abstract = unit.repeat(Math.ceil(MEGABYTE / unit.length));
    const { techniques } = annotate(vocabulary, { title: unit, abstract });
    expect(findMethods(vocabulary, { title: unit, abstract }).length).toBeLessThanOrEqual(MEGABYTE);
    expect(techniques.every(({ evidence }) => evidence.length <= 20)).toBe(true);
  });
});
