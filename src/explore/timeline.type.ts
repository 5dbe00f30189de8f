import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Paper } from '../paper/paper.type.js';
import { Technique } from '../technique/technique.type.js';
import type { EventKind } from './timeline-events.js';

/** The GraphQL enum of {@link EventKind}. */
export const TimelineEventKind = {
  ANCESTOR_INTRODUCED: 'ANCESTOR_INTRODUCED',
  INTRODUCED: 'INTRODUCED',
  VARIANT_INTRODUCED: 'VARIANT_INTRODUCED',
  FIRST_USE: 'FIRST_USE',
  PEAK: 'PEAK',
  LATEST_USE: 'LATEST_USE',
} as const satisfies { [Kind in EventKind]: Kind };

registerEnumType(TimelineEventKind, {
  name: 'TimelineEventKind',
  description: 'What happened to a technique.',
  valuesConfig: {
    ANCESTOR_INTRODUCED: { description: 'Something that it is a variant of, in one or more steps, was introduced.' },
    INTRODUCED: { description: 'It was introduced itself.' },
    VARIANT_INTRODUCED: { description: 'A variant of it, or of one of its variants, was introduced.' },
    FIRST_USE: { description: 'The first paper of this graph that studies, uses or compares with it.' },
    PEAK: { description: 'The year with the most papers of this graph that work with it, at least two.' },
    LATEST_USE: { description: 'The latest paper of this graph that studies, uses or compares with it.' },
  },
});

@ObjectType({ description: 'One event in the life of a technique.' })
export class TimelineEvent {
  @Field(() => Int, { description: 'The year in which it happened.' })
  year!: number;

  @Field(() => TimelineEventKind, { description: 'What happened.' })
  kind!: EventKind;

  @Field(() => Technique, { description: 'The technique to which it happened.' })
  technique!: Technique;

  @Field(() => Paper, {
    nullable: true,
    description: 'The paper that did it; null where no paper of this graph did, and for the peak, which many made.',
  })
  paper!: Paper | null;

  @Field(() => String, { description: 'The event in a sentence.' })
  sentence!: string;
}

@ObjectType({ description: 'One VARIANT_OF step of a lineage.' })
export class LineageEdge {
  @Field(() => Technique, { description: 'What is varied.' })
  parent!: Technique;

  @Field(() => Technique, { description: 'The variant.' })
  child!: Technique;
}

/** Both lists are taken to be as long as the techniques asked for when their cost is estimated. */
const COUNTED = { complexity: ({ childComplexity }: { childComplexity: number }) => Math.max(1, childComplexity) };

@ObjectType({ description: 'The life of a technique and its lineage, ready to be drawn.' })
export class TechniqueTimeline {
  @Field(() => [TimelineEvent], { description: 'What happened, in order of time.', ...COUNTED })
  events!: TimelineEvent[];

  @Field(() => [Technique], {
    description: 'The technique and those of its lineage, nearest first; one of unknown year has no event.',
    ...COUNTED,
  })
  techniques!: Technique[];

  @Field(() => [LineageEdge], {
    description: 'Which of these techniques varies which; every one is connected with the technique asked about.',
    ...COUNTED,
  })
  edges!: LineageEdge[];

  @Field(() => Int, {
    description: 'How many techniques the lineage has, up to six steps and 200 techniques either way.',
  })
  lineageCount!: number;
}
