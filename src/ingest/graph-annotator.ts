import { annotate, type Evidence } from '../annotate/annotate.js';
import type { Vocabulary } from '../annotate/compile.js';
import type { WriteStep } from '../graph/graph.js';
import { ANNOTATOR, formatMatchedText } from '../text/matched-text.js';
import { searchTextOf, slugOf } from '../text/analysis.js';
import { annotationKey, type AnnotatedText, type Annotator, type PaperAnnotation } from './annotation.js';
import type { NewTechniqueEdge, TechniqueEdge, TopicEdge } from './edges.js';
import type { KnownNames } from './plan.js';
import { vocabularySteps } from './vocabulary-rows.js';

/** A topic that is less likely than not is none. */
const LEAST_TOPIC_CONFIDENCE = 0.5;
const MOST_TOPICS = 6;

/** Reads papers for a graph: what it finds has the ids that the graph knows it by. */
export class GraphAnnotator implements Annotator {
  /** Describe what the graph lacks of the vocabulary; to be written with the first paper that is read. */
  readonly steps: readonly WriteStep[];
  /** The names of the graph with those of the vocabulary. */
  readonly names: KnownNames;
  readonly searchTextOf = searchTextOf;

  constructor(
    private readonly compiled: Vocabulary,
    known: KnownNames,
  ) {
    const isNew = (ids: ReadonlyMap<string, string>): ((record: { id: string }) => boolean) => {
      return ({ id }) => !ids.has(id);
    };
    const { steps, names } = vocabularySteps(
      compiled.topics.filter(isNew(known.topics)),
      compiled.techniques.filter(isNew(known.techniques)),
      known,
    );
    this.steps = steps;
    this.names = names;
  }

  isOwn(key: string): boolean {
    return key.startsWith(`${this.compiled.key}:`);
  }

  annotate(text: AnnotatedText): PaperAnnotation {
    const field = text.abstract === null ? 'summary' : 'abstract';
    const found = annotate(this.compiled, {
      title: text.title,
      abstract: text.abstract ?? text.summary,
      year: text.year,
    });
    const words = (evidence: readonly Evidence[]): string[] =>
      evidence.map((item) => formatMatchedText({ ...item, field: item.field === 'title' ? 'title' : field }));
    return {
      key: annotationKey(this.compiled.key, text),
      techniques: byId(
        found.techniques.map(({ techniqueId, role, confidence, evidence }): [string, TechniqueEdge] => [
          this.names.techniques.get(techniqueId) ?? techniqueId,
          { role, confidence, evidence: words(evidence), source: ANNOTATOR },
        ]),
      ),
      topics: byId(
        found.topics
          .filter(({ confidence }) => confidence >= LEAST_TOPIC_CONFIDENCE)
          .slice(0, MOST_TOPICS)
          .map(({ topicId, confidence, evidence }): [string, TopicEdge] => [
            this.names.topics.get(topicId) ?? topicId,
            { confidence, evidence: words(evidence), source: ANNOTATOR },
          ]),
      ),
      newTechniques: byId(
        found.candidates.map(({ name, abbreviation, role, confidence, evidence }): [string, NewTechniqueEdge] => [
          slugOf(name),
          { name, abbreviation: abbreviation ?? null, role, confidence, evidence: words(evidence) },
        ]),
      ),
    };
  }
}

/** Where two names lead to one node, the first counts. */
function byId<Edge>(entries: readonly (readonly [string, Edge])[]): Record<string, Edge> {
  const edges = new Map<string, Edge>();
  for (const [id, edge] of entries) if (id !== '' && !edges.has(id)) edges.set(id, edge);
  return Object.fromEntries([...edges].sort(([left], [right]) => (left < right ? -1 : 1)));
}
