import { byRecord, type Format } from './format.js';
import { arxivIdOf, identifierOf, openalexId } from './identifiers.js';
import { dateOf } from './dates.js';
import { parserOfJson } from './json-records.js';
import { authorOf, paperOf, topicOf } from './paper.js';
import { confidenceOf, countOf, isObject, listOf, objectOf, objectsOf, textOf, type JsonObject } from './shape.js';
import type { Parsed, Place } from './source.js';

/** Works of OpenAlex: answers of its API, single works, lines of its snapshot. */
export const openalex: Format = {
  title: 'OpenAlex works',
  parser: parserOfJson(paper),
  recognizes: byRecord(
    (record) =>
      openalexId('W', record['id']) !== undefined ||
      'abstract_inverted_index' in record ||
      ('authorships' in record && 'publication_year' in record),
  ),
};

function* paper(record: JsonObject, place: Place): Generator<Parsed> {
  const ids = objectOf(record['ids']);
  const location = objectOf(record['primary_location']);
  const venue = objectOf(location['source']);
  const pages = [location, ...objectsOf(record['locations'])].map((page) => page['landing_page_url']);
  yield paperOf(
    {
      title: textOf(record['title']) ?? textOf(record['display_name']),
      abstract: abstractOf(record['abstract_inverted_index']),
      authors: objectsOf(record['authorships']).map(author),
      ...dateOf(record['publication_year']),
      ...dateOf(record['publication_date']),
      arxivId: pages.map(arxivIdOf).find((id) => id !== undefined),
      doi: textOf(record['doi']) ?? textOf(ids['doi']),
      url: textOf(location['landing_page_url']) ?? textOf(objectOf(record['open_access'])['oa_url']),
      // A repository is where a copy lies, and no venue.
      venue: venue['type'] === 'repository' ? undefined : textOf(venue['display_name']),
      keywords: objectsOf(record['keywords'])
        .map((keyword) => textOf(keyword['display_name']) ?? textOf(keyword['keyword']))
        .filter((keyword) => keyword !== undefined),
      retracted: record['is_retracted'] === true ? true : undefined,
      topics: [...objectsOf(record['topics']), objectOf(record['primary_topic'])].map((topic) =>
        topicOf(textOf(topic['display_name']), confidenceOf(topic['score'], 0.5), 'OpenAlex'),
      ),
      references: referencesOf(record['referenced_works']),
      identifiers: [
        openalexId('W', record['id']) ?? openalexId('W', ids['openalex']),
        identifierOf('mag', ids['mag'], /^\d+$/),
        identifierOf('pmid', lastPart(ids['pmid']), /^\d+$/),
        identifierOf('pmcid', lastPart(ids['pmcid'])?.toUpperCase(), /^(PMC)?\d+$/),
      ],
      source: 'openalex',
    },
    { place, record },
  );
}

/** An empty list stands where OpenAlex found no references: that is unknown, and not none. */
function referencesOf(works: unknown): (string | undefined)[] | undefined {
  const references = listOf(works).map((work) => openalexId('W', work));
  return references.length > 0 ? references : undefined;
}

function author(authorship: JsonObject): ReturnType<typeof authorOf> {
  const person = objectOf(authorship['author']);
  return authorOf(textOf(person['display_name']) ?? textOf(authorship['raw_author_name']), {
    ids: [openalexId('A', person['id'])],
    orcid: person['orcid'],
    affiliations: objectsOf(authorship['institutions']).map((institution) => textOf(institution['display_name'])),
  });
}

function lastPart(address: unknown): string | undefined {
  return textOf(address)?.split('/').at(-1);
}

/**
 * Puts the words of an inverted index back in order. Holes close up; of two words at
 * one position both stay, in the order of the index.
 */
function abstractOf(index: unknown): string | undefined {
  if (!isObject(index)) return undefined;
  const words: { position: number; word: string }[] = [];
  for (const [word, positions] of Object.entries(index)) {
    for (const written of Array.isArray(positions) ? listOf(positions) : [positions]) {
      const position = countOf(written);
      if (position !== undefined) words.push({ position, word });
    }
  }
  words.sort((one, other) => one.position - other.position);
  return words.length > 0 ? words.map(({ word }) => word).join(' ') : undefined;
}
