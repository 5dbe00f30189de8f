/** A field as it is written: its value with the braces or quotes around it. */
export interface RawField {
  readonly name: string;
  readonly value: string;
}

const HEAD = /^@[A-Za-z]+\s*([{(])\s*[^\s,={}()"#%]*\s*,/;
const NAME = /[\s,]*([A-Za-z][\w:.+-]*)\s*=\s*/y;
const END = /[\s,]*[})]\s*$/y;

/**
 * Splits an entry into its head and its fields, without a look at what is in them;
 * undefined when it is not written as one would expect.
 */
export function fieldsOf(entry: string): { head: string; fields: RawField[] } | undefined {
  const [head, opening] = HEAD.exec(entry) ?? [];
  if (head === undefined) return undefined;
  const fields: RawField[] = [];
  let at = head.length;
  for (;;) {
    END.lastIndex = at;
    if (END.test(entry)) return { head, fields };
    NAME.lastIndex = at;
    const [whole, name] = NAME.exec(entry) ?? [];
    if (whole === undefined || name === undefined) return undefined;
    const start = at + whole.length;
    at = endOfValue(entry, start, opening === '(');
    fields.push({ name: name.toLowerCase(), value: entry.slice(start, at).trim() });
  }
}

/** The text inside the braces or quotes, when the value is nothing but that. */
export function textOfValue(value: string): string | undefined {
  const isBraced = value.startsWith('{');
  if (value.length < 2 || (!isBraced && !value.startsWith('"'))) return undefined;
  const isWhole = isBraced ? endOfGroup(value) === value.length : value.indexOf('"', 1) === value.length - 1;
  return isWhole ? value.slice(1, -1) : undefined;
}

/** The place of the comma, or of the end of the entry, behind a value. */
function endOfValue(entry: string, start: number, isRound: boolean): number {
  const signs = /[\\{}",)]/g;
  signs.lastIndex = start;
  let depth = 0;
  let isQuoted = false;
  for (let found = signs.exec(entry); found !== null; found = signs.exec(entry)) {
    const [sign] = found;
    if (sign === '\\') signs.lastIndex += 1;
    else if (sign === '{') depth += 1;
    else if (sign === '}' && depth > 0) depth -= 1;
    else if (depth === 0 && sign === '"') isQuoted = !isQuoted;
    else if (depth === 0 && !isQuoted && (sign !== ')' || isRound)) return found.index;
  }
  return entry.length;
}

/** The place behind the group that a text begins with. */
function endOfGroup(text: string): number {
  const signs = /[\\{}]/g;
  let depth = 0;
  for (let found = signs.exec(text); found !== null; found = signs.exec(text)) {
    if (found[0] === '\\') signs.lastIndex += 1;
    else depth += found[0] === '{' ? 1 : -1;
    if (depth === 0) return signs.lastIndex;
  }
  return text.length + 1;
}
