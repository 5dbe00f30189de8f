import { parse, type Entry } from '@retorquere/bibtex-parser';
import { EntrySplitter, type RawEntry } from './bibtex-entries.js';
import { fieldsOf, textOfValue } from './bibtex-fields.js';
import { StringDefinitions } from './bibtex-strings.js';
import { dateOf, dateOfParts, monthOf, type WrittenDate } from './dates.js';
import type { Format } from './format.js';
import { arxivIdOf, identifierOf } from './identifiers.js';
import { arxivTopics, authorOf, paperOf, standsForOthers, type Origin } from './paper.js';
import { rejection, textOf, textsOf, objectsOf, type JsonObject } from './shape.js';
import type { Parsed, ParseOptions, Place } from './source.js';
import { linesOf } from './text.js';

/** BibTeX and BibLaTeX files. */
export const bibtex: Format = {
  title: 'BibTeX',
  parser: parseBibtex,
  recognizes: ({ text }) => /^[ \t]*@[a-z]+[ \t]*[{(]\s*[^\s,={}]*\s*[,=]/im.test(text),
};

async function* parseBibtex(bytes: AsyncIterable<Uint8Array>, { file }: ParseOptions): AsyncGenerator<Parsed> {
  const splitter = new EntrySplitter();
  const strings = new StringDefinitions();
  function* parsed(): Generator<Parsed> {
    for (const raw of splitter.take()) yield* parsedEntry(raw, { file, line: raw.line }, strings);
  }
  for await (const line of linesOf(bytes)) {
    splitter.read(line);
    yield* parsed();
  }
  splitter.end();
  yield* parsed();
}

function* parsedEntry(raw: RawEntry, place: Place, strings: StringDefinitions): Generator<Parsed> {
  if (raw.type === 'comment' || raw.type === 'preamble') return;
  const fault = raw.fault ?? (raw.type === 'string' ? strings.define(raw.text) : undefined);
  if (fault !== undefined) yield rejection(place, 'record', fault, raw.text);
  if (fault !== undefined || raw.type === 'string') return;
  const { text: reduced, abstract } = reducedEntry(raw.text);
  const text = strings.apply(reduced);
  if (text === undefined) {
    yield rejection(place, 'record', 'stands for too long a text with its @string definitions', raw.text);
    return;
  }
  const read = readEntry(text);
  if (typeof read === 'string') yield rejection(place, 'record', read, raw.text);
  else yield paper(read, abstract, { place, record: raw.text });
}

/** Fields that a record has a place for, or that hide an identifier. */
const FIELDS = new Set(
  `title subtitle author abstract year month day date journal journaltitle booktitle volume number note howpublished
   eprint archiveprefix eprinttype primaryclass eprintclass doi url keywords pmid pmcid`.split(/\s+/),
);

/**
 * The library is slow: so it gets the fields that are needed and no others, and not
 * the abstract, whose LaTeX is undone with that of the other formats.
 */
function reducedEntry(text: string): { text: string; abstract: string | undefined } {
  const split = fieldsOf(text);
  if (split === undefined) return { text, abstract: undefined };
  const { head, fields } = split;
  const abstract = textOfValue(fields.find(({ name }) => name === 'abstract')?.value ?? '');
  const needed = fields.filter(({ name }) => FIELDS.has(name) && (name !== 'abstract' || abstract === undefined));
  const close = /[{(]/.exec(head)?.[0] === '(' ? ')' : '}';
  const written = needed.map(({ name, value }) => `${name} = ${value}`);
  return { text: `${head}\n${written.join(',\n')}\n${close}`, abstract };
}

/** Reads one entry; a text says why it cannot be read. */
function readEntry(text: string): Entry | string {
  const { entry, errors } = tryToRead(text);
  if (entry !== undefined) return entry;
  // A single dollar is money; the library takes it for a formula that never ends.
  const again = errors.some((error) => error.includes('math'))
    ? tryToRead(text.replaceAll(/(?<!\\)\$/g, '\\$'))
    : undefined;
  return again?.entry ?? `is not BibTeX: ${(errors[0] ?? 'it holds no entry').split('\n')[0]?.slice(0, 200) ?? ''}`;
}

function tryToRead(text: string): { entry: Entry | undefined; errors: string[] } {
  try {
    const { entries, errors } = parse(text, {
      sentenceCase: false,
      applyCrossRef: false,
      // An unknown command stays, and is undone with the other LaTeX.
      unsupported: (_, tex) => tex,
    });
    // The library keeps what it had read of a broken entry, without its text.
    const entry = entries.find(({ input }) => input !== '');
    return { entry, errors: errors.map(({ error }) => error) };
  } catch (error) {
    return { entry: undefined, errors: [error instanceof Error ? error.message : String(error)] };
  }
}

function paper(entry: Entry, abstract: string | undefined, origin: Origin): Parsed {
  const fields: JsonObject = entry.fields;
  const text = (name: string): string | undefined => textOf(fields[name]);
  const journal = text('journal') ?? text('journaltitle');
  const arxivId = arxivIdIn(fields, journal);
  const isArxiv = arxivId !== undefined && /^\W*(?:arxiv|corr)\b/i.test(journal ?? '');
  return paperOf(
    {
      title: [text('title'), text('subtitle')].filter((part) => part !== undefined).join(': '),
      abstract: abstract ?? text('abstract'),
      authors: objectsOf(fields['author'])
        .filter(({ lastName }) => !standsForOthers(textOf(lastName) ?? ''))
        .map(author),
      ...dateIn(fields),
      arxivId,
      doi: text('doi')?.replaceAll('\\', ''),
      url: text('url')?.replaceAll('\\', ''),
      venue: text('booktitle') ?? (isArxiv ? undefined : journal),
      keywords: textsOf(fields['keywords']),
      topics: arxivTopics(
        arxivId === undefined ? [] : [text('primaryclass') ?? text('eprintclass') ?? ''].filter(Boolean),
      ),
      identifiers: [
        identifierOf(
          'pmid',
          text('pmid') ?? (/^pubmed$/i.test(archiveOf(fields)) ? text('eprint') : undefined),
          /^\d+$/,
        ),
        identifierOf('pmcid', text('pmcid'), /^(PMC)?\d+$/),
        identifierOf('acl', /^https?:\/\/(?:www\.)?aclanthology\.org\/([\w.-]+?)\/?$/.exec(text('url') ?? '')?.[1]),
        identifierOf('dblp', /^DBLP:(\S+)$/.exec(entry.key)?.[1]),
      ],
      source: 'bibtex',
    },
    origin,
  );
}

function author(person: JsonObject): ReturnType<typeof authorOf> {
  const parts = ['firstName', 'prefix', 'lastName', 'suffix'].map((part) => textOf(person[part]));
  return authorOf(textOf(person['name']) ?? parts.filter((part) => part !== undefined).join(' '));
}

function archiveOf(fields: JsonObject): string {
  return textOf(fields['archiveprefix']) ?? textOf(fields['eprinttype']) ?? '';
}

/** An arXiv id stands in `eprint`, in an address, or in what is called the journal. */
function arxivIdIn(fields: JsonObject, journal: string | undefined): string | undefined {
  const archive = archiveOf(fields);
  const eprint = archive === '' || /arxiv/i.test(archive) ? arxivIdOf(fields['eprint']) : undefined;
  // DBLP writes journal = {CoRR}, volume = {abs/1706.03762}.
  const corr = /^corr$/i.test(journal ?? '') ? /^abs\/(.+)$/.exec(textOf(fields['volume']) ?? '')?.[1] : undefined;
  const hidden = [journal, fields['note'], fields['howpublished'], fields['number']].map(
    (value) => /\barxiv\s*[:.]\s*([^\s,;()[\]]+)/i.exec(textOf(value) ?? '')?.[1],
  );
  return eprint ?? [fields['url'], corr, ...hidden].map(arxivIdOf).find((id) => id !== undefined);
}

function dateIn(fields: JsonObject): WrittenDate {
  const date = dateOf(fields['date']);
  if (date.year !== undefined) return date;
  const year = /(?<!\d)(?:1[5-9]|20)\d\d(?!\d)/.exec(textOf(fields['year']) ?? '')?.[0];
  return dateOfParts(year, monthOf(textOf(fields['month']) ?? ''), fields['day']);
}
