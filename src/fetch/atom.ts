import sax from 'sax';
import { excerpt } from './answer.js';
import { AnswerFault } from './errors.js';

const ATOM = 'http://www.w3.org/2005/Atom';
const OPENSEARCH = 'http://a9.com/-/spec/opensearch/1.1/';

/** Names that a document of ours declares for all its entries. */
const DECLARED: Readonly<Record<string, string>> = {
  '': ATOM,
  opensearch: OPENSEARCH,
  arxiv: 'http://arxiv.org/schemas/atom',
};

/** Names that XML itself declares. */
const BUILT_IN: readonly string[] = ['xml', 'xmlns'];

export interface AtomEntry {
  readonly id: string;
  readonly summary: string;
  /** The element as it stands, complete in any document that begins with `openFeed`. */
  readonly text: string;
}

export interface AtomFeed {
  /** `opensearch:totalResults`, when it is given. */
  readonly total?: number;
  readonly entries: readonly AtomEntry[];
}

/** The beginning of a feed that entries of many pages go into. */
export function openFeed({ title, id, updated }: { title: string; id: string; updated: string }): string {
  const names = Object.entries(DECLARED).map(([prefix, uri]) => declare(prefix, uri));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed${names.join('')}>`,
    `  <id>${escape(id)}</id>`,
    `  <title>${escape(title)}</title>`,
    `  <updated>${escape(updated)}</updated>`,
    '',
  ].join('\n');
}

export const CLOSE_FEED = '</feed>\n';

/**
 * Reads a page of a feed: its total and its entries, each with the text it has
 * in the page.
 *
 * @throws AnswerFault when it is not a well-formed Atom feed.
 */
export function readFeed(xml: string): AtomFeed {
  const entries: AtomEntry[] = [];
  const path: string[] = [];
  let total: number | undefined;
  let names: Readonly<Record<string, string>> = {};
  let entry: { start: number; tag: sax.QualifiedTag; fields: Map<string, string> } | undefined;

  // An entity that only HTML knows would break the document that the entry goes into; the types lack the option.
  const options: sax.SAXOptions & { strictEntities: boolean } = { xmlns: true, position: true, strictEntities: true };
  const parser = sax.parser(true, options);
  parser.onerror = (error) => {
    throw new AnswerFault(`sent broken XML (${excerpt(error.message.split('\n')[0] ?? '')})`, true);
  };
  parser.onopentag = (opened) => {
    const tag = opened as sax.QualifiedTag;
    if (path.length === 0) {
      if (tag.local !== 'feed' || tag.uri !== ATOM) {
        throw new AnswerFault(`sent XML that is not an Atom feed but <${tag.name}>`, false);
      }
      names = { ...tag.ns };
    }
    path.push(`${tag.uri} ${tag.local}`);
    if (path.length === 2 && path[1] === `${ATOM} entry`) {
      entry = { start: parser.startTagPosition - 1, tag, fields: new Map() };
    }
  };
  const onText = (text: string): void => {
    const [, outer, inner] = path;
    if (path.length === 2 && outer === `${OPENSEARCH} totalResults`) {
      const count = Number.parseInt(text, 10);
      if (count >= 0) total = count;
    }
    if (path.length === 3 && entry && inner?.startsWith(`${ATOM} `)) {
      const field = inner.slice(ATOM.length + 1);
      entry.fields.set(field, (entry.fields.get(field) ?? '') + text);
    }
  };
  parser.ontext = onText;
  parser.oncdata = onText;
  parser.onclosetag = () => {
    path.pop();
    if (path.length === 1 && entry) {
      entries.push({
        id: entry.fields.get('id')?.trim() ?? '',
        summary: entry.fields.get('summary')?.trim() ?? '',
        text: withNames(xml.slice(entry.start, parser.position), entry.tag, names),
      });
      entry = undefined;
    }
  };
  if (xml.trim() === '') throw new AnswerFault('sent nothing: the answer is empty', true);
  parser.write(xml).close();
  return { ...(total !== undefined && { total }), entries };
}

/** An entry that declares what its page's feed declared for it and a document of ours does not. */
function withNames(text: string, tag: sax.QualifiedTag, names: Readonly<Record<string, string>>): string {
  const missing = Object.entries(names).filter(
    ([prefix, uri]) =>
      !BUILT_IN.includes(prefix) &&
      DECLARED[prefix] !== uri &&
      !Object.hasOwn(tag.attributes, prefix === '' ? 'xmlns' : `xmlns:${prefix}`),
  );
  if (missing.length === 0) return text;
  const cut = 1 + tag.name.length;
  return text.slice(0, cut) + missing.map(([prefix, uri]) => declare(prefix, uri)).join('') + text.slice(cut);
}

function declare(prefix: string, uri: string): string {
  return ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escape(uri)}"`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
