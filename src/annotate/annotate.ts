import type { TechniqueRole } from '../technique/application.js';
import { findCandidates, type NewName } from './candidates.js';
import { Chunker } from './chunks.js';
import type { Vocabulary } from './compile.js';
import { findMethodPhrases } from './method-phrases.js';
import type { Mention } from './resolver.js';
import { RoleReader } from './role-reader.js';
import { roleOf } from './roles.js';
import { fieldOf, textOf, type Tokens } from './scan.js';

/** A paper as the annotator reads it. */
export interface AnnotatedPaper {
  readonly title: string;
  readonly abstract?: string | null | undefined;
  /** Categories of its source, such as `cs.CL`. */
  readonly categories?: readonly string[] | undefined;
  /** Year of publication: a technique older than the paper is not introduced by it. */
  readonly year?: number | null | undefined;
}

/** Words of a paper: `text` is what stands at `start` to `end`, exclusive, in the title or abstract as given. */
export interface Evidence {
  readonly field: 'title' | 'abstract';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface TechniqueAnnotation {
  readonly techniqueId: string;
  readonly role: TechniqueRole;
  /** 0 to 1: how clearly the words around the mentions speak for the role. */
  readonly confidence: number;
  /** Where it is named, in the order of the text. */
  readonly evidence: readonly Evidence[];
}

export interface TopicAnnotation {
  readonly topicId: string;
  readonly confidence: number;
  /** The words that made the topic, weightiest first. */
  readonly evidence: readonly Evidence[];
  /** The categories that made it. */
  readonly categories: readonly string[];
}

/** A new technique: not one of the vocabulary until a second paper or an editor confirms it. */
export interface CandidateAnnotation {
  readonly name: string;
  readonly abbreviation?: string | undefined;
  /** INTRODUCES when the paper proposes or names it, USES when it only defines the short form. */
  readonly role: TechniqueRole;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  /** Ids of known techniques whose names stand inside the new one: likely ancestors. */
  readonly variantOf: readonly string[];
}

/** A phrase that names a method, whether or not it is a technique of the vocabulary. */
export interface MethodAnnotation extends Evidence {
  readonly confidence: number;
  readonly techniqueId?: string | undefined;
}

export interface Annotation {
  readonly techniques: readonly TechniqueAnnotation[];
  readonly topics: readonly TopicAnnotation[];
  readonly candidates: readonly CandidateAnnotation[];
}

/**
 * Finds techniques, topics and new techniques in the title and abstract of a
 * paper. The same vocabulary and paper always give the same annotation, in time
 * linear in the length of the text.
 */
export function annotate(vocabulary: Vocabulary, paper: AnnotatedPaper): Annotation {
  const tokens = vocabulary.scanner.scan({ title: paper.title, abstract: paper.abstract ?? '' });
  const findings = vocabulary.finder.find(tokens);
  const chunker = new Chunker(vocabulary.lexicon, tokens);
  const candidates = findCandidates(vocabulary, findings, chunker);
  const idOf = (technique: number): string => vocabulary.techniques[technique]?.id ?? '';
  return {
    techniques: annotateTechniques(
      vocabulary,
      tokens,
      outsideOf(candidates, findings.mentions, tokens.count),
      paper.year ?? undefined,
    ),
    topics: vocabulary.topicScorer
      .score(findings, paper.categories ?? [])
      .map(({ topic, confidence, places, categories }) => ({
        topicId: vocabulary.topics[topic]?.id ?? '',
        confidence,
        evidence: evidenceOf(tokens, places),
        categories,
      })),
    candidates: candidates.map(({ name, abbreviation, isProposed, confidence, places, within }) => ({
      name,
      abbreviation,
      role: isProposed ? ('INTRODUCES' as const) : ('USES' as const),
      confidence,
      evidence: evidenceOf(tokens, places),
      variantOf: within.map(idOf),
    })),
  };
}

/**
 * Finds every phrase of a paper that names a method, in the order of the text:
 * techniques of the vocabulary, kinds of method such as `neural network`, and
 * phrases with a head word such as `maximum entropy tagger`.
 */
export function findMethods(vocabulary: Vocabulary, paper: AnnotatedPaper): MethodAnnotation[] {
  const tokens = vocabulary.scanner.scan({ title: paper.title, abstract: paper.abstract ?? '' });
  const findings = vocabulary.finder.find(tokens);
  const phrases = findMethodPhrases(vocabulary, findings, new Chunker(vocabulary.lexicon, tokens));
  return phrases.map(({ from, to, confidence, technique }) => ({
    ...evidenceAt(tokens, { from, to }),
    confidence,
    techniqueId: technique === undefined ? undefined : vocabulary.techniques[technique]?.id,
  }));
}

/** As many places as a record keeps of one technique. */
const MOST_EVIDENCE = 20;

/** From this confidence on, a new name keeps the words of a known technique inside it for itself. */
const SURE_NAME = 0.6;

/** The mentions that do not stand inside the name of a new technique: the longest name wins, as it does among known ones. */
function outsideOf(candidates: readonly NewName[], mentions: readonly Mention[], words: number): readonly Mention[] {
  const names = candidates.filter(({ confidence, within }) => confidence >= SURE_NAME && within.length > 0);
  if (names.length === 0) return mentions;
  const inside = new Uint8Array(words);
  for (const { places } of names) for (const { from, to } of places) inside.fill(1, from, to);
  return mentions.filter(({ from, to }) => inside[from] === 0 || inside[to - 1] === 0);
}

function annotateTechniques(
  vocabulary: Vocabulary,
  tokens: Tokens,
  mentions: readonly Mention[],
  year: number | undefined,
): TechniqueAnnotation[] {
  if (mentions.length === 0) return [];
  const reader = new RoleReader(vocabulary.lexicon, tokens);
  const byTechnique = new Map<number, Mention[]>();
  for (const mention of mentions) {
    const known = byTechnique.get(mention.technique);
    if (known === undefined) byTechnique.set(mention.technique, [mention]);
    else known.push(mention);
  }
  return [...byTechnique].map(([technique, places]) => {
    const record = vocabulary.techniques[technique];
    const introduced = record?.introducedYear;
    const { role, confidence } = roleOf({
      votes: places.map(({ from, to }) => reader.votes(from, to)),
      inTitle: places.some(({ from }) => reader.isTitle(from)),
      onlyBackground: places.every(({ from }) => reader.isBackground(from)),
      age: year === undefined || introduced === undefined ? undefined : year - introduced,
      isEstablished: introduced === undefined && vocabulary.hasVariants[technique] === 1,
    });
    return {
      techniqueId: record?.id ?? '',
      role,
      confidence,
      evidence: evidenceOf(tokens, places),
    };
  });
}

interface Place {
  readonly from: number;
  readonly to: number;
}

function evidenceOf(tokens: Tokens, places: readonly Place[]): Evidence[] {
  const distinct = places.filter(
    (place, index) => places.findIndex(({ from, to }) => from === place.from && to === place.to) === index,
  );
  return distinct.slice(0, MOST_EVIDENCE).map((place) => evidenceAt(tokens, place));
}

function evidenceAt(tokens: Tokens, { from, to }: Place): Evidence {
  return {
    field: fieldOf(tokens, from),
    text: textOf(tokens, from, to),
    start: tokens.start[from] ?? 0,
    end: tokens.end[to - 1] ?? 0,
  };
}
