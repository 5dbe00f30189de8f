import { createHash } from 'node:crypto';
import { identifierOfDoi } from '../ref/ref.js';
import { normalizeName } from '../text/analysis.js';
import type { PaperRecord } from './record.js';

/** Schemes of paper identifiers, the one that a paper is best known by first; others follow in alphabetical order. */
const PAPER_SCHEMES = ['arxiv', 'doi', 'acl', 'openalex', 's2', 'pmid', 'mag', 'dblp'];
const AUTHOR_SCHEMES = ['orcid', 'openalex', 's2'];

/** Before every other scheme, the scheme of what has no identifier: it gives way to any. */
const MADE_UP = ['hash', 'name'];

/** The identifier that a node is named by: the same for the same set, in whatever order it became known. */
export function bestIdentifier(identifiers: Iterable<string>, schemes: readonly string[] = PAPER_SCHEMES): string {
  const rank = (identifier: string): number => {
    const scheme = identifier.slice(0, identifier.indexOf(':'));
    if (MADE_UP.includes(scheme)) return schemes.length + 1;
    const index = schemes.indexOf(scheme);
    return index === -1 ? schemes.length : index;
  };
  const [first, ...rest] = identifiers;
  if (first === undefined) throw new Error('A node needs an identifier.');
  return rest.reduce((best, other) => {
    const difference = rank(other) - rank(best);
    return difference < 0 || (difference === 0 && other < best) ? other : best;
  }, first);
}

/** Whether the identifier is one that the world knows, and not made here. */
function isReal(identifier: string): boolean {
  return !identifier.startsWith('hash:');
}

/**
 * The match keys of one record. A title that many papers share, such as
 * "Editorial", tells nothing beside an identifier.
 */
export function matchKeysOf(record: Matchable, identifiers: readonly string[]): string[] {
  const common = COMMON_OPENINGS.test(`${normalizeName(record.title)} `);
  return common && identifiers.some(isReal) ? [] : [formatMatch(matchOf(record))];
}

/** Every identifier of a paper; one made of title, first author and year when its source gives none. */
export function identifiersOf(record: Omit<PaperRecord, 'id'> & { readonly id?: string | undefined }): string[] {
  const { id, arxivId, doi, identifiers } = record;
  const known = [
    ...(id === undefined ? [] : [id]),
    ...(arxivId === undefined ? [] : [`arxiv:${arxivId.toLowerCase()}`]),
    ...(doi === undefined ? [] : [identifierOfDoi(doi.toLowerCase())]),
    ...identifiers,
  ];
  if (known.length > 0) return [...new Set(known)].sort();
  const { title, surname, year } = matchOf(record);
  return [`hash:${hashOf(`${title}|${surname}|${year}`)}`];
}

/** What a paper is recognised by when no identifier is shared: an empty part is unknown. */
export interface MatchKey {
  /** Hash of the normalised title. */
  readonly title: string;
  /** Last name of the first author, normalised. */
  readonly surname: string;
  readonly year: string;
}

interface Matchable {
  readonly title: string;
  readonly authors?: readonly { readonly name: string }[] | undefined;
  readonly publishedOn?: string | undefined;
  readonly year?: number | undefined;
}

/** The match key of one record. */
export function matchOf({ title, authors, publishedOn, year }: Matchable): MatchKey {
  const first = authors?.[0]?.name;
  const normalized = normalizeName(title);
  return {
    title: `${isDistinctive(normalized) ? 'd' : 'c'}${hashOf(normalized)}`,
    surname:
      first === undefined
        ? ''
        : (normalizeName(first.split(',')[0] ?? '')
            .split(' ')
            .at(-1) ?? ''),
    year: String(year ?? publishedOn?.slice(0, 4) ?? ''),
  };
}

/**
 * Whether two records describe the same paper: the same normalised title, the
 * same surname of the first author and years at most one apart. A part that one
 * of them does not know is forgiven only for a title that is long enough to be
 * nobody else's.
 */
export function isSamePaper(left: MatchKey, right: MatchKey): boolean {
  if (left.title !== right.title) return false;
  const forgiving = left.title.startsWith('d');
  const agree = (a: string, b: string, same: (a: string, b: string) => boolean): boolean =>
    a === '' || b === '' ? forgiving : same(a, b);
  return (
    agree(left.surname, right.surname, (a, b) => a === b) &&
    agree(left.year, right.year, (a, b) => Math.abs(Number(a) - Number(b)) <= 1)
  );
}

export function formatMatch({ title, surname, year }: MatchKey): string {
  return `${title}|${surname}|${year}`;
}

export function parseMatch(text: string): MatchKey {
  const [title = '', surname = '', year = ''] = text.split('|');
  return { title, surname, year };
}

const COMMON_OPENINGS =
  /^(an? )?(introduction|editorial|preface|foreword|message|call for|special issue|guest|proceedings|index|panel|keynote|tutorial|workshop|report|letter|reply|response|comments?) /;

function isDistinctive(normalizedTitle: string): boolean {
  const words = normalizedTitle.split(' ').length;
  return words >= 3 && normalizedTitle.length >= 20 && !COMMON_OPENINGS.test(`${normalizedTitle} `);
}

function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('hex').slice(0, 16);
}

/** An author as a record names the person. */
export interface NamedAuthor {
  readonly name: string;
  readonly orcid?: string | undefined;
  readonly ids?: readonly string[] | undefined;
}

/** The identifiers of an author; one made of the normalised name when there is none. */
export function authorIdentifiersOf({ name, orcid, ids = [] }: NamedAuthor): string[] {
  const known = [...(orcid === undefined ? [] : [`orcid:${orcid}`]), ...ids];
  return known.length > 0 ? [...new Set(known)].sort() : [`name:${normalizeName(name) || name}`];
}

export function bestAuthorIdentifier(identifiers: Iterable<string>): string {
  return bestIdentifier(identifiers, AUTHOR_SCHEMES);
}

/** Groups of things that share a key, directly or through others. */
export class Groups {
  private readonly parents = new Map<string, string>();

  join(left: string, right: string): void {
    const [a, b] = [this.find(left), this.find(right)];
    if (a !== b) this.parents.set(a > b ? a : b, a > b ? b : a);
  }

  /** The name of the group that a key is in: its least member. */
  find(key: string): string {
    let root = key;
    for (let next = this.parents.get(root); next !== undefined; next = this.parents.get(root)) root = next;
    for (let walk = key; walk !== root;) {
      const next = this.parents.get(walk) ?? root;
      this.parents.set(walk, root);
      walk = next;
    }
    return root;
  }
}
