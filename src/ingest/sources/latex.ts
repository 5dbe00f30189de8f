import {
  LATEX_ACCENTS,
  LATEX_FORMATS,
  LATEX_LETTERS,
  LATEX_SILENT,
  LATEX_SWITCHES,
  LATEX_SYMBOLS,
  LATEX_WORDS,
  latexScript,
} from './latex-symbols.js';

/** Stand-ins for `\$ \{ \} \_ \^`, which are text and no LaTeX: noncharacters, which no text holds. */
const ESCAPED = new Map([
  ['$', '\ufdd0'],
  ['{', '\ufdd1'],
  ['}', '\ufdd2'],
  ['_', '\ufdd3'],
  ['^', '\ufdd4'],
]);
const UNESCAPED = new Map(Array.from(ESCAPED, ([plain, standIn]) => [standIn, plain]));

const CLOSING = new Map([
  ['\\(', '\\)'],
  ['\\[', '\\]'],
]);

/** Groups nest no deeper in real texts; the bound keeps the work on odd ones small. */
const MOST_LEVELS = 12;
/** No formula inside a title or abstract is longer. */
const MOST_OF_FORMULA = 1000;

/**
 * Turns LaTeX into the characters it stands for. Dollars, braces, backslashes and
 * tildes that are no LaTeX stay: `$100`, `{0,1}`, `C:\data`, `~10`.
 */
export function withoutLatex(text: string): string {
  if (!/[\\$`{]/.test(text)) return text;
  const escaped = text.replaceAll(/(?<!\\)\\+([$%&#_{}])/g, (_, sign: string) => ESCAPED.get(sign) ?? sign);
  const plain = withoutFormulas(withoutAccents(escaped));
  const isLatex = plain !== text || /\\[A-Za-z]{2}/.test(plain);
  const untied = isLatex ? withoutTies(plain) : plain;
  const quoted = untied.replaceAll(/``([^`]{1,300}?)''/g, '“$1”');
  const bare = withoutGroups(withoutCommands(quoted, false));
  return bare.replaceAll(/[\ufdd0-\ufdd4]/g, (standIn) => UNESCAPED.get(standIn) ?? standIn);
}

