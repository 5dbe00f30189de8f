import { slugOf } from '../../text/analysis.js';
import { check, type Checked } from '../faults.js';
import { paperRecord, type PaperInput, type PaperRecord, type TOPIC_SCHEMES } from '../record.js';
import { arxivIdOf, doiOf, orcidOf } from './identifiers.js';
import { MOST_TEXT, plainAbstract, plainText } from './plain-text.js';
import { isObject, known, rejection } from './shape.js';
import type { Parsed, Place } from './source.js';

type Author = NonNullable<PaperInput['authors']>[number];
type Topic = NonNullable<PaperInput['topics']>[number];
type Technique = NonNullable<PaperInput['techniques']>[number];

/** What record.ts made of the papers that were made here, so that it is not asked again: that takes as long as reading them. */
const accepted = new WeakMap<PaperInput, PaperRecord>();

/** Checks a paper against record.ts. */
export function checkPaper(paper: PaperInput): Checked<PaperRecord> {
  const value = accepted.get(paper);
  return value === undefined ? check(paperRecord, paper) : { ok: true, value };
}

/** What a source says of a paper, with the damage of its texts and with what it repeats. */
export interface PaperDraft extends Omit<
  PaperInput,
  'title' | 'authors' | 'topics' | 'techniques' | 'references' | 'identifiers' | 'source'
> {
  readonly title: string | undefined;
  /** In order, with a place for each whose name is unknown. */
  readonly authors?: readonly (Author | undefined)[];
  readonly topics?: readonly (Topic | undefined)[];
  readonly techniques?: readonly (Technique | undefined)[];
  /** In any order, with a place for each that has no identifier. */
  readonly references?: readonly (string | undefined)[];
  readonly identifiers?: readonly (string | undefined)[];
  readonly source: string;
}

/** Where a draft comes from: its place, and the record as it was read. */
export interface Origin {
  readonly place: Place;
  readonly record: unknown;
}

/**
 * Makes the record of a paper from what a source says of it. Only the title is
 * needed: any other value that record.ts would not accept is left out, so that it
 * does not cost the paper.
 */
export function paperOf(draft: PaperDraft, { place, record }: Origin): Parsed {
  const { topics = [], techniques = [], ...rest } = draft;
  const title = plainText(draft.title ?? '');
  if (title === '') {
    const isTooLong = (draft.title?.length ?? 0) > MOST_TEXT;
    return rejection(place, 'title', isTooLong ? `has more than ${MOST_TEXT} characters` : 'is missing', record);
  }
  const arxivId = arxivIdOf(draft.arxivId) ?? arxivIdOf(draft.doi);
  const doi = arxivIdOf(draft.doi) === undefined ? doiOf(draft.doi) : undefined;
  const identifiers = distinct(draft.identifiers ?? []);
  const own = new Set([draft.id, arxivId && `arxiv:${arxivId}`, doi && `doi:${doi}`, ...identifiers]);
  const paper = known<PaperInput>({
    ...rest,
    title,
    summary: plainText(draft.summary ?? '') || undefined,
    abstract: plainAbstract(draft.abstract ?? '') || undefined,
    venue: plainText(draft.venue ?? '') || undefined,
    keywords: distinctKeywords(draft.keywords ?? []),
    arxivId,
    doi,
    ...authorsOf(draft),
    ...referencesOf(draft, own),
    topics: most(topics, (topic) => (typeof topic === 'string' ? topic : topic.topic)),
    techniques: most(techniques, (use) => (typeof use === 'string' ? use : use.technique)),
    identifiers: nonEmpty(identifiers),
  });
  const fault = leaveOutWrongValues(paper);
  if (fault !== undefined) return rejection(place, fault.field, fault.reason, record);
  return { kind: 'paper', place, paper };
}

/** Whether words in the place of an author stand for those that are not named. */
export function standsForOthers(name: string): boolean {
  return /^\W*(?:and )?(?:others|et al)\W*$/i.test(name);
}

/** An author by name, with what else is known of the person; undefined when there is no name. */
export function authorOf(
  name: string | undefined,
  more: {
    ids?: (string | undefined)[];
    orcid?: unknown;
    affiliations?: (string | undefined)[];
    position?: number | undefined;
  } = {},
): Author | undefined {
  const plain = plainText(name ?? '');
  if (!/\p{L}/u.test(plain)) return undefined;
  return known({
    name: plain,
    ids: nonEmpty(distinct(more.ids ?? [])),
    orcid: orcidOf(more.orcid),
    affiliations: nonEmpty(distinct((more.affiliations ?? []).map((text) => plainText(text ?? '')))),
    position: more.position,
  });
}

export function topicOf(
  name: string | undefined,
  confidence: number,
  scheme?: (typeof TOPIC_SCHEMES)[number],
): Topic | undefined {
  const topic = plainText(name ?? '');
  return topic === '' ? undefined : known({ topic, scheme, confidence });
}

