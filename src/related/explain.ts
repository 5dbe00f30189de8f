import { analyze } from '../text/analysis.js';
import type { Evidence, Subject } from './facts.js';
import type { CandidateRow } from './related.repository.js';
import { evidenceOf, type Part, type Scored, type Signal } from './score.js';

const NAMES_SHOWN = 3;

const VERBS = { INTRODUCES: 'introduces', STUDIES: 'studies', USES: 'uses', COMPARES: 'compares with' } as const;
const PLURAL_VERBS = { INTRODUCES: 'introduce', STUDIES: 'study', USES: 'use', COMPARES: 'compare with' } as const;

/**
 * One readable sentence on why a signal is there, from the names of its evidence.
 * "This paper" is the one asked about, "the other" the one found; where several were
 * asked about, the sentence names the one that the signal says most about.
 */
export function explain(signal: Signal, { candidate }: Scored, asked: number): string {
  const [first] = signal.parts;
  if (first === undefined) return '';
  const part = signal.parts.reduce((best, other) => (other.part > best.part ? other : best), first);
  const { subject } = part;
  if (subject === undefined) return namedSentence(part, candidate);
  const sentence = sentenceFor(part, subject, candidate);
  if (asked === 1) return sentence;
  const title = `“${subject.row.title}”`;
  return sentence.includes('This paper') || sentence.includes('this one')
    ? sentence.replace('This paper', title).replace('this one', title)
    : `With ${title}: ${sentence}`;
}

function sentenceFor(part: Part, subject: Subject, candidate: CandidateRow): string {
  const evidence = evidenceOf({ parts: [part] });
  const ids = evidence.map(({ id }) => id);
  const { row } = subject;
  switch (part.kind) {
    case 'TEXT':
      return `Both texts speak of ${listOf(ids, wordsOf(row))}.`;
    case 'NEIGHBORS_CITE':
      return `${count(evidence, 'paper')} of the ${subject.neighbors.length} that read most like this one ${verb(evidence, 'cites', 'cite')} the other.`;
    case 'SHARED_TECHNIQUES':
      return ids.length === 1
        ? oneTechnique(ids[0] ?? '', row, candidate)
        : `Both work with ${listOf(ids, namesOf(candidate.techniques))}.`;
    case 'TECHNIQUE_LINEAGE':
      return lineage(ids, row, candidate);
    case 'SHARED_TOPICS':
      return `Both are about ${listOf(ids, namesOf(candidate.topics))}.`;
    case 'SHARED_AUTHORS':
      return `${listOf(ids, namesOf(candidate.authors))} wrote both.`;
    case 'AUTHORS_CITE':
      return `Its authors cite the other in ${listOf(ids, titlesOf(row.authorPapers))}.`;
    case 'CITES':
      return 'This paper cites the other.';
    case 'CITED_BY':
      return 'The other paper cites this one.';
    case 'CO_CITATION':
      return `Both are cited by ${listOf(ids, titlesOf(row.citers))}.`;
    case 'BIBLIOGRAPHIC_COUPLING':
      return `Both cite ${listOf(ids, titlesOf(row.references))}.`;
    case 'REFERENCES_CO_CITED':
      return `${count(evidence, 'paper')} that ${verb(evidence, 'shares', 'share')} references with this one ${verb(evidence, 'cites', 'cite')} the other too.`;
    case 'POPULARITY':
      return `${candidate.citationCount} ${candidate.citationCount === 1 ? 'paper of this graph cites' : 'papers of this graph cite'} the other.`;
  }
}

interface Text {
  readonly title: string;
  readonly text: string;
}

/** The same subject is explained with each of its results. */
const wordsBySubject = new WeakMap<Text, ReadonlyMap<string, string>>();

/** The words of the subject's own title and text behind each term. */
export function wordsOf(subject: Text): ReadonlyMap<string, string> {
  const words = wordsBySubject.get(subject) ?? readWords(subject);
  wordsBySubject.set(subject, words);
  return words;
}

function readWords({ title, text }: Text): Map<string, string> {
  const words = new Map<string, string>();
  for (const { term, word } of analyze(`${title} ${text}`)) {
    const known = words.get(term);
    // A word in running text beats the same word capitalised in the title.
    if (known === undefined || (known !== known.toLowerCase() && word === word.toLowerCase())) words.set(term, word);
  }
  return words;
}

function namedSentence({ evidence }: Part, candidate: CandidateRow): string {
  const [first] = evidence;
  const technique = candidate.techniques.find(({ id }) => id === first?.id);
  if (technique !== undefined && first?.type === 'Technique') return `It ${VERBS[technique.role]} ${technique.name}.`;
  return `It is about ${candidate.topics.find(({ id }) => id === first?.id)?.name ?? first?.id ?? ''}.`;
}

function oneTechnique(id: string, row: Subject['row'], candidate: CandidateRow): string {
  const own = row.techniques.find((technique) => technique.id === id);
  const other = candidate.techniques.find((technique) => technique.id === id);
  if (own === undefined || other === undefined) return `Both work with ${id}.`;
  if (own.role === other.role) return `Both ${PLURAL_VERBS[own.role]} ${own.name}.`;
  return `This paper ${VERBS[own.role]} ${own.name}; the other ${VERBS[other.role]} it.`;
}

function lineage(ids: readonly string[], row: Subject['row'], candidate: CandidateRow): string {
  const names = namesOf(candidate.techniques);
  const steps = ids.map((id) => {
    const theirs = names.get(id) ?? id;
    const up = row.parents.find((link) => link.id === id);
    const down = row.variants.find((link) => link.id === id);
    return up === undefined
      ? `${theirs} is a variant of ${down?.fromName ?? ''}`
      : `${up.fromName} is a variant of ${theirs}`;
  });
  const text = joined(steps);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
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

function count(evidence: readonly Evidence[], what: string): string {
  return `${evidence.length} ${evidence.length === 1 ? what : `${what}s`}`;
}

function verb(evidence: readonly Evidence[], one: string, many: string): string {
  return evidence.length === 1 ? one : many;
}

function namesOf(items: readonly { readonly id: string; readonly name: string }[]): Map<string, string> {
  return new Map(items.map(({ id, name }) => [id, name]));
}

function titlesOf(items: readonly { readonly id: string; readonly title: string }[]): Map<string, string> {
  return new Map(items.map(({ id, title }) => [id, `“${title}”`]));
}
