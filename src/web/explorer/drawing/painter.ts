import { placeLabels, type Box, type LabelWish, type PlacedLabel } from './labels.js';
import type { DrawnEdge, DrawnGraph, DrawnNode } from './model.js';

/** What is emphasized. */
export interface Emphasis {
  readonly picked?: string;
  readonly pickedEdge?: string;
  readonly walked?: string;
}

/** All that a picture shows. */
export interface Scene {
  readonly graph: DrawnGraph;
  readonly has: (id: string) => boolean;
  readonly emphasis: Emphasis;
  readonly hovered: string | undefined;
  readonly place: (id: string) => readonly [number, number];
  readonly radius: (node: DrawnNode) => number;
}

const FONT = '12px system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif';
const MOST_LABELS = 160;
const RING = 3.5;
/** The buttons in the lower right corner. */
const TOOLS = { width: 118, height: 42 };

export const edgeKey = ({ source, target }: Pick<DrawnEdge, 'source' | 'target'>): string => `${source}~${target}`;

/** Paints a scene on a canvas. */
export class Painter {
  private readonly widths = new Map<string, number>();
  private readonly colors = new Map<string, string>();

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly context: CanvasRenderingContext2D,
  ) {}

  /** Reads the colors of the page anew. */
  recolor(): void {
    this.colors.clear();
  }

  private color(name: string): string {
    let color = this.colors.get(name);
    if (color === undefined) {
      color = getComputedStyle(this.canvas).getPropertyValue(name).trim();
      this.colors.set(name, color);
    }
    return color;
  }

  paint(scene: Scene): void {
    const { context, canvas } = this;
    const ratio = window.devicePixelRatio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
    const near = nearOf(scene);
    this.drawEdges(scene, near);
    this.drawNodes(scene, near);
    this.drawLabels(scene, near);
  }

  /** Edges of one look are one path, for a canvas is slow in strokes and not in lines. */
  private drawEdges(scene: Scene, near: ReadonlySet<string> | undefined): void {
    const { context } = this;
    const subject = scene.hovered ?? scene.emphasis.walked;
    const looks = new Map<string, { edges: DrawnEdge[]; color: string; width: number; alpha: number }>();
    for (const edge of scene.graph.edges) {
      if (!scene.has(edge.source) || !scene.has(edge.target)) continue;
      const isPicked = edgeKey(edge) === scene.emphasis.pickedEdge;
      const isNear = near === undefined || edge.source === subject || edge.target === subject;
      const color = isPicked ? '--accent' : edge.color;
      const width = isPicked ? edge.width + 2 : edge.width;
      const alpha = isPicked ? 1 : isNear ? 0.6 : 0.12;
      const key = `${color} ${width.toFixed(1)} ${alpha}`;
      const look = looks.get(key) ?? { edges: [], color, width, alpha };
      look.edges.push(edge);
      looks.set(key, look);
    }
    for (const { edges, color, width, alpha } of looks.values()) {
      context.globalAlpha = alpha;
      context.strokeStyle = this.color(color);
      context.lineWidth = width;
      context.beginPath();
      for (const { source, target } of edges) {
        context.moveTo(...(scene.place(source) as [number, number]));
        context.lineTo(...(scene.place(target) as [number, number]));
      }
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  private drawNodes(scene: Scene, near: ReadonlySet<string> | undefined): void {
    const { context } = this;
    const ground = this.color('--ground');
    context.lineWidth = 1.5;
    for (const node of scene.graph.nodes) {
      const [x, y] = scene.place(node.id);
      const isFar = near !== undefined && !near.has(node.id);
      context.beginPath();
      context.arc(x, y, scene.radius(node), 0, 2 * Math.PI);
      context.fillStyle = ground;
      context.fill();
      context.globalAlpha = isFar ? 0.3 : 1;
      context.fillStyle = this.color(node.color);
      context.fill();
      context.strokeStyle = ground;
      context.stroke();
      context.globalAlpha = 1;
      this.drawRing(scene, node, x, y);
    }
  }

  private drawRing(scene: Scene, node: DrawnNode, x: number, y: number): void {
    const { context } = this;
    const isWalked = node.id === scene.emphasis.walked;
    if (!isWalked && node.id !== scene.emphasis.picked && node.id !== scene.graph.center) return;
    context.beginPath();
    context.arc(x, y, scene.radius(node) + RING, 0, 2 * Math.PI);
    context.strokeStyle = this.color(isWalked || node.id === scene.emphasis.picked ? '--accent' : '--text');
    context.lineWidth = 2;
    context.stroke();
    context.lineWidth = 1.5;
  }

  private drawLabels(scene: Scene, near: ReadonlySet<string> | undefined): void {
    const { context } = this;
    context.font = FONT;
    context.textBaseline = 'middle';
    const placed = this.placeLabels(scene, near);
    context.strokeStyle = this.color('--ground');
    context.lineWidth = 3;
    context.lineJoin = 'round';
    const strong = new Set([scene.hovered, scene.emphasis.walked, scene.emphasis.picked, scene.graph.center]);
    for (const { id, text, box } of placed) {
      const y = (box.top + box.bottom) / 2;
      context.strokeText(text, box.left, y);
      context.fillStyle = this.color(strong.has(id) ? '--text' : '--muted');
      context.fillText(text, box.left, y);
    }
  }

  private placeLabels(scene: Scene, near: ReadonlySet<string> | undefined): PlacedLabel[] {
    const frame: Box = { left: 4, top: 4, right: this.canvas.clientWidth - 4, bottom: this.canvas.clientHeight - 4 };
    const first = [scene.hovered, scene.emphasis.walked, scene.emphasis.picked, scene.graph.center];
    const rank = ({ id, importance }: DrawnNode): number => {
      const at = first.indexOf(id);
      return at >= 0 ? 1e9 - at : near?.has(id) ? 1e6 + importance : importance;
    };
    const wishes: LabelWish[] = [];
    for (const node of [...scene.graph.nodes].sort((one, other) => rank(other) - rank(one))) {
      if (wishes.length >= MOST_LABELS) break;
      const [x, y] = scene.place(node.id);
      if (x < 0 || y < 0 || x > frame.right || y > frame.bottom) continue;
      const must = node.id === scene.hovered || node.id === scene.emphasis.walked;
      wishes.push({
        id: node.id,
        text: node.label,
        x,
        y,
        radius: scene.radius(node) + (node.id === scene.graph.center ? RING : 0),
        width: this.widthOf(node.label),
        must,
      });
    }
    const tools = {
      left: frame.right - TOOLS.width,
      right: frame.right,
      top: frame.bottom - TOOLS.height,
      bottom: frame.bottom,
    };
    return placeLabels(wishes, frame, [tools]);
  }

  private widthOf(text: string): number {
    let width = this.widths.get(text);
    if (width === undefined) {
      width = this.context.measureText(text).width;
      this.widths.set(text, width);
    }
    return width;
  }
}

/** The node under the pointer and its neighbors; the others stand back. */
function nearOf({ graph, hovered, emphasis }: Scene): ReadonlySet<string> | undefined {
  const id = hovered ?? emphasis.walked;
  if (id === undefined || id === graph.center) return undefined;
  const near = new Set([id]);
  for (const { source, target } of graph.edges) {
    if (source === id) near.add(target);
    if (target === id) near.add(source);
  }
  return near.size > 1 ? near : undefined;
}
