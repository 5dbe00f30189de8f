import { doubledNames, type VocabularyFile } from './vocabulary.js';

/** The faults between vocabularies: doubled names, ids that lead nowhere, cycles. */
export function faultsBetween(files: readonly VocabularyFile[]): string[] {
  const techniques = new Map(files.flatMap((file) => file.techniques).map((record) => [record.id, record.variantOf]));
  const topics = topicLinks(files);
  const toTechniques = files.flatMap(({ ambiguous }) =>
    Object.entries(ambiguous).flatMap(([name, senses]) =>
      senses.map(({ technique }) => [`ambiguous ${name}`, technique]),
    ),
  );
  const toTopics = files.flatMap(({ keywords, broader, typical, areas, categories }) => [
    ...Object.keys(keywords).map((id) => ['keywords', id]),
    ...Object.keys(broader).map((id) => ['broader', id]),
    ...Object.keys(typical).map((id) => ['typical', id]),
    ...Object.entries(areas).map(([area, id]) => [`area ${area}`, id]),
    ...Object.entries(categories).map(([category, id]) => [`category ${category}`, id]),
  ]);
  return [
    ...doubledNames('technique', files),
    ...doubledNames('topic', files),
    ...missing(techniques, [...links(techniques, 'variantOf'), ...toTechniques]),
    ...missing(topics, [...links(topics, 'parents'), ...toTopics]),
    ...cycles(techniques).map((id) => `technique ${id}: is a variant of itself`),
    ...cycles(topics).map((id) => `topic ${id}: is a subtopic of itself`),
    ...(files.filter(({ phrases }) => phrases !== undefined).length > 1
      ? ['phrases: must stand in one file only']
      : []),
  ];
}

/** Topic → broader topics, from `parents` and from `broader`. */
export function topicLinks(files: readonly VocabularyFile[]): Map<string, string[]> {
  const parents = new Map(files.flatMap((file) => file.topics).map((record) => [record.id, [...record.parents]]));
  for (const { broader } of files) {
    for (const [id, targets] of Object.entries(broader)) parents.get(id)?.push(...targets);
  }
  return parents;
}

/** All that the links lead to from an id. */
export function ancestors(links: ReadonlyMap<string, readonly string[]>, id: string): Set<string> {
  const seen = new Set<string>();
  const open = [...(links.get(id) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(links.get(next) ?? []));
  }
  return seen;
}

function links(records: ReadonlyMap<string, readonly string[]>, field: string): string[][] {
  return [...records].flatMap(([id, targets]) => targets.map((target) => [`${id}, ${field}`, target]));
}

function missing(known: ReadonlyMap<string, unknown>, mentions: readonly string[][]): string[] {
  return mentions
    .filter(([, id]) => id !== undefined && !known.has(id))
    .map(([place, id]) => `${place ?? ''}: "${id ?? ''}" is not in the vocabulary`);
}

/** Ids from which the links lead back to themselves. */
function cycles(records: ReadonlyMap<string, readonly string[]>): string[] {
  return [...records.keys()].filter((id) => ancestors(records, id).has(id));
}
