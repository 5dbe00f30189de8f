import { unlessAborted } from '../graph/abort.js';
import type { Graph, ReadOptions } from '../graph/graph.js';
import { namesIn, type AllNames } from './name-index.js';
import type { SearchHit } from './ranking.js';
import { SearchRepository } from './search.repository.js';
import { searchFor, type SearchTask } from './search.js';

/** Answers searches. */
export class SearchLoaders {
  private readonly repository: SearchRepository;

  constructor(
    private readonly graph: Graph,
    private readonly options: ReadOptions = {},
  ) {
    this.repository = new SearchRepository(graph, options);
  }

  /** The names in the graph. They are everybody's, so a client that leaves must not stop their being read. */
  async names(): Promise<AllNames> {
    return await unlessAborted(namesIn(this.graph).current(), this.options.signal);
  }

  async answer(task: SearchTask): Promise<readonly SearchHit[]> {
    return await searchFor(task, await this.names(), this.repository);
  }
}
