import { normalizeName } from '../text/analysis.js';
import type { Condition } from '../graph/condition.js';
import { nameScore, namesFor, titlesHolding, type NamedKind } from './found-names.js';
import type { AllNames } from './name-index.js';
import type { SearchQuery } from './query.js';
import { compareHits, rankPaper, raritiesOf, rounded, type SearchHit } from './ranking.js';
import { isAlways, MOST_PAPERS, type SearchedPaper, type SearchRepository } from './search.repository.js';
import type { SearchKind } from './search-type.js';

/** What is searched, and in what. */
export interface SearchTask {
  readonly query: SearchQuery;
  readonly kinds: readonly SearchKind[];
  /** What papers must meet: the filter and the field words. */
  readonly condition: Condition;
}

/**
 * Everything found, the best first: names from memory, papers by their text.
 *
 * Up to {@link MOST_PAPERS} papers are scored: all that full text finds, or its
 * best. Where it finds more and a condition leaves fewer, those that meet the
 * condition are scored instead, so that none is missed.
 */
export async function searchFor(
  { query, kinds, condition }: SearchTask,
  names: AllNames,
  repository: SearchRepository,
): Promise<readonly SearchHit[]> {
  const namedKinds = kinds.filter((kind): kind is NamedKind => kind !== 'PAPER');
  const named = namesFor(query.words, namedKinds, names).map(({ kind, named: { id, count }, score }): SearchHit => ({
    kind,
    id,
    count,
    score: rounded(score),
  }));
  const papers = kinds.includes('PAPER') ? await searchPapers(query, condition, names, repository) : [];
  return [...named, ...papers].sort(compareHits);
}

async function searchPapers(
  query: SearchQuery,
  condition: Condition,
  names: AllNames,
  repository: SearchRepository,
): Promise<SearchHit[]> {
  const rank = (papers: readonly SearchedPaper[], rarities: ReadonlyMap<string, number>): SearchHit[] =>
    papers.flatMap((paper) => rankPaper(paper, query, rarities) ?? []);
  if (query.terms.length > 0) {
    const [papers, statistics] = await Promise.all([
      candidates(query, condition, repository),
      repository.statistics(query.terms),
    ]);
    return rank(papers, raritiesOf(query.terms, statistics));
  }
  if (query.words === '') return rank(await repository.papersMeeting(condition, MOST_PAPERS), new Map());
  // Only words that are in every text: they can still be a title.
  const searched = normalizeName(query.words);
  const titles = new Map(titlesHolding(searched, names).map(({ id, name }) => [id, normalizeName(name)]));
  const papers = await repository.papers([...titles.keys()], condition);
  return rank(papers, new Map()).map((hit) => ({
    ...hit,
    score: rounded(Math.min(1, nameScore('AUTHOR', titles.get(hit.id) ?? '', searched)) + hit.score),
  }));
}

async function candidates(
  query: SearchQuery,
  condition: Condition,
  repository: SearchRepository,
): Promise<SearchedPaper[]> {
  // A phrase must be there, so nothing without its words can be an answer.
  const required = query.phrases.flat();
  const ids = await repository.idsByText(required.length > 0 ? [...new Set(required)] : query.terms);
  const found = await repository.papers(ids, condition);
  if (ids.length < MOST_PAPERS || isAlways(condition)) return found;
  const meeting = await repository.papersMeeting(condition, MOST_PAPERS);
  return meeting.length < MOST_PAPERS ? meeting : found;
}
