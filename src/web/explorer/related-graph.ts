import { paperPath } from './address.js';
import type { DrawnEdge, DrawnGraph } from './drawing/model.js';
import type { PaperName, RelatedEdge } from './queries/answers.js';
import { SIGNALS, strongest } from './signals.js';
import { count, shortTitle } from './wording.js';

const CENTER = 'center';

/** What the answers are related to: one paper, or a set that is drawn as one. */
export interface Asked {
  readonly title: string;
  readonly path: string;
}

/** Pairs of papers of which one cites the other. */
export type Citation = readonly [string, string];

/**
 * The graph of related papers: the nearer to the middle, the higher the score; the color of the edge is
 * that of its strongest signal, the size of a node tells how often it is cited.
 */
export function relatedGraph(asked: Asked, edges: readonly RelatedEdge[], citations: readonly Citation[]): DrawnGraph {
  const best = edges.reduce((most, { score }) => Math.max(most, score), 0.01);
  const shown = new Set(edges.map(({ node }) => node.id));
  const nodes = edges.map(({ node, score, signals }) => ({
    id: node.id,
    label: labelOf(node),
    title: node.title,
    detail: `Score ${score.toFixed(2)}. ${strongest(signals)?.explanation ?? ''}`,
    radius: 5 + 2.2 * Math.sqrt(Math.min(node.citationCount, 40)),
    color: colorOf(signals),
    path: paperPath(node),
    distance: 0.3 + 0.7 * Math.sqrt(1 - score / best),
    importance: score,
  }));
  const spokes = edges.map(({ node, score, signals }): DrawnEdge => ({
    source: CENTER,
    target: node.id,
    width: 0.8 + (2.2 * score) / best,
    color: colorOf(signals),
    title: strongest(signals)?.explanation ?? '',
    pull: score,
  }));
  const among = citations
    .filter(([one, other]) => shown.has(one) && shown.has(other))
    .map(([source, target]): DrawnEdge => ({
      source,
      target,
      width: 0.8,
      color: '--line-strong',
      title: 'Cites',
      pull: 0.4,
    }));
  return {
    center: CENTER,
    nodes: [
      {
        id: CENTER,
        label: shortTitle(asked.title),
        title: asked.title,
        detail: count(edges.length, 'related paper'),
        radius: 13,
        color: '--text',
        path: asked.path,
        importance: 2,
      },
      ...nodes,
    ],
    edges: [...among, ...spokes],
  };
}

function colorOf(signals: RelatedEdge['signals']): string {
  const signal = strongest(signals);
  return signal ? `--signal-${SIGNALS[signal.kind].family}` : '--muted';
}

function labelOf({ title, year }: PaperName): string {
  return year === null ? shortTitle(title) : `${shortTitle(title)} ${year}`;
}
