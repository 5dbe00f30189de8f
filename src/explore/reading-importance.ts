import type { TechniqueRole } from '../technique/application.js';
import { compareIds, introducedBy, type ReadingCandidates, type ReadingPaper } from './reading-facts.js';

const WEIGHTS = { work: 0.5, citations: 0.25, centrality: 0.25 } as const;

/** What working with the technique asked about counts for. */
const ROLE_STRENGTHS: Readonly<Record<TechniqueRole, number>> = {
  INTRODUCES: 1,
  STUDIES: 0.6,
  USES: 0.2,
  COMPARES: 0.1,
};

/** Of introducing what the technique asked about descends from, or what descends from it. */
const LINEAGE_STRENGTH = 0.7;

/** Of PageRank: how often a reader follows a reference rather than starting anew (Brin, Page 1998). */
const DAMPING = 0.85;
const ROUNDS = 50;

/**
 * How important each candidate is, 0 to 1: a weighted sum of three parts, each
 * 0 to 1.
 *
 * - work (0.5): for a technique, the most of what the paper does with it:
 *   introduces 1, studies 0.6, uses 0.2, compares 0.1; introducing one of its
 *   ancestors or descendants 0.7. For a topic, (1 + u) / (4 + u) where the
 *   paper introduces techniques that u other candidates work with, else 0.
 * - citations (0.25): ln(1 + c / √(1 + a)), divided by the highest of the
 *   candidates, where c papers of the graph cite it and a is its age in years
 *   against the newest candidate. The root stands between the plain count,
 *   which favors old papers, and the rate per year, which favors new ones.
 * - centrality (0.25): PageRank among the candidates along their citations,
 *   from 0 for the lowest to 1 for the highest.
 *
 * @param technique the technique asked about; null for a topic.
 */
export function importanceOf({ papers, ancestors }: ReadingCandidates, technique: string | null): Map<string, number> {
  const citations = citationStrengths(papers);
  const centrality = centralities(papers);
  const users = usersOf(papers);
  return new Map(
    papers.map((paper, index) => [
      paper.id,
      WEIGHTS.work *
        (technique === null ? introductionStrength(paper, users) : roleStrength(paper, technique, ancestors)) +
        WEIGHTS.citations * (citations[index] ?? 0) +
        WEIGHTS.centrality * (centrality[index] ?? 0),
    ]),
  );
}

/**
 * The most important papers: the earliest that introduces the technique asked
 * about, and then by importance, ties by id.
 */
export function mostImportant(
  papers: readonly ReadingPaper[],
  importance: ReadonlyMap<string, number>,
  technique: string | null,
  first: number,
): ReadingPaper[] {
  const [origin] = papers
    .filter(
      (paper) => technique !== null && introducedBy(paper).some(({ id }) => id === technique) && paper.date !== '',
    )
    .sort((left, right) => compareIds(left.date, right.date) || compareIds(left.id, right.id));
  const rank = ({ id }: ReadingPaper): number => (id === origin?.id ? Infinity : (importance.get(id) ?? 0));
  return [...papers]
    .sort((left, right) => {
      const [mine, other] = [rank(left), rank(right)];
      return mine === other ? compareIds(left.id, right.id) : mine > other ? -1 : 1;
    })
    .slice(0, first);
}

function citationStrengths(papers: readonly ReadingPaper[]): number[] {
  const years = papers.flatMap(({ year }) => year ?? []);
  const newest = Math.max(...years);
  const oldest = Math.min(...years);
  const strengths = papers.map(({ citations, year }) => {
    // An unknown year is taken for the oldest: not knowing it is no merit.
    const age = years.length === 0 ? 0 : newest - (year ?? oldest);
    return Math.log1p(citations / Math.sqrt(1 + age));
  });
  const most = Math.max(...strengths);
  return strengths.map((strength) => (most > 0 ? strength / most : 0));
}

function roleStrength(paper: ReadingPaper, technique: string, ancestors: ReadingCandidates['ancestors']): number {
  const isRelative = (id: string): boolean =>
    ancestors.get(id)?.has(technique) === true || ancestors.get(technique)?.has(id) === true;
  const own = paper.techniques.filter(({ id }) => id === technique).map(({ role }) => ROLE_STRENGTHS[role]);
  return Math.max(0, ...own, introducedBy(paper).some(({ id }) => isRelative(id)) ? LINEAGE_STRENGTH : 0);
}

function introductionStrength(paper: ReadingPaper, users: ReadonlyMap<string, ReadonlySet<string>>): number {
  const introduced = introducedBy(paper);
  if (introduced.length === 0) return 0;
  const others = new Set(introduced.flatMap(({ id }) => [...(users.get(id) ?? [])]));
  return (1 + others.size) / (4 + others.size);
}

/** The papers that work with each technique without introducing it. */
function usersOf(papers: readonly ReadingPaper[]): Map<string, Set<string>> {
  const users = new Map<string, Set<string>>();
  for (const paper of papers) {
    for (const { id, role } of paper.techniques) {
      if (role === 'INTRODUCES') continue;
      users.set(id, (users.get(id) ?? new Set()).add(paper.id));
    }
  }
  return users;
}

/** PageRank by power iteration; a paper without references starts anew. */
function centralities(papers: readonly ReadingPaper[]): number[] {
  const places = new Map(papers.map(({ id }, index) => [id, index]));
  const targets = papers.map(({ references }) => references.flatMap((id) => places.get(id) ?? []));
  let ranks = papers.map(() => 1 / papers.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    const loose = ranks.reduce((sum, rank, index) => sum + (targets[index]?.length === 0 ? rank : 0), 0);
    const next = papers.map(() => (1 - DAMPING + DAMPING * loose) / papers.length);
    for (const [index, cited] of targets.entries()) {
      for (const target of cited) next[target] = (next[target] ?? 0) + (DAMPING * (ranks[index] ?? 0)) / cited.length;
    }
    ranks = next;
  }
  const [least, most] = [Math.min(...ranks), Math.max(...ranks)];
  return ranks.map((rank) => (most > least ? (rank - least) / (most - least) : 0));
}
