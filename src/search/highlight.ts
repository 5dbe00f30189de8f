import { analyze } from '../text/analysis.js';
import { wordSpans } from '../text/spans.js';

/** Words of a text that were searched for, and where they stand in it, in UTF-16 code units. */
export interface HighlightedWords {
  readonly field: string;
  readonly text: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Most places that are marked in one text. */
const MOST_PLACES = 50;

/**
 * The places of a text whose words have one of the stems, found by the analysis
 * that both are indexed by. Words that follow each other are one place, with the
 * words between them that no text is searched for.
 */
export function highlightsIn(field: string, text: string | null, terms: ReadonlySet<string>): HighlightedWords[] {
  if (text === null || terms.size === 0) return [];
  const places: { start: number; end: number }[] = [];
  let open: { start: number; end: number } | undefined;
  for (const { word, start, end } of wordSpans(text)) {
    const [token] = analyze(word);
    if (token !== undefined && terms.has(token.term)) {
      if (open === undefined) places.push((open = { start, end }));
      else open.end = end;
    } else if (token !== undefined) open = undefined;
  }
  return places.slice(0, MOST_PLACES).map(({ start, end }) => ({ field, text: text.slice(start, end), start, end }));
}
