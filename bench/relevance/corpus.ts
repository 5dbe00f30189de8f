import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { normalizeName } from '../../src/text/analysis.js';

/** A line of `shared/data/corpus`, as far as relatedness needs it. */
interface CorpusLine {
  readonly id: string;
  readonly title: string;
  readonly abstract?: string | null;
  readonly authors?: readonly string[];
  readonly year?: number | null;
  readonly topics?: readonly string[];
  readonly keywords?: readonly string[];
  readonly references?: readonly string[];
  readonly source: string;
}

export interface Paper {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly keywords: readonly string[];
  readonly topics: readonly string[];
  /** 0 when unknown. */
  readonly year: number;
  readonly source: string;
}

/**
 * Papers by position, with their links as positions. Works that are cited but
 * not described (stubs) are left out: nothing can be recommended that is not
 * there, and only the number of references (`outdegree`) still counts them.
 */
export interface Corpus {
  readonly papers: readonly Paper[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly references: readonly (readonly number[])[];
  readonly citers: readonly (readonly number[])[];
  readonly outdegree: readonly number[];
  /** Authors by position, and the papers of each. */
  readonly authors: readonly (readonly number[])[];
  readonly papersOf: readonly (readonly number[])[];
}

export type CorpusName = 'vis-4k' | 'papers-10k' | 'papers-100k';

/** Where the shared data lies: beside the project, never copied into it. */
export function sharedPath(path: string): string {
  return fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
}

export function hasSharedData(): boolean {
  return existsSync(sharedPath('corpus/vis-4k.jsonl.gz'));
}

/** Reads a corpus, all of it or the papers of some sources. */
export function readCorpus(name: CorpusName, keep: (line: CorpusLine) => boolean = () => true): Corpus {
  const text = gunzipSync(readFileSync(sharedPath(`corpus/${name}.jsonl.gz`))).toString('utf8');
  const lines = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as CorpusLine]));
  return corpusOf(lines.filter(keep));
}

/** Indexes lines. Pure; self-citations, doubled references and doubled authors count once or not at all. */
export function corpusOf(lines: readonly CorpusLine[]): Corpus {
  const indexOf = new Map(lines.map(({ id }, index) => [id, index]));
  const references = lines.map((line, index) =>
    distinct((line.references ?? []).map((id) => indexOf.get(id))).filter((cited) => cited !== index),
  );
  const authorIndex = new Map<string, number>();
  const authors = lines.map((line) => distinct((line.authors ?? []).map((name) => authorOf(name, authorIndex))));
  return {
    papers: lines.map(paperOf),
    indexOf,
    references,
    citers: inverted(references, lines.length),
    outdegree: lines.map((line) => new Set(line.references ?? []).size),
    authors,
    papersOf: inverted(authors, authorIndex.size),
  };
}

/** The same corpus with every text cut to its title. */
export function titlesOnly(corpus: Corpus): Corpus {
  return { ...corpus, papers: corpus.papers.map((paper) => ({ ...paper, abstract: '', keywords: [] })) };
}

/** The same corpus with other references; what they cite outside of it is forgotten too where they change. */
export function withReferences(corpus: Corpus, referencesOf: (paper: number) => readonly number[] | undefined): Corpus {
  const references = corpus.references.map((list, paper) => referencesOf(paper) ?? list);
  const outdegree = corpus.outdegree.map((degree, paper) => referencesOf(paper)?.length ?? degree);
  return { ...corpus, references, outdegree, citers: inverted(references, corpus.papers.length) };
}

/** FNV-1a, the hash behind every deterministic sample: chance that needs no seed and survives reordering. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  // FNV's last characters barely reach the high bits, by which samples are ordered; mix them in (murmur3 finalizer).
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The `count` items whose ids hash lowest: the same whatever the order they come in. */
export function sampleByHash(ids: readonly string[], count: number): string[] {
  return ids
    .map((id) => ({ id, hash: hashOf(id) }))
    .sort((left, right) => left.hash - right.hash || (left.id < right.id ? -1 : 1))
    .slice(0, count)
    .map(({ id }) => id);
}

function paperOf(line: CorpusLine): Paper {
  return {
    id: line.id,
    title: line.title,
    abstract: line.abstract ?? '',
    keywords: line.keywords ?? [],
    topics: line.topics ?? [],
    year: line.year ?? 0,
    source: line.source,
  };
}

/** Authors are told apart by normalized name, as the product does without an ORCID. */
function authorOf(name: string, known: Map<string, number>): number {
  const key = normalizeName(name) || name;
  const index = known.get(key) ?? known.size;
  known.set(key, index);
  return index;
}

function distinct(values: readonly (number | undefined)[]): number[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

function inverted(lists: readonly (readonly number[])[], size: number): number[][] {
  const result: number[][] = Array.from({ length: size }, () => []);
  lists.forEach((list, from) => {
    for (const to of list) result[to]!.push(from);
  });
  return result;
}
