import {
  paperRecord,
  type AuthorMergeRecord,
  type ChangeRecord,
  type DeletionRecord,
  type PaperInput,
  type TechniqueInput,
  type TopicInput,
} from '../record.js';
import { dateOf } from './dates.js';
import { byRecord, type Format } from './format.js';
import { parserOfJson } from './json-records.js';
import { authorOf, paperOf } from './paper.js';
import { countOf, isObject, known, listOf, textOf, textsOf, type JsonObject } from './shape.js';
import type { Parsed, Place } from './source.js';

type Topic = NonNullable<PaperInput['topics']>[number];
type Technique = NonNullable<PaperInput['techniques']>[number];

/** An address, as other formats have in `id`, is none. */
const IDENTIFIER = /^(?!https?:)[a-z0-9]+:\S+$/;

/** The product's own JSON lines: what `export` writes and the seeds are. */
export const relatedWork: Format = {
  title: 'Related Work JSON lines',
  parser: parserOfJson(read),
  recognizes: byRecord(
    ({ kind, id, title }) =>
      typeof id === 'string' && (isKind(kind) || (typeof title === 'string' && IDENTIFIER.test(id))),
  ),
};

/** What else than papers an export holds, by its `kind`. */
const KINDS = ['header', 'topic', 'technique', 'author-merge', 'deletion', 'change'] as const;

function isKind(kind: unknown): kind is (typeof KINDS)[number] {
  return KINDS.some((known) => known === kind);
}

function* read(record: JsonObject, place: Place): Generator<Parsed> {
  const { kind, ...rest } = record;
  if (kind === 'header') return;
  if (kind === 'topic') yield { kind, place, topic: { ...rest, keepsId: true } as unknown as TopicInput };
  else if (kind === 'technique') {
    const { techniqueKind, ...technique } = rest;
    yield { kind, place, technique: known({ ...technique, kind: techniqueKind, keepsId: true }) as TechniqueInput };
  } else if (kind === 'author-merge') yield { kind, place, merge: rest as unknown as AuthorMergeRecord };
  else if (kind === 'deletion') yield { kind, place, deletion: rest as unknown as DeletionRecord };
  else if (kind === 'change') yield { kind, place, change: rest as unknown as ChangeRecord };
  // An export is taken at its word: its texts were cleaned when they came.
  else if (isObject(record['provenance'])) yield { kind: 'paper', place, paper: record as unknown as PaperInput };
  else yield* paper(record, place);
}

function* paper(record: JsonObject, place: Place): Generator<Parsed> {
  const id = textOf(record['id']);
  const external = countOf(record['externalReferences']) ?? countOf(record['external_references']);
  yield paperOf(
    {
      ...stored(record),
      id: id !== undefined && IDENTIFIER.test(id) ? id : undefined,
      title: textOf(record['title']),
      summary: textOf(record['summary']),
      abstract: textOf(record['abstract']),
      authors: listOf(record['authors']).map(author),
      authorCount: countOf(record['authorCount']),
      ...dateOf(record['year']),
      ...dateOf(record['publishedOn']),
      arxivId: textOf(record['arxivId']) ?? (id?.startsWith('arxiv:') ? id.slice('arxiv:'.length) : undefined),
      doi: textOf(record['doi']) ?? (id?.startsWith('doi:') ? id.slice('doi:'.length) : undefined),
      url: textOf(record['url']),
      venue: textOf(record['venue']),
      upvotes: countOf(record['upvotes']),
      comments: countOf(record['comments']),
      keywords: textsOf(record['keywords']),
      retracted: record['retracted'] === true ? true : undefined,
      attribution: textOf(record['attribution']),
      topics: listOf(record['topics']).map(topic),
      techniques: listOf(record['techniques']).map(technique),
      references: referencesOf(record, external),
      externalReferences: external,
      referencesComplete: typeof record['referencesComplete'] === 'boolean' ? record['referencesComplete'] : undefined,
      identifiers: textsOf(record['identifiers']),
      source: textOf(record['source']) ?? 'related-work',
    },
    { place, record },
  );
}

const FIELDS = Object.keys(paperRecord.shape) as (keyof PaperInput)[];

/** Everything that a record has a place for, as it is: an export also writes what only the product itself knows. */
function stored(record: JsonObject): Partial<PaperInput> {
  return Object.fromEntries(FIELDS.filter((field) => field in record).map((field) => [field, record[field]]));
}

/**
 * An empty list of references means that none are known, as in many files, and not
 * that the paper cites nothing, unless the record says more about its references.
 */
function referencesOf(record: JsonObject, external: number | undefined): (string | undefined)[] | undefined {
  if (!Array.isArray(record['references'])) return undefined;
  const references = listOf(record['references']).map(textOf);
  const saysMore = typeof record['referencesComplete'] === 'boolean' || (external ?? 0) > 0;
  return references.length > 0 || saysMore ? references : undefined;
}

function author(value: unknown): ReturnType<typeof authorOf> {
  if (!isObject(value)) return authorOf(textOf(value));
  const { name, ids, orcid, affiliations, position } = value;
  return authorOf(textOf(name), {
    ids: textsOf(ids),
    orcid,
    affiliations: textsOf(affiliations),
    position: countOf(position),
  });
}

/** Of a topic or technique only the name is needed: paperOf leaves out those whose other values are wrong. */
function topic(value: unknown): Topic | undefined {
  if (!isObject(value)) return textOf(value);
  const { topic, scheme, confidence, evidence, source } = value;
  return textOf(topic) === undefined ? undefined : (known({ topic, scheme, confidence, evidence, source }) as Topic);
}

function technique(value: unknown): Technique | undefined {
  if (!isObject(value)) return textOf(value);
  const { technique, role, confidence, evidence, source } = value;
  if (textOf(technique) === undefined) return undefined;
  return known({ technique, role, confidence, evidence, source }) as Technique;
}
