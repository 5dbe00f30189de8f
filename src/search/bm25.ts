/** Robertson and Zaragoza, The Probabilistic Relevance Framework (2009): saturation, and how much length counts. */
const K1 = 1.2;
const B = 0.75;
/**
 * The length, in terms of a stored search text, that counts as usual. A constant
 * in place of the corpus's mean: scores do not move when papers are added.
 */
const USUAL_LENGTH = 120;

/** The inverse document frequency of BM25 that is never negative. */
export function rarityOf(paperCount: number, withTerm: number): number {
  return Math.log(1 + (Math.max(paperCount, withTerm) - withTerm + 0.5) / (withTerm + 0.5));
}

/**
 * The BM25 of a text, as a share of what no text could exceed: 0 when it has none
 * of the terms, towards 1 when it has all of them often.
 *
 * @param rarities the terms asked for, each with its {@link rarityOf}.
 * @param text stored search text: terms joined by single spaces.
 */
export function textShare(rarities: ReadonlyMap<string, number>, text: string): number {
  const counts = new Map<string, number>();
  let length = 0;
  for (const term of text.split(' ')) {
    if (term === '') continue;
    length += 1;
    if (rarities.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  let reached = 0;
  let most = 0;
  for (const [term, rarity] of rarities) {
    const count = counts.get(term) ?? 0;
    most += rarity;
    reached += (rarity * count) / (count + K1 * (1 - B + (B * length) / USUAL_LENGTH));
  }
  return most === 0 ? 0 : reached / most;
}

/** Whether a text holds terms right behind each other; `text` as stored. */
export function holdsInRow(text: string, terms: readonly string[]): boolean {
  return ` ${text} `.includes(` ${terms.join(' ')} `);
}

/**
 * The stored text as the parts that a phrase may stand in: the title, which
 * stands there twice, and the rest.
 */
export function partsOf(text: string, titleTerms: number): readonly [title: string, body: string] {
  const terms = text.split(' ');
  return [terms.slice(0, titleTerms).join(' '), terms.slice(2 * titleTerms).join(' ')];
}
