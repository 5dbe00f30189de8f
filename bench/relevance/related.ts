import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { PRESETS } from '../../src/related/formula.js';
import { corpusOf, sampleByHash, sharedPath, type Corpus } from './corpus.js';
import { dataOf } from './data.js';
import { sampleOf } from './form.js';
import { RELATED, REFERENCES, type Weights } from './formula.js';
import { mean, short, topOf } from './metrics.js';
import { relatedTasks, type RelatedSetting, type Task } from './protocol.js';
import { printTable } from '../table.js';
import { readVocabulary, tagsOf, type Tags } from './tags.js';
import { crossValidate, measure, scoresOf, shownWithError, type Sample, type WeightMap } from './tune.js';

const QUERIES = 400;

/** Prints the preset RELATED on stand-ins for "what else is like this", all blind to the order in time. */
export async function printRelated(vis: Corpus, linguistics: Corpus): Promise<void> {
  const vocabulary = await readVocabulary();
  const fields = [
    { corpus: vis, source: 'vispubdata' },
    { corpus: linguistics, source: 'acl-anthology' },
  ].map((field) => ({ ...field, data: dataOf(field.corpus), tags: tagsOf(field.corpus.papers, vocabulary) }));
  const sets = fields.flatMap(({ corpus, source, data, tags }) =>
    (['links', 'cocited'] satisfies RelatedSetting[]).map((setting) =>
      relatedTasks(corpus, setting, source, QUERIES).map((task) => sampleOf(data, task, { tags })),
    ),
  );
  const tagged = fields.map(({ tags }) => tags.tagged);
  const rows: [string, WeightMap][] = [
    ['text alone', { TEXT: 1 }],
    ['co-citation alone', { CO_CITATION: 1 }],
    ['weights of REFERENCES', REFERENCES],
    ['**weights of RELATED**', RELATED],
    ['RELATED of src/related', PRESETS.RELATED],
    ...without('age', 'POPULARITY', 'TEXT', 'NEIGHBORS_CITE', 'CO_CITATION', 'SHARED_TECHNIQUES', 'SHARED_TOPICS'),
    ['techniques and their lineage × 3', scaledTags(3, 1)],
    ['topics × 3', scaledTags(1, 3)],
  ];
  const validated = crossValidate(sets, RELATED, 'damped', 2);
  printTable(
    `RELATED: ${sets.map((set) => set.length).join(', ')} papers with at least 8 citers and 5 references; nDCG@10 / recall@50`,
    ['weights', 'vis: hidden links', 'vis: co-cited', 'linguistics: hidden links', 'linguistics: co-cited'],
    [
      ...rows.map(([name, weights]) => [name, ...sets.map((set) => shownWithError(measure(set, weights)))]),
      ['5-fold cross-validated', ...validated.map(shownWithError)],
    ],
  );
  console.log(
    `\nTagged: ${tagged.map(({ techniques, topics }) => `${percent(techniques)} of the papers with a technique, ${percent(topics)} with a topic`).join('; ')}.`,
  );
  printAreas(readAreas(), vocabulary);
}

function without(...names: readonly (keyof Weights)[]): [string, WeightMap][] {
  return names.map((name) => [`without ${name}`, { ...RELATED, [name]: 0 }]);
}

function scaledTags(techniques: number, topics: number): WeightMap {
  return {
    ...RELATED,
    SHARED_TECHNIQUES: techniques * RELATED.SHARED_TECHNIQUES,
    TECHNIQUE_LINEAGE: techniques * RELATED.TECHNIQUE_LINEAGE,
    SHARED_TOPICS: topics * RELATED.SHARED_TOPICS,
  };
}

interface AreaPapers {
  readonly corpus: Corpus;
  readonly areas: readonly (readonly string[])[];
}

function readAreas(): AreaPapers {
  const text = gunzipSync(readFileSync(sharedPath('eval/ijcai-topics-dev.jsonl.gz'))).toString('utf8');
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; title: string; abstract: string; year: number; areas: string[] });
  return {
    // Their authors are left out: people stay with an area, and would tell it.
    corpus: corpusOf(lines.map(({ id, title, abstract, year }) => ({ id, title, abstract, year, source: 'ijcai' }))),
    areas: lines.map(({ areas }) => areas.filter((area) => area !== '')),
  };
}

/**
 * Papers without citations, whose authors chose areas for them: how much a pair has in common is the sum of the
 * rarities of the areas that both have. A coarse judge, but the only one here that no citation made.
 */
function printAreas({ corpus, areas }: AreaPapers, vocabulary: Parameters<typeof tagsOf>[1]): void {
  const data = dataOf(corpus);
  const tags: Tags = tagsOf(corpus.papers, vocabulary);
  const counts = new Map<string, number>();
  for (const area of areas.flat()) counts.set(area, (counts.get(area) ?? 0) + 1);
  const gain = (paper: number, other: number): number =>
    areas[paper]!.filter((area) => areas[other]!.includes(area)).reduce(
      (sum, area) => sum + Math.log(corpus.papers.length / counts.get(area)!),
      0,
    );
  const ids = corpus.papers.flatMap(({ id }, paper) => (areas[paper]!.length > 0 ? [id] : []));
  const samples = sampleByHash(ids, QUERIES).map((id) =>
    sampleOf(data, taskOf(corpus.indexOf.get(id)!, areas), { tags }),
  );
  const text = RELATED.TEXT;
  const rows: [string, WeightMap][] = [
    ['text alone', { TEXT: text }],
    ['**weights of RELATED**', RELATED],
    ['RELATED of src/related', PRESETS.RELATED],
    ['without SHARED_TECHNIQUES and lineage', scaledTags(0, 1)],
    ['without SHARED_TOPICS', scaledTags(1, 0)],
    ...[2, 4].flatMap((factor): [string, WeightMap][] => [
      [`techniques × ${factor}`, scaledTags(factor, 1)],
      [`topics × ${factor}`, scaledTags(1, factor)],
    ]),
    ['both × 4', scaledTags(4, 4)],
  ];
  printTable(
    `Areas that authors chose (${QUERIES} of ${corpus.papers.length} papers of a conference): graded nDCG@10`,
    ['weights', 'nDCG@10'],
    rows.map(([name, weights]) => [name, short(mean(samples.map((sample) => gradedQuality(sample, weights, gain))))]),
  );
}

function taskOf(query: number, areas: AreaPapers['areas']): Task {
  const isOther = (paper: number): boolean => paper !== query && areas[paper]!.length > 0;
  return { query, known: [], citers: [], relevant: new Set(), isEligible: isOther, isVisible: isOther, fold: 0 };
}

function gradedQuality(sample: Sample, weights: WeightMap, gain: (paper: number, other: number) => number): number {
  const { query } = sample.task;
  const best = topOf(scoresOf(sample, weights, 'damped'), 10).map((at) => gain(query, sample.candidates[at]!));
  // The ideal is that of the candidates: an area has hundreds of papers, any of which would do.
  const ideal = Array.from(sample.candidates, (paper) => gain(query, paper)).sort((left, right) => right - left);
  const discounted = (gains: readonly number[]): number =>
    gains.slice(0, 10).reduce((sum, value, rank) => sum + value / Math.log2(rank + 2), 0);
  return discounted(ideal) === 0 ? 0 : discounted(best) / discounted(ideal);
}

function percent(part: number): string {
  return `${(100 * part).toFixed(0)} %`;
}
