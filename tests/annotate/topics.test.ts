import { annotate } from '../../src/annotate/annotate.js';
import { small } from './small-vocabulary.js';

const vocabulary = small();

describe('topics', () => {
  it('are those of the categories, for sure', () => {
    const { topics } = annotate(vocabulary, { title: 'Untitled', categories: ['cs.CL', 'unknown', 'CS.cl'] });
    expect(topics).toStrictEqual([{ topicId: 'cs-cl', confidence: 1, evidence: [], categories: ['cs.CL', 'CS.cl'] }]);
  });

  it('are those that a category names in words', () => {
    const { topics } = annotate(vocabulary, { title: 'Untitled', categories: ['Machine Learning'] });
    expect(topics.map(({ topicId, confidence }) => [topicId, confidence])).toStrictEqual([['machine-learning', 1]]);
  });

  it('are those whose words stand in the paper, with the words that made them', () => {
    const { topics } = annotate(vocabulary, {
      title: 'Machine translation',
      abstract: 'A sentence is translated with attention.',
    });
    expect(topics.map(({ topicId }) => topicId)).toStrictEqual(['natural-language-processing']);
    expect(topics[0]?.evidence.map(({ text }) => text)).toStrictEqual(['Machine translation', 'sentence', 'attention']);
    expect(topics[0]?.confidence).toBeGreaterThan(0.5);
  });

  it('lend to broader topics', () => {
    const abstract = 'Model compression lowers the memory footprint. A speedup of model compression.';
    const { topics } = annotate(vocabulary, { title: 'Model compression', abstract });
    expect(topics.map(({ topicId }) => topicId)).toStrictEqual(['model-efficiency', 'machine-learning']);
    expect(topics[0]?.confidence).toBeGreaterThan(topics[1]?.confidence ?? 1);
  });

  it('are not made by plain words alone', () => {
    expect(annotate(vocabulary, { title: 'A speedup', abstract: 'Speedup, speedup.' }).topics).toStrictEqual([]);
  });
});
