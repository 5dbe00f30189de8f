import { compileVocabulary, type Vocabulary } from '../../src/annotate/compile.js';
import { readVocabulary, type VocabularyFile } from '../../src/annotate/vocabulary.js';

/** A checked vocabulary file; a fault fails the test that asked for it. */
export function fileOf(json: unknown): VocabularyFile {
  const reading = readVocabulary(json);
  if (!reading.ok) throw new Error(reading.faults.join('; '));
  return reading.vocabulary;
}

const technique = (id: string, name: string, more: object = {}): object => ({ id, name, ...more });

/** A few names of every sort, so that tests read without the shipped files. */
export const SMALL = {
  techniques: [
    technique('dropout', 'Dropout', { introducedYear: 2012 }),
    technique('fine-tuning', 'Fine-tuning'),
    technique('neural-network-pruning', 'Network pruning', { aliases: ['pruning'], variantOf: ['compression'] }),
    technique('compression', 'Model compression'),
    technique('regularization', 'Regularization'),
    technique('low-rank-adaptation', 'Low-rank adaptation', { aliases: ['LoRA'] }),
    technique('support-vector-machine', 'Support vector machine', { aliases: ['SVM'] }),
    technique('adam', 'Adam', { introducedYear: 2014 }),
    technique('sharpness-aware-minimization', 'Sharpness-aware minimization'),
    technique('segment-anything-model', 'Segment Anything Model'),
    technique('gpt-2', 'GPT-2'),
    technique('monte-carlo-dropout', 'Monte Carlo dropout', { variantOf: ['dropout'] }),
    technique('beam-search', 'Beam search'),
    technique('k-means', 'k-means'),
    technique('instruction-tuning', 'Instruction tuning'),
    technique('hidden-markov-model', 'Hidden Markov model', { aliases: ['HMM'] }),
    technique('finite-automaton', 'Finite automaton'),
    technique('a-star', 'A* search', { aliases: ['A*'] }),
  ],
  topics: [
    { id: 'machine-learning', name: 'Machine learning' },
    { id: 'model-efficiency', name: 'Model efficiency', parents: ['machine-learning'] },
    { id: 'cs-cl', name: 'cs.CL: Computation and Language', scheme: 'arXiv' },
    { id: 'natural-language-processing', name: 'Natural language processing', aliases: ['NLP'] },
  ],
  ambiguous: {
    SAM: [
      { technique: 'sharpness-aware-minimization', near: ['sharpness', 'minima'] },
      { technique: 'segment-anything-model', near: ['segmentation', 'mask'] },
    ],
  },
  exact: ['Adam'],
  terms: ['neural network', 'classifier'],
  ignored: ['ImageNet', 'state of the art'],
  keywords: {
    'model-efficiency': { strong: ['model compression', 'memory footprint'], plain: ['speedup'] },
    'natural-language-processing': { strong: ['machine translation', 'sentence'], weak: ['attention'] },
  },
  categories: { 'cs.CL': 'cs-cl' },
};

export const small = (): Vocabulary => compileVocabulary([fileOf(SMALL)]);
