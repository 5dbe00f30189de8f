/** Words as a reader compares them: lower case, without punctuation. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Ends of sentences; a period inside a number or a name such as `wav2vec 2.0 XLS-R` is none. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+(?=\p{Lu})/u);
}

/** Finds what a text repeats of another: its whole sentences and runs of `length` words, except those in `allowed`. */
export function copyFinder(source: string, allowed: readonly string[], length: number): (text: string) => string[] {
  const sourceWords = wordsOf(source);
  const known = runsOf(sourceWords, length);
  for (const text of allowed) for (const run of runsOf(wordsOf(text), length)) known.delete(run);
  const spaced = ` ${sourceWords.join(' ')} `;
  return (text) => [
    ...sentencesOf(text).filter((sentence) => spaced.includes(` ${wordsOf(sentence).join(' ')} `)),
    ...[...runsOf(wordsOf(text), length)].filter((run) => known.has(run)),
  ];
}

function runsOf(words: readonly string[], length: number): Set<string> {
  const runs = new Set<string>();
  for (let start = 0; start + length <= words.length; start += 1) {
    runs.add(words.slice(start, start + length).join(' '));
  }
  return runs;
}
