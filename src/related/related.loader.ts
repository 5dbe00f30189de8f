import DataLoader from 'dataloader';
import type { Graph, ReadOptions } from '../graph/graph.js';
import { explain, wordsOf } from './explain.js';
import { retrieve, type Retrieved } from './retrieve.js';
import { scoreAll, type Scored } from './score.js';

/** The ranked relations of one paper, with what explaining them needs. */
export interface Ranking {
  readonly ranked: readonly Scored[];
  readonly explain: (scored: Scored, signal: Scored['signals'][number]) => string;
  /** The subject's own word for a term. */
  readonly wordFor: (term: string) => string;
}

/** Ranks the papers related to each paper, batched per request: retrieve → score → explain. */
export type RelatedLoader = DataLoader<string, Ranking>;

const NOTHING: Ranking = { ranked: [], explain: () => '', wordFor: (term) => term };

export function relatedLoader(graph: Graph, options?: ReadOptions): RelatedLoader {
  return new DataLoader(
    async (ids) => {
      const retrieved = await retrieve(graph, ids, options);
      return ids.map((id) => rankingOf(retrieved.get(id)));
    },
    { maxBatchSize: 100 },
  );
}

function rankingOf(retrieved: Retrieved | undefined): Ranking {
  if (retrieved === undefined) return NOTHING;
  const { subject } = retrieved;
  const words = wordsOf(subject);
  return {
    ranked: scoreAll(retrieved),
    explain: (scored, signal) => explain(signal, subject, scored.candidate),
    wordFor: (term) => words.get(term) ?? term,
  };
}
