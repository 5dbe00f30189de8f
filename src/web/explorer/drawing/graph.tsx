import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import { Drawing } from './drawing.js';
import { layOut, nextInDirection } from './layout.js';
import type { DrawnEdge, DrawnGraph, DrawnNode, Point, Positions } from './model.js';
import { edgeKey } from './painter.js';

interface GraphProps {
  readonly graph: DrawnGraph;
  /** What the graph is of, for those who do not see it. */
  readonly name: string;
  readonly picked?: string;
  readonly pickedEdge?: string;
  readonly onChoose: (node: DrawnNode) => void;
  readonly onChooseEdge?: (edge: DrawnEdge) => void;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The places of nodes that belong where they stood: more was added, and nothing ranked anew. */
function stillThere(
  graph: DrawnGraph,
  before: { graph: DrawnGraph; positions: Positions } | undefined,
): Map<string, Point> {
  const held = new Map<string, Point>();
  if (before === undefined || before.graph.center !== graph.center) return held;
  const distances = new Map(before.graph.nodes.map(({ id, distance }) => [id, distance]));
  for (const { id, distance } of graph.nodes) {
    const place = before.positions.get(id);
    if (place && distances.get(id) === distance) held.set(id, place);
  }
  return held;
}

/** A graph to look at, to drag and to walk with the arrow keys; its table says the same. */
export function Graph({ graph, name, picked, pickedEdge, onChoose, onChooseEdge }: GraphProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<Drawing>(undefined);
  const before = useRef<{ graph: DrawnGraph; positions: Positions }>(undefined);
  const [hover, setHover] = useState<{ node?: DrawnNode; edge?: DrawnEdge; at: Point }>();
  const [walked, setWalked] = useState<string>();
  const hint = useId();
  const events = useRef({ onChoose, onChooseEdge });
  events.current = { onChoose, onChooseEdge };

  const positions = useMemo(() => {
    const placed = layOut(graph, stillThere(graph, before.current));
    before.current = { graph, positions: placed };
    return placed;
  }, [graph]);

  useEffect(() => {
    if (!canvas.current) return;
    const element = canvas.current;
    const made = new Drawing(element, {
      hover: (node, edge, at) => setHover(node || edge ? { node, edge, at } : undefined),
      choose: (node) => events.current.onChoose(node),
      chooseEdge: (edge) => events.current.onChooseEdge?.(edge),
    });
    drawing.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const recolor = (): void => made.recolor();
    scheme.addEventListener('change', recolor);
    return () => {
      observer.disconnect();
      scheme.removeEventListener('change', recolor);
      made.destroy();
    };
  }, []);

  useEffect(() => {
    drawing.current?.show(graph, positions);
    setWalked((id) => (id !== undefined && positions.has(id) ? id : undefined));
  }, [graph, positions]);

  useEffect(() => {
    drawing.current?.emphasize({ picked, pickedEdge, walked });
  }, [picked, pickedEdge, walked, graph]);

  const titleOf = useMemo(() => new Map(graph.nodes.map((node) => [node.id, node])), [graph]);
  const walkedNode = walked === undefined ? undefined : titleOf.get(walked);

  const onKeyDown = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    if (arrow) {
      event.preventDefault();
      const from = walked ?? picked ?? graph.center ?? graph.nodes[0]?.id;
      if (from === undefined) return;
      const next =
        walked === undefined && picked === undefined ? from : (nextInDirection(positions, from, arrow) ?? from);
      setWalked(next);
      drawing.current?.reveal(next);
    } else if (event.key === 'Enter' && walkedNode) {
      event.preventDefault();
      onChoose(walkedNode);
    } else if (event.key === '+' || event.key === '=') drawing.current?.zoomBy(1.3);
    else if (event.key === '-') drawing.current?.zoomBy(1 / 1.3);
    else if (event.key === '0') drawing.current?.fit();
    else if (event.key === 'Escape') setWalked(undefined);
  };

  return (
    <div className="graph">
      <div className="graph-stage">
        <canvas
          ref={canvas}
          tabIndex={0}
          role="application"
          aria-label={`${name}. ${graph.nodes.length} nodes, ${graph.edges.length} edges.`}
          aria-describedby={hint}
          onKeyDown={onKeyDown}
          onBlur={() => setWalked(undefined)}
        />
        <p id={hint} className="unseen">
          Arrow keys walk from node to node, Enter chooses, plus and minus zoom, 0 shows all. The table below says the
          same.
        </p>
        <p className="unseen" role="status">
          {walkedNode && `${walkedNode.title}. ${walkedNode.detail}`}
        </p>
        <div className="graph-tools">
          <button type="button" aria-label="Zoom in" onClick={() => drawing.current?.zoomBy(1.3)}>
            +
          </button>
          <button type="button" aria-label="Zoom out" onClick={() => drawing.current?.zoomBy(1 / 1.3)}>
            −
          </button>
          <button type="button" aria-label="Show all" title="Show all" onClick={() => drawing.current?.fit()}>
            ⤢
          </button>
        </div>
        <Tip hover={hover} walked={walkedNode} drawing={drawing.current} />
      </div>
      <GraphTable graph={graph} name={name} nodes={titleOf} />
    </div>
  );
}

function Tip(props: {
  hover: { node?: DrawnNode; edge?: DrawnEdge; at: Point } | undefined;
  walked: DrawnNode | undefined;
  drawing: Drawing | undefined;
}) {
  const { hover, walked, drawing } = props;
  const node = hover ? hover.node : walked;
  const [x, y] = hover ? [hover.at.x, hover.at.y] : walked && drawing ? drawing.screenPlace(walked.id) : [0, 0];
  if (!node && !hover?.edge) return null;
  return (
    <div
      className="tip"
      style={{ left: `clamp(0.5rem, ${x + 14}px, calc(100% - 17rem))`, top: y + 16 }}
      aria-hidden="true"
    >
      <strong dir="auto">{node?.title ?? hover?.edge?.title}</strong>
      {node && <span>{node.detail}</span>}
    </div>
  );
}

function GraphTable({
  graph,
  name,
  nodes,
}: {
  graph: DrawnGraph;
  name: string;
  nodes: ReadonlyMap<string, DrawnNode>;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="graph-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The same as a table</summary>
      {isOpen && (
        // A region that scrolls must be reachable by keyboard.
        <div className="scrolls" tabIndex={0} role="region" aria-label={`${name}, as a table`}>
          <table>
            <thead>
              <tr>
                <th scope="col">Node</th>
                <th scope="col">About it</th>
                <th scope="col">Joined with</th>
              </tr>
            </thead>
            <tbody>
              {graph.nodes.map((node) => (
                <tr key={node.id}>
                  <th scope="row">
                    <Link href={node.path} dir="auto">
                      {node.title}
                    </Link>
                  </th>
                  <td>{node.detail}</td>
                  <td>
                    {graph.edges
                      .filter((edge) => edge.source === node.id || edge.target === node.id)
                      .slice(0, 12)
                      .map((edge) => (
                        <span key={edgeKey(edge)} className="joined">
                          {nodes.get(edge.source === node.id ? edge.target : edge.source)?.label}
                        </span>
                      ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
