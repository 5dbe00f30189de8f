/** The source of every label that was read out of a text and not told by anyone. */
export const ANNOTATOR = 'annotator';

/** Words of a paper that say something of it. Offsets count UTF-16 code units; labels made by readers have none. */
export interface Matched {
  readonly field: string;
  readonly text: string;
  readonly start?: number | undefined;
  /** Exclusive. */
  readonly end?: number | undefined;
}

/** The stored form of matched words: `title: Dropout`, or `title 0-7: Dropout` where the place is known. */
export function formatMatchedText({ field, text, start, end }: Matched): string {
  return start === undefined || end === undefined ? `${field}: ${text}` : `${field} ${start}-${end}: ${text}`;
}

export function parseMatchedText(stored: string): Matched {
  const [, field = '', start, end, text = ''] = /^([a-z]+)(?: (\d+)-(\d+))?: (.*)$/s.exec(stored) ?? [];
  return start === undefined ? { field, text } : { field, text, start: Number(start), end: Number(end) };
}
