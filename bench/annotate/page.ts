import { annotate, type Annotation } from '../../src/annotate/annotate.js';
import type { Vocabulary } from '../../src/annotate/compile.js';
import { normalizeName, slugOf } from '../../src/text/analysis.js';
import type { LabeledPaper } from './data.js';

export interface PageScore {
  /** Found techniques that are labeled, among those found; what a paper only mentions in passing counts neither way. */
  readonly precision: number;
  /** The same with what is mentioned in passing counted as wrong. */
  readonly strictPrecision: number;
  /** Labels marked `lexical` that are found. */
  readonly recall: number;
  /** Right roles among the labels that are found. */
  readonly roles: number;
  readonly topicsInFirst5: number;
  /** Role by label → role found → how often. */
  readonly confusion: ReadonlyMap<string, number>;
  readonly misses: readonly string[];
}

/** Compares the techniques of the page with what a reader marked. */
export function scorePage(vocabulary: Vocabulary, papers: readonly LabeledPaper[]): PageScore {
  const idOf = new Map(
    vocabulary.techniques.flatMap(({ id, name, aliases }) => [id, name, ...aliases].map((n) => [slugOf(n), id])),
  );
  const topicOf = new Map(vocabulary.topics.map(({ id, name }) => [slugOf(name), id]));
  let [right, wrong, passing, missed, rightRoles, topics, topicHits] = [0, 0, 0, 0, 0, 0, 0];
  const confusion = new Map<string, number>();
  const misses: string[] = [];
  for (const paper of papers) {
    const annotation = annotate(vocabulary, paper);
    const found = new Map(annotation.techniques.map((technique) => [technique.techniqueId, technique]));
    const labels = new Map(paper.techniques.map((label) => [idOf.get(slugOf(label.name)) ?? label.name, label]));
    const context = new Set(paper.contextOnly.map(({ name }) => idOf.get(slugOf(name))));
    for (const [id, { role, evidence }] of found) {
      const label = labels.get(id);
      if (label !== undefined) {
        right++;
        if (role === label.relation) rightRoles++;
        else misses.push(`role of ${id}: ${label.relation}, found ${role} (${paper.title.slice(0, 40)})`);
        const pair = `${label.relation} found as ${role}`;
        confusion.set(pair, (confusion.get(pair) ?? 0) + 1);
      } else if (context.has(id)) passing++;
      else {
        wrong++;
        misses.push(`not labeled: ${id}, "${evidence[0]?.text ?? ''}" (${paper.title.slice(0, 40)})`);
      }
    }
    for (const [id, { lexical }] of labels) {
      if (!lexical || found.has(id)) continue;
      missed++;
      misses.push(`not found: ${id} (${paper.title.slice(0, 40)})`);
    }
    const first = new Set(annotation.topics.slice(0, 5).map(({ topicId }) => topicId));
    topics += paper.topics.length;
    topicHits += paper.topics.filter((name) => first.has(topicOf.get(slugOf(name)) ?? '')).length;
  }
  return {
    precision: right / (right + wrong),
    strictPrecision: right / (right + wrong + passing),
    recall: right / (right + missed),
    roles: rightRoles / right,
    topicsInFirst5: topicHits / topics,
    confusion,
    misses,
  };
}

/** What the page is to a vocabulary that does not know the techniques which its papers introduce. */
export interface UnknownScore {
  readonly introduced: number;
  readonly found: number;
  readonly candidates: number;
  readonly names: readonly string[];
}

/**
 * How many of the techniques that the papers introduce, and that stand in their
 * texts, are found as candidates when the vocabulary does not hold them.
 */
export function scoreUnknown(vocabulary: Vocabulary, papers: readonly LabeledPaper[]): UnknownScore {
  let [introduced, found, candidates] = [0, 0, 0];
  const names: string[] = [];
  for (const paper of papers) {
    const annotation = annotate(vocabulary, paper);
    candidates += annotation.candidates.length;
    for (const { name, aliases, relation, lexical } of paper.techniques) {
      if (relation !== 'INTRODUCES' || !lexical) continue;
      introduced++;
      const hit = [name, ...aliases].some((alias) => isCandidate(annotation, alias));
      if (hit) found++;
      else names.push(name);
    }
  }
  return { introduced, found, candidates, names };
}

function isCandidate({ candidates }: Annotation, name: string): boolean {
  const wanted = ` ${normalizeName(name)} `;
  return candidates.some(({ name: long, abbreviation }) =>
    [long, abbreviation ?? ''].some((found) => found !== '' && ` ${normalizeName(found)} `.includes(wanted)),
  );
}
