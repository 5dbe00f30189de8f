import type { Settings } from '../config.js';
import { askCommand, type AskFlags } from './ask.js';

export interface SearchFlags extends AskFlags {
  readonly first: number;
}

const SEARCH = `query ($query: String!, $first: Int!) {
  search(query: $query, first: $first) {
    totalCount
    edges {
      score
      node {
        __typename
        ... on Paper { id title year citationCount }
        ... on Author { id name paperCount }
        ... on Topic { id name paperCount }
        ... on Technique { id name paperCount }
      }
    }
  }
}`;

interface Answer {
  readonly search: {
    readonly totalCount: number;
    readonly edges: readonly { readonly score: number; readonly node: Found }[];
  };
}

interface Found {
  readonly __typename: 'Paper' | 'Author' | 'Topic' | 'Technique';
  readonly title?: string;
  readonly year?: number | null;
  readonly name?: string;
  readonly paperCount?: number;
}

/** Prints what the words find, the best first: one line each, with its score. */
export async function search(words: readonly string[], flags: SearchFlags, settings: Settings): Promise<void> {
  const query = words.join(' ');
  await askCommand(SEARCH, { query, first: flags.first }, flags, settings, (data) => {
    const { edges } = (data as Answer).search;
    if (edges.length === 0) return [`Nothing is found by ${query}.`];
    return edges.map(
      ({ score, node }, index) => `${String(index + 1).padStart(3)}  ${score.toFixed(2)}  ${told(node)}`,
    );
  });
}

function told({ __typename, title, year, name, paperCount }: Found): string {
  if (__typename === 'Paper') return `${title ?? ''}${year == null ? '' : ` (${year})`}`;
  return `${name ?? ''} [${__typename.toLowerCase()}, ${paperCount ?? 0} ${paperCount === 1 ? 'paper' : 'papers'}]`;
}
