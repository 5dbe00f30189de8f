import { z } from 'zod';
import { techniqueRecord, topicRecord, type TechniqueRecord, type TopicRecord } from '../ingest/record.js';
import { slugOf } from '../text/analysis.js';
import { MOST_WORDS } from './phrases.js';

/**
 * A vocabulary file: what there is to be found, as data. Its format is documented
 * in `seeds/vocabulary/README.md`; every section may be left out.
 */

const name = z
  .string()
  .min(1, 'must not be empty')
  .max(200, 'must have at most 200 characters')
  .refine((value) => /[\p{L}\p{N}]/u.test(value), 'must hold a letter or a digit')
  .refine((value) => wordsIn(value) <= MOST_WORDS, `must have at most ${MOST_WORDS} words`);
const names = z.array(name).max(10_000, 'must have at most 10,000 entries').default([]);
const id = z.string().regex(/^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$/u, 'must be an id such as low-rank-adaptation');
const weight = z.number().min(-20).max(20);
const weights = z.record(z.string(), weight);

const keywords = z.strictObject({ strong: names, plain: names, weak: names });

/** What the scorer of method phrases has learned; see `method-phrases.ts`. */
const phrases = z.strictObject({
  threshold: weight,
  bias: weight,
  cues: weights,
  heads: weights,
});

const sections = z.strictObject({
  about: z.string().max(2000).optional(),
  techniques: z.array(techniqueRecord).max(100_000).default([]),
  topics: z.array(topicRecord).max(100_000).default([]),
  /** Names that mean several things, or too little alone: they count only with support in the same paper. */
  ambiguous: z.record(name, z.array(z.strictObject({ technique: id, near: names })).min(1)).default({}),
  /** Names that are also ordinary words: they count only as written here. */
  exact: names,
  /** Words for kinds of method, found as method phrases but no techniques of their own. */
  terms: names,
  /** Names that look like techniques and are none: data sets, venues, organizations. */
  ignored: names,
  /** Topic → the words that speak for it. */
  keywords: z.record(id, keywords).default({}),
  /** Topic → broader topics, besides its own `parents`: how a file hangs topics of another under its own. */
  broader: z.record(id, z.array(id)).default({}),
  /** Area of techniques → topic that each of them speaks for. */
  areas: z.record(z.string().max(200), id).default({}),
  /** Category of a classification → topic. */
  categories: z.record(z.string().max(200), id).default({}),
  /** Topic → its score on an ordinary paper; the more, the less a score says. */
  typical: z.record(id, z.number().positive()).default({}),
  phrases: phrases.optional(),
});

/** A checked vocabulary; several of them are compiled into one. */
export type VocabularyFile = z.output<typeof sections>;
export type PhraseWeights = z.output<typeof phrases>;

/** A vocabulary is wrong. The message lists every fault. */
export class VocabularyError extends Error {
  override readonly name = 'VocabularyError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      [`The vocabulary has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}:`, ...faults].join('\n  - '),
    );
    this.faults = faults;
  }
}

export type Reading =
  { readonly ok: true; readonly vocabulary: VocabularyFile } | { readonly ok: false; readonly faults: string[] };

/**
 * Checks the parsed JSON of a vocabulary file. An array holds techniques, or
 * topics when its entries have a `scheme` or `parents`: the two files of `seeds/`.
 *
 * @returns the vocabulary with defaults filled in, or every fault as `place: what would pass`.
 */
export function readVocabulary(json: unknown): Reading {
  const checked = sections.safeParse(Array.isArray(json) ? asSections(json) : json, { reportInput: false });
  if (!checked.success) {
    return { ok: false, faults: checked.error.issues.map(({ path, message }) => `${placeOf(path)}: ${message}`) };
  }
  const faults = faultsWithin(checked.data);
  return faults.length === 0 ? { ok: true, vocabulary: checked.data } : { ok: false, faults };
}

function asSections(entries: readonly unknown[]): unknown {
  const topics = entries.some((entry) => isObject(entry) && ('scheme' in entry || 'parents' in entry));
  return topics ? { topics: entries } : { techniques: entries };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** `techniques 3, name` for the path techniques[2].name. */
function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'vocabulary';
  const [section, entry, ...rest] = path.map((step) => (typeof step === 'number' ? String(step + 1) : String(step)));
  return [[section, entry].filter(Boolean).join(' '), ...rest].join(', ');
}

function wordsIn(value: string): number {
  return value.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

function faultsWithin({ techniques, topics }: VocabularyFile): string[] {
  const long = [...techniques, ...topics].flatMap((record) =>
    namesOf(record)
      .filter((value) => wordsIn(value) > MOST_WORDS || wordsIn(value) === 0)
      .map((value) => `${record.id}: "${value}" must have 1 to ${MOST_WORDS} words`),
  );
  return [
    ...long,
    ...doubledNames('technique', [{ techniques, topics }]),
    ...doubledNames('topic', [{ techniques, topics }]),
  ];
}

/** The name and aliases of a technique or topic as written. */
export function namesOf({
  name: own,
  aliases,
}: {
  readonly name: string;
  readonly aliases: readonly string[];
}): string[] {
  return [own, ...aliases];
}

/** Names, aliases and ids that two techniques (or two topics) of the files share. */
export function doubledNames(
  kind: 'technique' | 'topic',
  files: readonly { readonly techniques: TechniqueRecord[]; readonly topics: TopicRecord[] }[],
): string[] {
  const owners = new Map<string, string>();
  const faults: string[] = [];
  for (const file of files) {
    for (const record of kind === 'technique' ? file.techniques : file.topics) {
      const taken = new Set<string>();
      for (const key of new Set([record.id, ...namesOf(record).map(slugOf)])) {
        const owner = owners.get(key);
        if (owner !== undefined) taken.add(`${kind} ${record.id}: "${key}" already names ${owner}`);
        else owners.set(key, record.id);
      }
      faults.push(...taken);
    }
  }
  return faults;
}
