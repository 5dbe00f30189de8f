import { ID, Field, InterfaceType } from 'type-graphql';

export const NODE_TYPES = ['Paper', 'Author', 'Topic', 'Technique'] as const;

export type NodeType = (typeof NODE_TYPES)[number];

/** Anything with an opaque, globally unique id. */
@InterfaceType({ description: 'Anything with a globally unique id, as Relay asks for it.' })
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and globally unique. Pass it back to `node`, or as a `ref`.' })
  id!: string;
}

/** The opaque id of a node, from its type and its id in the graph. */
export function toGlobalId(type: NodeType, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** Reads a global id; undefined when the text is none. */
export function fromGlobalId(globalId: string): { type: NodeType; id: string } | undefined {
  if (!/^[A-Za-z0-9_-]{8,4096}$/.test(globalId)) return undefined;
  const text = Buffer.from(globalId, 'base64url').toString('utf8');
  const type = NODE_TYPES.find((name) => text.startsWith(`${name}:`));
  if (type === undefined || toGlobalId(type, text.slice(type.length + 1)) !== globalId) return undefined;
  return { type, id: text.slice(type.length + 1) };
}
