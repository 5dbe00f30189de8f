import sax from 'sax';
import { arxivAddress, isWithdrawn } from './arxiv.js';
import { dateOf } from './dates.js';
import type { Format } from './format.js';
import { arxivIdOf } from './identifiers.js';
import { arxivTopics, authorOf, paperOf } from './paper.js';
import { rejection, textOf } from './shape.js';
import type { Parsed, ParseOptions, Place } from './source.js';
import { decoded } from './text.js';

/** Answers of arXiv's API: an Atom feed. */
export const arxivAtom: Format = {
  title: 'arXiv API answers (Atom)',
  parser: parseFeed,
  recognizes: ({ text }) => /^\s*<(?!!doctype html|html)/i.test(text) && /<(?:[\w-]+:)?(?:feed|entry)[\s>]/.test(text),
};

async function* parseFeed(bytes: AsyncIterable<Uint8Array>, { file }: ParseOptions): AsyncGenerator<Parsed> {
  const reader = new FeedReader(file);
  try {
    for await (const text of decoded(bytes)) {
      reader.read(text);
      yield* reader.take();
    }
    reader.end();
  } catch (error) {
    if (!(error instanceof BrokenFeed)) throw error;
    reader.breakOff(error.message);
  }
  yield* reader.take();
}

class BrokenFeed extends Error {}

/** A feed has five levels and a handful of attributes; these bounds keep memory small on anything else. */
const MOST_LEVELS = 50;
const MOST_ATTRIBUTES = 100;
const MOST_TEXT = 1_000_000;

/** Elements of an entry whose text a record has a place for; each stands once. */
const FIELDS = new Set(['id', 'published', 'title', 'summary', 'comment', 'journal_ref', 'doi']);

interface Entry {
  readonly texts: Map<string, string>;
  readonly categories: string[];
  readonly authors: { name: string | undefined; affiliations: string[] }[];
  fault: string | undefined;
}

/**
 * Reads entries out of a feed. Entities that a document type declares are not
 * expanded, and external ones not fetched: sax knows the five of XML and nothing else.
 */
class FeedReader {
  private readonly parser = sax.parser(true, { position: true });
  private readonly path: string[] = [];
  private ready: Parsed[] = [];
  private entry: Entry | undefined;
  private record = 0;
  private text = '';
  private length = 0;
  private attributes = 0;
  private isGapReported = false;

  constructor(private readonly file: string) {
    this.parser.onopentag = ({ name, attributes }) => this.open(localName(name), attributes as Record<string, string>);
    this.parser.onclosetag = (name) => this.close(localName(name));
    this.parser.ontext = (text) => this.addText(text);
    this.parser.oncdata = (text) => this.addText(text);
    this.parser.onattribute = () => this.countAttribute();
    this.parser.onerror = (error) => this.fail(error);
  }

  read(text: string): void {
    this.parser.write(text);
  }

  take(): Parsed[] {
    const ready = this.ready;
    this.ready = [];
    return ready;
  }

  end(): void {
    if (this.entry !== undefined || this.path.length > 0) throw new BrokenFeed('is cut off at the end of the file');
  }

  breakOff(reason: string): void {
    if (this.entry === undefined) this.record += 1;
    this.ready.push(rejection(this.place, 'record', reason, this.shown()));
  }

  private get place(): Place {
    return { file: this.file, record: this.record };
  }

  private open(name: string, attributes: Record<string, string>): void {
    this.attributes = 0;
    if (this.path.length === MOST_LEVELS)
      throw new BrokenFeed(`nests deeper than ${MOST_LEVELS} elements; nothing after it was read`);
    this.path.push(name);
    this.text = '';
    if (name === 'entry') {
      if (this.entry !== undefined) this.finish('is not closed');
      this.record += 1;
      this.length = 0;
      this.isGapReported = false;
      this.entry = { texts: new Map(), categories: [], authors: [], fault: undefined };
    }
    const { entry } = this;
    // An element takes memory, too, when it has no text.
    if (entry === undefined || !this.hasRoom(entry, name.length)) return;
    if (name === 'author') entry.authors.push({ name: undefined, affiliations: [] });
    if (name === 'category') entry.categories.push(attributes['term'] ?? '');
  }

  private hasRoom(entry: Entry, length: number): boolean {
    this.length += length;
    if (this.length > MOST_TEXT) entry.fault = `is longer than ${MOST_TEXT} characters`;
    return this.length <= MOST_TEXT;
  }

  private close(name: string): void {
    this.path.pop();
    const { entry } = this;
    if (entry === undefined) return;
    if (name === 'entry') {
      this.finish(entry.fault);
      return;
    }
    const author = entry.authors.at(-1);
    if (this.path.at(-1) === 'author' && author !== undefined) {
      if (name === 'name') author.name = this.text;
      if (name === 'affiliation') author.affiliations.push(this.text);
    } else if (this.path.at(-1) === 'entry' && FIELDS.has(name) && !entry.texts.has(name)) {
      entry.texts.set(name, this.text);
    }
    this.text = '';
  }

  private addText(text: string): void {
    if (this.entry !== undefined && this.hasRoom(this.entry, text.length)) this.text += text;
  }

  private countAttribute(): void {
    this.attributes += 1;
    if (this.attributes > MOST_ATTRIBUTES)
      throw new BrokenFeed(`has more than ${MOST_ATTRIBUTES} attributes in one element; nothing after it was read`);
  }

  /** A fault costs the entry it is in; an unknown entity such as `&nbsp;` costs nothing, since it stays as text. */
  private fail(error: Error): void {
    const [reason = ''] = error.message.split('\n');
    this.parser.resume();
    if (reason.startsWith('Invalid character entity') || reason.startsWith('Invalid character in entity')) return;
    const fault = `is not well-formed near line ${this.parser.line + 1}: ${reason}`;
    if (this.entry !== undefined) this.entry.fault ??= fault;
    else if (this.record === 0 && this.path.length === 0) throw new BrokenFeed(`is not XML: ${reason}`);
    else if (!this.isGapReported) {
      // A fault between entries may have hidden the beginning of one.
      this.isGapReported = true;
      this.ready.push(rejection({ file: this.file, record: this.record + 1 }, 'record', fault, undefined));
    }
  }

  private finish(fault: string | undefined): void {
    const { entry, place } = this;
    this.entry = undefined;
    if (entry === undefined) return;
    if (fault !== undefined) this.ready.push(rejection(place, 'record', fault, shownOf(entry)));
    // The API answers a wrong question with an entry that is an error and no paper.
    else if (!(entry.texts.get('id') ?? '').includes('api/errors')) this.ready.push(paper(entry, place));
  }

  private shown(): unknown {
    return this.entry === undefined ? undefined : shownOf(this.entry);
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function shownOf({ texts }: Entry): unknown {
  return Object.fromEntries(Array.from(texts, ([name, text]) => [name, text.trim()]));
}

function paper(entry: Entry, place: Place): Parsed {
  const first = (name: string): string | undefined => textOf(entry.texts.get(name));
  const arxivId = arxivIdOf(first('id'));
  const abstract = first('summary');
  return paperOf(
    {
      title: first('title'),
      abstract,
      authors: entry.authors.map(({ name, affiliations }) => authorOf(textOf(name), { affiliations })),
      ...dateOf(first('published')),
      arxivId,
      doi: first('doi'),
      url: arxivAddress(arxivId),
      venue: first('journal_ref'),
      retracted: isWithdrawn(first('comment'), abstract) ? true : undefined,
      topics: arxivTopics(entry.categories),
      source: 'arxiv',
    },
    { place, record: shownOf(entry) },
  );
}
