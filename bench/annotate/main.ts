/**
 * Measures the annotator and prints tables: `npx tsx bench/annotate/main.ts`,
 * with `--misses` to see what is wrong on the page. README.md explains them.
 */
import { compileVocabulary } from '../../src/annotate/compile.js';
import { readVocabularyFiles, shippedFiles } from '../../src/annotate/files.js';
import type { VocabularyFile } from '../../src/annotate/vocabulary.js';
import { slugOf } from '../../src/text/analysis.js';
import { recallByArea } from './areas.js';
import {
  linesOf,
  printTable,
  readPage,
  recordsOf,
  shared,
  type AreaPaper,
  type LabeledPaper,
  type MarkedText,
} from './data.js';
import { scorePage, scoreUnknown } from './page.js';
import { annotatorFinder, dictionaryFinder, score, SOURCES, type Finder } from './spans.js';
import { measureSpeed } from './speed.js';

const files = await readVocabularyFiles(await shippedFiles('seeds'));
const started = performance.now();
const vocabulary = compileVocabulary(files);
console.log(
  `Vocabulary: ${vocabulary.techniques.length} techniques, ${vocabulary.topics.length} topics, ` +
    `${vocabulary.entries.length} names as written, compiled in ${Math.round(performance.now() - started)} ms`,
);

const spans = shared('eval', 'method-spans-dev.jsonl.gz');
if (spans === undefined) console.log('\nSkipped: no ../shared/data/eval/method-spans-dev.jsonl.gz');
else measureSpans(recordsOf<MarkedText>(spans));

const page = shared('seed', 'daily-papers-page.txt');
const labels = shared('seed', 'labels.json');
if (page === undefined || labels === undefined) console.log('\nSkipped: no ../shared/data/seed');
else measurePage(readPage(page, labels));

const areas = shared('eval', 'ijcai-topics-dev.jsonl.gz');
if (areas === undefined) console.log('\nSkipped: no ../shared/data/eval/ijcai-topics-dev.jsonl.gz');
else measureAreas(recordsOf<AreaPaper>(areas));

for (const name of ['corpus/vis-4k', 'corpus/papers-10k', 'eval/ijcai-topics-dev']) {
  const path = shared(`${name}.jsonl.gz`);
  if (path === undefined) console.log(`\nSkipped: no ../shared/data/${name}.jsonl.gz`);
  else printTable(`Speed on ${name} (goal: ratio of annotate at least 0.333)`, measureSpeed(vocabulary, linesOf(path)));
}

function measureSpans(texts: readonly MarkedText[]): void {
  const training = texts.filter(({ split }) => split === 'train');
  const finders: readonly (readonly [string, Finder])[] = [
    ['dictionary of the training texts', dictionaryFinder(training)],
    ['annotator: all method phrases', annotatorFinder(vocabulary, false)],
    ['annotator: named techniques', annotatorFinder(vocabulary, true)],
  ];
  const groups: readonly (readonly [string, readonly string[]])[] = [
    ...SOURCES.map((source) => [source, [source]] as const),
    ['ACL and AI abstracts (first two)', SOURCES.slice(0, 2)],
    ['all three', SOURCES],
  ];
  for (const split of ['dev', 'train'] as const) {
    const rows = groups.flatMap(([group, sources]) =>
      finders.map(([finder, find]) => {
        const chosen = texts.filter((text) => text.split === split && sources.includes(text.source));
        return { texts: group, finder, ...score(chosen, find) };
      }),
    );
    printTable(`Method phrases, lenient, ${split} (goal: F1 at least 0.60 on dev)`, rows);
  }
}

function measurePage(papers: readonly LabeledPaper[]): void {
  const { precision, strictPrecision, recall, roles, topicsInFirst5, confusion, misses } = scorePage(
    vocabulary,
    papers,
  );
  const undated = scorePage(
    vocabulary,
    papers.map((paper) => ({ ...paper, year: undefined })),
  );
  printTable('Page of 35 papers against hand labels (goals: 0.90, 0.90, 0.80)', [
    { papers: 'with their year', precision, recall, roles, strictPrecision, topicsInFirst5 },
    {
      papers: 'without',
      precision: undated.precision,
      recall: undated.recall,
      roles: undated.roles,
      strictPrecision: undated.strictPrecision,
      topicsInFirst5: undated.topicsInFirst5,
    },
  ]);
  printTable(
    'Roles',
    [...confusion].sort((a, b) => b[1] - a[1]).map(([pair, count]) => ({ 'label and finding': pair, count })),
  );
  const unaware = compileVocabulary(withoutIntroduced(files, papers));
  const { introduced, found, candidates, names } = scoreUnknown(unaware, papers);
  const known = scorePage(unaware, papers);
  printTable('New techniques, found as candidates by a vocabulary that does not know what the papers introduce', [
    {
      introduced,
      found,
      recall: found / introduced,
      'candidates in all': candidates,
      'precision of known techniques': known.precision,
      'their roles': known.roles,
    },
  ]);
  if (process.argv.includes('--misses')) {
    console.log(misses.join('\n'));
    console.log(`no candidate: ${names.join('; ')}`);
  }
}

/** The vocabulary as it would be had nobody read these papers: without the techniques that they introduce. */
function withoutIntroduced(all: readonly VocabularyFile[], papers: readonly LabeledPaper[]): VocabularyFile[] {
  const introduced = new Set(
    papers.flatMap(({ techniques }) =>
      techniques.filter(({ relation }) => relation === 'INTRODUCES').map(({ name }) => slugOf(name)),
    ),
  );
  const gone = new Set(
    all.flatMap(({ techniques }) =>
      techniques.filter(({ id, name }) => introduced.has(id) || introduced.has(slugOf(name))),
    ),
  );
  const ids = new Set([...gone].map(({ id }) => id));
  return all.map((file) => ({
    ...file,
    techniques: file.techniques
      .filter((record) => !gone.has(record))
      .map((record) => ({ ...record, variantOf: record.variantOf.filter((id) => !ids.has(id)) })),
    ambiguous: Object.fromEntries(
      Object.entries(file.ambiguous).map(([short, senses]) => [
        short,
        senses.filter(({ technique }) => !ids.has(technique)),
      ]),
    ),
  }));
}

function measureAreas(papers: readonly AreaPaper[]): void {
  const rows = [1, 2, 3].map((most) => {
    const recalls = recallByArea(vocabulary, papers, most).map(({ recall }) => recall);
    return { 'areas kept': most, 'macro recall': recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length };
  });
  printTable('Areas of IJCAI papers (goal: macro recall of two at least 0.60)', rows);
  printTable(
    'Recall of two by area',
    recallByArea(vocabulary, papers, 2).map(({ area, papers: all, recall }) => ({ area, papers: all, recall })),
  );
}
