/**
 * The ways one name is written: plural, British spelling, hyphen, space or
 * nothing between words, digits apart or attached. All variants are made when a
 * vocabulary is compiled, so that reading a text is nothing but look-ups.
 */

/** Plurals that no suffix rule reaches, with their singulars. */
const IRREGULAR_PLURALS: ReadonlyMap<string, string> = new Map([
  ['matrices', 'matrix'],
  ['vertices', 'vertex'],
  ['indices', 'index'],
  ['simplices', 'simplex'],
  ['automata', 'automaton'],
  ['corpora', 'corpus'],
  ['criteria', 'criterion'],
]);

const PLURALS_BY_SINGULAR: ReadonlyMap<string, string> = new Map(
  [...IRREGULAR_PLURALS].map(([plurals, singulars]) => [singulars, plurals]),
);

/** Most words in -ics are no plurals: `semantics`, `dynamics`. These are. */
const PLURALS_IN_ICS = new Set('metrics topics heuristics characteristics logics tactics basics specifics'.split(' '));

/**
 * The form that singular and plural share: `networks` → `network`. It need not be
 * a word (`bayes` → `baye`), since text and vocabulary go through the same rules.
 */
export function singular(word: string): string {
  const irregular = IRREGULAR_PLURALS.get(word);
  if (irregular !== undefined) return irregular;
  if (word.endsWith('ics') && !PLURALS_IN_ICS.has(word)) return word;
  if (word.length < 3 || !word.endsWith('s') || /(?:ss|us|[^e]is)$/.test(word)) return word;
  if (/(?:ly|the|ba|cri|ax)ses$/.test(word)) return `${word.slice(0, -2)}is`;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh|zz)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** The plural of a singular that a text may hold. */
function plural(word: string): string {
  const irregular = PLURALS_BY_SINGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(?:ss|x|ch|sh|zz)$/.test(word)) return `${word}es`;
  if (/(?:ly|the|ba|cri)sis$/.test(word)) return `${word.slice(0, -2)}es`;
  return `${word}s`;
}

/** British endings and stems with their American counterparts, each usable both ways. */
const SPELLINGS: readonly {
  readonly british: RegExp;
  readonly american: RegExp;
  readonly to: readonly [string, string];
}[] = [
  { british: /is(ation|e|er|ing|ed|able)$/, american: /iz(ation|e|er|ing|ed|able)$/, to: ['iz$1', 'is$1'] },
  { british: /lys(e|er|ing|ed)$/, american: /lyz(e|er|ing|ed)$/, to: ['lyz$1', 'lys$1'] },
  { british: /(mod|lab|chann)ell(ing|ed|er)$/, american: /(mod|lab|chann)el(ing|ed|er)$/, to: ['$1el$2', '$1ell$2'] },
  { british: /(behavi|neighb|col|fav)our/, american: /(behavi|neighb|col|fav)or/, to: ['$1or', '$1our'] },
  { british: /^centre$/, american: /^center$/, to: ['center', 'centre'] },
  { british: /^grey/, american: /^gray/, to: ['gray', 'grey'] },
  { british: /^programme$/, american: /^program$/, to: ['program', 'programme'] },
];

/** What all forms of a word share, singular and American: `Regularisations`, folded → `regularization`. */
export function canonical(word: string): string {
  let form = singular(word);
  for (const { british, to } of SPELLINGS) form = form.replace(british, to[0]);
  return form;
}

/** Every form in which a text may hold a word of the vocabulary, itself first. */
export function formsOf(word: string): string[] {
  const base = singular(word);
  const forms = new Set([word, base]);
  for (const { british, american, to } of SPELLINGS) {
    forms.add(base.replace(british, to[0])).add(base.replace(american, to[1]));
  }
  // A word of one letter has no plural that is not another word: `a` → `as`, `i` → `is`.
  for (const form of [...forms]) if (form.length > 1) forms.add(plural(form));
  return [...forms];
}

/** A name as words and as what joins each to the word before it. */
export interface Name {
  readonly words: readonly string[];
  /** `hyphen[i]` says that a hyphen, and nothing else, stands before word `i`. */
  readonly hyphen: readonly boolean[];
}

/** Word sequences that stand for one name: `fine-tuning` → fine tuning, finetuning; `GPT-2` → gpt 2, gpt2. */
export function sequencesOf({ words, hyphen }: Name): string[][] {
  let sequences: string[][] = [[]];
  words.forEach((word, i) => {
    const parts = /^([a-z]{2,}|l)(\d+)$/.exec(word);
    const forms = parts === null ? [[word]] : [[word], parts.slice(1)];
    const before = words[i - 1] ?? '';
    const joins = i > 0 && (hyphen[i] === true || (/[a-z]$/.test(before) && /^\d/.test(word)));
    const separate = sequences.flatMap((sequence) => forms.map((form) => [...sequence, ...form]));
    const joined = joins ? sequences.map((sequence) => [...sequence.slice(0, -1), (sequence.at(-1) ?? '') + word]) : [];
    sequences = [...separate, ...joined].slice(0, MOST_SEQUENCES);
  });
  return sequences;
}

/** A name with many hyphens is written one way or another, never all mixed. */
const MOST_SEQUENCES = 16;
