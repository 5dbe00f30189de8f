import { createUnionType, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../api/pagination.js';
import { Author } from '../author/author.type.js';
import { Paper } from '../paper/paper.type.js';
import { Technique } from '../technique/technique.type.js';
import { Topic } from '../topic/topic.type.js';
import { FORMULA, SIGNAL_KINDS, type Preset, type SignalKind } from './formula.js';
import type { Evidence } from './facts.js';

/** The GraphQL enum of {@link SignalKind}. */
export const RelationKind = Object.fromEntries(SIGNAL_KINDS.map((kind) => [kind, kind])) as {
  [Kind in SignalKind]: Kind;
};

registerEnumType(RelationKind, {
  name: 'SignalKind',
  description: 'A way in which one paper can be related to another.',
  valuesConfig: Object.fromEntries(SIGNAL_KINDS.map((kind) => [kind, { description: FORMULA[kind].meaning }])),
});

/** The GraphQL enum of {@link Preset}. */
export const RelatedPreset = { RELATED: 'RELATED', REFERENCES: 'REFERENCES' } as const satisfies {
  [Name in Preset]: Name;
};

registerEnumType(RelatedPreset, {
  name: 'RelatedPreset',
  description: 'What related papers are wanted for; it sets the weights.',
  valuesConfig: {
    RELATED: { description: 'What else is like this, older or newer.' },
    REFERENCES: { description: 'What a paper like this would cite: older and well-cited work comes first.' },
  },
});

@ObjectType({ description: 'A word that both texts use.' })
export class Term {
  @Field(() => String, { description: 'The word, as the paper asked about writes it.' })
  text!: string;

  @Field(() => String, { description: 'Its stem, under which both texts are indexed.' })
  stem!: string;
}

export const RelatedEvidence = createUnionType({
  name: 'RelatedEvidence',
  description: 'What two papers have in common: a node of the graph, or a word of both texts.',
  types: () => [Paper, Author, Topic, Technique, Term] as const,
});

@ObjectType({ description: 'One reason why two papers are related, and how much it counts.' })
export class RelatedSignal {
  @Field(() => RelationKind, { description: 'The way in which they are related.' })
  kind!: SignalKind;

  @Field(() => Float, { description: 'How strong the signal is on its own: 1 is typical where it is there at all.' })
  strength!: number;

  @Field(() => Float, { description: "Its part of the edge's score, 0 to 1. The shares of an edge add up to 1." })
  share!: number;

  @Field(() => String, { description: 'The reason in a sentence. "This paper" is the one asked about.' })
  explanation!: string;

  found!: readonly Evidence[];
  wordFor!: (term: string) => string;
}

@ObjectType({ description: 'A related paper: how strongly, and why.' })
export class RelatedPaperEdge {
  @Field(() => Paper, { description: 'The related paper.' })
  node!: Paper;

  @Field(() => String, { description: 'Where the paper stands in the ranking.' })
  cursor!: string;

  @Field(() => Float, {
    description:
      'How strongly it is related, 0 to 1. Depends on the papers and the graph alone, not on page, filter or diversity.',
  })
  score!: number;

  @Field(() => Float, {
    description: 'How much likeness to what is not wanted has taken away from the score, 0 to 1.',
  })
  penalty!: number;

  @Field(() => [RelatedSignal], { description: 'The reasons, the largest share first.' })
  signals!: RelatedSignal[];
}

export const RelatedPaperConnection = connectionType(
  'RelatedPaperConnection',
  'A page of related papers, the most strongly related first.',
  () => RelatedPaperEdge,
  () => Paper,
);

@ObjectType({ description: 'One term of the formula.' })
export class FormulaSignal {
  @Field(() => RelationKind, { description: 'The signal.' })
  kind!: SignalKind;

  @Field(() => Float, { description: 'How much a strength of 1 adds, with the preset RELATED.' })
  weight!: number;

  @Field(() => Float, { description: 'The raw value at which its strength is 1.' })
  scale!: number;

  @Field(() => String, { description: 'What it says about two papers.' })
  meaning!: string;

  @Field(() => String, { description: 'Where the measure comes from.' })
  source!: string;
}

@ObjectType({ description: 'The weight of a signal in a preset.' })
export class PresetWeight {
  @Field(() => RelationKind, { description: 'The signal.' })
  kind!: SignalKind;

  @Field(() => Float, { description: 'How much a strength of 1 adds.' })
  weight!: number;
}

@ObjectType({ description: 'A set of weights.' })
export class PresetFormula {
  @Field(() => RelatedPreset, { description: 'What it is for.' })
  preset!: Preset;

  @Field(() => [PresetWeight], { description: 'The weights, largest first.' })
  weights!: PresetWeight[];

  @Field(() => Float, { description: 'The exponent with which years apart damp the score.' })
  age!: number;
}

@ObjectType({
  description:
    'How scores are made: score = s / (s + 6), where s = (1 + years apart)^−age · Σ weight · strength and strength = raw / scale for what the papers share.',
})
export class RelatedFormula {
  @Field(() => String, { description: 'Changes whenever a score could change.' })
  version!: string;

  @Field(() => [FormulaSignal], { description: 'The signals, in order of their weights.' })
  signals!: FormulaSignal[];

  @Field(() => [PresetFormula], { description: 'The weights of each preset.' })
  presets!: PresetFormula[];

  @Field(() => Int, {
    description: 'A node with more papers than this still scores, but does not bring up candidates.',
  })
  hubDegree!: number;
}
