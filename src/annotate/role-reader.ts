import type { TechniqueRole } from '../technique/application.js';
import { CLAUSE_END, Gap } from './characters.js';
import { WordClass as C } from './english.js';
import type { Lexicon } from './lexicon.js';
import { DOUBTFULLY_NEW, type Votes } from './roles.js';
import { FIRST_CAPITAL, textOf, type Tokens } from './scan.js';

/** How far to the left of a mention a cue is looked for, in words. */
const REACH = 14;
/** A cue this near counts in full; each word beyond takes a tenth. */
const NEAR = 6;

/** A cue that decides what a mention does, unless another stands nearer. */
interface Decision {
  readonly role: TechniqueRole;
  readonly weight: number;
}

/**
 * Reads the words around mentions for what the paper does with a technique. The
 * nearest verb or preposition before a mention decides, since `we propose a
 * model based on X` uses X; what is said of X after it comes on top.
 */
export class RoleReader {
  readonly #classes: Int32Array;
  readonly #tokens: Tokens;
  /** First word of the sentence in which the authors begin to speak of their own work. */
  readonly #ownFrom: number;

  constructor(lexicon: Lexicon, tokens: Tokens) {
    this.#classes = lexicon.classes;
    this.#tokens = tokens;
    this.#ownFrom = this.#startOfOwnWork();
  }

  /** Whether a mention stands in the abstract before the authors come to their own work. */
  isBackground(from: number): boolean {
    return from >= this.#tokens.abstractFrom && from < this.#ownFrom;
  }

  isTitle(from: number): boolean {
    return from < this.#tokens.abstractFrom;
  }

  /** What the words around one mention say. */
  votes(from: number, to: number): Votes {
    const votes: Votes = { INTRODUCES: 0, USES: 0, STUDIES: 0, COMPARES: 0 };
    if (this.#gap(to) === Gap.HYPHEN && this.#word(to) === 'free') return { ...votes, COMPARES: 1 };
    const left = this.#decide(from, to);
    if (left !== undefined) votes[left.role] += left.weight;
    votes.COMPARES += this.#prior(from);
    // `competing X methods`: as much about X as against it.
    if (votes.COMPARES > 0 && this.#qualifies(to)) {
      votes.COMPARES /= 2;
      votes.STUDIES += 0.6;
    }
    this.#readRight(to, votes);
    if (this.isTitle(from)) this.#readTitle(from, to, votes);
    else if (this.#opens(from, to)) votes.STUDIES += 0.7;
    return votes;
  }

  #class(index: number): number {
    return this.#classes[this.#tokens.form[index] ?? 0] ?? 0;
  }

  #gap(index: number): number {
    return this.#tokens.gap[index] ?? 0;
  }

