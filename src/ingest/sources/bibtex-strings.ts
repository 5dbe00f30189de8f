/** The longest text that a `@string`, or an entry with its strings, may come to. */
const MOST_EXPANDED = 512 * 1024;
const MOST_OF_STRING = 16 * 1024;
const MOST_STRINGS = 20_000;

const DEFINITION = /^@string\s*[{(]\s*([^\s={}(),"#%]+)\s*=/i;
/** A bare word in the place of a value: `journal = jml # " B"`. */
const NAME = /[=#]\s*([A-Za-z][^\s={}(),"#%]*)/g;

interface Definition {
  readonly text: string;
  /** Names of the definitions that it needs, and itself, in their order. */
  readonly needs: readonly string[];
  /** Length when everything is put in. */
  readonly length: number;
}

/**
 * Keeps the `@string` definitions of a file for the entries after them. A few lines
 * of definitions can stand for more text than memory holds, each ten of the one
 * before; so the length is reckoned before anything is put in.
 */
export class StringDefinitions {
  private readonly byName = new Map<string, Definition>();

  /** Takes a definition in; returns what is wrong with it, if anything is. */
  define(text: string): string | undefined {
    const name = DEFINITION.exec(text)?.[1]?.toLowerCase();
    if (name === undefined) return 'is no definition such as @string{name = "text"}';
    if (this.byName.size >= MOST_STRINGS) return `is one of more than ${MOST_STRINGS} definitions`;
    const length = this.expandedLength(text);
    if (length > MOST_OF_STRING) return `stands for more than ${MOST_OF_STRING} characters`;
    this.byName.delete(name);
    this.byName.set(name, { text, length, needs: [...this.needsOf(text).filter((need) => need !== name), name] });
    return undefined;
  }

  /** The text of an entry behind the definitions that it needs; undefined when it would become too long. */
  apply(text: string): string | undefined {
    if (this.byName.size === 0) return text;
    if (this.expandedLength(text) > MOST_EXPANDED) return undefined;
    const definitions = this.needsOf(text).map((name) => this.byName.get(name)?.text ?? '');
    return [...definitions, text].join('\n');
  }

  private expandedLength(text: string): number {
    return this.namesIn(text).reduce((sum, { length }) => sum + length, text.length);
  }

  private needsOf(text: string): string[] {
    return [...new Set(this.namesIn(text).flatMap(({ needs }) => needs))];
  }

  private namesIn(text: string): Definition[] {
    const found: Definition[] = [];
    for (const [, name = ''] of text.matchAll(NAME)) {
      const definition = this.byName.get(name.toLowerCase());
      if (definition !== undefined) found.push(definition);
    }
    return found;
  }
}
