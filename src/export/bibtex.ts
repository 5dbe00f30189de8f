import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { analyze, fold } from '../text/analysis.js';
import { datePartsOf, type BibliographicPaper } from './bibliography.js';
import { cslName, toCsl, type CslItem, type CslName } from './csl.js';

/** The part of citation-js that is used: it has no types of its own. */
interface CitationJs {
  readonly plugins: {
    readonly config: { get: (plugin: '@bibtex') => { format: { asciiOnly: boolean } } };
    readonly output: { format: (name: 'bibtex', items: readonly object[], options: { format: 'object' }) => Entry[] };
  };
}

interface Entry {
  readonly type: string;
  readonly properties: Readonly<Record<string, string>>;
}

let loaded: CitationJs['plugins'] | undefined;

/**
 * citation-js, loaded with the first entry, since that takes about 90 ms. Only its
 * output side is used: its input side fetches addresses that it is given.
 */
function citationJs(): CitationJs['plugins'] {
  if (loaded === undefined) {
    const require = createRequire(import.meta.url);
    loaded = (require('@citation-js/core') as CitationJs).plugins;
    require('@citation-js/plugin-bibtex');
    // Otherwise every letter that has no LaTeX command is dropped: all of 王小明.
    loaded.config.get('@bibtex').format.asciiOnly = false;
  }
  return loaded;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A paper as an entry of a `.bib` file, for BibTeX and BibLaTeX alike. Letters with
 * accents and of other scripts stay as they are: LaTeX has read UTF-8 by default since
 * 2018, no command stands for most of them, and people can read and search them.
 */
export function toBibtex(paper: BibliographicPaper, key: string = citationKey(paper)): string {
  const item = toCsl(paper);
  const { type, properties } = entryOf(item, key);
  const [, month, day] = item.issued?.['date-parts'][0] ?? [];
  const venue = latex(item['container-title']);
  const fields: Record<string, string | undefined> = {
    title: braced(latexTitle(item.title)),
    author: braced(properties['author'] && properties['author'] + (hasOthers(paper, item) ? ' and others' : '')),
    journal: properties['journal'] === undefined ? undefined : braced(venue),
    booktitle: properties['booktitle'] === undefined ? undefined : braced(venue),
    year: braced(properties['year']),
    month: month === undefined ? undefined : MONTHS[month - 1],
    day: braced(day?.toString()),
    doi: braced(properties['doi']),
    eprint: braced(address(item.archive_location)),
    archivePrefix: braced(item.archive),
    eprinttype: braced(item.archive?.toLowerCase()),
    url: braced(properties['url']),
    keywords: braced(latex(item.keyword)),
    abstract: braced(item.abstract && escaped(item.abstract, hasPairedBraces(item.abstract))),
    note: braced(paper.retracted === true ? 'Retracted' : undefined),
  };
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name} = ${value}`],
  );
  return `@${type}{${key},\n${lines.join(',\n')}\n}\n`;
}

/** Writes the entries of a file as fast as `out` takes them, and ends `out`. */
export async function writeBibtex(papers: AsyncIterable<BibliographicPaper>, out: Writable): Promise<void> {
  await pipeline(bibtexPieces(papers), out);
}

/**
 * The entries of a file, each under a key of its own. Where an earlier paper of the
 * file has a key already, letters follow it that come from the paper's id. Letters by
 * place (a, b, …) would pass to other papers, unnoticed, whenever a page or a filter
 * changes; these never do. Which paper goes without still depends on the order: only
 * letters behind every key would prevent that, and in an export of 1000 papers 2 in
 * 10,000 need any.
 */
export async function* bibtexPieces(papers: AsyncIterable<BibliographicPaper>): AsyncGenerator<string> {
  const taken = new Set<string>();
  for await (const paper of papers) {
    const separator = taken.size > 0 ? '\n' : '';
    const own = citationKey(paper);
    let key = own;
    for (let attempt = 0; taken.has(key); attempt += 1) key = `${own}_${lettersOf(`${paper.id} ${attempt}`)}`;
    taken.add(key);
    yield separator + toBibtex(paper, key);
  }
}

/**
 * The key that a paper is cited by, such as `vaswani2017attention`: family name of
 * the first author, year, and first telling word of the title. It comes from the
 * paper alone, so it is the same in every export. It is ASCII, as BibTeX wants it.
 */
export function citationKey(paper: BibliographicPaper): string {
  const [first] = paper.authors;
  const name = first && cslName(first.name);
  const surname = name && ('family' in name ? ascii(name.family) : firstWord(name.literal));
  const [year] = datePartsOf(paper) ?? [];
  return `${surname ?? 'anon'}${year ?? ''}${firstWord(paper.title) ?? ascii(paper.id) ?? ''}`;
}

function firstWord(text: string): string | undefined {
  for (const { word } of analyze(text)) {
    const plain = ascii(word);
    if (plain !== undefined) return plain;
  }
  return undefined;
}

/** Letters that are no letter with an accent. */
const SPELLED = new Map(Object.entries({ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }));

function ascii(text: string): string | undefined {
  const plain = fold(text)
    .replaceAll(/[ßæœøłđðþı]/g, (letter) => SPELLED.get(letter) ?? '')
    .replaceAll(/[^a-z0-9]/g, '');
  return plain === '' ? undefined : plain;
}

function lettersOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 3);
  return String.fromCharCode(...Array.from(bytes, (byte) => 97 + (byte % 26)));
}

/** What citation-js makes of the parts that it makes well: the type, names in BibTeX's order, and which field holds what. */
function entryOf({ type, author, issued, DOI, URL, ...item }: CslItem, key: string): Entry {
  const [entry] = citationJs().output.format(
    'bibtex',
    [
      {
        'citation-key': key,
        // It takes a preprint for an article in a journal without name; this becomes `misc`.
        type: type === 'article' ? 'document' : type,
        ...(author && { author: author.map(latexName) }),
        ...(issued && { issued }),
        ...(DOI !== undefined && { DOI: address(DOI) }),
        ...(URL !== undefined && { URL: address(URL) }),
        // Only which field it goes to is of interest: markup in it would come out broken.
        ...(item['container-title'] !== undefined && { 'container-title': 'venue' }),
      },
    ],
    { format: 'object' },
  );
  if (entry === undefined) throw new Error(`No entry was made of the paper ${item.id}.`);
  return entry;
}

/** BibTeX takes what begins with a small letter for a particle, between hyphens, too. */
const LOOKS_LIKE_PARTICLE = /^\p{Ll}.*[\s-]|[\s-]\p{Ll}/u;

/** A name in LaTeX, where braces hold a family name together that would fall apart. */
function latexName(name: CslName): CslName {
  if ('literal' in name) return { literal: latex(name.literal) };
  const parts = Object.fromEntries(Object.entries(name).map(([part, text]) => [part, latex(text)]));
  const family = latex(name.family);
  return { ...name, ...parts, family: LOOKS_LIKE_PARTICLE.test(name.family) ? `{${family}}` : family };
}

/** Whether there are authors behind those that are listed. */
function hasOthers({ authorCount }: BibliographicPaper, { author = [] }: CslItem): boolean {
  return (authorCount ?? 0) > author.length;
}

function braced(value: string | undefined): string | undefined {
  return value === undefined ? undefined : `{${value}}`;
}

/** An address or identifier, which is no LaTeX: what would end its field is encoded. */
function address(text: string): string;
function address(text: string | undefined): string | undefined;
function address(text: string | undefined): string | undefined {
  return text?.replaceAll(/[\s{}\\]/g, encodeURIComponent);
}

const COMMANDS = new Map([
  ['\\', '\\textbackslash{}'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
  ['<', '\\textless{}'],
  ['>', '\\textgreater{}'],
  ['|', '\\textbar{}'],
]);

/** BibTeX counts braces, escaped or not: those without a partner are spelled out. */
const LONE_BRACES = new Map([
  ['{', '\\textbraceleft{}'],
  ['}', '\\textbraceright{}'],
]);

/** Plain text as LaTeX that prints it, without ligatures of dashes, quotes and commas. */
function latex(text: string): string;
function latex(text: string | undefined): string | undefined;
function latex(text: string | undefined): string | undefined {
  return text === undefined ? undefined : withoutLigatures(escaped(text, hasPairedBraces(text)));
}

function escaped(text: string, isPaired: boolean): string {
  return text.replaceAll(
    /[\\~^<>|$%&#_{}]/g,
    (sign) => COMMANDS.get(sign) ?? (isPaired ? undefined : LONE_BRACES.get(sign)) ?? `\\${sign}`,
  );
}

function withoutLigatures(latex: string): string {
  return latex.replaceAll(/([-'`,])(?=\1)|[?!](?=`)/g, '$&{}');
}

function hasPairedBraces(text: string): boolean {
  let depth = 0;
  for (const [brace] of text.matchAll(/[{}]/g)) {
    depth += brace === '{' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

const WORD = /([\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*)/u;
/** What a word stands behind that would begin with a capital in any case. */
const BEGINNING = /(?:^|[:.?!—–]\s*|\s-\s+)["“‘(]*$/;

/**
 * A title whose capitals survive styles that write it in small letters: `{BERT}`,
 * `{LoRA}`, `{Q}-Learning`, and names where the title is in small letters itself.
 * `Deep Learning` stays free, so that a style may still decide.
 */
function latexTitle(title: string): string {
  const isPaired = hasPairedBraces(title);
  const parts = title.split(WORD);
  const isSmall = isInSmallLetters(parts);
  return parts
    .map((part, index) => {
      if (index % 2 === 0) return withoutLigatures(escaped(part, isPaired));
      const isName = isSmall && /^\p{Lu}/u.test(part) && !BEGINNING.test(parts[index - 1] ?? '');
      return isName || /.\p{Lu}|^(?!A$)\p{Lu}$/u.test(part) ? `{${part}}` : part;
    })
    .join('');
}

/** `Neural collapse with unconstrained features`, and not `Designing Networks using Learning`. */
function isInSmallLetters(parts: readonly string[]): boolean {
  const telling = parts.filter((part, index) => {
    const before = parts[index - 1] ?? '';
    return index % 2 === 1 && part.length > 4 && !BEGINNING.test(before) && before !== '-';
  });
  return telling.filter((word) => /^\p{Ll}/u.test(word)).length > 0.4 * telling.length;
}
