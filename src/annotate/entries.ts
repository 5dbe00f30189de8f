/** What a name may mean, and on which condition. */
export interface Sense {
  /** Index of the technique. */
  readonly technique: number;
  /** Its letters and digits as they must stand, capitals included; undefined for any case. */
  readonly written: string | undefined;
  /** Also an ordinary word, so all capitals will not do either, and a sentence must not begin with it. */
  readonly ordinary: boolean;
  /** A short form that needs support: the stems that support it, besides the long form. */
  readonly near: ReadonlySet<number> | undefined;
}

/** All that one sequence of words stands for. */
export interface Entry {
  readonly senses: Sense[];
  /** A kind of method, found as a method phrase. */
  term: boolean;
  /** Names no technique, and hides what is within. */
  ignored: boolean;
  /** The topics it speaks for: index and weight. */
  readonly keywords: { readonly topic: number; readonly weight: number }[];
}

/** What an entry holds, as bits, for a look that costs nothing. */
export const Holds = { SENSES: 1, TERM: 2, IGNORED: 4, KEYWORDS: 8 } as const;

export function holdings({ senses, term, ignored, keywords }: Entry): number {
  return (
    (senses.length > 0 ? Holds.SENSES : 0) |
    (term ? Holds.TERM : 0) |
    (ignored ? Holds.IGNORED : 0) |
    (keywords.length > 0 ? Holds.KEYWORDS : 0)
  );
}

/** The technique of an entry that means one and nothing else however it is written, else −1. */
export function sureTechnique({ senses }: Entry): number {
  const [sense] = senses;
  if (sense === undefined || senses.length > 1) return -1;
  return sense.written === undefined && sense.near === undefined ? sense.technique : -1;
}

/** What is left of a name without hyphens, spaces and signs, in plain letters: `𝐋𝐨-𝐑𝐀` → `LoRA`. */
export function lettersOf(name: string): string {
  return name.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** The weight of a keyword that speaks for its topic nearly alone. */
export const STRONG_WEIGHT = 3;

/** Whether an entry speaks for a topic nearly alone. */
export function isStrongKeyword(entry: Entry | undefined): boolean {
  return entry?.keywords.some(({ weight }) => weight >= STRONG_WEIGHT) ?? false;
}
