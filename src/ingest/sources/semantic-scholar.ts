import { dateOf } from './dates.js';
import { byRecord, type Format } from './format.js';
import { identifierOf, referenceOf } from './identifiers.js';
import { parserOfJson } from './json-records.js';
import { authorOf, FIELD_OF_STUDY_CONFIDENCE, paperOf, topicOf } from './paper.js';
import { isObject, objectOf, objectsOf, textOf, textsOf, type JsonObject } from './shape.js';
import type { Parsed, Place } from './source.js';

const HASH = /^[0-9a-f]{40}$/;

/** Papers of Semantic Scholar's Graph and Recommendations APIs, also as rows of citations and references. */
export const semanticScholar: Format = {
  title: 'Semantic Scholar papers',
  parser: parserOfJson(papers),
  recognizes: byRecord(
    (record) =>
      'paperId' in record ||
      'citingPaper' in record ||
      'citedPaper' in record ||
      ('externalIds' in record && 'title' in record),
  ),
};

function* papers(record: JsonObject, place: Place): Generator<Parsed> {
  const { citingPaper: citing, citedPaper: cited } = record;
  if (!isObject(citing) && !isObject(cited)) yield paper(record, place);
  // A row names one end of the edge, the other end was in the question; a row with both is an edge.
  else if (!isObject(citing)) yield paper(objectOf(cited), place);
  else yield paper(citing, place, isObject(cited) ? cited : undefined);
}

function paper(record: JsonObject, place: Place, cited?: JsonObject): Parsed {
  const ids = objectOf(record['externalIds']);
  const publication = objectOf(record['publicationVenue']);
  const fields = [
    ...textsOf(record['fieldsOfStudy']),
    ...objectsOf(record['s2FieldsOfStudy']).map((field) => textOf(field['category'])),
  ];
  return paperOf(
    {
      title: textOf(record['title']),
      abstract: textOf(record['abstract']),
      summary: textOf(objectOf(record['tldr'])['text']),
      authors: objectsOf(record['authors']).map((author) =>
        authorOf(textOf(author['name']), {
          ids: [identifierOf('s2', author['authorId'], /^\d+$/)],
          orcid: objectOf(author['externalIds'])['ORCID'],
          affiliations: textsOf(author['affiliations']),
        }),
      ),
      ...dateOf(record['year']),
      ...dateOf(record['publicationDate']),
      arxivId: textOf(ids['ArXiv']),
      doi: textOf(ids['DOI']),
      url: textOf(record['url']),
      venue: textOf(record['venue']) ?? textOf(publication['name']) ?? textOf(objectOf(record['journal'])['name']),
      topics: fields.map((field) => topicOf(field, FIELD_OF_STUDY_CONFIDENCE)),
      ...referencesOf(record['references'], cited),
      identifiers: [
        identifierOf('s2', record['paperId'], HASH),
        identifierOf('s2:corpus', record['corpusId'] ?? ids['CorpusId'], /^\d+$/),
        identifierOf('mag', ids['MAG'], /^\d+$/),
        identifierOf('acl', ids['ACL']),
        identifierOf('pmid', ids['PubMed'], /^\d+$/),
        identifierOf('pmcid', ids['PubMedCentral'], /^(PMC)?\d+$/),
        identifierOf('dblp', ids['DBLP']),
      ],
      source: 'semantic-scholar',
    },
    { place, record },
  );
}

/** A list is complete; the one paper of an edge is not. An empty list is one that a publisher withholds. */
function referencesOf(
  list: unknown,
  cited: JsonObject | undefined,
): { references?: (string | undefined)[]; referencesComplete?: boolean } {
  const references = objectsOf(list).map(referenceTo);
  if (references.length > 0) return { references };
  return cited === undefined ? {} : { references: [referenceTo(cited)], referencesComplete: false };
}

function referenceTo(reference: JsonObject): string | undefined {
  const ids = objectOf(reference['externalIds']);
  return referenceOf({
    arxivId: ids['ArXiv'],
    doi: ids['DOI'],
    other: identifierOf('s2', reference['paperId'], HASH) ?? identifierOf('s2:corpus', ids['CorpusId'], /^\d+$/),
  });
}
