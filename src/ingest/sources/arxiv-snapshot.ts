import { arxivAddress, isWithdrawn } from './arxiv.js';
import { dateOf } from './dates.js';
import { byRecord, type Format } from './format.js';
import { arxivIdOf } from './identifiers.js';
import { parserOfJson } from './json-records.js';
import { arxivTopics, authorOf, paperOf, standsForOthers } from './paper.js';
import { MOST_TEXT } from './plain-text.js';
import { listOf, objectsOf, partsOf, textOf, type JsonObject } from './shape.js';
import type { Parsed, Place } from './source.js';

/** The metadata snapshot of arXiv, one paper a line. */
export const arxivSnapshot: Format = {
  title: 'arXiv metadata snapshot (JSON lines)',
  parser: parserOfJson(paper),
  recognizes: byRecord(
    (record) =>
      'authors_parsed' in record ||
      ('categories' in record && ('update_date' in record || 'journal-ref' in record || 'versions' in record)),
  ),
};

function* paper(record: JsonObject, place: Place): Generator<Parsed> {
  // An id that is a number has lost its zeros: 704.1 may be 0704.0001 or 0704.1000.
  const arxivId = arxivIdOf(record['id']);
  const abstract = textOf(record['abstract']);
  const [first] = objectsOf(record['versions']);
  yield paperOf(
    {
      title: textOf(record['title']),
      abstract,
      authors: authorsOf(record),
      // The first version's date; that of the last update says nothing of when the paper appeared.
      ...dateOf(first?.['created']),
      arxivId,
      doi: textOf(record['doi'])?.split(/\s/, 1)[0],
      url: arxivAddress(arxivId),
      venue: textOf(record['journal-ref']),
      retracted: isWithdrawn(textOf(record['comments']), abstract) ? true : undefined,
      topics: arxivTopics(partsOf(textOf(record['categories']), /\s+/)),
      source: 'arxiv',
    },
    { place, record },
  );
}

function authorsOf(record: JsonObject): ReturnType<typeof authorOf>[] {
  const parsed = listOf(record['authors_parsed']).map((parts) => {
    const [last, first, suffix, ...affiliations] = listOf(parts).map(textOf);
    return authorOf([first, last, suffix].filter((part) => part !== undefined).join(' '), { affiliations });
  });
  if (parsed.length > 0) return parsed;
  const written = textOf(record['authors'])?.slice(0, MOST_TEXT);
  const names = partsOf(written?.replaceAll(/\([^()]*\)/g, ' ').replaceAll(/\s+/g, ' '), / ?, (?:and )?| and /);
  return names.filter((name) => !standsForOthers(name)).map((name) => authorOf(name));
}
