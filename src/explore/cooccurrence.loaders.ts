import DataLoader from 'dataloader';
import { questionLoader } from '../api/batch.js';
import type { PageWindow } from '../graph/page.js';
import type { CountedKind, CountedListRepository } from './cooccurrence-lists.repository.js';
import { rankRelatedTopics, rankUsedWith, type RelatedTopic, type UsedWith } from './cooccurrence-ranking.js';
import {
  pairOf,
  type CooccurrenceRepository,
  type SharedPapersKind,
  type YearCount,
} from './cooccurrence.repository.js';
import type { Placed } from './ranked-list.js';

interface SharedPapersArguments {
  readonly kind: SharedPapersKind;
  readonly limit: number;
}

const NO_PAPERS: readonly string[] = [];
const NO_YEARS: readonly YearCount[] = [];

/** Answers what occurs together in papers, and in which, batched per request. */
export class CooccurrenceLoaders {
  readonly relatedTopics: DataLoader<string, readonly Placed<RelatedTopic>[]>;
  readonly usedWith: DataLoader<string, readonly Placed<UsedWith>[]>;
  /** Ids of the papers of a pair; its key is made by `pairKey`. */
  readonly papers;
  readonly years;
  readonly counted;
  readonly countedTotal;

  constructor(repository: CooccurrenceRepository, lists: CountedListRepository) {
    this.relatedTopics = new DataLoader(async (ids) => {
      const found = await repository.companions('topics', ids);
      return ids.map((id) => rankedOr(found.get(id), rankRelatedTopics));
    });
    this.usedWith = new DataLoader(async (ids) => {
      const found = await repository.companions('techniques', ids);
      return ids.map((id) => rankedOr(found.get(id), rankUsedWith));
    });
    this.papers = questionLoader(
      (keys, { kind, limit }: SharedPapersArguments) => repository.papers(kind, keys.map(pairOf), limit),
      NO_PAPERS,
    );
    this.years = questionLoader((keys) => repository.years(keys.map(pairOf)), NO_YEARS);
    this.counted = questionLoader(
      (ids, { kind, window }: { kind: CountedKind; window: PageWindow }) => lists.pagesOf(kind, ids, window),
      { items: [], more: false },
    );
    this.countedTotal = questionLoader((ids, { kind }: { kind: CountedKind }) => lists.countsOf(kind, ids), 0);
  }
}

function rankedOr<Found, Item>(found: Found | undefined, rank: (found: Found) => Item[]): Item[] {
  return found === undefined ? [] : rank(found);
}
