import { Gap } from './characters.js';
import { lettersOf } from './entries.js';
import { FIRST_CAPITAL, textOf, type Tokens } from './scan.js';

/** A short form that the text itself explains: `support vector machine (SVM)`. Indexes of words, ends exclusive. */
export interface Definition {
  /** The short form without a plural s. */
  readonly short: string;
  readonly shortFrom: number;
  readonly shortTo: number;
  readonly longFrom: number;
  readonly longTo: number;
}

const MOST_SHORT_LETTERS = 12;
/** A short form such as `MC-TD` has a few words, joined by hyphens. */
export const MOST_SHORT_WORDS = 4;
const MOST_LONG_WORDS = 12;
/** No abstract defines more; the bound keeps the time for any text linear. */
const MOST_DEFINITIONS = 100;

/**
 * The definitions of a paper, `Long Form (LF)` as well as `LF (Long Form)`. The
 * letters of the short form must occur in the long form in order, the first of
 * them at the start of a word.
 */
export function findDefinitions(tokens: Tokens): Definition[] {
  const definitions: Definition[] = [];
  const { count, gap } = tokens;
  for (let open = 1; open < count && definitions.length < MOST_DEFINITIONS; open++) {
    if (((gap[open] ?? 0) & (Gap.OPEN | Gap.STOP)) !== Gap.OPEN) continue;
    const close = closeOf(tokens, open);
    const definition = shortInside(tokens, open, close) ?? longInside(tokens, open, close);
    if (definition !== undefined) definitions.push(definition);
  }
  return definitions;
}

/** Index after the last word of the parenthesis that opens before word `open`; a comma or semicolon ends it too. */
function closeOf(tokens: Tokens, open: number): number {
  let at = open + 1;
  const enough = Math.min(tokens.count, open + MOST_LONG_WORDS);
  while (at < enough && ((tokens.gap[at] ?? 0) & (Gap.CLOSE | Gap.COMMA | Gap.STOP | Gap.OPEN)) === 0) at++;
  return at;
}

function shortInside(tokens: Tokens, open: number, close: number): Definition | undefined {
  const short = shortForm(tokens, open, close);
  if (short === undefined) return undefined;
  const most = Math.min(lettersOf(short).length + 5, lettersOf(short).length * 2, MOST_LONG_WORDS);
  let first = open - 1;
  while (first > 0 && open - first < most && ((tokens.gap[first] ?? 0) & LONG_BREAK) === 0) first--;
  const long = textOf(tokens, first, open);
  const from = startOfMatch(short, long);
  if (from === undefined) return undefined;
  const offset = (tokens.start[first] ?? 0) + from;
  while (first < open && (tokens.end[first] ?? 0) <= offset) first++;
  if (open - first === 1 && !/[a-z]/.test(textOf(tokens, first, open))) return undefined;
  return { short, shortFrom: open, shortTo: close, longFrom: first, longTo: open };
}

function longInside(tokens: Tokens, open: number, close: number): Definition | undefined {
  if (close - open < 2) return undefined;
  let first = open - 1;
  while (first > 0 && open - first < MOST_SHORT_WORDS && (tokens.gap[first] ?? 0) === Gap.HYPHEN) first--;
  const short = shortForm(tokens, first, open);
  if (short === undefined || startOfMatch(short, textOf(tokens, open, close)) !== 0) return undefined;
  return { short, shortFrom: first, shortTo: open, longFrom: open, longTo: close };
}

/** Gaps that a long form does not reach across. */
const LONG_BREAK = Gap.OPEN | Gap.CLOSE | Gap.STOP | Gap.COLON | Gap.COMMA | Gap.QUOTE;

/** The words as a short form: few letters, two of them or a digit and one capital at least, no spaces but hyphens. */
function shortForm(tokens: Tokens, from: number, to: number): string | undefined {
  if (to - from > MOST_SHORT_WORDS || to <= from) return undefined;
  for (let i = from + 1; i < to; i++) if (((tokens.gap[i] ?? 0) & ~(Gap.HYPHEN | Gap.SLASH)) !== 0) return undefined;
  const capital = Array.from({ length: to - from }, (_, i) => tokens.capitals[from + i] ?? 0).some(
    (capitals) => (capitals & ~FIRST_CAPITAL) > 0 || (capitals === FIRST_CAPITAL && to - from > 1),
  );
  if (!capital) return undefined;
  const text = textOf(tokens, from, to);
  const short = /[A-Z\d]s$/.test(text) ? text.slice(0, -1) : text;
  return lettersOf(short).length < 2 || lettersOf(short).length > MOST_SHORT_LETTERS ? undefined : short;
}

/**
 * Offset in the long form where the letters of the short form begin, matched from
 * the end backward: at the starts of words and at capitals if that works, as in
 * `Efficient EigenScore (EES)`, else anywhere but for the first letter.
 */
function startOfMatch(short: string, long: string): number | undefined {
  const at = matchBackward(short, long, isStart) ?? matchBackward(short, long, () => true);
  // A long form that is hardly longer explains nothing: `LSTMs (LSTM)`.
  return at !== undefined && long.length - at >= short.length + 2 ? at : undefined;
}

function matchBackward(short: string, long: string, fits: (long: string, at: number) => boolean): number | undefined {
  const letters = lettersOf(short).toLowerCase();
  let at = long.length;
  for (let i = letters.length - 1; i >= 0; i--) {
    do at--;
    while (
      at >= 0 &&
      (long[at]?.toLowerCase() !== letters[i] || !fits(long, at) || (i === 0 && !isWordStart(long, at)))
    );
    if (at < 0) return undefined;
  }
  return at;
}

function isStart(text: string, at: number): boolean {
  return isWordStart(text, at) || /\p{Lu}/u.test(text[at] ?? '');
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '');
}
