/**
 * All names of a vocabulary as one automaton over words. Reading starts at every
 * word that begins a name and goes on while names go on, so it takes at most as
 * many steps a word as the longest name has words (`MOST_WORDS`).
 */
export interface PhraseTrie {
  /** Form id → the node after it at the start of a name, 0 for none. */
  readonly first: Int32Array;
  /** Node → 1 when names go on from there. */
  readonly inner: Uint8Array;
  /** Open addressing of (node, stem) → node. */
  readonly mask: number;
  readonly from: Int32Array;
  readonly by: Int32Array;
  readonly to: Int32Array;
  /** Node → index of what ends there, −1 for none. */
  readonly accepts: Int32Array;
}

/** No name has more words. */
export const MOST_WORDS = 12;

/** Builds a trie: every sequence of stems leads to the number of what it names. */
export class TrieBuilder {
  readonly #children: Map<number, number>[] = [new Map<number, number>()];
  readonly #accepts: number[] = [-1];

  /** The number that a sequence names already; else it names `index` from now on. */
  add(stems: readonly number[], index: number): number {
    let node = 0;
    for (const stem of stems) {
      const children = this.#children[node] ?? new Map<number, number>();
      let child = children.get(stem);
      if (child === undefined) {
        child = this.#children.length;
        children.set(stem, child);
        this.#children.push(new Map());
        this.#accepts.push(-1);
      }
      node = child;
    }
    const known = this.#accepts[node] ?? -1;
    if (known === -1) this.#accepts[node] = index;
    return known === -1 ? index : known;
  }

  /** @param stems form id → stem, as the lexicon has them. */
  build(stems: Int32Array): PhraseTrie {
    const capacity = 1 << Math.ceil(Math.log2(Math.max(this.#children.length, 8) * 2));
    const trie: PhraseTrie = {
      first: stems.map((stem) => this.#children[0]?.get(stem) ?? 0),
      inner: Uint8Array.from(this.#children, (children) => (children.size > 0 ? 1 : 0)),
      mask: capacity - 1,
      from: new Int32Array(capacity),
      by: new Int32Array(capacity),
      to: new Int32Array(capacity),
      accepts: Int32Array.from(this.#accepts),
    };
    for (const [node, children] of this.#children.entries()) {
      for (const [stem, child] of children) {
        let slot = slotOf(node, stem) & trie.mask;
        while (trie.to[slot] !== 0) slot = (slot + 1) & trie.mask;
        trie.from[slot] = node;
        trie.by[slot] = stem;
        trie.to[slot] = child;
      }
    }
    return trie;
  }
}

function slotOf(node: number, stem: number): number {
  const hash = Math.imul(node, 0x9e3779b1) ^ Math.imul(stem, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}

/** The node that a stem leads to from a node, 0 for none. */
export function step({ mask, from, by, to }: PhraseTrie, node: number, stem: number): number {
  for (let slot = slotOf(node, stem) & mask; ; slot = (slot + 1) & mask) {
    const child = to[slot] ?? 0;
    if (child === 0 || (from[slot] === node && by[slot] === stem)) return child;
  }
}

/** What exactly the words `from` to `to` name, −1 for nothing. `stems` is form id → stem. */
export function indexOf(
  trie: PhraseTrie,
  stems: Int32Array,
  { form }: { readonly form: Int32Array },
  from: number,
  to: number,
): number {
  let node = trie.first[form[from] ?? 0] ?? 0;
  for (let i = from + 1; i < to && node !== 0; i++) node = step(trie, node, stems[form[i] ?? 0] ?? 0);
  return node === 0 ? -1 : (trie.accepts[node] ?? -1);
}
