import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { toGlobalId } from '../api/node.js';
import { aliasId } from '../ref/alias.repository.js';
import { ownIdOf, parseRef } from '../ref/named.refs.js';
import { parseAuthorRef } from '../ref/ref.js';

/**
 * The id of the author that a ref names; null when there is none.
 *
 * @throws BadUserInput when the ref cannot name anyone, or names several: the
 * error lists them.
 */
export async function resolveAuthor(ref: string, context: Context): Promise<string | null> {
  const own = ownIdOf(ref, 'Author');
  if (own !== undefined) return own;
  const parsed = parseRef(ref, parseAuthorRef);
  if (parsed.kind === 'orcid') {
    const id = `orcid:${parsed.orcid}`;
    return (await context.aliases.load(aliasId('author', id))) ?? id;
  }
  const found = await context.authors.byName.load(parsed.normalizedName);
  if (found.length > 1) {
    const candidates = found.map(
      ({ id, name, paperCount }) => `${name} (${paperCount ?? 0} papers, id ${toGlobalId('Author', id)})`,
    );
    throw new BadUserInput(
      `"${ref}" names ${found.length} authors: ${candidates.join('; ')}.`,
      'ref',
      'one of these ids',
    );
  }
  return found[0]?.id ?? null;
}
