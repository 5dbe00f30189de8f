import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { Node } from '../api/node.js';
import { loadNode } from '../node/load-node.js';
import { normalizeName } from '../text/analysis.js';
import { NODE_TYPE, refOf } from './search-ref.js';
import { SEARCH_TYPES, type SearchKind } from './search-type.js';
import { SearchType, Suggestion, TextRange } from './suggest.type.js';
import { hasErrors, type Completion } from './completion.js';
import { typedRanges } from './typed-ranges.js';

const DEFAULT_SUGGESTIONS = 8;
const MOST_SUGGESTIONS = 50;
const LONGEST_PREFIX = 200;

@Resolver(() => Suggestion)
export class SuggestResolver {
  @Query(() => [Suggestion], {
    description:
      'What a person may be about to write: names, aliases and titles that hold the typed words, the last of which may be unfinished. Whole names come first, then their beginnings, then words inside; of equal ones, those with more papers or citations. Where few are found, typing errors are forgiven.',
  })
  async suggest(
    @Arg('prefix', () => String, { description: `What was typed so far, at most ${LONGEST_PREFIX} characters.` })
    prefix: string,
    @Arg('types', () => [SearchType], { nullable: true, description: 'Only these; all when absent.' })
    types: SearchKind[] | null | undefined,
    @Arg('first', () => Int, {
      defaultValue: DEFAULT_SUGGESTIONS,
      description: `How many, 0 to ${MOST_SUGGESTIONS}.`,
    })
    first: number,
    @Ctx() context: Context,
  ): Promise<Suggestion[]> {
    if (first < 0 || first > MOST_SUGGESTIONS)
      throw new BadUserInput(`first is ${first}.`, 'first', `a whole number from 0 to ${MOST_SUGGESTIONS}`);
    if (prefix.length > LONGEST_PREFIX)
      throw new BadUserInput(
        `prefix has ${prefix.length} characters.`,
        'prefix',
        `at most ${LONGEST_PREFIX}; search takes longer texts`,
      );
    const found = await context.suggestions.complete(prefix, types ?? SEARCH_TYPES, first);
    return found.map((completion) => toSuggestion(completion, prefix));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'A few words to tell it from others: `1,204 papers`, or `Hinton et al., 2012`; null when nothing is known.',
  })
  async detail(@Root() { type, key, count }: Suggestion, @Ctx() context: Context): Promise<string | null> {
    if (type !== 'PAPER') return `${count.toLocaleString('en-US')} ${count === 1 ? 'paper' : 'papers'}`;
    const byline = await context.suggestions.byline.load(key);
    if (byline === null) return null;
    const { firstAuthor, authorCount, year } = byline;
    const surname = firstAuthor?.trim().split(/\s+/).at(-1) ?? null;
    const authors = surname !== null && authorCount !== null && authorCount > 1 ? `${surname} et al.` : surname;
    const parts = [authors, year].filter((part) => part !== null);
    return parts.length === 0 ? null : parts.join(', ');
  }

  @FieldResolver(() => Node, { nullable: true, description: 'The node itself.' })
  async node(@Root() { type, key }: Suggestion, @Ctx() context: Context): Promise<Node | null> {
    return await loadNode(NODE_TYPE[type], key, context);
  }
}

function toSuggestion(completion: Completion, prefix: string): Suggestion {
  const { kind, named, name } = completion;
  const corrected = hasErrors(completion);
  return Object.assign(new Suggestion(), {
    text: named.name,
    type: kind,
    ref: refOf(kind, named.id),
    alias:
      name === normalizeName(named.name) ? null : (named.aliases.find((one) => normalizeName(one) === name) ?? name),
    matched: typedRanges(named.name, prefix, corrected).map((range) => Object.assign(new TextRange(), range)),
    corrected,
    key: named.id,
    count: named.count,
  });
}
