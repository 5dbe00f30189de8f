import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { toGlobalId } from '../api/node.js';
import { aliasId } from '../ref/alias.repository.js';
import { ownIdOf, parseRef } from '../ref/named.refs.js';
import { parsePaperRef } from '../ref/ref.js';

/**
 * The id of the paper that a ref names; null when there is none.
 *
 * @throws BadUserInput when the ref cannot name a paper, or is the title of several.
 */
export async function resolvePaper(ref: string, context: Context): Promise<string | null> {
  const own = ownIdOf(ref, 'Paper');
  if (own !== undefined) return own;
  const parsed = parseRef(ref, parsePaperRef);
  if (parsed.kind === 'identifier') {
    return (await context.aliases.load(aliasId('paper', parsed.identifier))) ?? parsed.identifier;
  }
  const ids = await context.papers.idsByTitle.load(parsed.normalizedTitle);
  if (ids.length > 1) {
    const candidates = ids.map((id) => `${id} (id ${toGlobalId('Paper', id)})`);
    throw new BadUserInput(
      `"${ref}" is the title of ${ids.length} papers: ${candidates.join('; ')}.`,
      'ref',
      'one of these ids',
    );
  }
  return ids[0] ?? null;
}
