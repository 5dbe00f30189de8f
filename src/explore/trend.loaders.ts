import { questionLoader } from '../api/batch.js';
import type { TrendType } from './trend-ranking.js';
import type { TrendRepository } from './trend.repository.js';
import type { Span } from './trend-window.js';

export interface BehindArguments {
  readonly type: TrendType;
  readonly span: Span;
  readonly limit: number;
}

/** Answers what rises and through which papers, batched per request. */
export class TrendLoaders {
  readonly papersBehind;

  constructor(readonly repository: TrendRepository) {
    this.papersBehind = questionLoader(
      (ids, { type, span, limit }: BehindArguments) => repository.papersBehind(type, ids, span, limit),
      [],
    );
  }
}
