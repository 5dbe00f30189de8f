import { isUtf8 } from 'node:buffer';
import { withoutLatex } from './latex.js';
import { withoutMarkup } from './markup.js';
import { windows1252 } from './text.js';

/** Longer texts are no titles, abstracts or names. They are not worked on, so that none can take long. */
export const MOST_TEXT = 250_000;

/** What only damaged, marked-up or untidy text holds. Most texts hold none of it and pass as they are. */
const SUSPICIOUS = /[<>&\\$`{}\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0\ufdd0-\ufdef]|\s{2}/u;

/**
 * Characters that say nothing: controls, soft hyphens, zero-width spaces, marks of
 * direction, byte-order marks, lone surrogates. White space stays for now, and so do
 * the joiners of Persian, Indic scripts and emoji, and the signs over Arabic numbers.
 */
const SILENT = /(?![\t-\r\u0600-\u0605\u06dd]|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Cs}\ufdd0-\ufdef]/gu;

/**
 * Turns a title, abstract or name into plain text: entities, HTML, JATS and MathML
 * tags, LaTeX, wrongly decoded and invisible characters and repeated spaces are
 * undone. What only looks like them stays: `a < b`, `{0,1}`, `$100`, `C++`,
 * `<subject, object>`. A text longer than MOST_TEXT counts as none.
 */
export function plainText(raw: string): string {
  if (raw.length > MOST_TEXT) return '';
  if (!SUSPICIOUS.test(raw)) return raw.trim().normalize('NFC');
  const visible = withoutWrongCharacters(raw).replaceAll(SILENT, '');
  const text = withoutLatex(withoutMarkup(visible)).replaceAll(/\s+/g, ' ').trim().normalize('NFC');
  // Some publishers' records end every abstract in this.
  return text.endsWith('<>') ? text.slice(0, -2).trimEnd() : text;
}

/** LaTeX whose `\t`, `\f` or `\b` some program took for a control character: a tab before `extit{…}`. */
const TAKEN_BACKSLASH = /\t(?=ext[a-z]{0,2}\{|imes\b|heta\b|au\b|ilde\b|frac\{)|\f(?=rac\{)|[\b](?=eta\b|ar\{|egin\{)/g;
const TAKEN = new Map([
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\b', '\\b'],
]);

/** Puts back characters that were read in the wrong encoding, or as what they are not. */
function withoutWrongCharacters(text: string): string {
  return text
    .replaceAll(TAKEN_BACKSLASH, (control) => TAKEN.get(control) ?? control)
    .replaceAll(/[\u00c2-\u00f4][\u0080-\u00bf]*[\u0080-\u009f][\u0080-\u00bf]*/g, (read) => {
      const bytes = Buffer.from(read, 'latin1');
      return isUtf8(bytes) ? bytes.toString('utf8') : read;
    })
    .replaceAll(/[\u0080-\u009f]/g, (control) => windows1252(control.charCodeAt(0)));
}

/** The same for an abstract, without the word "Abstract" that stands before some. */
export function plainAbstract(raw: string): string {
  return plainText(raw).replace(/^(?:abstract|ABSTRACT|Abstract)(?:\s*[:.—–]\s*|\s+-\s+|(?=\p{Lu}))(?=\S)/u, '');
}
