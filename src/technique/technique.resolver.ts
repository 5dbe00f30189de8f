import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { OrderDirection } from '../api/filters.js';
import { checkOrder, PageArgs, toConnection, windowOf, type ConnectionOf } from '../api/pagination.js';
import type { PageItem } from '../graph/page.js';
import { Paper } from '../paper/paper.type.js';
import { resolveNamed } from '../ref/named.refs.js';
import { toMatchedTexts } from '../text/matched-text.type.js';
import { PaperTechniqueArgs, TechniqueListArgs, TechniqueOrderField } from './technique.args.js';
import { techniqueCondition } from './technique.conditions.js';
import {
  LineageStep,
  PaperTechniqueConnection,
  PaperTechniqueEdge,
  TechniqueConnection,
  TechniqueEdge,
  TechniqueLineage,
} from './technique.connections.js';
import { toTechnique } from './technique.loaders.js';
import { BY_ROLE, techniqueSort, type LineageRow, type TechniqueRow } from './technique.repository.js';
import { Technique } from './technique.type.js';

const BY_NAME = { field: TechniqueOrderField.NAME, direction: OrderDirection.ASC } as const;
const NAME_SORTS = [techniqueSort('NAME', false)];

@Resolver(() => Technique)
export class TechniqueResolver {
  @Query(() => Technique, { nullable: true, description: 'One technique; null when there is none.' })
  async technique(
    @Arg('ref', () => String, {
      description: 'Slug, name or alias, such as `LoRA` or `low-rank adaptation`; or a global id.',
    })
    ref: string,
    @Ctx() context: Context,
  ): Promise<Technique | null> {
    const id = await resolveNamed('technique', ref, context);
    const row = id === null ? null : await context.techniques.byId.load(id);
    return row && toTechnique(row);
  }

  @Query(() => TechniqueConnection, {
    description: 'All techniques, filtered and ordered; by name when no order is given.',
  })
  async techniques(
    @Args(() => TechniqueListArgs) args: TechniqueListArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<TechniqueEdge>> {
    const orders = checkOrder(args.orderBy, BY_NAME);
    const window = windowOf(
      args,
      orders.map(({ field, direction }) => techniqueSort(field, direction === OrderDirection.DESC)),
    );
    const condition = await techniqueCondition(args.filter, context);
    const { repository } = context.techniques;
    return toConnection(TechniqueConnection, window, await repository.page(condition, window), plainEdge, () =>
      repository.count(condition),
    );
  }

  @FieldResolver(() => TechniqueConnection, { description: 'What it is a variant of, by name.' })
  async variantOf(
    @Root() { key }: Technique,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<TechniqueEdge>> {
    const window = windowOf(args, NAME_SORTS);
    const page = await context.techniques.variantOf.load({ id: key, args: window });
    return toConnection(TechniqueConnection, window, page, plainEdge, () =>
      context.techniques.variantOfCount.load({ id: key, args: null }),
    );
  }

  @FieldResolver(() => TechniqueConnection, { description: 'Its variants, by name.' })
  async variants(
    @Root() { key }: Technique,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<TechniqueEdge>> {
    const window = windowOf(args, NAME_SORTS);
    const page = await context.techniques.variants.load({ id: key, args: window });
    return toConnection(TechniqueConnection, window, page, plainEdge, () =>
      context.techniques.variantCount.load({ id: key, args: null }),
    );
  }

  @FieldResolver(() => TechniqueLineage, {
    description: 'What it descends from and what descends from it, up to six VARIANT_OF steps either way.',
  })
  async lineage(@Root() { key }: Technique, @Ctx() context: Context): Promise<TechniqueLineage> {
    const [ancestors, descendants] = await Promise.all([
      context.techniques.ancestors.load(key),
      context.techniques.descendants.load(key),
    ]);
    return Object.assign(new TechniqueLineage(), {
      ancestors: ancestors.map(toStep),
      descendants: descendants.map(toStep),
    });
  }
}

@Resolver(() => Paper)
export class PaperTechniquesResolver {
  @FieldResolver(() => PaperTechniqueConnection, {
    description: 'The techniques the paper works with: introduced, studied, used, compared with.',
  })
  async techniques(
    @Root() { key }: Paper,
    @Args(() => PaperTechniqueArgs) args: PaperTechniqueArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<PaperTechniqueEdge>> {
    const window = windowOf(args, BY_ROLE);
    const role = args.role ?? null;
    return toConnection(
      PaperTechniqueConnection,
      window,
      await context.techniques.ofPaper.load({ id: key, args: { window, role } }),
      ({ node, edge }, cursor) =>
        Object.assign(new PaperTechniqueEdge(), {
          ...edge,
          node: toTechnique(node),
          cursor,
          evidence: toMatchedTexts(edge.evidence),
        }),
      () => context.techniques.countOfPaper.load({ id: key, args: { role } }),
    );
  }
}

function plainEdge({ node }: PageItem<TechniqueRow, unknown>, cursor: string): TechniqueEdge {
  return Object.assign(new TechniqueEdge(), { node: toTechnique(node), cursor });
}

function toStep({ distance, technique }: LineageRow): LineageStep {
  return Object.assign(new LineageStep(), {
    distance,
    technique: toTechnique(technique),
    year: technique.introducedYear,
  });
}
