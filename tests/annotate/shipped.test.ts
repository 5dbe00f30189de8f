import { join } from 'node:path';
import { annotate, findMethods } from '../../src/annotate/annotate.js';
import { compileVocabulary } from '../../src/annotate/compile.js';
import { loadVocabulary, readVocabularyFiles, shippedFiles } from '../../src/annotate/files.js';
import type { VocabularyFile } from '../../src/annotate/vocabulary.js';
import { scorePage } from '../../bench/annotate/page.js';
import { readPage, shared } from '../../bench/annotate/data.js';
import { slugOf } from '../../src/text/analysis.js';

const SEEDS = join(process.cwd(), 'seeds');
let files: VocabularyFile[];

beforeAll(async () => {
  files = await readVocabularyFiles(await shippedFiles(SEEDS));
});

describe('the shipped vocabulary', () => {
  it('compiles: no name twice, no id that leads nowhere, no cycle', () => {
    const { techniques, topics } = compileVocabulary(files);
    expect(techniques.length).toBeGreaterThan(1500);
    expect(topics.length).toBeGreaterThan(150);
  });

  it('has ids that are the slugs of names, and a sentence where it describes', () => {
    const own = files.flatMap((file) => file.techniques);
    const odd = own.filter(({ id, name, aliases }) => ![name, ...aliases].map(slugOf).includes(id));
    expect(odd).toStrictEqual([]);
    const blunt = own.filter(({ description }) => description !== undefined && !/^[A-Z0-9].*\.$/.test(description));
    expect(blunt.map(({ id }) => id)).toStrictEqual([]);
  });

  it('lets no two techniques share a name without a condition on it', () => {
    const { entries, techniques } = compileVocabulary(files);
    const shared = entries
      .map(({ senses }) => new Set(senses.filter(({ near }) => near === undefined).map(({ technique }) => technique)))
      .filter((meanings) => meanings.size > 1)
      .map((meanings) => [...meanings].map((technique) => techniques[technique]?.id));
    expect(shared).toStrictEqual([]);
  });

  it('reads an abstract', async () => {
    const vocabulary = await loadVocabulary(SEEDS);
    const paper = {
      title: 'DocNER: Tagging Long Documents',
      abstract:
        'Named entity recognition in long documents is hard. We propose DocNER, a novel architecture that combines ' +
        'BERT with a conditional random field. Unlike LSTM taggers, it needs no sliding window. DocNER outperforms RoBERTa.',
    };
    const { techniques, candidates, topics } = annotate(vocabulary, paper);
    expect(Object.fromEntries(techniques.map(({ techniqueId, role }) => [techniqueId, role]))).toStrictEqual({
      bert: 'USES',
      'conditional-random-field': 'USES',
      'long-short-term-memory': 'COMPARES',
      roberta: 'COMPARES',
    });
    expect(candidates.map(({ name }) => name)).toStrictEqual(['DocNER']);
    expect(topics.slice(0, 2).map(({ topicId }) => topicId)).toContain('natural-language-processing');
    expect(findMethods(vocabulary, paper).map(({ text }) => text)).toContain('BERT');
  });

  it('lists the faults of every file of a user', async () => {
    await expect(loadVocabulary(SEEDS, ['missing.json', __filename])).rejects.toThrow(
      /2 faults[\s\S]*missing\.json: cannot be read[\s\S]*shipped\.test\.ts: cannot be read/,
    );
  });
});

const page = shared('seed', 'daily-papers-page.txt');
const labels = shared('seed', 'labels.json');

// Skipped, and reported so, on machines without the data beside the project.
(page === undefined ? describe.skip : describe)('the page of 35 papers', () => {
  it('is read as people read it', () => {
    const { precision, recall, roles } = scorePage(compileVocabulary(files), readPage(page ?? '', labels ?? ''));
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.9);
    expect(roles).toBeGreaterThanOrEqual(0.8);
  });
});
