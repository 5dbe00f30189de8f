import { BadUserInput } from '../api/errors.js';
import { fromGlobalId, type NodeType } from '../api/node.js';
import type { Context } from '../api/context.js';
import { aliasId } from './alias.repository.js';
import { MalformedRef, parseNameRef } from './ref.js';

/**
 * The id of the topic or technique that a ref names; null when there is none.
 *
 * @throws BadUserInput when the ref cannot name anything.
 */
export async function resolveNamed(kind: 'topic' | 'technique', ref: string, context: Context): Promise<string | null> {
  const own = ownIdOf(ref, kind === 'topic' ? 'Topic' : 'Technique');
  if (own !== undefined) return own;
  return await context.aliases.load(aliasId(kind, parseRef(ref, parseNameRef)));
}

/** The node id inside a global id of the wanted type; undefined when the ref is no global id. */
export function ownIdOf(ref: string, type: NodeType): string | undefined {
  const global = fromGlobalId(ref.trim());
  if (global === undefined) return undefined;
  if (global.type !== type) {
    throw new BadUserInput(
      `The ref is the id of ${withArticle(global.type)}.`,
      'ref',
      `the id, or another ref, of ${withArticle(type)}`,
    );
  }
  return global.id;
}

function withArticle(type: NodeType): string {
  return type === 'Author' ? `an ${type}` : `a ${type}`;
}

/** Runs a parser of refs, and tells a malformed one to the client. */
export function parseRef<Parsed>(ref: string, parse: (ref: string) => Parsed): Parsed {
  try {
    return parse(ref);
  } catch (error) {
    if (error instanceof MalformedRef) throw new BadUserInput(error.message, 'ref', error.wanted);
    throw error;
  }
}
