import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { fromGlobalId } from '../api/node.js';
import { resolvePaper } from '../paper/paper.refs.js';
import { resolveNamed } from '../ref/named.refs.js';
import type { Ask, Seeds } from './related.loader.js';

const MOST_REFS = 20;

type Kind = 'paper' | 'technique' | 'topic';

/**
 * What a set of refs asks for.
 *
 * @throws BadUserInput that lists every ref that leads nowhere, or stands on both sides.
 */
export async function askOf(to: readonly string[], notTo: readonly string[], context: Context): Promise<Ask> {
  if (to.length === 0) throw new BadUserInput('to is empty.', 'to', 'at least one ref');
  const like = await seedsOf(to, 'to', context);
  const unlike = await seedsOf(notTo, 'notTo', context);
  const wanted = new Set(idsOf(like));
  const both = idsOf(unlike).filter((id) => wanted.has(id));
  if (both.length > 0)
    throw new BadUserInput(`In both to and notTo: ${both.join(', ')}.`, 'notTo', 'refs that are not in to');
  return { like, unlike };
}

async function seedsOf(refs: readonly string[], argument: string, context: Context): Promise<Seeds> {
  if (refs.length > MOST_REFS)
    throw new BadUserInput(`${argument} has ${refs.length} refs.`, argument, `at most ${MOST_REFS}`);
  const found = await Promise.all(refs.map((ref) => resolveAny(ref, context)));
  const unknown = refs.filter((_, index) => found[index] === null);
  if (unknown.length > 0) {
    const list = unknown.map((ref) => `"${ref}"`).join(', ');
    throw new BadUserInput(
      `Not in the graph: ${list}.`,
      argument,
      'refs of papers, techniques and topics that are here',
    );
  }
  const idsOfKind = (kind: Kind): string[] => [
    ...new Set(found.flatMap((item) => (item?.kind === kind ? [item.id] : []))),
  ];
  return { paperIds: idsOfKind('paper'), techniqueIds: idsOfKind('technique'), topicIds: idsOfKind('topic') };
}

function idsOf({ paperIds, techniqueIds, topicIds }: Seeds): string[] {
  return [...paperIds, ...techniqueIds.map((id) => `technique:${id}`), ...topicIds.map((id) => `topic:${id}`)];
}

async function resolveAny(ref: string, context: Context): Promise<{ kind: Kind; id: string } | null> {
  const prefixed = /^(paper|technique|topic):(.+)$/is.exec(ref.trim());
  const text = prefixed?.[2] ?? ref;
  const global = fromGlobalId(text.trim());
  const kinds: readonly Kind[] =
    prefixed !== null
      ? [prefixed[1]?.toLowerCase() as Kind]
      : global !== undefined
        ? [global.type.toLowerCase() as Kind]
        : ['technique', 'topic', 'paper'];
  for (const kind of kinds) {
    const id = kind === 'paper' ? await knownPaper(text, context) : await resolveNamed(kind, text, context);
    if (id !== null) return { kind, id };
  }
  return null;
}

async function knownPaper(ref: string, context: Context): Promise<string | null> {
  const id = await resolvePaper(ref, context);
  const row = id === null ? null : await context.papers.byId.load(id);
  return row?.id ?? null;
}
