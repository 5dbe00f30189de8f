import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { fromGlobalId } from '../api/node.js';
import { resolveNamed } from '../ref/named.refs.js';
import { MalformedRef, parseNameRef } from '../ref/ref.js';

export type SubjectKind = 'topic' | 'technique';

/** A topic or technique, by its id in the graph. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly name: string;
}

/**
 * The topic or technique that an argument names.
 *
 * @throws BadUserInput when the ref cannot name one, or names none of this graph.
 */
export async function subjectOf(kind: SubjectKind, ref: string, argument: string, context: Context): Promise<Subject> {
  checkName(ref, [kind], argument);
  const found = await findSubject(kind, ref, context);
  if (found === null) throw unknownSubject(ref, argument, `a ${kind}`);
  return found;
}

const KINDS = ['topic', 'technique'] as const;
const PREFIX = /^(topic|technique):\s*(?=\S)/i;

/** For descriptions of arguments. */
export const SUBJECT_REF =
  'a slug, name, alias or global id of a topic or technique; a name that is both stands for both, unless `topic:` or `technique:` is in front';

/**
 * The topic, the technique, or both, that an argument names.
 *
 * @throws BadUserInput when the ref cannot name any, or names none of this graph.
 */
export async function subjectsOf(ref: string, argument: string, context: Context): Promise<readonly Subject[]> {
  const prefix = PREFIX.exec(ref.trim());
  const global = fromGlobalId(ref.trim())?.type;
  const name = prefix === null ? ref : ref.trim().slice(prefix[0].length);
  const asked = prefix?.[1]?.toLowerCase() ?? global?.toLowerCase();
  const kinds = KINDS.filter((kind) => asked === undefined || kind === asked);
  checkName(name, KINDS, argument);
  const found = await Promise.all(kinds.map((kind) => findSubject(kind, name, context)));
  const subjects = found.filter((subject) => subject !== null);
  if (subjects.length === 0) throw unknownSubject(ref, argument, 'a topic or technique');
  return subjects;
}

async function findSubject(kind: SubjectKind, ref: string, context: Context): Promise<Subject | null> {
  const id = await resolveNamed(kind, ref, context);
  if (id === null) return null;
  const row = await (kind === 'topic' ? context.topics : context.techniques).byId.load(id);
  return row === null ? null : { kind, id: row.id, name: row.name };
}

/** Checks the ref before it is resolved, so that an error names the argument that has it. */
function checkName(ref: string, kinds: readonly SubjectKind[], argument: string): void {
  const type = fromGlobalId(ref.trim())?.type;
  if (type === undefined) {
    try {
      parseNameRef(ref);
    } catch (error) {
      if (error instanceof MalformedRef) throw new BadUserInput(error.message, argument, error.wanted);
      throw error;
    }
  } else if (!kinds.some((kind) => kind === type.toLowerCase())) {
    const wanted = kinds.join(' or ');
    throw new BadUserInput(`${argument} is the id of another type, ${type}.`, argument, `a ref of a ${wanted}`);
  }
}

function unknownSubject(ref: string, argument: string, wanted: string): BadUserInput {
  return new BadUserInput(
    `${argument} names nothing here: "${ref}".`,
    argument,
    `the slug, name or alias of ${wanted} of this graph`,
  );
}
