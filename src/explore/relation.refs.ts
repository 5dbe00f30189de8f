import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { fromGlobalId } from '../api/node.js';
import { resolveAuthor } from '../author/author.refs.js';
import { resolvePaper } from '../paper/paper.refs.js';
import { resolveNamed } from '../ref/named.refs.js';
import { MalformedRef, parseAuthorRef, parseNameRef, parsePaperRef } from '../ref/ref.js';
import { keyOf, type NodeLabel } from './relation.js';
import { loadAll, type LoadedNode } from './relation.loader.js';

/** How a ref is read as a node of one type. */
interface Reading {
  readonly parse: (ref: string) => unknown;
  readonly resolve: (ref: string, context: Context) => Promise<string | null>;
}

/** In the order in which they are tried: the first type that has a ref is meant. */
const READINGS: Readonly<Record<NodeLabel, Reading>> = {
  Paper: { parse: parsePaperRef, resolve: resolvePaper },
  Technique: { parse: parseNameRef, resolve: (ref, context) => resolveNamed('technique', ref, context) },
  Topic: { parse: parseNameRef, resolve: (ref, context) => resolveNamed('topic', ref, context) },
  Author: { parse: parseAuthorRef, resolve: resolveAuthor },
};

const TRIED = Object.keys(READINGS) as NodeLabel[];

const PREFIX = /^(paper|technique|topic|author):\s*(?=\S)/i;

/** For descriptions of arguments. */
export const ANY_REF =
  'any `ref` of a paper, technique, topic or author; the first of these types that has it is meant, unless `paper:`, `technique:`, `topic:` or `author:` in front or a global id names the type';

const WANTED =
  'a ref of a paper, technique, topic or author, such as 2410.15460, LoRA, topic:Pruning or author:Yoshua Bengio';

/** What reading a ref as one type led to: a node, a fault, or nothing of that name. */
interface Attempt {
  readonly found?: LoadedNode | undefined;
  /** The ref names several nodes of the type. */
  readonly ambiguous?: BadUserInput;
  /** The ref cannot name a node of the type. */
  readonly malformed?: MalformedRef;
}

/**
 * The nodes that refs of any type name, each once, in the given order. As many
 * reads for many refs as for one.
 *
 * @param argument the argument that the refs come from, for errors.
 * @throws BadUserInput that lists the refs which name nothing, or the nodes
 * among which one does not decide.
 */
export async function resolveNodes(
  refs: readonly string[],
  argument: string,
  context: Context,
): Promise<readonly LoadedNode[]> {
  const attempts = await Promise.all(refs.map((ref) => attemptAll(ref, context)));
  const found = attempts.map((tried) => decide(tried, argument));
  const unknown = refs.filter((_, index) => found[index] === undefined);
  if (unknown.length > 0) {
    const names = unknown.map((ref) => `"${ref}"`).join(', ');
    throw new BadUserInput(`${argument} names nothing here: ${names}.`, argument, WANTED);
  }
  const nodes = found.filter((node) => node !== undefined);
  return [...new Map(nodes.map((node) => [keyOf(node), node])).values()];
}

async function attemptAll(ref: string, context: Context): Promise<Attempt[]> {
  const global = fromGlobalId(ref.trim());
  if (global !== undefined) return [{ found: (await loadAll([global], context))[0] }];
  const prefix = PREFIX.exec(ref.trim());
  const named = TRIED.filter((type) => type.toLowerCase() === prefix?.[1]?.toLowerCase());
  const rest = prefix === null ? ref : ref.trim().slice(prefix[0].length);
  return await Promise.all((named.length > 0 ? named : TRIED).map((type) => attempt(type, rest, context)));
}

async function attempt(type: NodeLabel, ref: string, context: Context): Promise<Attempt> {
  try {
    READINGS[type].parse(ref);
    const id = await READINGS[type].resolve(ref, context);
    return id === null ? {} : { found: (await loadAll([{ type, id }], context))[0] };
  } catch (error) {
    if (error instanceof MalformedRef) return { malformed: error };
    if (error instanceof BadUserInput) return { ambiguous: error };
    throw error;
  }
}

/** The node that is meant; undefined when the ref could name one, but nothing here has it. */
function decide(attempts: readonly Attempt[], argument: string): LoadedNode | undefined {
  const decisive = attempts.find(({ found, ambiguous }) => found !== undefined || ambiguous !== undefined);
  if (decisive?.ambiguous !== undefined) throw inArgument(decisive.ambiguous, argument);
  if (decisive !== undefined) return decisive.found;
  const malformed = attempts.find((tried) => tried.malformed !== undefined)?.malformed;
  if (malformed === undefined) return undefined;
  const cannotBeAny = attempts.length > 1 && attempts.every((tried) => tried.malformed !== undefined);
  throw new BadUserInput(malformed.message, argument, cannotBeAny ? WANTED : malformed.wanted);
}

/** The same fault, told of the argument that the ref came in. */
function inArgument({ message, extensions }: BadUserInput, argument: string): BadUserInput {
  const expected = String(extensions['expected']);
  return new BadUserInput(message.replace(` Expected: ${expected}.`, ''), argument, expected);
}
