import type { TechniqueRole } from '../technique/application.js';
import type { Link, RelationKind } from './relation.js';
import type { LoadedNode } from './relation.loader.js';

/** A verb for each direction: from where the relationship starts, and from where it leads to. */
type Verbs = readonly [forward: string, backward: string];

const ROLE_VERBS: Readonly<Record<TechniqueRole, Verbs>> = {
  INTRODUCES: ['introduces', 'is introduced in'],
  STUDIES: ['studies', 'is studied in'],
  USES: ['uses', 'is used in'],
  COMPARES: ['compares with', 'is compared with in'],
};

const VERBS: Readonly<Record<RelationKind, Verbs>> = {
  AUTHORED: ['wrote', 'was written by'],
  CITES: ['cites', 'is cited by'],
  ABOUT: ['is about', 'is a topic of'],
  APPLIES: ['works with', 'is worked with in'],
  SUBTOPIC_OF: ['is a subtopic of', 'has the subtopic'],
  VARIANT_OF: ['is a variant of', 'has the variant'],
};

function verbsOf({ kind, role }: Pick<Link, 'kind' | 'role'>): Verbs {
  return role === null ? VERBS[kind] : ROLE_VERBS[role];
}

/** The title of a paper, the name of anything else. */
export function labelOf({ node }: LoadedNode): string {
  return 'title' in node ? node.title : node.name;
}

/** What a sentence calls a node: titles stand in quotes. */
export function nameOf(loaded: LoadedNode): string {
  return loaded.type === 'Paper' ? `“${labelOf(loaded)}”` : labelOf(loaded);
}

/** The fact that a relationship states, in its own direction whichever way it is walked. */
export function sentenceOf(link: Link, from: LoadedNode, to: LoadedNode): string {
  const [subject, object] = link.forward ? [from, to] : [to, from];
  return `${nameOf(subject)} ${verbsOf(link)[0]} ${nameOf(object)}.`;
}

/**
 * One sentence along a path, each node told of by the words behind it:
 * “A” uses LoRA, which is introduced in “B”, which was written by Ada Example.
 */
export function explainPath(nodes: readonly LoadedNode[], links: readonly Link[]): string {
  const [start] = nodes;
  const told = links.map((link, index) => {
    const [forward, backward] = verbsOf(link);
    const pronoun = nodes[index]?.type === 'Author' ? 'who' : 'which';
    const next = nodes[index + 1];
    return `${index === 0 ? '' : `, ${pronoun}`} ${link.forward ? forward : backward} ${next ? nameOf(next) : ''}`;
  });
  return `${start ? nameOf(start) : ''}${told.join('')}.`;
}
