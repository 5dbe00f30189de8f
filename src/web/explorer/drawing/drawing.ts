import { drag } from 'd3-drag';
import { select } from 'd3-selection';
import { zoom, zoomIdentity, zoomTransform, type ZoomBehavior, type ZoomTransform } from 'd3-zoom';
import type { DrawnEdge, DrawnGraph, DrawnNode, Point, Positions } from './model.js';
import { Painter, type Emphasis } from './painter.js';

export interface DrawingEvents {
  readonly hover: (node: DrawnNode | undefined, edge: DrawnEdge | undefined, at: Point) => void;
  readonly choose: (node: DrawnNode) => void;
  readonly chooseEdge: (edge: DrawnEdge) => void;
}

const EDGE_REACH = 7;
const LEAST_REACH = 12;
const PADDING = 34;
const SIDE_PADDING = 70;

/** A graph on a canvas: drawn anew whenever something changes, and never in between. */
export class Drawing {
  private readonly painter: Painter;
  private readonly zooming: ZoomBehavior<HTMLCanvasElement, unknown>;
  private graph: DrawnGraph = { nodes: [], edges: [] };
  private byId = new Map<string, DrawnNode>();
  private places = new Map<string, { x: number; y: number }>();
  private emphasis: Emphasis = {};
  private hovered: string | undefined;
  private frame = 0;
  private isFitted = true;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly events: DrawingEvents,
  ) {
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This browser cannot draw.');
    this.painter = new Painter(canvas, context);
    this.zooming = zoom<HTMLCanvasElement, unknown>()
      .scaleExtent([0.1, 6])
      .filter((event: Event) => this.mayZoom(event))
      .on('zoom', (event: { sourceEvent: unknown }) => {
        if (event.sourceEvent) this.isFitted = false;
        this.redraw();
      });
    const dragging = drag<HTMLCanvasElement, unknown>()
      .container(canvas)
      .filter((event: MouseEvent) => !event.button && !('touches' in event))
      .subject((event: { x: number; y: number }) => {
        const node = this.nodeAt(event);
        if (!node) return null;
        const [x, y] = this.transform.apply([this.placeOf(node.id).x, this.placeOf(node.id).y]);
        return { x, y, id: node.id };
      })
      .on('drag', (event: { x: number; y: number; subject: { id: string } }) => {
        const [x, y] = this.transform.invert([event.x, event.y]);
        this.places.set(event.subject.id, { x, y });
        this.isFitted = false;
        this.redraw();
      });
    select(canvas).call(dragging).call(this.zooming).on('dblclick.zoom', null);
    canvas.addEventListener('click', this.onClick);
    canvas.addEventListener('pointermove', this.onMove);
    canvas.addEventListener('pointerleave', this.onLeave);
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    select(this.canvas).on('.zoom', null).on('.drag', null);
    this.canvas.removeEventListener('click', this.onClick);
    this.canvas.removeEventListener('pointermove', this.onMove);
    this.canvas.removeEventListener('pointerleave', this.onLeave);
  }

  show(graph: DrawnGraph, positions: Positions): void {
    this.graph = graph;
    this.byId = new Map(graph.nodes.map((node) => [node.id, node]));
    this.places = new Map([...positions].map(([id, { x, y }]) => [id, { x, y }]));
    this.fit();
  }

  emphasize(emphasis: Emphasis): void {
    this.emphasis = emphasis;
    this.redraw();
  }

  /** Reads the colors of the page anew. */
  recolor(): void {
    this.painter.recolor();
    this.redraw();
  }

  resize(): void {
    const { clientWidth, clientHeight } = this.canvas;
    const ratio = window.devicePixelRatio;
    this.canvas.width = Math.round(clientWidth * ratio);
    this.canvas.height = Math.round(clientHeight * ratio);
    if (this.isFitted) this.fit();
    else this.redraw();
  }

  /** Moves and scales the graph so that all of it can be seen. */
  fit(): void {
    this.isFitted = true;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (this.places.size === 0 || width === 0) {
      this.redraw();
      return;
    }
    const xs = [...this.places.values()].map(({ x }) => x);
    const ys = [...this.places.values()].map(({ y }) => y);
    const [left, right] = [least(xs), -least(xs.map((x) => -x))];
    const [top, bottom] = [least(ys), -least(ys.map((y) => -y))];
    const side = Math.min(SIDE_PADDING, width / 9);
    const scale = Math.min(
      (width - 2 * side) / Math.max(1, right - left),
      (height - 2 * PADDING) / Math.max(1, bottom - top),
      1.6,
    );
    const transform = zoomIdentity
      .translate(width / 2, height / 2)
      .scale(scale)
      .translate(-(left + right) / 2, -(top + bottom) / 2);
    this.zooming.transform(select(this.canvas), transform);
  }

  zoomBy(factor: number): void {
    this.isFitted = false;
    this.zooming.scaleBy(select(this.canvas), factor);
  }

  /** Moves the graph so that a node is in view. */
  reveal(id: string): void {
    const [x, y] = this.screenPlace(id);
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (x > PADDING && x < width - PADDING && y > PADDING && y < height - PADDING) return;
    this.zooming.translateTo(select(this.canvas), this.placeOf(id).x, this.placeOf(id).y);
  }

  screenPlace(id: string): readonly [number, number] {
    const { x, y } = this.placeOf(id);
    return this.transform.apply([x, y]);
  }

  private get transform(): ZoomTransform {
    return zoomTransform(this.canvas);
  }

  private placeOf(id: string): Point {
    return this.places.get(id) ?? { x: 0, y: 0 };
  }

  /** The wheel scrolls the page until the graph is in use; then, or with Ctrl, it zooms. */
  private mayZoom(event: Event): boolean {
    if (event.type === 'wheel')
      return (
        (event as WheelEvent).ctrlKey || (event as WheelEvent).metaKey || this.canvas.matches(':focus-within, :focus')
      );
    if ('touches' in event) return (event as TouchEvent).touches.length > 1;
    return (event as MouseEvent).button === 0 && !(event as MouseEvent).ctrlKey;
  }

  private radiusOf({ radius }: DrawnNode): number {
    return radius * Math.min(1.8, Math.max(0.45, Math.sqrt(this.transform.k)));
  }

  private nodeAt({ x, y }: Point): DrawnNode | undefined {
    let best: DrawnNode | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const node of this.graph.nodes) {
      const [nodeX, nodeY] = this.screenPlace(node.id);
      const distance = Math.hypot(nodeX - x, nodeY - y);
      if (distance < Math.max(LEAST_REACH, this.radiusOf(node) + 3) && distance < least) {
        least = distance;
        best = node;
      }
    }
    return best;
  }

  private edgeAt({ x, y }: Point): DrawnEdge | undefined {
    let best: DrawnEdge | undefined;
    let nearest = EDGE_REACH;
    for (const edge of this.graph.edges) {
      if (!this.byId.has(edge.source) || !this.byId.has(edge.target)) continue;
      const distance = distanceToLine({ x, y }, this.screenPlace(edge.source), this.screenPlace(edge.target));
      if (distance < nearest) {
        nearest = distance;
        best = edge;
      }
    }
    return best;
  }

  private readonly onClick = (event: MouseEvent): void => {
    const at = { x: event.offsetX, y: event.offsetY };
    const node = this.nodeAt(at);
    if (node) {
      this.events.choose(node);
      return;
    }
    const edge = this.edgeAt(at);
    if (edge) this.events.chooseEdge(edge);
  };

  private readonly onMove = (event: PointerEvent): void => {
    if (event.buttons !== 0) return;
    const at = { x: event.offsetX, y: event.offsetY };
    const node = this.nodeAt(at);
    const edge = node ? undefined : this.edgeAt(at);
    this.canvas.style.cursor = node || edge ? 'pointer' : 'grab';
    if (this.hovered !== node?.id) {
      this.hovered = node?.id;
      this.redraw();
    }
    this.events.hover(node, edge, at);
  };

  private readonly onLeave = (event: PointerEvent): void => {
    this.hovered = undefined;
    this.events.hover(undefined, undefined, { x: event.offsetX, y: event.offsetY });
    this.redraw();
  };

  private redraw(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.painter.paint({
        graph: this.graph,
        has: (id) => this.byId.has(id),
        emphasis: this.emphasis,
        hovered: this.hovered,
        place: (id) => this.screenPlace(id),
        radius: (node) => this.radiusOf(node),
      });
    });
  }
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
}

function distanceToLine(
  { x, y }: Point,
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(ax + along * (bx - ax) - x, ay + along * (by - ay) - y);
}
