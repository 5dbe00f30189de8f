import { BadUserInput } from '../api/errors.js';
import { ALWAYS, type Condition } from '../graph/condition.js';
import { PAPER_TESTS } from '../paper/paper.predicates.js';
import { normalizeName } from '../text/analysis.js';
import { idsFor } from './found-names.js';
import type { AllNames } from './name-index.js';
import { MalformedQuery, parseQuery, parseYears, type FieldClause, type SearchQuery } from './query.js';

/** Most field words in one search. */
const MOST_FIELDS = 20;

/** Runs the reader of queries, and tells a malformed one to the client. */
export function readQuery(text: string): SearchQuery {
  return told(() => {
    const query = parseQuery(text);
    if (query.fields.length > MOST_FIELDS)
      throw new MalformedQuery(`The query has ${query.fields.length} field words.`, `at most ${MOST_FIELDS}`);
    return query;
  });
}

/** What the field words of a search ask of papers: all of them must hold. */
export function fieldCondition({ fields }: SearchQuery, names: AllNames): Condition {
  if (fields.length === 0) return ALWAYS;
  return told(() => ({
    all: fields.map((clause) => {
      const condition = conditionOf(clause, names);
      return clause.excluded ? { not: condition } : condition;
    }),
  }));
}

function conditionOf({ field, value }: FieldClause, names: AllNames): Condition {
  if (field === 'year') {
    const { from, to } = parseYears(value);
    return {
      all: [
        ...(from === undefined ? [] : [{ test: PAPER_TESTS.year.min, value: from }]),
        ...(to === undefined ? [] : [{ test: PAPER_TESTS.year.max, value: to }]),
      ],
    };
  }
  const text = normalizeName(value);
  if (text === '')
    throw new MalformedQuery(`"${field}:${value}" has neither letters nor digits.`, `some words behind ${field}:`);
  switch (field) {
    case 'title':
      return { test: PAPER_TESTS.title.contains, value: text };
    case 'venue':
      return { test: PAPER_TESTS.venue.contains, value: text };
    case 'author':
      return { test: PAPER_TESTS.writtenBy, value: idsFor(value, 'AUTHOR', names) };
    case 'technique':
      return { test: PAPER_TESTS.applies, value: idsFor(value, 'TECHNIQUE', names) };
    case 'topic':
      return { test: PAPER_TESTS.aboutOrBelow, value: idsFor(value, 'TOPIC', names) };
  }
}

function told<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedQuery) throw new BadUserInput(error.message, 'query', error.wanted);
    throw error;
  }
}
