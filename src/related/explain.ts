import { analyze } from '../text/analysis.js';
import type { Profile, Subject } from './retrieve.js';
import type { Signal } from './score.js';

const NAMES_SHOWN = 3;

const VERBS = { INTRODUCES: 'introduces', STUDIES: 'studies', USES: 'uses', COMPARES: 'compares with' } as const;

/**
 * One readable sentence on why the signal is there, from the names of its
 * evidence. "This paper" is the one asked about, "the other" the one found.
 */
export function explain(signal: Signal, subject: Subject, candidate: Profile): string {
  const { evidence } = signal;
  const ids = evidence.map(({ id }) => id);
  switch (signal.kind) {
    case 'SHARED_TECHNIQUES':
      return evidence.length === 1
        ? oneTechnique(ids[0] ?? '', subject, candidate)
        : `Both work with ${listOf(ids, namesOf(candidate.techniques))}.`;
    case 'TECHNIQUE_LINEAGE':
      return lineage(ids, subject, candidate);
    case 'SHARED_TOPICS':
      return `Both are about ${listOf(ids, namesOf(candidate.topics))}.`;
    case 'SHARED_AUTHORS':
      return `${listOf(ids, namesOf(candidate.authors))} wrote both.`;
    case 'CITES':
      return 'This paper cites the other.';
    case 'CITED_BY':
      return 'The other paper cites this one.';
    case 'CO_CITATION':
      return `Both are cited by ${listOf(ids, quoted(namesOfPapers(candidate.citers)))}.`;
    case 'BIBLIOGRAPHIC_COUPLING':
      return `Both cite ${listOf(ids, quoted(namesOfPapers(candidate.references)))}.`;
    case 'TEXT':
      return `Both texts speak of ${listOf(ids, wordsOf(subject))}.`;
  }
}

/** The words of the subject's own title and text behind each term. */
export function wordsOf({ title, text }: Pick<Subject, 'title' | 'text'>): Map<string, string> {
  const words = new Map<string, string>();
  for (const { term, word } of analyze(`${title} ${text}`)) {
    const known = words.get(term);
    // A word in running text beats the same word capitalised in the title.
    if (known === undefined || (known !== known.toLowerCase() && word === word.toLowerCase())) words.set(term, word);
  }
  return words;
}

function oneTechnique(id: string, subject: Subject, candidate: Profile): string {
  const own = subject.techniques.find((technique) => technique.id === id);
  const other = candidate.techniques.find((technique) => technique.id === id);
  if (own === undefined || other === undefined) return `Both work with ${id}.`;
  if (own.role === other.role) return `Both ${PLURAL_VERBS[own.role]} ${own.name}.`;
  return `This paper ${VERBS[own.role]} ${own.name}; the other ${VERBS[other.role]} it.`;
}

const PLURAL_VERBS = { INTRODUCES: 'introduce', STUDIES: 'study', USES: 'use', COMPARES: 'compare with' } as const;

function lineage(ids: readonly string[], subject: Subject, candidate: Profile): string {
  const names = namesOf(candidate.techniques);
  const steps = ids.map((id) => {
    const link = subject.lineage.find((step) => step.id === id);
    const theirs = names.get(id) ?? id;
    const ours = link?.fromName ?? '';
    return link?.up ? `${ours} is a variant of ${theirs}` : `${theirs} is a variant of ${ours}`;
  });
  return sentence(joined(steps));
}

function listOf(ids: readonly string[], names: ReadonlyMap<string, string>): string {
  return joined(ids.map((id) => names.get(id) ?? id));
}

function joined(items: readonly string[]): string {
  const shown = items.slice(0, NAMES_SHOWN);
  const rest = items.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function namesOf(items: readonly { readonly id: string; readonly name: string }[]): Map<string, string> {
  return new Map(items.map(({ id, name }) => [id, name]));
}

function namesOfPapers(items: Profile['citers']): Map<string, string> {
  return new Map(items.map(({ id, title }) => [id, title]));
}

function quoted(names: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...names].map(([id, name]) => [id, `“${name}”`]));
}
