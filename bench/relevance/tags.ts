import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { normalizeName } from '../../src/text/analysis.js';
import type { Corpus } from './corpus.js';
import type { Evidence } from './scoring.js';

/** Techniques (or other names) that texts mention. */
export interface Tags {
  /** Papers that share tags with one, and which: rarity-weighted. */
  shared(paper: number): Map<number, Evidence[]>;
  /** Papers with at least one tag. */
  readonly taggedCount: number;
}

interface Named {
  readonly id: string;
  readonly names: readonly string[];
}

/** Beyond this many papers a tag still scores, but no longer finds candidates; here it does neither. */
const HUB_DEGREE = 1000;
/** A short all-capital or mixed name, such as LoRA or DARE, is matched as it is written. */
const SHORT_NAME = 5;
const LONGEST_NAME = 6;

/** The techniques of the project's own vocabulary. */
export function seedTechniques(): Named[] {
  const path = fileURLToPath(new URL('../../seeds/techniques.json', import.meta.url));
  const techniques = JSON.parse(readFileSync(path, 'utf8')) as { id: string; name: string; aliases: string[] }[];
  return techniques.map(({ id, name, aliases }) => ({ id, names: [name, ...aliases] }));
}

/** Tags papers with the names found in title and abstract; the longest name wins where names nest. */
export function tagsOf(corpus: Corpus, vocabulary: readonly Named[]): Tags {
  const ids = namesOf(vocabulary);
  const tags = corpus.papers.map(({ title, abstract }) => [...mentionsIn(`${title}. ${abstract}`, ids)].sort());
  const papersOf = new Map<string, number[]>();
  tags.forEach((list, paper) => {
    for (const tag of list) papersOf.set(tag, [...(papersOf.get(tag) ?? []), paper]);
  });
  const total = corpus.papers.length;
  return {
    taggedCount: tags.filter((list) => list.length > 0).length,
    shared: (paper) => {
      const found = new Map<number, Evidence[]>();
      for (const tag of tags[paper]!) {
        const others = papersOf.get(tag)!;
        if (others.length > HUB_DEGREE) continue;
        const weight = Math.log(1 + total / others.length) / Math.log(1 + total);
        for (const other of others) {
          if (other !== paper) found.set(other, [...(found.get(other) ?? []), { id: tag, weight }]);
        }
      }
      return found;
    },
  };
}

function namesOf(vocabulary: readonly Named[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { id, names } of vocabulary) {
    for (const name of names) ids.set(name.length < SHORT_NAME ? name : normalizeName(name), id);
  }
  return ids;
}

function mentionsIn(text: string, ids: ReadonlyMap<string, string>): Set<string> {
  const found = new Set<string>();
  const written = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const words = written.map((word) => normalizeName(word));
  for (let start = 0; start < words.length;) {
    let length = Math.min(LONGEST_NAME, words.length - start);
    let id: string | undefined;
    for (; length > 0 && id === undefined; length--) id = ids.get(words.slice(start, start + length).join(' '));
    id ??= ids.get(written[start]!);
    if (id !== undefined) found.add(id);
    start += Math.max(1, length + (id === undefined ? 0 : 1));
  }
  return found;
}
