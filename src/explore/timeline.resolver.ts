import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { MAX_PAGE_SIZE } from '../api/pagination.js';
import { toPaper } from '../paper/paper.loaders.js';
import type { Paper } from '../paper/paper.type.js';
import { toTechnique } from '../technique/technique.loaders.js';
import type { LineageRow } from '../technique/technique.repository.js';
import { Technique } from '../technique/technique.type.js';
import { checkFirst } from './papers-behind.js';
import { timelineOf, type Member, type Timeline } from './timeline-events.js';
import { LineageEdge, TechniqueTimeline, TimelineEvent } from './timeline.type.js';

interface LineageMember {
  readonly technique: Technique;
  readonly relation: Member['relation'];
  readonly distance: number;
}

@Resolver(() => Technique)
export class TechniqueTimelineResolver {
  @FieldResolver(() => TechniqueTimeline, {
    description: 'When it and the techniques around it were introduced, first used and most used, ready to be drawn.',
  })
  async timeline(
    @Root() technique: Technique,
    @Arg('first', () => Int, {
      defaultValue: 50,
      description: `How many techniques of its lineage at most, 1 to ${MAX_PAGE_SIZE}, the nearest first.`,
    })
    first: number,
    @Ctx() context: Context,
  ): Promise<TechniqueTimeline> {
    checkFirst(first);
    const lineage = await lineageOf(technique.key, context);
    const members: LineageMember[] = [{ technique, relation: 'SELF', distance: 0 }, ...lineage.slice(0, first)];
    const timeline = await readTimeline(members, context);
    const papers = await papersOf(timeline, context);
    const techniques = new Map(members.map((member) => [member.technique.key, member.technique]));
    return Object.assign(new TechniqueTimeline(), {
      events: timeline.events.map(({ techniqueId, paperId, ...event }) =>
        Object.assign(new TimelineEvent(), {
          ...event,
          technique: techniques.get(techniqueId),
          paper: paperId === null ? null : (papers.get(paperId) ?? null),
        }),
      ),
      techniques: [...techniques.values()],
      edges: timeline.links.map(({ parent, child }) =>
        Object.assign(new LineageEdge(), { parent: techniques.get(parent), child: techniques.get(child) }),
      ),
      lineageCount: lineage.length,
    });
  }
}

/** Ancestors and descendants, nearest first, so that every step of a way comes before the next. */
async function lineageOf(key: string, { techniques }: Context): Promise<LineageMember[]> {
  const [ancestors, descendants] = await Promise.all([
    techniques.ancestors.load(key),
    techniques.descendants.load(key),
  ]);
  const members = (rows: readonly LineageRow[], relation: Member['relation']): LineageMember[] =>
    rows.map((row) => ({ technique: toTechnique(row.technique), relation, distance: row.distance }));
  return [...members(ancestors, 'ANCESTOR'), ...members(descendants, 'DESCENDANT')].sort(
    (left, right) =>
      left.distance - right.distance ||
      left.relation.localeCompare(right.relation, 'en') ||
      (left.technique.key < right.technique.key ? -1 : 1),
  );
}

async function readTimeline(members: readonly LineageMember[], context: Context): Promise<Timeline> {
  const [self, ...others] = members.map(({ technique, relation, distance }): Member => ({
    id: technique.key,
    name: technique.name,
    introducedYear: technique.introducedYear,
    relation,
    distance,
  }));
  if (self === undefined) return { events: [], links: [] };
  const ids = members.map(({ technique }) => technique.key);
  const [parents, introductions, uses, years] = await Promise.all([
    Promise.all(ids.map((id) => context.timeline.parents.load(id))),
    Promise.all(ids.map((id) => context.timeline.introduction.load(id))),
    context.timeline.uses.load(self.id),
    context.adoption.ofTechnique.load({ id: self.id, args: 'YEAR' }),
  ]);
  const papersByYear = new Map<number, number>();
  for (const { period, papers } of years) {
    if (period !== '') papersByYear.set(Number(period), (papersByYear.get(Number(period)) ?? 0) + papers);
  }
  return timelineOf({
    self,
    others,
    parents: new Map(ids.map((id, index) => [id, parents[index] ?? []])),
    introductions: new Map(ids.flatMap((id, index) => pairOf(id, introductions[index]))),
    uses,
    years: papersByYear,
  });
}

async function papersOf({ events }: Timeline, { papers }: Context): Promise<Map<string, Paper>> {
  const ids = [...new Set(events.flatMap(({ paperId }) => paperId ?? []))];
  const rows = await Promise.all(ids.map((id) => papers.byId.load(id)));
  return new Map(ids.flatMap((id, index) => pairOf(id, rows[index])).map(([id, row]) => [id, toPaper(row)]));
}

function pairOf<Found>(id: string, found: Found | null | undefined): [string, Found][] {
  return found == null ? [] : [[id, found]];
}
