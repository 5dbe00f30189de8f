import { ArgsType, Field, Float, InputType } from 'type-graphql';
import { BadUserInput } from '../api/errors.js';
import { PageArgs } from '../api/pagination.js';
import { PaperFilter } from '../paper/paper.args.js';
import { RelatedPreset } from './related.type.js';
import { PRESETS, SIGNAL_KINDS, type Preset, type SignalKind, type Weights } from './formula.js';

const HOW = 'Instead of the weight of the preset; 0 turns it off.';

@InputType({
  description: 'Weights that override those of the preset, each a number from 0 to 1000. Those not given stay.',
})
export class RelatedWeights {
  @Field(() => Float, { nullable: true, description: `Of TEXT. ${HOW}` })
  text?: number | null;

  @Field(() => Float, { nullable: true, description: `Of NEIGHBORS_CITE. ${HOW}` })
  neighborsCite?: number | null;

  @Field(() => Float, { nullable: true, description: `Of SHARED_TECHNIQUES. ${HOW}` })
  sharedTechniques?: number | null;

  @Field(() => Float, { nullable: true, description: `Of TECHNIQUE_LINEAGE. ${HOW}` })
  techniqueLineage?: number | null;

  @Field(() => Float, { nullable: true, description: `Of SHARED_TOPICS. ${HOW}` })
  sharedTopics?: number | null;

  @Field(() => Float, { nullable: true, description: `Of SHARED_AUTHORS. ${HOW}` })
  sharedAuthors?: number | null;

  @Field(() => Float, { nullable: true, description: `Of AUTHORS_CITE. ${HOW}` })
  authorsCite?: number | null;

  @Field(() => Float, { nullable: true, description: `Of CITES. ${HOW}` })
  cites?: number | null;

  @Field(() => Float, { nullable: true, description: `Of CITED_BY. ${HOW}` })
  citedBy?: number | null;

  @Field(() => Float, { nullable: true, description: `Of CO_CITATION. ${HOW}` })
  coCitation?: number | null;

  @Field(() => Float, { nullable: true, description: `Of BIBLIOGRAPHIC_COUPLING. ${HOW}` })
  bibliographicCoupling?: number | null;

  @Field(() => Float, { nullable: true, description: `Of REFERENCES_CO_CITED. ${HOW}` })
  referencesCoCited?: number | null;

  @Field(() => Float, { nullable: true, description: `Of POPULARITY. ${HOW}` })
  popularity?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'How fast years apart damp the score, as (1 + years apart)^−age; 0 turns it off.',
  })
  age?: number | null;
}

const WEIGHT_OF: Readonly<Record<keyof RelatedWeights, SignalKind | 'age'>> = {
  text: 'TEXT',
  neighborsCite: 'NEIGHBORS_CITE',
  sharedTechniques: 'SHARED_TECHNIQUES',
  techniqueLineage: 'TECHNIQUE_LINEAGE',
  sharedTopics: 'SHARED_TOPICS',
  sharedAuthors: 'SHARED_AUTHORS',
  authorsCite: 'AUTHORS_CITE',
  cites: 'CITES',
  citedBy: 'CITED_BY',
  coCitation: 'CO_CITATION',
  bibliographicCoupling: 'BIBLIOGRAPHIC_COUPLING',
  referencesCoCited: 'REFERENCES_CO_CITED',
  popularity: 'POPULARITY',
  age: 'age',
};

const MOST_WEIGHT = 1000;

@ArgsType()
export class RelatedArgs extends PageArgs {
  @Field(() => RelatedPreset, { defaultValue: 'RELATED', description: 'What the papers are wanted for.' })
  preset!: Preset;

  @Field(() => RelatedWeights, { nullable: true, description: 'Overrides weights of the preset.' })
  weights?: RelatedWeights | null;

  @Field(() => PaperFilter, {
    nullable: true,
    description: 'Only papers that meet this; it changes which are found, and no score.',
  })
  filter?: PaperFilter | null;

  @Field(() => Float, {
    defaultValue: 0,
    description: 'From 0, the order of scores, to 1: how much each result should differ from those before it.',
  })
  diversity!: number;
}

/**
 * The weights that a client asks for.
 *
 * @throws BadUserInput that names the weight.
 */
export function weightsOf({ preset, weights }: Pick<RelatedArgs, 'preset' | 'weights'>): Weights {
  const chosen: Record<SignalKind | 'age', number> = { ...PRESETS[preset] };
  for (const [field, kind] of Object.entries(WEIGHT_OF)) {
    const weight = weights?.[field as keyof RelatedWeights];
    if (weight == null) continue;
    if (!(weight >= 0 && weight <= MOST_WEIGHT))
      throw new BadUserInput(`The weight is ${weight}.`, `weights.${field}`, `a number from 0 to ${MOST_WEIGHT}`);
    chosen[kind] = weight;
  }
  if (SIGNAL_KINDS.every((kind) => kind === 'POPULARITY' || chosen[kind] === 0))
    throw new BadUserInput('No signal that relates papers has any weight.', 'weights', 'one weight above 0');
  return chosen;
}

/** @throws BadUserInput when it is not from 0 to 1. */
export function checkDiversity(diversity: number): number {
  if (diversity >= 0 && diversity <= 1) return diversity;
  throw new BadUserInput(`diversity is ${diversity}.`, 'diversity', 'a number from 0 to 1');
}
