import { Arg, Ctx, FieldResolver, Float, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { Paper } from '../paper/paper.type.js';
import { toTopic } from '../topic/topic.loaders.js';
import { checkFirst, DEFAULT_EVIDENCE, HOW_MANY, loadPapers } from './papers-behind.js';
import { subjectOf } from './subject.refs.js';
import { topicGraphOf } from './topic-graph.js';
import { TopicGraph, TopicGraphEdge, TopicGraphNode } from './topic-graph.type.js';

const DEFAULT_NODES = 50;
const MOST_NODES = 200;

@Resolver()
export class TopicGraphResolver {
  @Query(() => TopicGraph, {
    description:
      'How topics hang together: the largest ones, or those under a root, and what stands together in papers more often than by chance, reduced so that it can be drawn.',
    complexity: ({ args, childComplexity }) => 1 + nodesOf(args['first']) * childComplexity,
  })
  async topicGraph(
    @Arg('root', () => String, {
      nullable: true,
      description:
        'Slug, name, alias or global id of the topic whose parts are wanted; the largest topics when absent.',
    })
    root: string | null | undefined,
    @Arg('minWeight', () => Float, {
      defaultValue: 0,
      description: 'Only edges of at least this weight, 0 to 1. All have a weight above 0.',
    })
    minWeight: number,
    @Arg('first', () => Int, {
      defaultValue: DEFAULT_NODES,
      description: `How many topics at most, 1 to ${MOST_NODES}, those of the most papers first.`,
    })
    first: number,
    @Ctx() context: Context,
  ): Promise<TopicGraph> {
    checkFirst(first, MOST_NODES);
    if (!(minWeight >= 0 && minWeight <= 1)) {
      throw new BadUserInput(`minWeight is ${minWeight}.`, 'minWeight', 'a number from 0 to 1');
    }
    const subject = root == null ? null : await subjectOf('topic', root, 'root', context);
    const topics = await context.topicGraphs.topics(subject?.id ?? null, first);
    const { links, found } = topicGraphOf(topics, minWeight);
    const rows = await Promise.all(topics.map(({ id }) => context.topics.byId.load(id)));
    const byId = new Map(rows.flatMap((row) => (row === null ? [] : [[row.id, toTopic(row)] as const])));
    const rootRow = subject === null ? null : await context.topics.byId.load(subject.id);
    return Object.assign(new TopicGraph(), {
      root: rootRow && toTopic(rootRow),
      nodes: topics.flatMap(({ id, paperCount }) => {
        const topic = byId.get(id);
        return topic === undefined ? [] : [Object.assign(new TopicGraphNode(), { topic, paperCount })];
      }),
      edges: links.flatMap(({ source, target, alpha, papers, ...link }) => {
        const ends = { source: byId.get(source), target: byId.get(target) };
        if (ends.source === undefined || ends.target === undefined) return [];
        return [Object.assign(new TopicGraphEdge(), { ...link, ...ends, disparity: alpha, behind: papers })];
      }),
      edgesFound: found,
    });
  }
}

@Resolver(() => TopicGraphEdge)
export class TopicGraphEdgeResolver {
  @FieldResolver(() => [Paper], {
    description: 'The papers about both, those first that are most surely about both.',
  })
  async papers(
    @Root() { behind }: TopicGraphEdge,
    @Arg('first', () => Int, { defaultValue: DEFAULT_EVIDENCE, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<Paper[]> {
    return await loadPapers(behind(checkFirst(first)), context);
  }
}

/** What a page size counts before it is checked. */
function nodesOf(first: unknown): number {
  return typeof first === 'number' ? Math.min(Math.max(first, 0), MOST_NODES) : DEFAULT_NODES;
}
