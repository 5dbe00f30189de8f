import { compareLinks, keyOf, reversed, type Connection, type Link, type NodeKey } from './relation.js';

/** The part of the graph that a search has seen. Nodes are numbers, from 0, in the order of their discovery. */
export class KnownGraph {
  private readonly indexes = new Map<string, number>();
  private readonly nodes: { readonly node: NodeKey; readonly key: string; readonly degree: number }[] = [];
  private readonly links: Map<number, Link>[] = [];

  /** The number of a node, which is new or was here already. */
  add(node: NodeKey, degree: number): number {
    const key = keyOf(node);
    const known = this.indexes.get(key);
    if (known !== undefined) return known;
    const index = this.nodes.push({ node, key, degree }) - 1;
    this.indexes.set(key, index);
    this.links.push(new Map());
    return index;
  }

  /** Adds a step between two nodes, to be walked in both directions. */
  connect(connection: Connection): void {
    const { near, far, farDegree } = connection;
    const from = this.indexes.get(keyOf(near));
    if (from === undefined) throw new Error(`${keyOf(near)} was never seen.`);
    const to = this.add(far, farDegree);
    const { kind, forward, role, confidence } = connection;
    const link = { kind, forward, role, confidence };
    this.keep(from, to, link);
    this.keep(to, from, reversed(link));
  }

  /** One link for two nodes: where several relationships join them, the one that speaks for them. */
  private keep(from: number, to: number, link: Link): void {
    const links = this.links[from];
    const known = links?.get(to);
    if (known === undefined || compareLinks(link, known) < 0) links?.set(to, link);
  }

  /** The numbers of the nodes beside one, as far as they are known. */
  neighbors(index: number): Iterable<number> {
    return this.links[index]?.keys() ?? [];
  }

  link(from: number, to: number): Link | undefined {
    return this.links[from]?.get(to);
  }

  node(index: number): NodeKey {
    return this.at(index).node;
  }

  key(index: number): string {
    return this.at(index).key;
  }

  degree(index: number): number {
    return this.at(index).degree;
  }

  private at(index: number) {
    const found = this.nodes[index];
    if (found === undefined) throw new Error(`There is no node ${index}.`);
    return found;
  }
}
