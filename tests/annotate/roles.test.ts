import { annotate } from '../../src/annotate/annotate.js';
import { small } from './small-vocabulary.js';

const vocabulary = small();

function roleOf(id: string, abstract: string, title = '', year?: number): string | undefined {
  const { techniques } = annotate(vocabulary, { title, abstract, year });
  return techniques.find(({ techniqueId }) => techniqueId === id)?.role;
}

describe('roles by the words around a mention', () => {
  it.each([
    ['We propose LoRA for large models.', 'INTRODUCES'],
    ['This paper introduces low-rank adaptation (LoRA).', 'INTRODUCES'],
    ['We present a method called LoRA.', 'INTRODUCES'],
    ['Our method, LoRA, a novel way to tune, is cheap.', 'INTRODUCES'],
    ['We train the model using LoRA.', 'USES'],
    ['We build a tagger based on LoRA.', 'USES'],
    ['Our system relies on LoRA.', 'USES'],
    ['We propose a novel tagger that uses LoRA.', 'USES'],
    ['We solve it with LoRA.', 'USES'],
    ['We analyze LoRA in depth.', 'STUDIES'],
    ['We measure the effect of LoRA on recall.', 'STUDIES'],
    ['We propose techniques for LoRA.', 'STUDIES'],
    ['Our method outperforms LoRA.', 'COMPARES'],
    ['Our method is better than LoRA.', 'COMPARES'],
    ['We compare our method with LoRA.', 'COMPARES'],
    ['We beat strong baselines such as LoRA.', 'COMPARES'],
    ['Existing methods rely on LoRA. We propose something else.', 'COMPARES'],
    ['We note that LoRA suffers from drift.', 'COMPARES'],
  ])('%j is %s', (text, role) => {
    expect(roleOf('low-rank-adaptation', text)).toBe(role);
  });

  it.each([
    'We train without dropout.',
    'Unlike dropout, our layer keeps all units.',
    'We use masks instead of dropout.',
    'We use masks rather than dropout.',
    'We train a dropout-free model.',
    'We do not use dropout.',
  ])('%j is no use of it', (text) => {
    expect(roleOf('dropout', text)).toBe('COMPARES');
  });

  it('takes `a novel X method` for one of the kind X', () => {
    expect(roleOf('dropout', 'We propose a novel dropout method.', '', 2020)).toBe('USES');
  });

  it('knows from the year what a paper cannot have introduced', () => {
    expect(roleOf('dropout', 'We propose dropout.', '', 2012)).toBe('INTRODUCES');
    expect(roleOf('dropout', 'We propose dropout.', '', 2020)).not.toBe('INTRODUCES');
  });

  it('reads a title', () => {
    expect(roleOf('low-rank-adaptation', '', 'LoRA: Tuning Few Weights')).toBe('INTRODUCES');
    expect(roleOf('low-rank-adaptation', '', 'Tagging with LoRA')).toBe('USES');
    expect(roleOf('low-rank-adaptation', '', 'An Analysis of LoRA')).toBe('STUDIES');
  });

  it('gives one role to a technique that is named in several', () => {
    const text = 'We propose LoRA. Using LoRA, we tune a model. LoRA is cheap.';
    const { techniques } = annotate(vocabulary, { title: 'LoRA: Tuning', abstract: text });
    expect(techniques).toHaveLength(1);
    expect(techniques[0]).toMatchObject({ role: 'INTRODUCES' });
    expect(techniques[0]?.confidence).toBeGreaterThan(0.5);
    expect(techniques[0]?.evidence).toHaveLength(4);
  });
});
