import DataLoader from 'dataloader';
import { inOrder } from '../api/batch.js';
import type { AliasRepository } from './alias.repository.js';

/** The node id that each alias leads to, batched per request; null when nothing has it. */
export type AliasLoader = DataLoader<string, string | null>;

export function aliasLoader(repository: AliasRepository): AliasLoader {
  return new DataLoader(async (ids) => inOrder(ids, await repository.targets(ids), null));
}
