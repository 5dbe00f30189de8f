import { createHash } from 'node:crypto';
import { searchTextOf, type SearchedText } from '../text/analysis.js';
import type { NewTechniqueEdge, TechniqueEdge, TopicEdge } from './edges.js';
import type { ValueField, Values } from './values.js';

/** The source of labels that somebody chose: they are complete, and nothing is added to them. */
const CURATED = 'curated';

/** What a vocabulary finds in the text of a paper. It follows from the text, so it is chosen and never joined. */
export interface PaperAnnotation {
  /** The vocabulary's key and the text's, with a colon between. */
  readonly key: string;
  readonly topics: Readonly<Record<string, TopicEdge>>;
  readonly techniques: Readonly<Record<string, TechniqueEdge>>;
  readonly newTechniques: Readonly<Record<string, NewTechniqueEdge>>;
}

/** What the annotator reads of a paper. */
export interface AnnotatedText {
  readonly title: string;
  readonly abstract: string | null;
  readonly summary: string | null;
  readonly year: number | null;
}

/** Reads the text of papers. */
export interface Annotator {
  /** Whether it made the annotation of this key. */
  isOwn(key: string): boolean;
  annotate(text: AnnotatedText): PaperAnnotation;
  /** As of text/analysis. */
  searchTextOf(text: SearchedText): string;
}

/** Reads nothing, and says so: for loads without annotation. */
export const NO_ANNOTATOR: Annotator = {
  isOwn: () => true,
  searchTextOf,
  annotate: (text) => ({ key: annotationKey('none', text), topics: {}, techniques: {}, newTechniques: {} }),
};

/** The mark of an annotation: which vocabulary read which text. */
export function annotationKey(vocabularyKey: string, text: AnnotatedText): string {
  return `${vocabularyKey}:${keyOfText(text)}`;
}

function keyOfText({ title, abstract, summary, year }: AnnotatedText): string {
  const read = JSON.stringify([title, abstract, abstract === null ? summary : null, year]);
  return createHash('sha1').update(read).digest('hex').slice(0, 16);
}

export function annotatedTextOf(values: Values): AnnotatedText {
  const text = (field: ValueField): string | null => values[field]?.value.toString() ?? null;
  const published = text('published');
  return {
    title: text('title') ?? '',
    abstract: text('abstract'),
    summary: text('summary'),
    year: published === null ? null : Number(published.slice(0, 4)),
  };
}

/** Of several annotations one that read the text of these values: the one with the greatest key, `none` last. */
export function annotationOf(values: Values, annotations: readonly (PaperAnnotation | null)[]): PaperAnnotation | null {
  const found = annotations.filter((annotation) => annotation !== null);
  if (found.length === 0) return null;
  const text = keyOfText(annotatedTextOf(values));
  const rank = ({ key }: PaperAnnotation): string => (key.startsWith('none:') ? '' : key);
  return (
    found.filter(({ key }) => key.endsWith(`:${text}`)).sort((left, right) => (rank(left) < rank(right) ? 1 : -1))[0] ??
    null
  );
}

interface Told {
  readonly topics: Readonly<Record<string, TopicEdge>>;
  readonly techniques: Readonly<Record<string, TechniqueEdge>>;
  /** As of a paper's state. */
  readonly rejected: readonly string[];
}

/** What an annotation adds to what the sources tell and no editor denies. */
export function beyondTold(annotation: PaperAnnotation, told: Told): PaperAnnotation {
  const isCurated = (edges: Readonly<Record<string, { source: string }>>): boolean =>
    Object.values(edges).some(({ source }) => source === CURATED);
  const curated = isCurated(told.techniques);
  const denied = (kind: 'topic' | 'technique'): Record<string, true> =>
    Object.fromEntries(
      told.rejected
        .filter((entry) => entry.startsWith(`${kind}:`))
        .map((entry) => [entry.slice(kind.length + 1), true]),
    );
  const topics = { ...told.topics, ...denied('topic') };
  const techniques = { ...told.techniques, ...denied('technique') };
  return {
    key: annotation.key,
    topics: isCurated(told.topics) ? {} : without(annotation.topics, topics),
    techniques: curated ? {} : without(annotation.techniques, techniques),
    newTechniques: curated ? {} : without(annotation.newTechniques, techniques),
  };
}

function without<Edge>(
  edges: Readonly<Record<string, Edge>>,
  others: Readonly<Record<string, unknown>>,
): Record<string, Edge> {
  return Object.fromEntries(Object.entries(edges).filter(([id]) => !(id in others)));
}
