import type { SearchedText } from '../text/analysis.js';
import { annotationKey, type AnnotatedText, type Annotator, type PaperAnnotation } from './annotation.js';
import type { PaperRecord } from './record.js';

/**
 * Reads the texts of records before it is known which papers they describe, while
 * the engine is busy with the records before them. A text that several records
 * make together is read when it is there.
 */
export class ReadAhead implements Annotator {
  /** How many papers had to be read. */
  asked = 0;
  private readonly annotations = new Map<string, PaperAnnotation>();
  private readonly searchTexts = new Map<string, string>();

  constructor(readonly annotator: Annotator) {}

  read(record: PaperRecord): void {
    const { title, abstract = null, summary = null, keywords = [], publishedOn } = record;
    const searched = { title, abstract, summary, keywords: [...new Set(keywords)].sort() };
    this.searchTexts.set(keyOf(searched), this.annotator.searchTextOf(searched));
    if (record.annotatedBy !== undefined) return;
    const year = publishedOn === undefined ? (record.year ?? null) : Number(publishedOn.slice(0, 4));
    const annotation = this.annotator.annotate({ title, abstract, summary, year });
    this.annotations.set(textOf(annotation.key), annotation);
  }

  isOwn(key: string): boolean {
    return this.annotator.isOwn(key);
  }

  annotate(text: AnnotatedText): PaperAnnotation {
    this.asked += 1;
    return this.annotations.get(textOf(annotationKey('', text))) ?? this.annotator.annotate(text);
  }

  searchTextOf(text: SearchedText): string {
    return this.searchTexts.get(keyOf(text)) ?? this.annotator.searchTextOf(text);
  }
}

/** The part of an annotation's key that tells the text. */
function textOf(key: string): string {
  return key.slice(key.indexOf(':'));
}

function keyOf({ title, abstract, summary, keywords = [] }: SearchedText): string {
  return [title, abstract ?? summary ?? '', ...keywords].join('\n');
}
