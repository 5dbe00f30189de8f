import { dateOf } from './dates.js';
import { byRecord, type Format } from './format.js';
import { arxivIdOf, identifierOf } from './identifiers.js';
import { parserOfJson } from './json-records.js';
import { authorOf, paperOf } from './paper.js';
import { countOf, isObject, objectOf, objectsOf, textOf, textsOf, type JsonObject } from './shape.js';
import type { Parsed, Place } from './source.js';

/** Keys that only papers of Hugging Face have. */
const OWN_KEYS = [
  'publishedAt',
  'submittedOnDailyAt',
  'discussionId',
  'ai_summary',
  'ai_keywords',
  'githubRepo',
  'numComments',
];

/** Papers of Hugging Face: its daily lists, where each stands inside an entry, and flat ones. */
export const huggingface: Format = {
  title: 'Hugging Face daily papers (JSON)',
  parser: parserOfJson(paper),
  recognizes: byRecord((record) => {
    const inner = objectOf(record['paper']);
    return (
      (isObject(record['paper']) && arxivIdOf(inner['id']) !== undefined) ||
      (typeof record['title'] === 'string' && OWN_KEYS.some((key) => key in record)) ||
      (arxivIdOf(record['id']) !== undefined && 'upvotes' in record)
    );
  }),
};

function* paper(record: JsonObject, place: Place): Generator<Parsed> {
  const inner = isObject(record['paper']) ? record['paper'] : record;
  const arxivId = arxivIdOf(inner['id']);
  yield paperOf(
    {
      title: textOf(inner['title']) ?? textOf(record['title']),
      abstract: textOf(inner['summary']) ?? textOf(record['summary']),
      summary: textOf(inner['ai_summary']),
      authors: objectsOf(inner['authors']).map((author) => {
        const user = objectOf(author['user']);
        return authorOf(textOf(author['name']), { ids: [identifierOf('hf', user['user'] ?? user['name'])] });
      }),
      // The entry's own date is the day on which the paper was listed.
      ...dateOf(inner['publishedAt'] ?? record['publishedAt']),
      arxivId,
      url: arxivId === undefined ? undefined : `https://arxiv.org/abs/${arxivId}`,
      upvotes: countOf(inner['upvotes']) ?? countOf(record['upvotes']),
      comments: countOf(record['numComments']) ?? countOf(inner['numComments']),
      keywords: textsOf(inner['ai_keywords']),
      retracted: textOf(inner['withdrawnAt'] ?? record['withdrawnAt']) === undefined ? undefined : true,
      source: 'huggingface',
    },
    { place, record },
  );
}