  #word(index: number): string {
    return index < 0 || index >= this.#tokens.count ? '' : textOf(this.#tokens, index, index + 1).toLowerCase();
  }

  /** The authors speak where `we`, `our` or `this paper` stands. */
  #startOfOwnWork(): number {
    let sentence = this.#tokens.abstractFrom;
    for (let i = sentence; i < this.#tokens.count; i++) {
      if ((this.#gap(i) & Gap.STOP) !== 0) sentence = i;
      const classes = this.#class(i);
      if ((classes & C.AUTHORS) !== 0) return sentence;
      if ((classes & C.PAPER) !== 0 && i > 0 && this.#word(i - 1) === 'this') return sentence;
    }
    return this.#tokens.abstractFrom;
  }

  /** Reads backward from the mention to the cue that decides, or to the start of the clause. */
  #decide(from: number, to: number): Decision | undefined {
    let example = false;
    let prior = false;
    let blocked = false;
    for (let i = from; i > 0 && from - i < REACH; i--) {
      if ((this.#gap(i) & CLAUSE_END) !== 0) return undefined;
      const word = i - 1;
      const classes = this.#class(word);
      const distance = from - word;
      const weight = Math.max(1 - Math.max(distance - NEAR, 0) / 10, 0.2);
      if ((classes & C.NEGATION) !== 0 && distance <= ((classes & C.PREPOSITION) !== 0 ? 5 : 2)) {
        return { role: 'COMPARES', weight: 1.5 };
      }
      if ((classes & C.EXAMPLE) !== 0) example = true;
      if ((classes & C.PRIOR) !== 0) prior = true;
      // `against recent methods` compares, `a defense against attacks` does not.
      const role =
        (example || prior) && this.#word(word) === 'against' ? 'COMPARES' : this.#roleOf(word, classes, distance);
      if (role === undefined) {
        // A verb that says nothing of roles ends the search, as in `X improves Y`; `to improve Y` goes on.
        if ((classes & (C.VERB | C.AUXILIARY)) !== 0 && this.#word(word - 1) !== 'to') return undefined;
        // What is proposed stands before the first preposition or relative clause: `propose Y for X`, `Y that X`.
        blocked ||=
          ((classes & C.PREPOSITION) !== 0 && this.#word(word) !== 'of') ||
          /^(?:that|which|who)$/.test(this.#word(word));
        continue;
      }
      // What others propose or use is what this paper is set against.
      if (this.isBackground(from) && role !== 'STUDIES') return { role: 'COMPARES', weight: 0.8 * weight };
      const novel = this.#near(from - 1, 3, C.NOVEL) && !this.isBackground(from);
      // `improve Y with a novel X`
      if (role === 'USES' && novel) return { role: 'INTRODUCES', weight: DOUBTFULLY_NEW };
      if (role !== 'INTRODUCES') return { role, weight };
      if (blocked) return undefined;
      if (example) return { role: 'USES', weight };
      if (this.#introduces(word, from, to)) return { role, weight: 1.3 * weight };
      // `a novel X method` may introduce X, but rather a method of the kind X.
      return novel ? { role, weight: DOUBTFULLY_NEW } : { role: 'USES', weight: 0.9 };
    }
    return undefined;
  }

  #roleOf(word: number, classes: number, distance: number): TechniqueRole | undefined {
    if ((classes & C.COMPARE) !== 0) {
      // `instead of X` compares, `instead we use X` does not.
      return this.#word(word) !== 'instead' || this.#word(word + 1) === 'of' ? 'COMPARES' : undefined;
    }
    if ((classes & C.NAME) !== 0) return 'INTRODUCES';
    // `the proposed mechanism` proposes nothing, `we proposed` does.
    const authors = (this.#class(word - 1) & C.AUTHORS) !== 0;
    if ((classes & C.PROPOSE) !== 0 && ((classes & C.PLAIN) === 0 || authors)) return 'INTRODUCES';
    if ((classes & C.USE) !== 0) {
      // `for training X` is about X; `we build X` makes it.
      if ((this.#class(word - 1) & C.PURPOSE) !== 0 && this.#word(word) === 'training') return 'STUDIES';
      if (authors && /^(?:build|built)$/.test(this.#word(word))) return 'INTRODUCES';
      return this.#near(word - 1, 2, C.NEGATION) ? 'COMPARES' : 'USES';
    }
    if ((classes & C.STUDY) !== 0) return this.#studies(word, distance);
    if ((classes & C.MEANS) !== 0 && distance <= 5) {
      return this.#compares(word - 1) ? 'COMPARES' : 'USES';
    }
    // `techniques for X`: X is what they are about, unless they are those of others.
    return (classes & C.PURPOSE) !== 0 &&
      distance <= 2 &&
      (this.#class(word - 1) & C.METHOD) !== 0 &&
      !this.isBackground(word)
      ? 'STUDIES'
      : undefined;
  }

  /** Whether `with X` or `to X` goes with `compare`: `we compare our method with X`. */
  #compares(before: number): boolean {
    for (let i = before; i >= 0 && before - i < 5; i--) {
      if (this.#word(i).startsWith('compar')) return true;
      if ((this.#gap(i) & CLAUSE_END) !== 0) return false;
    }
    return false;
  }

  /** `by analyzing X` uses it; `improves the accuracy of X` studies X only when X stands next to the verb. */
  #studies(word: number, distance: number): TechniqueRole | undefined {
    if (/^(?:improv|enhanc|accelerat)/.test(this.#word(word)) && distance > 3) return undefined;
    const means = this.#word(word).endsWith('ing') && (this.#class(word - 1) & (C.MEANS | C.USE)) !== 0;
    return means ? 'USES' : 'STUDIES';
  }

  /** Whether what is proposed is the technique itself, not `a new X method`, one more of its kind. */
  #introduces(cue: number, from: number, to: number): boolean {
    if ((this.#class(cue) & C.NAME) !== 0) return !this.#near(cue - 1, 5, C.PRIOR);
    if (to < this.#tokens.count && (this.#gap(to) & Gap.OPEN) !== 0) return true;
    const article = /^(?:a|an|another)$/.test(this.#word(cue + 1));
    const proper = ((this.#tokens.capitals[from] ?? 0) & ~FIRST_CAPITAL) > 0;
    const kind = this.#qualifies(to) || (this.#class(to - 1) & C.GENERAL) !== 0;
    return proper || !(article && kind);
  }

  /** Whether a mention stands before a word for method, of which it then names the kind: `X methods`. */
  #qualifies(to: number): boolean {
    return to < this.#tokens.count && (this.#gap(to) & ~Gap.HYPHEN) === Gap.SPACE && (this.#class(to) & C.METHOD) !== 0;
  }

  /** Whether a word of a class stands among the `most` words that end at `index`, within the clause. */
  #near(index: number, most: number, classes: number): boolean {
    for (let i = index; i >= 0 && index - i < most; i--) {
      if ((this.#class(i) & classes) !== 0) return true;
      if ((this.#gap(i) & CLAUSE_END) !== 0) return false;
    }
    return false;
  }

  /** `existing X`, `the original X`: X was there before. */
  #prior(from: number): number {
    for (let i = from; i > 0 && from - i < 2 && (this.#gap(i) & ~Gap.HYPHEN) === Gap.SPACE; i--) {
      if ((this.#class(i - 1) & C.PRIOR) !== 0) return 0.8;
      if ((this.#class(i - 1) & (C.PREPOSITION | C.VERB | C.AUXILIARY)) !== 0) return 0;
    }
    return 0;
  }

  /** Index of the first word after a mention, past its short form in parentheses. */
  #after(to: number): number {
    let at = to;
    if (at < this.#tokens.count && (this.#gap(at) & Gap.OPEN) !== 0) {
      while (at + 1 < this.#tokens.count && at - to < 4 && (this.#gap(at + 1) & Gap.CLOSE) === 0) at++;
      at++;
    }
    return at;
  }

  /** Reads forward: an apposition, a predicate, or the noun that the mention qualifies. */
  #readRight(to: number, votes: Votes): void {
    const { count } = this.#tokens;
    const at = this.#after(to);
    if (at >= count || (this.#gap(at) & Gap.STOP) !== 0) return;
    if ((this.#gap(at) & Gap.COMMA) !== 0 && this.#isNovelApposition(at)) votes.INTRODUCES += 1.2;
    for (let i = at; i < count && i - at < 4 && (this.#gap(i) & (CLAUSE_END | Gap.COMMA)) === 0; i++) {
      const classes = this.#class(i);
      if ((classes & C.LACK) !== 0) votes.COMPARES += 0.8;
      if ((classes & C.PLAIN) !== 0 && (classes & C.COMPARE) !== 0) votes.COMPARES += 1;
      if ((classes & (C.VERB | C.AUXILIARY | C.PREPOSITION)) !== 0) break;
    }
  }

  /** `X, a novel …` or `X, a … method`. */
  #isNovelApposition(at: number): boolean {
    if (!/^an?$/.test(this.#word(at))) return false;
    for (let i = at + 1; i < this.#tokens.count && i - at < 8; i++) {
      if ((this.#gap(i) & (CLAUSE_END | Gap.COMMA)) !== 0) return false;
      if ((this.#class(i) & (C.NOVEL | C.METHOD)) !== 0) return true;
    }
    return false;
  }

  /**
   * In a title `X: …` and `A … X` name what is new; a technique that stands there
   * otherwise, and not as a means, is what the paper is about.
   */
  #readTitle(from: number, to: number, votes: Votes): void {
    const colon = to < this.#tokens.abstractFrom && (this.#gap(to) & Gap.COLON) !== 0;
    const article = from > 0 && from <= 3 && /^an?$/.test(this.#word(0)) && !this.#near(from - 1, from, C.PREPOSITION);
    if (from === 0 && colon) votes.INTRODUCES += 1.2;
    else if (article) votes.INTRODUCES += 0.8;
    else if (votes.USES === 0) votes.STUDIES += this.#word(from - 1) === 'of' ? 0.7 : 0.4;
  }

  /** The abstract opens with the technique as its subject: `X is …`. */
  #opens(from: number, to: number): boolean {
    return (
      from - this.#tokens.abstractFrom <= 1 &&
      from >= this.#tokens.abstractFrom &&
      /^(?:is|are|can|aims?)$/.test(this.#word(this.#after(to)))
    );
  }
}
