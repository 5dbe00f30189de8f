import { slugOf } from '../../text/analysis.js';
import { techniqueRecord, type TechniqueInput } from '../record.js';
import { dateOf } from './dates.js';
import { byRecord, type Format } from './format.js';
import { identifierOf } from './identifiers.js';
import { parserOfJson } from './json-records.js';
import { authorOf, paperOf, topicOf } from './paper.js';
import { plainText } from './plain-text.js';
import { countOf, isObject, known, objectOf, objectsOf, rejection, textOf, textsOf, type JsonObject } from './shape.js';
import type { Parsed, Parser, Place } from './source.js';

const ATTRIBUTION = 'Papers with Code, CC BY-SA 4.0';

/** The site's tasks and methods were put on papers by its readers. */
const CONFIDENCE = 0.8;

/** A file that names more methods than this gets no more of them described. */
const MOST_METHODS = 50_000;

/** The dumps of Papers with Code: papers, and methods as techniques. */
export const papersWithCode: Format = {
  title: 'Papers with Code dumps (papers or methods)',
  parser: parsePapersWithCode,
  recognizes: byRecord(
    (record) => ('paper_url' in record && ('url_abs' in record || 'arxiv_id' in record)) || isMethod(record),
  ),
};

function parsePapersWithCode(...source: Parameters<Parser>): ReturnType<Parser> {
  const described = new Set<string>();
  return parserOfJson(function* (record, place) {
    if (isMethod(record)) yield technique(record, place);
    else {
      yield* methodsOf(record, place, described);
      yield paper(record, place);
    }
  })(...source);
}

function isMethod(record: JsonObject): boolean {
  return 'name' in record && ('introduced_year' in record || 'collections' in record) && !('paper_url' in record);
}

/** The methods that a paper describes, each once in a file. */
function* methodsOf(record: JsonObject, place: Place, described: Set<string>): Generator<Parsed> {
  for (const method of objectsOf(record['methods'])) {
    const slug = slugOf(textOf(method['name']) ?? '');
    if (slug === '' || described.has(slug) || described.size === MOST_METHODS) continue;
    described.add(slug);
    yield technique(method, place);
  }
}

function paper(record: JsonObject, place: Place): Parsed {
  return paperOf(
    {
      title: textOf(record['title']),
      abstract: textOf(record['abstract']),
      authors: textsOf(record['authors']).map((name) => authorOf(name)),
      ...dateOf(record['date']),
      arxivId: textOf(record['arxiv_id']),
      url: textOf(record['url_abs']) ?? textOf(record['paper_url']),
      // The number behind the year is the month: NeurIPS 2018 12.
      venue: textOf(record['proceeding'])?.replace(/(?<=\b(?:19|20)\d\d) \d{1,2}$/, ''),
      topics: textsOf(record['tasks']).map((task) => topicOf(task, CONFIDENCE)),
      techniques: objectsOf(record['methods']).map((method) => {
        const name = plainText(textOf(method['name']) ?? '');
        return name === '' ? undefined : { technique: name, role: 'USES' as const, confidence: CONFIDENCE };
      }),
      identifiers: [identifierOf('pwc', /\/paper\/([^/?#\s]+)/.exec(textOf(record['paper_url']) ?? '')?.[1])],
      attribution: ATTRIBUTION,
      source: 'papers-with-code',
    },
    { place, record },
  );
}

function technique(record: JsonObject, place: Place): Parsed {
  const name = plainText(textOf(record['name']) ?? '');
  const id = slugOf(name);
  if (id === '') return rejection(place, 'name', name === '' ? 'is missing' : 'has neither letters nor digits', record);
  const fullName = plainText(textOf(record['full_name']) ?? '');
  const [collection] = [...objectsOf(record['collections']), objectOf(record['main_collection'])];
  const made: TechniqueInput = known({
    id,
    name,
    aliases: fullName !== '' && slugOf(fullName) !== id ? [fullName] : undefined,
    description: descriptionOf(record['description']),
    area: textOf(isObject(collection) ? collection['area'] : undefined),
    kind: 'method',
    introducedYear: countOf(record['introduced_year']),
    attribution: ATTRIBUTION,
  });
  return checked(made, place, record);
}

/** Leaves out what record.ts would not accept, unless it is the name. */
function checked(technique: TechniqueInput, place: Place, record: unknown): Parsed {
  const issues = techniqueRecord.safeParse(technique).error?.issues ?? [];
  const needed = issues.find(({ path }) => path[0] === 'id' || path[0] === 'name');
  if (needed !== undefined) return rejection(place, 'name', needed.message, record);
  const wrong = new Set(issues.map(({ path }) => path[0]));
  const kept = Object.entries(technique).filter(([field]) => !wrong.has(field));
  return { kind: 'technique', place, technique: Object.fromEntries(kept) as TechniqueInput };
}

/** The text of a description in Markdown. What stands in its place while there is none is dropped. */
function descriptionOf(markdown: unknown): string | undefined {
  const text = textOf(markdown);
  if (text === undefined || text.length > 50_000) return undefined;
  const plain = plainText(
    text
      .replaceAll(/!\[[^\][]*\]\([^)\s]*\)/g, ' ')
      .replaceAll(/\[([^\][]*)\]\([^)\s]*\)/g, '$1')
      .replaceAll(/^[ \t]*(?:#{1,6}|>|[-*+]|\d+\.)[ \t]+/gm, '')
      .replaceAll(/(\*\*|__)(?=\S)([^*_]{1,500}?)(?<=\S)\1/g, '$2')
      .replaceAll(/(?<![\w*])\*(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\*(?![\w*])/g, '$1')
      .replaceAll(/`([^`\n]{1,200})`/g, '$1'),
  );
  return /please enter a description|^(?:todo|tbd|n\/a|none|description|test|\W*)$/i.test(plain) ? undefined : plain;
}