/** A topic for each arXiv category among the terms; classes of other schemes (68T07, I.2.7) are none. */
export function arxivTopics(terms: readonly string[]): (Topic | undefined)[] {
  return terms
    .filter((term) => /^[a-z]+(-[a-z]+)*(\.[A-Za-z]+(-[A-Za-z]+)*)?$/.test(term))
    .map((term) => topicOf(term, 1, 'arXiv'));
}

/** What a field of study is worth: a machine guessed it, over very wide fields. */
export const FIELD_OF_STUDY_CONFIDENCE = 0.5;

type Found<Field extends keyof PaperInput> = { [field in Field]: PaperInput[field] };

function authorsOf({ authors, authorCount }: PaperDraft): Found<'authors' | 'authorCount'> {
  if (authors === undefined || authors.length === 0) return { authors: undefined, authorCount };
  const named = authors.filter((author) => author !== undefined);
  return {
    authors: nonEmpty(named),
    authorCount: authorCount ?? (named.length < authors.length ? authors.length : undefined),
  };
}

/** A reference without identifier still counts; one to the paper itself is none. */
function referencesOf(
  { references, externalReferences }: PaperDraft,
  own: ReadonlySet<unknown>,
): Found<'references' | 'externalReferences'> {
  if (references === undefined) return { references: undefined, externalReferences };
  const named = references.filter((reference) => reference !== undefined);
  const external = (externalReferences ?? 0) + references.length - named.length;
  return {
    references: distinct(named).filter((reference) => !own.has(reference)),
    externalReferences: external > 0 ? external : externalReferences,
  };
}

/** One of each name, compared as slugs; of several the one that is most certain. */
function most<Mention extends Topic | Technique>(
  mentions: readonly (Mention | undefined)[],
  nameOf: (mention: Mention) => string,
): Mention[] | undefined {
  const bySlug = new Map<string, Mention>();
  for (const mention of mentions) {
    if (mention === undefined) continue;
    const slug = slugOf(nameOf(mention));
    const other = bySlug.get(slug);
    if (slug !== '' && (other === undefined || certainty(mention) > certainty(other))) bySlug.set(slug, mention);
  }
  return nonEmpty([...bySlug.values()]);
}

function certainty(mention: Topic | Technique): number {
  return typeof mention === 'string' ? 1 : (mention.confidence ?? 1);
}

function distinctKeywords(keywords: readonly string[]): string[] | undefined {
  const byName = new Map<string, string>();
  for (const keyword of keywords.map(plainText)) {
    const name = keyword.toLowerCase();
    if (name !== '' && !byName.has(name)) byName.set(name, keyword);
  }
  return nonEmpty([...byName.values()]);
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined && value !== ''))] as string[];
}

function nonEmpty<Value>(values: Value[]): Value[] | undefined {
  return values.length > 0 ? values : undefined;
}

type Issue = NonNullable<ReturnType<typeof paperRecord.safeParse>['error']>['issues'][number];

/** Each round may bring up what the one before hid, such as a list that was too long. */
const MOST_ROUNDS = 5;

/**
 * Leaves out of a paper what record.ts does not accept: a value, an element of a
 * list, or the end of a list that is too long.
 *
 * @returns what is wrong with the title, if that is what is wrong.
 */
function leaveOutWrongValues(paper: PaperInput): { field: string; reason: string } | undefined {
  let issues: readonly Issue[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const result = paperRecord.safeParse(paper);
    if (result.success) {
      accepted.set(paper, result.data);
      return undefined;
    }
    issues = result.error.issues;
    const wrongTitle = issues.find(({ path }) => path[0] === 'title');
    if (wrongTitle !== undefined) return { field: 'title', reason: wrongTitle.message };
    for (const field of new Set(issues.map(({ path }) => String(path[0]))))
      leaveOut(
        paper,
        field,
        issues.filter(({ path }) => path[0] === field),
      );
  }
  return { field: issues[0]?.path.join('.') ?? 'record', reason: issues[0]?.message ?? 'is wrong' };
}

function leaveOut(paper: PaperInput, field: string, issues: readonly Issue[]): void {
  const values: Record<string, unknown> = paper;
  const value = values[field];
  const wrong = new Set(issues.map(({ path }) => path[1]));
  const tooLong = issues.find(({ code, path }) => code === 'too_big' && path.length === 1);
  let kept: unknown[] = [];
  if (Array.isArray(value) && tooLong?.code === 'too_big') {
    kept = value.slice(0, Number(tooLong.maximum));
    if (field === 'references') paper.referencesComplete = false;
  } else if (Array.isArray(value) && !wrong.has(undefined)) {
    // An author keeps the name when anything else is wrong.
    const instead = (element: unknown): unknown[] =>
      field === 'authors' && isObject(element) ? [element['name']] : [];
    kept = value.flatMap((element: unknown, index) => (wrong.has(index) ? instead(element) : [element]));
    if (field === 'references') paper.externalReferences = (paper.externalReferences ?? 0) + wrong.size;
  }
  if (field === 'authors' && Array.isArray(value)) paper.authorCount ??= value.length;
  // An empty list of references is knowledge, too: there are some, and none has an identifier.
  if (kept.length > 0 || (field === 'references' && Array.isArray(value))) values[field] = kept;
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the field is one of the record's own
  else delete values[field];
}
