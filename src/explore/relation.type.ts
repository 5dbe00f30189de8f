import { registerEnumType } from 'type-graphql';
import { RELATION_KINDS, type RelationKind } from './relation.js';

/** The GraphQL enum of {@link RelationKind}. */
export const Relation = Object.fromEntries(RELATION_KINDS.map((kind) => [kind, kind])) as {
  [Kind in RelationKind]: Kind;
};

registerEnumType(Relation, {
  name: 'RelationKind',
  description: 'A kind of relationship between two nodes of the graph.',
  valuesConfig: {
    AUTHORED: { description: 'An author wrote a paper.' },
    CITES: { description: 'A paper cites another.' },
    ABOUT: { description: 'A paper is about a topic.' },
    APPLIES: { description: 'A paper introduces, studies, uses or compares with a technique.' },
    SUBTOPIC_OF: { description: 'A topic belongs to a wider one.' },
    VARIANT_OF: { description: 'A technique is a variant of another.' },
  },
});
