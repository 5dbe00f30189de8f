/**
 * What stands between two words, as a bit mask, and which characters make words.
 * A character is looked up in one table; all but ASCII enters it when first seen.
 */
export const Gap = {
  SPACE: 1 << 0,
  HYPHEN: 1 << 1,
  APOSTROPHE: 1 << 2,
  DOT: 1 << 3,
  OPEN: 1 << 4,
  CLOSE: 1 << 5,
  COMMA: 1 << 6,
  COLON: 1 << 7,
  QUOTE: 1 << 8,
  SLASH: 1 << 9,
  /** A dash, an operator, any sign that is none of the others. */
  OTHER: 1 << 10,
  /** The sentence ends, or the field. */
  STOP: 1 << 11,
} as const;

/** Gaps that keep two words in one sentence but not in one name. */
export const BREAK = Gap.OPEN | Gap.CLOSE | Gap.COMMA | Gap.COLON | Gap.QUOTE | Gap.SLASH | Gap.OTHER | Gap.STOP;

/** Gaps across which no cue reaches. */
export const CLAUSE_END = Gap.STOP | Gap.COLON;

/** Kinds of character beyond the gap bits. */
export const Kind = {
  WORD: 1 << 15,
  /** Belongs to the word around it but has no place in its folded form: an accent, a soft hyphen. */
  SILENT: 1 << 14,
  SURROGATE: 1 << 13,
  /** The entry is filled in. */
  KNOWN: 1 << 12,
} as const;

const ASCII: readonly (readonly [string, number])[] = [
  [' \t\n\r\f\v', Gap.SPACE],
  ['-_', Gap.HYPHEN],
  ["'`", Gap.APOSTROPHE],
  ['.', Gap.DOT],
  ['([', Gap.OPEN],
  [')]', Gap.CLOSE],
  [',', Gap.COMMA],
  [':', Gap.COLON],
  ['"', Gap.QUOTE],
  ['/', Gap.SLASH],
  [';!?', Gap.STOP],
  // TeX around a word is no gap: `$k$-means`, `\textbf{LoRA}`.
  ['$\\{}^~*', 0],
];

const BEYOND: readonly (readonly [RegExp, number])[] = [
  [/^[\u00AD\u200B-\u200D\u2060\uFEFF\p{M}]$/u, Kind.SILENT],
  [/^[\p{L}\p{N}]$/u, Kind.WORD],
  [/^\p{Z}$/u, Gap.SPACE],
  [/^[\u2010\u2011\u2012\u2013\u2212]$/u, Gap.HYPHEN],
  [/^[\u2018\u2019\u02BC]$/u, Gap.APOSTROPHE],
  [/^[\u201C\u201D\u00AB\u00BB]$/u, Gap.QUOTE],
  [/^[\uFF08]$/u, Gap.OPEN],
  [/^[\uFF09]$/u, Gap.CLOSE],
  [/^[\u3002]$/u, Gap.STOP],
];

/** UTF-16 unit → kind and gap bits, 0 while unknown. */
export const KINDS = new Uint16Array(0x10000);

for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  const bits = ASCII.find(([characters]) => characters.includes(character))?.[1] ?? Gap.OTHER;
  KINDS[code] = Kind.KNOWN | (/[A-Za-z0-9]/.test(character) ? Kind.WORD : bits);
}
KINDS.fill(Kind.KNOWN | Kind.SURROGATE, 0xd800, 0xe000);

/** The kind of a character beyond ASCII, found once and kept in the table. */
export function kindOf(code: number): number {
  const known = KINDS[code] ?? 0;
  if (known !== 0) return known;
  const kind = Kind.KNOWN | kindOfCharacter(String.fromCharCode(code));
  KINDS[code] = kind;
  return kind;
}

/** Whether the surrogate at an offset and the next one are a letter or digit, as in `𝐋𝐨𝐑𝐀`. */
export function isAstralWord(text: string, offset: number): boolean {
  const point = text.codePointAt(offset) ?? 0;
  return point > 0xffff && kindOfCharacter(String.fromCodePoint(point)) === Kind.WORD;
}

function kindOfCharacter(character: string): number {
  return BEYOND.find(([pattern]) => pattern.test(character))?.[1] ?? Gap.OTHER;
}
