import type { Corpus } from './corpus.js';
import { datasetOf, samplesOf, sourceFor, STORED } from './dataset.js';
import { relatedTasks, type RelatedSetting } from './protocol.js';
import { printTable, shownWithError } from './table.js';
import { crossValidate, measure, type Sample, type WeightMap } from './tune.js';
import { REFERENCES, RELATED } from './weights.js';

const QUERIES = 400;

/** Prints the preset RELATED on two stand-ins for "what else is like this", both blind to the order in time. */
export function printRelated(vis: Corpus, linguistics: Corpus): void {
  const sets = [...setsOf(vis, 'vispubdata'), ...setsOf(linguistics, 'acl-anthology')];
  const rows: [string, WeightMap][] = [
    ['text alone', { TEXT: 1 }],
    ['co-citation alone', { CO_CITATION: 1 }],
    ['weights of REFERENCES', REFERENCES],
    ['**weights of RELATED**', RELATED],
    ['RELATED without age', { ...RELATED, age: 0 }],
    ['RELATED without popularity', { ...RELATED, POPULARITY: 0 }],
  ];
  printTable(
    `RELATED: ${sets.map((set) => set.length).join(', ')} papers with at least 8 citers and 5 references; graph as it is`,
    ['weights', 'vis: hidden links', 'vis: co-cited', 'linguistics: hidden links', 'linguistics: co-cited'],
    [
      ...rows.map(([name, weights]) => [name, ...sets.map((set) => shownWithError(measure(set, weights)))]),
      ['tuned, CV', ...crossValidate(sets, tunable(), 'damped', 2).map(shownWithError)],
    ],
  );
}

function setsOf(corpus: Corpus, source: string): Sample[][] {
  const dataset = datasetOf(corpus);
  const text = sourceFor(dataset, { ...STORED, asOfThen: false });
  return (['links', 'cocited'] satisfies RelatedSetting[]).map((setting) =>
    samplesOf(corpus, text, relatedTasks(corpus, setting, source, QUERIES)),
  );
}

function tunable(): WeightMap {
  const untestable = ['SHARED_TECHNIQUES', 'TECHNIQUE_LINEAGE', 'SHARED_TOPICS'];
  return Object.fromEntries(Object.entries(RELATED).filter(([name]) => !untestable.includes(name)));
}
