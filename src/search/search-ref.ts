import { toGlobalId, type NodeType } from '../api/node.js';
import { MalformedRef, parsePaperRef } from '../ref/ref.js';
import type { SearchKind } from './search-type.js';

export const NODE_TYPE: Readonly<Record<SearchKind, NodeType>> = {
  PAPER: 'Paper',
  AUTHOR: 'Author',
  TOPIC: 'Topic',
  TECHNIQUE: 'Technique',
};

/** A ref that leads to exactly this node: a paper's identifier where that can be written as one, else the global id. */
export function refOf(kind: SearchKind, id: string): string {
  return kind === 'PAPER' && namesItself(id) ? id : toGlobalId(NODE_TYPE[kind], id);
}

function namesItself(id: string): boolean {
  try {
    const ref = parsePaperRef(id);
    return ref.kind === 'identifier' && ref.identifier === id;
  } catch (error) {
    if (error instanceof MalformedRef) return false;
    throw error;
  }
}
