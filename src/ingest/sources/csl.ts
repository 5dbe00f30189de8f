import { dateOf, dateOfParts, type WrittenDate } from './dates.js';
import { byRecord, type Format } from './format.js';
import { arxivIdOf, identifierOf, referenceOf } from './identifiers.js';
import { parserOfJson } from './json-records.js';
import { authorOf, FIELD_OF_STUDY_CONFIDENCE, paperOf, topicOf } from './paper.js';
import { isObject, listOf, objectOf, objectsOf, partsOf, textOf, textsOf, type JsonObject } from './shape.js';
import type { Parsed, Place } from './source.js';

/** CSL-JSON, as reference managers write it, and Crossref's works, which are built like it. */
export const csl: Format = {
  title: 'CSL-JSON or Crossref works',
  parser: parserOfJson(paper),
  recognizes: byRecord(
    (record) =>
      'container-title' in record ||
      'date-parts' in objectOf(record['issued']) ||
      (typeof record['type'] === 'string' && ('DOI' in record || 'issued' in record)) ||
      objectsOf(record['author']).some((person) => 'family' in person || 'literal' in person),
  ),
};

function* paper(record: JsonObject, place: Place): Generator<Parsed> {
  const title = firstText(record['title']);
  const isCrossref = Array.isArray(record['title']) || 'is-referenced-by-count' in record;
  yield paperOf(
    {
      title,
      abstract: textOf(record['abstract']),
      authors: objectsOf(record['author']).map(author),
      ...issuedOn(record),
      arxivId: arxivIdIn(record),
      doi: textOf(record['DOI']) ?? textOf(record['id']),
      url: textOf(record['URL']),
      venue:
        firstText(record['container-title']) ??
        textOf(record['event-title']) ??
        textOf(objectOf(record['event'])['name']),
      keywords: keywordsOf(record['keyword']),
      retracted: isRetracted(record, title) ? true : undefined,
      topics: textsOf(record['subject']).map((subject) => topicOf(subject, FIELD_OF_STUDY_CONFIDENCE)),
      references: Array.isArray(record['reference'])
        ? objectsOf(record['reference']).map((reference) => referenceOf({ doi: reference['DOI'] }))
        : undefined,
      identifiers: [
        identifierOf('pmid', record['PMID'], /^\d+$/),
        identifierOf('pmcid', record['PMCID'], /^(PMC)?\d+$/),
      ],
      source: isCrossref ? 'crossref' : 'csl-json',
    },
    { place, record },
  );
}

function author(person: JsonObject): ReturnType<typeof authorOf> {
  const family = ['non-dropping-particle', 'family', 'suffix'].map((part) => textOf(person[part]));
  const parts = [textOf(person['given']), textOf(person['dropping-particle']), ...family];
  const written = parts.filter((part) => part !== undefined).join(' ');
  return authorOf(written === '' ? (textOf(person['literal']) ?? textOf(person['name'])) : written, {
    orcid: person['ORCID'],
    affiliations: objectsOf(person['affiliation']).map((affiliation) => textOf(affiliation['name'])),
  });
}

/** Crossref has a date for each way of publishing; `issued` is the earliest. */
function issuedOn(record: JsonObject): WrittenDate {
  let best: WrittenDate = {};
  for (const key of ['issued', 'published', 'published-online', 'published-print', 'original-date']) {
    const date = dateIn(record[key]);
    if (best.year === undefined) best = date;
    // A later key may know the day of the year that an earlier one knows.
    else if (best.publishedOn === undefined && date.publishedOn !== undefined && date.year === best.year) best = date;
  }
  return best;
}

function dateIn(value: unknown): WrittenDate {
  if (!isObject(value)) return dateOf(value);
  const [parts] = listOf(value['date-parts']);
  const [year, month, day] = listOf(parts);
  const date = dateOfParts(year, month, day);
  if (date.year !== undefined) return date;
  const raw = textOf(value['raw']) ?? textOf(value['literal']);
  const written = dateOf(raw);
  return written.year === undefined ? dateOf(/\b(?:1[5-9]|20)\d\d\b/.exec(raw ?? '')?.[0]) : written;
}

/** In CSL, arXiv is an archive, an address, or a word in the number or note. */
function arxivIdIn(record: JsonObject): string | undefined {
  const note = /\barxiv:\s*(\S+)/i.exec(textOf(record['note']) ?? '')?.[1];
  const isArchived = /^arxiv$/i.test(textOf(record['archive']) ?? textOf(record['publisher']) ?? '');
  const located = isArchived ? [record['archive_location'], record['number'], record['archive-place']] : [];
  const marked = [record['number'], record['id']].filter((value) => /^arxiv:/i.test(textOf(value) ?? ''));
  return [record['URL'], note, ...located, ...marked].map(arxivIdOf).find((id) => id !== undefined);
}

function keywordsOf(value: unknown): string[] {
  return Array.isArray(value) ? textsOf(value) : partsOf(textOf(value), /[,;]/);
}

/** Crossref notes a retraction on the paper; publishers also write it before the title. */
function isRetracted(record: JsonObject, title: string | undefined): boolean {
  return (
    record['status'] === 'retracted' ||
    objectsOf(record['updated-by']).some(({ type }) => type === 'retraction' || type === 'withdrawal') ||
    /^\W*(?:retracted|withdrawn)(?: article)?\s*[:\]]/i.test(title ?? '')
  );
}

function firstText(value: unknown): string | undefined {
  return Array.isArray(value) ? textsOf(value)[0] : textOf(value);
}
