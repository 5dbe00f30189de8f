import { makeContext } from '../api/request-context.js';
import type { Settings } from '../config.js';
import { findPaths, type Path } from '../explore/path.js';
import { labelOf } from '../explore/relation-words.js';
import { HUB_DEGREE, type RelationKind } from '../explore/relation.js';
import { openSeededGraph } from './open-graph.js';

export interface PathFlags {
  readonly via?: readonly RelationKind[];
  readonly maxLength: number;
  readonly first: number;
  readonly json?: boolean;
}

/** Prints how two nodes hang together: each path with its steps, one a line. */
export async function path(from: string, to: string, flags: PathFlags, settings: Settings): Promise<void> {
  const graph = await openSeededGraph(settings, (line) => process.stderr.write(`${line}\n`));
  try {
    const { maxLength, first, via } = flags;
    const paths = await findPaths(
      { from, to, maxLength, first, via: via ? [...via] : null },
      makeContext(graph, 'path'),
    );
    process.stdout.write(flags.json ? `${JSON.stringify(paths.map(toJson))}\n` : told(paths, from, to, flags));
  } finally {
    await graph.close();
  }
}

function told(paths: readonly Path[], from: string, to: string, { maxLength, via }: PathFlags): string {
  if (paths.length === 0) {
    const along = via === undefined ? '' : ` along ${via.join(', ')}`;
    const ways = `There is no path from ${from} to ${to} in ${maxLength} steps or fewer${along}.`;
    return `${ways} Ways through nodes with more than ${HUB_DEGREE} relationships do not count.\n`;
  }
  return paths
    .map(({ steps }, index) => {
      const lines = steps.map(({ sentence }) => `   ${sentence}\n`);
      return `${index + 1}. ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}\n${lines.join('')}`;
    })
    .join('\n');
}

function toJson({ nodes, steps, explanation, specificity }: Path): Record<string, unknown> {
  return {
    length: steps.length,
    specificity,
    explanation,
    nodes: nodes.map((node) => ({ type: node.type, id: node.node.id, name: labelOf(node) })),
    steps: steps.map(({ from, to, kind, forward, sentence }) => ({
      from: from.node.id,
      to: to.node.id,
      kind,
      forward,
      sentence,
    })),
  };
}