function withoutAccents(text: string): string {
  if (!text.includes('\\')) return text;
  const accented = (whole: string, command: string, base: string): string => combined(command, base) ?? whole;
  return (
    text
      // Quotes and apostrophes that some export escaped: \"word\", can\'t.
      .replaceAll(/(?<![\p{L}{])\\"([^"\\]{1,200}?)\\"(?!\p{L})/gu, '"$1"')
      .replaceAll(/(?<=\p{L})\\'(?=(?:s|t|re|ll|ve|d|m)(?!\p{L}))/gu, "'")
      .replaceAll(/\\(['`^"~=.])\s*\{\s*(\\[ij]|[A-Za-z])\s*\}/g, accented)
      .replaceAll(/\\(['`^"~=.])(\\[ij](?![A-Za-z])|[A-Za-z])/g, accented)
      .replaceAll(/\\([cvuHkrbd])\s*\{\s*(\\[ij]|[A-Za-z])\s*\}/g, accented)
      .replaceAll(/(?<!:)\\([cvuHkr]) ([A-Za-z])/g, accented)
  );
}

/** The letter with its accent; undefined when there is no such character. */
function combined(command: string, base: string): string | undefined {
  const mark = LATEX_ACCENTS.get(command);
  const letter = base.replace('\\', '');
  const character = `${letter}${mark ?? ''}`.normalize('NFC');
  return character.length === 1 ? character : undefined;
}

/** Undoes `$…$`, `$$…$$`, `\(…\)` and `\[…\]`. */
function withoutFormulas(text: string): string {
  const opener = /\$\$?|\\[([]/g;
  let result = '';
  let at = 0;
  for (let found = opener.exec(text); found !== null; found = opener.exec(text)) {
    const [opening] = found;
    const start = found.index + opening.length;
    const closing = CLOSING.get(opening) ?? opening;
    const end = start + text.slice(start, start + MOST_OF_FORMULA).indexOf(closing);
    const body = text.slice(start, end);
    if (end < start || (opening === '$' && !isFormula(body, text[end + 1] ?? ''))) continue;
    result += text.slice(at, found.index) + formula(body);
    at = end + closing.length;
    opener.lastIndex = at;
  }
  return result + text.slice(at);
}

/** Formula or money? `$x$` is one; `$5 and $10` and `$Q, the successor of "$1"` are not. */
function isFormula(body: string, next: string): boolean {
  if (/[\\^]|_\{|_\w\b/.test(body)) return true;
  return body !== '' && !/^\s|\s$|\p{L}{2,},?\s+\p{L}{2,}/u.test(body) && !/\d/.test(next);
}

function formula(body: string): string {
  const text = withoutCommands(body, true)
    .replaceAll(/\s*([\^_])\s*(\p{L}|\d|[′⊤∗⋆†])/gu, (_, sign: '^' | '_', character: string) =>
      latexScript(sign, character),
    )
    .replaceAll(/[{}]/g, '')
    .replaceAll('~', ' ')
    .trim();
  // Its own braces and signs are text from here on.
  return text.replaceAll(/[$_^]/g, (sign) => ESCAPED.get(sign) ?? sign);
}

/** `Fig.~3`, `a---b`: done only in texts that hold other LaTeX, since prose has them, too. */
function withoutTies(text: string): string {
  return text
    .replaceAll(/(?<=[\p{L}.,)}])~(?=[\p{L}\d\\({[])/gu, ' ')
    .replaceAll(/(?<!-)---(?!-)/g, '—')
    .replaceAll(/(?<=\w)--(?=\w)/g, '–');
}

const FRACTION = /\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g;
const LINK = /\\href\s*\{[^{}]*\}\s*\{([^{}]*)\}/g;
const SWITCHED = /\{\s*\\([A-Za-z]+)\s+([^{}\\]*)\}/g;
const WITH_ARGUMENT = /(?:\\([A-Za-z]+)\*?\s*(?:\[[^\][{}]{0,50}\]\s*){0,2}|([\^_])\s*)\{([^{}]*)\}/g;
const GROUP_IN_ARGUMENT = /((?:\\[A-Za-z]+\*?|[\^_])\s*\{[^{}]*)\{([^{}]*)\}/g;
const COMMAND = /\\([A-Za-z]+)( ?\{\}| )?/g;

/** Undoes commands with their arguments, innermost first, then those that stand alone. */
function withoutCommands(text: string, isFormula: boolean): string {
  let result = text.replaceAll(/\\[dt]?frac\s*(\d)\s*(\d)/g, '$1/$2');
  for (let level = 0; level < MOST_LEVELS; level += 1) {
    const before = result;
    result = before
      .replaceAll(FRACTION, (_, above: string, below: string) => `${operand(above)}/${operand(below)}`)
      .replaceAll(LINK, '$1')
      .replaceAll(SWITCHED, (whole, name: string, body: string) => (LATEX_SWITCHES.has(name) ? body : whole))
      .replaceAll(WITH_ARGUMENT, (_, name: string | undefined, sign: '^' | '_' | undefined, body: string) => {
        const argument = symbols(body, isFormula);
        return sign === undefined ? argumentOf(name ?? '', argument) : latexScript(sign, argument);
      });
    result = result.replaceAll(GROUP_IN_ARGUMENT, '$1$2');
    if (isFormula) result = result.replaceAll(/(?<!\\[A-Za-z]*\s*)\{([^{}]*)\}/g, '$1');
    if (result === before) break;
  }
  return symbols(result, isFormula)
    .replaceAll(/\\\\(?=\s|$)|\\[,;:!/ -]/g, ' ')
    .replaceAll(/\\[|]/g, '‖');
}

/** What is printed of a command's argument. */
function argumentOf(name: string, body: string): string {
  if (LATEX_SILENT.has(name)) return '';
  if (name === 'sqrt') return `√${operand(body)}`;
  if (name.length > 1 && LATEX_ACCENTS.has(name)) return combined(name, body.trim()) ?? body;
  const symbol = LATEX_SYMBOLS.get(name) ?? LATEX_LETTERS.get(name) ?? '';
  return symbol + (LATEX_WORDS.has(name) ? `${name} ${body}` : body);
}

function operand(body: string): string {
  const text = body.trim();
  return /^(?:\\?[\p{L}\p{N}.]+|\\[A-Za-z]+ ?\p{L})$/u.test(text) ? text : `(${text})`;
}

/** Replaces commands that stand alone. An unknown one leaves its name, as `\ourmethod` does. */
function symbols(text: string, isFormula: boolean): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(COMMAND, (whole: string, name: string, behind: string | undefined, index: number) => {
    const after = behind === ' ' ? ' ' : '';
    const letter = LATEX_LETTERS.get(name);
    if (!isFormula && isInPath(text, index)) return whole;
    if (letter !== undefined) return letter;
    const symbol = LATEX_SYMBOLS.get(name);
    if (symbol !== undefined) return symbol + after;
    if (LATEX_SWITCHES.has(name)) return '';
    if (LATEX_WORDS.has(name)) {
      const before = /[\w)]/.test(text[index - 1] ?? '') ? ' ' : '';
      return before + name + (after || (/\w/.test(text[index + whole.length] ?? '') ? ' ' : ''));
    }
    // One letter may as well be of a pattern such as \d+.
    if (!isFormula && /^[a-z]$/.test(name)) return whole;
    // A line break that some export wrote as two characters.
    if (/^[nrt]([A-Z]|$)/.test(name)) return ` ${name.slice(1)}${after}`;
    return (unglued(name) ?? name) + after;
  });
}

/** `\emphlinear`, `\mathcalO` and `\citeKey` lost their braces on the way. */
function unglued(name: string): string | undefined {
  if (name.startsWith('cite')) return '';
  const format = LATEX_FORMATS.find((known) => name.startsWith(known));
  if (format !== undefined) return name.slice(format.length);
  if (name.startsWith('sqrt')) return `√${name.slice(4)}`;
  const accent = /^(?:widetilde|tilde|widehat|hat|bar)(?=.$)/.exec(name)?.[0];
  return accent === undefined ? undefined : (combined(accent, name.slice(accent.length)) ?? name.slice(accent.length));
}

/** Whether a backslash belongs to `C:\data\new` or `\\server\share`. */
function isInPath(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 100), index);
  const token = before.slice(before.lastIndexOf(' ') + 1);
  return /^[("'[]?(?:[A-Za-z]:(?:\\|$)|\\\\\w+$)/.test(token) || text[index - 1] === '\\';
}

/** Takes the braces of `{B}races`, `{BERT}` and `{{…}}`, which keep the case of a word; sets keep theirs. */
function withoutGroups(text: string): string {
  if (!text.includes('{')) return text;
  const whole = text.replace(/^\s*\{([^{}]*)\}\s*$/, '$1').replaceAll(/\{\{([^{}]*)\}\}/g, '$1');
  return whole
    .replaceAll(/\{([\p{L}\p{N}][\p{L}\p{N}\p{M}'’.+#/&-]*)\}/gu, (group: string, word: string, index: number) => {
      const besides = `${whole[index - 1] ?? ''}${whole[index + group.length] ?? ''}`;
      return /\p{L}/u.test(besides + word) ? word : group;
    })
    .replaceAll(/(?<=\p{L})\{([-–—&]?)\}(?=\p{L})/gu, '$1');
}
