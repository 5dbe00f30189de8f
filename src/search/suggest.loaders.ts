import DataLoader from 'dataloader';
import { inOrder } from '../api/batch.js';
import { unlessAborted } from '../graph/abort.js';
import type { Graph, ReadOptions } from '../graph/graph.js';
import { completionsOf, type Completion } from './completion.js';
import { namesIn } from './name-index.js';
import { NameRepository, type Byline } from './name.repository.js';
import type { SearchKind } from './search-type.js';

/** Answers what was typed, and what is said beside it. */
export class SuggestLoaders {
  readonly byline: DataLoader<string, Byline | null>;

  constructor(
    private readonly graph: Graph,
    private readonly options: ReadOptions = {},
  ) {
    const repository = new NameRepository(graph, options);
    this.byline = new DataLoader(async (ids) => inOrder(ids, await repository.bylines(ids), null));
  }

  /** The best completions of what was typed; see {@link completionsOf}. */
  async complete(typed: string, kinds: readonly SearchKind[], limit: number): Promise<readonly Completion[]> {
    // The index is everybody's, so a client that leaves must not stop it.
    const names = await unlessAborted(namesIn(this.graph).current(), this.options.signal);
    return completionsOf(typed, kinds, names, limit);
  }
}
