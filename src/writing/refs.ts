import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { resolveAuthor } from '../author/author.refs.js';
import { resolvePaper } from '../paper/paper.refs.js';
import { resolveNamed } from '../ref/named.refs.js';
import { slugOf } from '../text/analysis.js';
import { notFound, type Failure } from './failure.js';

/** An existing node that a mutation names, by its id in the graph. */
export interface Target {
  readonly id: string;
  readonly ref: string;
}

export async function paperTarget(ref: string, argument: string, context: Context): Promise<Target | Failure> {
  const id = await naming(argument, resolvePaper(ref, context));
  const row = id === null ? null : await context.papers.byId.load(id);
  return row === null ? notFound('paper', ref) : { id: row.id, ref };
}

export async function techniqueTarget(ref: string, argument: string, context: Context): Promise<Target | Failure> {
  // One that only papers name has no other names than its slug.
  const id = (await naming(argument, resolveNamed('technique', ref, context))) ?? slugOf(ref);
  const row = await context.techniques.byId.load(id);
  return row === null ? notFound('technique', ref) : { id: row.id, ref };
}

export async function topicTarget(ref: string, argument: string, context: Context): Promise<Target | Failure> {
  const id = (await naming(argument, resolveNamed('topic', ref, context))) ?? slugOf(ref);
  const row = await context.topics.byId.load(id);
  return row === null ? notFound('topic', ref) : { id: row.id, ref };
}

export async function authorTarget(ref: string, argument: string, context: Context): Promise<Target | Failure> {
  const id = await naming(argument, resolveAuthor(ref, context));
  const row = id === null ? null : await context.authors.byId.load(id);
  return row === null ? notFound('author', ref) : { id: row.id, ref };
}

/** Refs are called `ref` where they are read; a mutation has several, each with a name of its own. */
async function naming<Result>(argument: string, found: Promise<Result>): Promise<Result> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof BadUserInput) error.extensions['argument'] = argument;
    throw error;
  }
}
