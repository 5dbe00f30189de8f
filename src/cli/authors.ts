import { AuthorRepository } from '../author/author.repository.js';
import { readAuthorMerges } from '../author/author-merges.js';
import { fromGlobalId } from '../api/node.js';
import type { Settings } from '../config.js';
import type { Graph } from '../graph/graph.js';
import { AuthorMergeError, mergeAuthors, unmergeAuthor } from '../ingest/merge-authors.js';
import { aliasId, AliasRepository } from '../ref/alias.repository.js';
import { parseAuthorRef } from '../ref/ref.js';
import { openSeededGraph } from './open-graph.js';

/** Makes one author of several that no source knows to be the same person. */
export async function merge(into: string, from: readonly string[], settings: Settings): Promise<void> {
  await withGraph(settings, async (graph) => {
    const stays = await authorId(graph, into);
    for (const ref of from) {
      const goes = await authorId(graph, ref);
      const papers = await mergeAuthors(graph, stays, goes);
      say(`${goes} is now ${stays}: ${papers} papers moved. Undo: related-work authors unmerge "${goes}"`);
    }
  });
}

/** Takes a merge back. */
export async function unmerge(id: string, settings: Settings): Promise<void> {
  await withGraph(settings, async (graph) => {
    const papers = await unmergeAuthor(graph, fromGlobalId(id)?.id ?? id);
    say(`${id} is an author again: ${papers} papers were looked at.`);
  });
}

/** Prints every merge. */
export async function listMerges(flags: { readonly json?: boolean }, settings: Settings): Promise<void> {
  await withGraph(settings, async (graph) => {
    for (const [id, into] of await readAuthorMerges(graph))
      say(flags.json ? JSON.stringify({ id, into }) : `${id} → ${into}`);
  });
}

/** Whom a person means by an id of the graph, a global id, an ORCID or a name. */
async function authorId(graph: Graph, ref: string): Promise<string> {
  const authors = new AuthorRepository(graph);
  const stored = (await authors.byIds([fromGlobalId(ref)?.id ?? ref])).get(fromGlobalId(ref)?.id ?? ref);
  if (stored !== undefined) return stored.id;
  const parsed = parseAuthorRef(ref);
  if (typeof parsed === 'string') throw new AuthorMergeError(parsed);
  if (parsed.kind === 'orcid') {
    const id = `orcid:${parsed.orcid}`;
    return (await new AliasRepository(graph).targets([aliasId('author', id)])).get(aliasId('author', id)) ?? id;
  }
  const named = (await authors.byNames([parsed.normalizedName])).get(parsed.normalizedName) ?? [];
  const [only] = named;
  if (only === undefined) throw new AuthorMergeError(`There is no author "${ref}".`);
  if (named.length > 1) {
    const list = named.map(({ id, name, paperCount }) => `  ${id}  ${name}, ${paperCount ?? 0} papers`);
    throw new AuthorMergeError([`"${ref}" names ${named.length} authors; name one by id:`, ...list].join('\n'));
  }
  return only.id;
}

async function withGraph(settings: Settings, work: (graph: Graph) => Promise<void>): Promise<void> {
  const graph = await openSeededGraph(settings, (line) => process.stderr.write(`${line}\n`));
  try {
    await work(graph);
  } finally {
    await graph.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
