/** A node as it is drawn. */
export interface DrawnNode {
  readonly id: string;
  /** Short enough to stand beside it. */
  readonly label: string;
  /** All that it is called, for the pointer, the table and screen readers. */
  readonly title: string;
  /** A line more about it. */
  readonly detail: string;
  /** In CSS pixels at the first zoom. */
  readonly radius: number;
  /** A custom property of the style sheet, such as `--signal-text`. */
  readonly color: string;
  /** Where its own view is. */
  readonly path: string;
  /** How far from the middle it belongs, 0 to 1, in a graph around one node. */
  readonly distance?: number;
  /** Nodes with the greatest get their labels first. */
  readonly importance: number;
}

export interface DrawnEdge {
  readonly source: string;
  readonly target: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly color: string;
  /** What it stands for. */
  readonly title: string;
  /** How strongly it holds its ends together in the layout, 0 to 1. */
  readonly pull: number;
}

export interface DrawnGraph {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  /** The node in the middle, if there is one. */
  readonly center?: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Positions = ReadonlyMap<string, Point>;
