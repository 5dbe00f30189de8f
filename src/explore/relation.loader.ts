import type { Context } from '../api/context.js';
import type { Author } from '../author/author.type.js';
import { loadNode } from '../node/load-node.js';
import type { Paper } from '../paper/paper.type.js';
import type { Technique } from '../technique/technique.type.js';
import type { Topic } from '../topic/topic.type.js';
import type { NodeKey } from './relation.js';

export type AnyNode = Paper | Author | Topic | Technique;

/** A node as the API serves it, with where it stands in the graph. */
export interface LoadedNode extends NodeKey {
  readonly node: AnyNode;
}

/** Loads nodes of all types, in the given order: one read a type. Those that are not here are left out. */
export async function loadAll(keys: readonly NodeKey[], context: Context): Promise<LoadedNode[]> {
  const loaded = await Promise.all(keys.map(({ type, id }) => loadNode(type, id, context)));
  return loaded.flatMap((node, index) => {
    const type = keys[index]?.type;
    return node === null || type === undefined ? [] : [{ type, id: node.key, node }];
  });
}
