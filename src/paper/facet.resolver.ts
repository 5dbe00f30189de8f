import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { Node } from '../api/node.js';
import { MAX_PAGE_SIZE } from '../api/pagination.js';
import type { Condition } from '../graph/condition.js';
import { loadNode } from '../node/load-node.js';
import { Facet, FacetField, FacetValue } from './facet.type.js';
import { PaperConnection } from './paper.connections.js';
import type { FacetKind, FacetRow } from './facet.repository.js';

const DEFAULT_VALUES = 10;

/** A list of papers that knows what its papers meet. */
interface Filtered {
  readonly condition: Condition;
}

@Resolver(() => PaperConnection)
export class PaperFacetsResolver {
  @FieldResolver(() => [Facet], {
    description: 'The papers of the whole list, not of this page alone, counted by what they have.',
    // Everything in a connection is multiplied by the size of its page, so the values of a facet are counted once.
    complexity: ({ args, childComplexity }) => (args as { by: readonly unknown[] }).by.length * (2 + childComplexity),
  })
  async facets(
    @Root() { condition }: Filtered,
    @Arg('by', () => [FacetField], { description: 'What to count by, each once.' }) by: FacetKind[],
    @Arg('first', () => Int, {
      defaultValue: DEFAULT_VALUES,
      description: `How many values of each, 0 to ${MAX_PAGE_SIZE}.`,
    })
    first: number,
    @Ctx() context: Context,
  ): Promise<Facet[]> {
    if (first < 0 || first > MAX_PAGE_SIZE)
      throw new BadUserInput(`first is ${first}.`, 'first', `a whole number from 0 to ${MAX_PAGE_SIZE}`);
    if (new Set(by).size !== by.length) throw new BadUserInput('by names a facet twice.', 'by', 'each at most once');
    return await Promise.all(
      by.map(async (kind) => {
        const rows = await context.facets.count(kind, condition, first);
        return Object.assign(new Facet(), { by: kind, values: rows.map((row) => toValue(kind, row)) });
      }),
    );
  }
}

@Resolver(() => FacetValue)
export class FacetNodeResolver {
  @FieldResolver(() => Node, { nullable: true, description: 'The topic or technique; null of a year or venue.' })
  async node(@Root() { by, value }: FacetValue, @Ctx() context: Context): Promise<Node | null> {
    if (by === 'TOPIC') return await loadNode('Topic', value, context);
    return by === 'TECHNIQUE' ? await loadNode('Technique', value, context) : null;
  }
}

function toValue(by: FacetKind, { value, label, count }: FacetRow): FacetValue {
  return Object.assign(new FacetValue(), { by, value: String(value), label: label ?? String(value), count });
}
