import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  cleanText,
  datePartsOf,
  kindOf,
  venueOf,
  type BibliographicPaper,
  type PublicationKind,
} from './bibliography.js';

/** A person by the parts of the name, or whatever has one name only. */
export type CslName =
  | { readonly literal: string }
  | {
      readonly family: string;
      readonly given: string;
      readonly 'non-dropping-particle'?: string;
      readonly suffix?: string;
    };

/** The part of CSL-JSON 1.0.2 that papers need. */
export interface CslItem {
  readonly id: string;
  readonly type: PublicationKind;
  readonly title: string;
  readonly author?: readonly CslName[];
  readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] };
  readonly 'container-title'?: string;
  readonly publisher?: string;
  readonly number?: string;
  readonly archive?: string;
  readonly archive_location?: string;
  readonly DOI?: string;
  readonly URL?: string;
  readonly abstract?: string;
  readonly keyword?: string;
  readonly status?: string;
}

/**
 * A paper as CSL-JSON 1.0.2. Its id is that of the paper, whatever else is exported.
 * CSL has no way to say that a list of authors goes on: it ends with the last that is known.
 */
export function toCsl(paper: BibliographicPaper): CslItem {
  const type = kindOf(paper);
  const arxivId = cleanText(paper.arxivId);
  const isPreprint = type === 'article' && arxivId !== undefined;
  const date = datePartsOf(paper);
  const keywords = (paper.keywords ?? []).map(cleanText).filter((keyword) => keyword !== undefined);
  const author = paper.authors.map(({ name }) => cslName(name)).filter((name) => name !== undefined);
  return {
    id: paper.id,
    type,
    title: cleanText(paper.title) ?? paper.id,
    ...known({
      author: author.length > 0 ? author : undefined,
      issued: date && { 'date-parts': [date] },
      'container-title': venueOf(paper),
      publisher: isPreprint ? 'arXiv' : undefined,
      number: isPreprint ? `arXiv:${arxivId}` : undefined,
      archive: arxivId && 'arXiv',
      archive_location: arxivId,
      DOI: cleanText(paper.doi),
      URL: cleanText(paper.url),
      abstract: cleanText(paper.abstract),
      keyword: keywords.join(', ') || undefined,
      status: paper.retracted === true ? 'retracted' : undefined,
    }),
  };
}

/** Writes a JSON array, an item on each line, as fast as `out` takes them, and ends `out`. */
export async function writeCsl(papers: AsyncIterable<BibliographicPaper>, out: Writable): Promise<void> {
  await pipeline(cslPieces(papers), out);
}

/** The array that `writeCsl` writes, piece by piece. */
export async function* cslPieces(papers: AsyncIterable<BibliographicPaper>): AsyncGenerator<string> {
  let before = '[';
  for await (const paper of papers) {
    yield `${before}\n${JSON.stringify(toCsl(paper))}`;
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

function known<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value;
}

/** Letters, initials, hyphens, apostrophes, and what stands around a nickname. */
const PERSON = /^[\p{L}\p{M}\s.,'’ʼ‘`´"“”„()\p{Join_Control}‐‑–-]+$/u;
/** A word without letters, and hyphens that join nothing. */
const LOOSE_SIGNS = /(?:^|\s)[^\p{L}\s]+(?:\s|$)|(?:^|\s)-|-(?:\s|$)|--/u;
/** Written family name first and without spaces: where the one ends and the other begins, only the person knows. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const COLLECTIVE =
  /^the\b|\b(?:of|for|and|et|team|group|collaborations?|consortium|committee|project|initiative|labs?|laborator(?:y|ies)|institut(?:e|o|s)?|universit\p{L}+|foundation|society|association|organi[sz]ation|network|community|cent(?:er|re)|council|department|ministry|agency|research|deepmind|google|microsoft|inc|ltd|llc|corp|gmbh)(?!\p{L})/iu;
const COMPANY = /\bAI\b/;

const SUFFIX = /^(?:[JS][Rr]\.?|I{2,3}|IV)$/;
const PARTICLES = new Set(
  "af al av bin da das de degli dei del della den der des di do dos du el ibn la las le les lo los 't te ten ter van vande vanden vander vom von zu zum zur".split(
    ' ',
  ),
);
/** Of those, the ones that are hardly ever a given name when they begin with a capital. */
const CAPITAL_PARTICLES = new Set('Al Da De Del Della Den Der Di Dos Du El La Le Van Von'.split(' '));

/**
 * Splits a name, written `First von Last, Jr.` or `von Last, First`, into its parts.
 * Groups, single names, names in Chinese, Japanese or Korean script and whatever is
 * not written like a name of a person stay whole. Undefined when there is no name.
 */
export function cslName(written: string): CslName | undefined {
  const name = cleanText(written);
  if (name === undefined) return undefined;
  const isWhole = [LOOSE_SIGNS, UNSPACED, COLLECTIVE, COMPANY].some((sign) => sign.test(name));
  return (PERSON.test(name) && !isWhole ? personOf(name) : undefined) ?? { literal: name };
}

function personOf(name: string): CslName | undefined {
  const [first = '', second, third, ...more] = name.split(/\s*,\s*/).filter((part) => part !== '');
  const words = first.split(' ');
  if (more.length > 0) return undefined;
  if (second === undefined)
    return SUFFIX.test(words.at(-1) ?? '') ? fromWords(words.slice(0, -1), words.at(-1)) : fromWords(words);
  if (third === undefined) return SUFFIX.test(second) ? fromWords(words, second) : fromParts(words, second);
  if (SUFFIX.test(second)) return fromParts(words, third, second);
  return SUFFIX.test(third) ? fromParts(words, second, third) : undefined;
}

/** The family name is the last word with the particles before it, and both sides of a Spanish `y`. */
function fromWords(words: readonly string[], suffix?: string): CslName | undefined {
  if (words.length < 2) return undefined;
  let start = words.length - 1;
  if (start > 2 && /^[yei]$/.test(words[start - 1] ?? '')) start -= 2;
  while (start > 1 && isParticle(words[start - 1] ?? '')) start -= 1;
  return fromParts(words.slice(start), words.slice(0, start).join(' '), suffix);
}

function fromParts(family: readonly string[], given: string, suffix?: string): CslName {
  const first = family.findIndex((word) => !PARTICLES.has(word));
  const particles = first === -1 ? family.length - 1 : first;
  return known({
    family: family.slice(particles).join(' '),
    given,
    'non-dropping-particle': family.slice(0, particles).join(' ') || undefined,
    suffix,
  });
}

function isParticle(word: string): boolean {
  return PARTICLES.has(word) || CAPITAL_PARTICLES.has(word);
}
