import { stemmer } from '@orama/stemmers/english';
import { stopwords } from '@orama/stopwords/english';

/** A word of a text: its stem, which both engines index, and the word as it stands there. */
export interface Token {
  readonly term: string;
  readonly word: string;
}

// eslint-disable-next-line no-control-regex -- ASCII begins with control characters
const ASCII = /^[\u0000-\u007F]*$/;
const STOPWORDS = new Set(stopwords.map((word) => fold(word).replaceAll(/[^\p{L}\p{N}]/gu, '')));
const WORD = /[\p{L}\p{N}]+/gu;
const MAX_WORD_LENGTH = 64;

/** Words met lately and their terms, '' for none: stemming is most of the work, and texts repeat their words. */
const terms = new Map<string, string>();
const MOST_REMEMBERED = 100_000;

/** Lower case without accents, compatibility forms unified: `Café ﬁne` → `cafe fine`. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/**
 * The one text analysis of the product: letters and digits as words, folded,
 * without English stop words and single characters, stemmed (Snowball English).
 * Both engines index its result as it is, so they rank alike.
 */
export function analyze(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [word] of text.normalize('NFKC').matchAll(WORD)) {
    const term = termOf(word);
    if (term !== '') tokens.push({ term, word });
  }
  return tokens;
}

/** The terms of {@link analyze}, joined by single spaces. */
function termsOf(text: string): string {
  let terms = '';
  for (const word of text.normalize('NFKC').match(WORD) ?? []) {
    const term = termOf(word);
    if (term !== '') terms += terms === '' ? term : ` ${term}`;
  }
  return terms;
}

function termOf(word: string): string {
  const known = terms.get(word);
  if (known !== undefined) return known;
  const folded = fold(word);
  const isTerm = folded.length >= 2 && folded.length <= MAX_WORD_LENGTH && !STOPWORDS.has(folded);
  const term = isTerm ? stemmer(folded) : '';
  if (terms.size >= MOST_REMEMBERED) terms.clear();
  if (word.length <= MAX_WORD_LENGTH) terms.set(word, term);
  return term;
}

/** What is searched of a paper. */
export interface SearchedText {
  readonly title: string;
  readonly abstract?: string | null;
  readonly summary?: string | null;
  readonly keywords?: readonly string[];
}

/**
 * The stored, indexed text of a paper: the terms of its title twice, then those
 * of its abstract (else its summary) and of its keywords, joined by single spaces.
 */
export function searchTextOf(paper: SearchedText): string {
  const title = termsOf(paper.title);
  const body = termsOf(paper.abstract ?? paper.summary ?? '');
  const keywords = termsOf((paper.keywords ?? []).join(' ; '));
  return [title, title, body, keywords].filter((terms) => terms !== '').join(' ');
}

/** How often each term occurs in a stored search text. */
export function countTerms(searchText: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of searchText.split(' ')) {
    if (term !== '') counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

/**
 * A name as people compare names: folded, every other character than a letter
 * or digit a single space. `Low-Rank  Adaptation` → `low rank adaptation`.
 */
export function normalizeName(name: string): string {
  return fold(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The id of a topic or technique: its normalised name with hyphens. */
export function slugOf(name: string): string {
  return normalizeName(name).replaceAll(' ', '-');
}
