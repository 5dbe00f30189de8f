import { listed } from './listed.js';
import type { SimilarAuthor } from './similar-author.js';

/** One readable sentence on why two authors are alike. */
export function explainSimilarAuthor({ techniques, citations, papers }: SimilarAuthor): string {
  const parts = [];
  if (techniques.length > 0) parts.push(`both work with ${listed(techniques.map(({ name }) => name))}`);
  const own = new Set(papers);
  const theirs = citations.filter(({ citing }) => own.has(citing)).length;
  const ours = citations.length - theirs;
  const wording = [
    ...(ours > 0 ? [`papers of this author cite the other ${times(ours)}`] : []),
    ...(theirs > 0 ? [`papers of the other cite this author ${times(theirs)}`] : []),
  ];
  const text = [...parts, ...wording].join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}
