import type { TechniqueRole } from '../technique/application.js';
import type { AppliedTechnique, AuthorNeighborhood, AuthorProfile, CitationPair } from './similar-author.repository.js';

export interface SharedTechnique {
  readonly id: string;
  readonly name: string;
  /** What it adds to the cosine. */
  readonly weight: number;
}

/** How alike two authors work, and what makes them so. */
export interface SimilarAuthor {
  readonly id: string;
  /** 0 to 1. */
  readonly score: number;
  /** Shrunk cosine of the technique profiles, 0 to 1. */
  readonly techniqueSimilarity: number;
  /** Strength of the citations between their papers, 0 to 1. */
  readonly citationStrength: number;
  readonly isCoauthor: boolean;
  /** Most telling first. */
  readonly techniques: readonly SharedTechnique[];
  /** Between papers of the one and of the other, by id. */
  readonly citations: readonly CitationPair[];
  /** The other's papers that show it, most telling first. */
  readonly papers: readonly string[];
}

/** Like those by which papers are compared: introducing a technique says more than comparing with it. */
const ROLE_WEIGHTS: Readonly<Record<TechniqueRole, number>> = { INTRODUCES: 1, STUDIES: 0.8, USES: 0.6, COMPARES: 0.4 };

export const TECHNIQUE_SHARE = 0.7;
export const CITATION_SHARE = 0.3;
/** Weight of citations at which their strength is 1 − 1/e: about three of little cited papers. */
const CITATION_SCALE = 3;
/** One shared technique halves the cosine, many leave it: α of Bell and Koren. */
const SHRINKAGE = 1;
/** What a citation counts beside techniques when papers are put into order. */
const CITATION_WEIGHT = 0.5;

/**
 * The authors who work like one, most alike first, ties by id. Pure.
 *
 *   score    = 0.7 · techniques + 0.3 · citations
 *   techniques = n / (n + 1) · cos(x, y), n shared techniques
 *   x(t)     = rarity(t) · ln(1 + Σ role · confidence) over the author's papers
 *   rarity(t) = ln(1 + N / papers of t) / ln(1 + N)
 *   citations = 1 − exp(−c / 3), c = Σ 1 / ln(2 + n) over the citations between a paper of
 *               the one and a paper of the other, n papers citing the cited one
 *
 * The cosine of weighted profiles is that of Salton and Buckley, "Term-weighting
 * approaches in automatic text retrieval", 1988; it is shrunk where it rests on
 * few techniques, after Bell and Koren, "Scalable collaborative filtering with
 * jointly derived neighborhood interpolation weights", 2007. A citation from or
 * to a paper that both wrote says nothing of the other's work and does not count.
 */
export function similarAuthors({ author, candidates, citations, total }: AuthorNeighborhood): SimilarAuthor[] {
  const own = profileOf(author.techniques, total);
  const papers = new Set(author.papers);
  const links = linksByOther(citations, papers);
  return candidates
    .flatMap((candidate) => {
      const found = compareAuthors(own, profileOf(candidate.techniques, total), candidate, papers, links);
      return found.score > 0 ? [found] : [];
    })
    .sort((left, right) => right.score - left.score || compare(left.id, right.id));
}

/** The citations between the author's papers and others, by the other paper. */
function linksByOther(
  citations: readonly CitationPair[],
  papers: ReadonlySet<string>,
): ReadonlyMap<string, readonly CitationPair[]> {
  const links = new Map<string, CitationPair[]>();
  for (const pair of citations) {
    if (papers.has(pair.citing) === papers.has(pair.cited)) continue;
    const other = papers.has(pair.citing) ? pair.cited : pair.citing;
    const known = links.get(other);
    if (known === undefined) links.set(other, [pair]);
    else known.push(pair);
  }
  return links;
}

interface TechniqueProfile {
  readonly weights: ReadonlyMap<string, number>;
  readonly norm: number;
}

function compareAuthors(
  own: TechniqueProfile,
  theirs: TechniqueProfile,
  candidate: AuthorProfile,
  papers: ReadonlySet<string>,
  links: ReadonlyMap<string, readonly CitationPair[]>,
): SimilarAuthor {
  const techniques = sharedTechniques(own, theirs, candidate);
  const cosine = techniques.reduce((sum, { weight }) => sum + weight, 0);
  const techniqueSimilarity = (techniques.length / (techniques.length + SHRINKAGE)) * Math.min(1, cosine);
  const joint = new Set(candidate.papers.filter((id) => papers.has(id)));
  const citations = candidate.papers
    .flatMap((id) => links.get(id) ?? [])
    .filter(({ citing, cited }) => !joint.has(citing) && !joint.has(cited))
    .sort((left, right) => compare(left.citing, right.citing) || compare(left.cited, right.cited));
  const cited = citations.reduce((sum, pair) => sum + 1 / Math.log(2 + pair.citations), 0);
  const citationStrength = 1 - Math.exp(-cited / CITATION_SCALE);
  return {
    id: candidate.id,
    score: TECHNIQUE_SHARE * techniqueSimilarity + CITATION_SHARE * citationStrength,
    techniqueSimilarity,
    citationStrength,
    isCoauthor: joint.size > 0,
    techniques,
    citations,
    papers: tellingPapers(candidate, techniques, citations),
  };
}

function profileOf(techniques: readonly AppliedTechnique[], total: number): TechniqueProfile {
  const sums = new Map<string, { sum: number; paperCount: number }>();
  for (const { id, role, confidence, paperCount } of techniques) {
    const known = sums.get(id) ?? { sum: 0, paperCount };
    known.sum += ROLE_WEIGHTS[role] * confidence;
    sums.set(id, known);
  }
  const weights = new Map(
    [...sums].map(([id, { sum, paperCount }]) => [id, rarity(paperCount, total) * Math.log(1 + sum)]),
  );
  return { weights, norm: Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0)) };
}

function rarity(papers: number, total: number): number {
  return Math.log(1 + total / Math.max(1, papers)) / Math.log(1 + Math.max(1, total));
}

function sharedTechniques(
  own: TechniqueProfile,
  theirs: TechniqueProfile,
  candidate: AuthorProfile,
): SharedTechnique[] {
  const norms = own.norm * theirs.norm;
  if (norms === 0) return [];
  const names = new Map(candidate.techniques.map(({ id, name }) => [id, name]));
  return [...theirs.weights]
    .flatMap(([id, weight]) => {
      const mine = own.weights.get(id);
      return mine === undefined ? [] : [{ id, name: names.get(id) ?? id, weight: (mine * weight) / norms }];
    })
    .sort((left, right) => right.weight - left.weight || compare(left.id, right.id));
}

function tellingPapers(
  { papers: own, techniques }: AuthorProfile,
  shared: readonly SharedTechnique[],
  citations: readonly CitationPair[],
): string[] {
  const weights = new Map(shared.map(({ id, weight }) => [id, weight]));
  const papers = new Map<string, number>();
  const add = (id: string, weight: number): unknown => papers.set(id, (papers.get(id) ?? 0) + weight);
  for (const { paperId, id, role, confidence } of techniques) {
    const weight = weights.get(id);
    if (weight !== undefined) add(paperId, weight * ROLE_WEIGHTS[role] * confidence);
  }
  const cited = new Set(citations.flatMap((pair) => [pair.citing, pair.cited]));
  for (const id of own) if (cited.has(id)) add(id, CITATION_WEIGHT);
  return [...papers].sort(([left, a], [right, b]) => b - a || compare(left, right)).map(([id]) => id);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
