import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceRadial,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from 'd3-force';
import type { DrawnGraph, Positions } from './model.js';

interface Body extends SimulationNodeDatum {
  readonly id: string;
  readonly radius: number;
  readonly distance: number;
}

interface Spring extends SimulationLinkDatum<Body> {
  readonly pull: number;
}

const TICKS = 260;
const MOST_WORK = 90_000;
const GAP = 9;

/**
 * Where the nodes of a graph stand. The same graph gives the same places: they start from a number made
 * of the node's id, and the forces draw no lots.
 *
 * @param held places that are kept: those of a graph that this one adds to.
 */
export function layOut(graph: DrawnGraph, held: Positions = new Map()): Positions {
  const spread = 26 * Math.sqrt(graph.nodes.length) + 60;
  const bodies: Body[] = graph.nodes.map(({ id, radius, distance }) => {
    const place = held.get(id);
    const isCenter = id === graph.center;
    const angle = fraction(id) * 2 * Math.PI;
    const far = spread * (distance ?? 0.35 + 0.65 * fraction(`${id}'`));
    const fixed = isCenter ? { x: 0, y: 0 } : place;
    return {
      id,
      radius,
      distance: far,
      x: fixed?.x ?? Math.cos(angle) * far,
      y: fixed?.y ?? Math.sin(angle) * far,
      ...(fixed && { fx: fixed.x, fy: fixed.y }),
    };
  });
  const known = new Set(bodies.map(({ id }) => id));
  const springs: Spring[] = graph.edges
    .filter(({ source, target }) => known.has(source) && known.has(target) && source !== target)
    .map(({ source, target, pull }) => ({ source, target, pull }));

  const simulation = forceSimulation(bodies)
    .force('collide', forceCollide<Body>(({ radius }) => radius + GAP).iterations(2))
    .stop();
  if (graph.center !== undefined) {
    simulation
      .force('radial', forceRadial<Body>(({ distance }) => distance, 0, 0).strength(0.9))
      .force('charge', forceManyBody<Body>().strength(-420));
  } else {
    simulation
      .force('x', forceX<Body>(0).strength(0.06))
      .force('y', forceY<Body>(0).strength(0.09))
      .force('charge', forceManyBody<Body>().strength(-260).distanceMax(600))
      .force(
        'link',
        forceLink<Body, Spring>(springs)
          .id(({ id }) => id)
          .distance(({ pull }) => 130 - 70 * pull)
          .strength(({ pull }) => 0.08 + 0.4 * pull),
      );
  }
  simulation.tick(Math.min(TICKS, Math.ceil(MOST_WORK / Math.max(1, bodies.length))));
  return new Map(bodies.map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
}

/** A number from 0 to 1 that a text always gives (FNV-1a). */
export function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 0x1_0000_0000;
}

/** The node nearest in the direction of an arrow key; undefined when none lies there. */
export function nextInDirection(
  positions: Positions,
  from: string,
  [dx, dy]: readonly [number, number],
): string | undefined {
  const start = positions.get(from);
  if (!start) return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, { x, y }] of positions) {
    const along = (x - start.x) * dx + (y - start.y) * dy;
    const across = Math.abs((x - start.x) * dy - (y - start.y) * dx);
    if (id === from || along <= 0 || across > along * 2.5) continue;
    const effort = along + 2 * across;
    if (effort < least) {
      least = effort;
      best = id;
    }
  }
  return best;
}
