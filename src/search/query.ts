import { analyze, normalizeName } from '../text/analysis.js';
import { similarWords } from './similar-words.js';

/** What a search asks for beside its words. */
export const FIELD_WORDS = ['author', 'title', 'technique', 'topic', 'venue', 'year'] as const;

export type FieldWord = (typeof FIELD_WORDS)[number];

/** A field word with its value, such as `author:hinton`. */
export interface FieldClause {
  readonly field: FieldWord;
  readonly value: string;
  readonly excluded: boolean;
}

/** A search, read. Every term is a stem, as texts are indexed. */
export interface SearchQuery {
  /** The wanted words as they were written, without field words: what a name may be found by. */
  readonly words: string;
  /** The terms of the wanted words, phrases among them, each once. */
  readonly terms: readonly string[];
  /** Terms that must follow each other. */
  readonly phrases: readonly (readonly string[])[];
  /** What must not be there: a term, or several that follow each other. */
  readonly without: readonly (readonly string[])[];
  readonly fields: readonly FieldClause[];
}

/** The text is no search. `wanted` says what would pass. */
export class MalformedQuery extends Error {
  override readonly name = 'MalformedQuery';
  constructor(
    message: string,
    readonly wanted: string,
  ) {
    super(message);
  }
}

export const LONGEST_QUERY = 1000;

/** A minus, a field word, then a phrase in quotes or what stands up to the next space. A quote left open ends with the text. */
const PART = /(?<minus>-)?(?:(?<field>[A-Za-z]+):(?=\S))?(?:["“”„](?<phrase>[^"“”„]*)["“”„]?|(?<word>[^\s"“”„]+))/gu;

/**
 * Reads a search: words, `"phrases"`, `-without` and field words. Anything else
 * that a search language knows, such as `AND`, `*` or brackets, has no meaning here.
 *
 * @throws MalformedQuery when there is nothing to search for, or a field word is misspelled.
 */
export function parseQuery(text: string): SearchQuery {
  if (text.length > LONGEST_QUERY)
    throw new MalformedQuery(`The query has ${text.length} characters.`, `at most ${LONGEST_QUERY}`);
  const words: string[] = [];
  const phrases: string[][] = [];
  const without: string[][] = [];
  const fields: FieldClause[] = [];
  for (const { groups = {} } of text.matchAll(PART)) {
    const { minus, field, phrase, word } = groups;
    const value = phrase ?? word ?? '';
    const known = fieldOf(field);
    if (known !== undefined) {
      fields.push({ field: known, value, excluded: minus !== undefined });
      continue;
    }
    const written = field === undefined ? value : `${field} ${value}`;
    const terms = analyze(written).map(({ term }) => term);
    if (minus !== undefined) {
      if (terms.length > 0) without.push(terms);
      continue;
    }
    words.push(written);
    if (phrase !== undefined && terms.length > 1) phrases.push(terms);
  }
  const written = words.join(' ');
  if (normalizeName(written) === '' && fields.length === 0)
    throw new MalformedQuery(
      without.length > 0 ? 'The query only says what is not wanted.' : 'The query has neither letters nor digits.',
      'some words, such as low-rank adaptation, "lottery ticket" -vision or author:hinton year:2012..',
    );
  return {
    words: written,
    terms: [...new Set(analyze(written).map(({ term }) => term))],
    phrases,
    without,
    fields,
  };
}

/** The field that a word in front of a colon names; none for other words, as in `BERT:pre-training`. */
function fieldOf(word: string | undefined): FieldWord | undefined {
  if (word === undefined) return undefined;
  const lower = word.toLowerCase();
  const known = FIELD_WORDS.find((field) => field === lower);
  if (known !== undefined) return known;
  const meant = FIELD_WORDS.find((field) => `${field}s` === lower || similarWords([field], lower, 1, false).length > 0);
  if (meant !== undefined)
    throw new MalformedQuery(
      `"${word}:" is no field word.`,
      `${meant}:, one of ${FIELD_WORDS.map((field) => `${field}:`).join(', ')}; or a space behind the colon`,
    );
  return undefined;
}

/** The years that `2020`, `2020..`, `..2020` or `2018..2020` stand for. */
export function parseYears(value: string): { readonly from?: number; readonly to?: number } {
  const [, from, dots, to] = /^(\d{1,4})?(\.\.)?(\d{1,4})?$/.exec(value) ?? [];
  const isRange = dots !== undefined && (from !== undefined || to !== undefined);
  if (!isRange && (from === undefined || to !== undefined))
    throw new MalformedQuery(`"year:${value}" is no year.`, 'year:2020, year:2020.., year:..2020 or year:2018..2020');
  return {
    ...(from !== undefined && { from: Number(from) }),
    ...(isRange ? to !== undefined && { to: Number(to) } : { to: Number(from) }),
  };
}
