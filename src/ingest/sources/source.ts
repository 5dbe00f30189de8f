import type {
  AuthorMergeRecord,
  ChangeRecord,
  DeletionRecord,
  PaperInput,
  TechniqueInput,
  TopicInput,
} from '../record.js';

/** Where a record stands in its source, for the reader of a report. */
export interface Place {
  readonly file: string;
  /** Line of a line-based file, from 1. */
  readonly line?: number;
  /** Number of the record in any other file, from 1. */
  readonly record?: number;
}

/** What a parser makes of one record. It is checked against record.ts afterwards. */
export type Parsed =
  | { readonly kind: 'deletion'; readonly place: Place; readonly deletion: DeletionRecord }
  | { readonly kind: 'change'; readonly place: Place; readonly change: ChangeRecord }
  | { readonly kind: 'paper'; readonly place: Place; readonly paper: PaperInput }
  | { readonly kind: 'technique'; readonly place: Place; readonly technique: TechniqueInput }
  | { readonly kind: 'topic'; readonly place: Place; readonly topic: TopicInput }
  | { readonly kind: 'author-merge'; readonly place: Place; readonly merge: AuthorMergeRecord }
  | Rejection;

/** A record that cannot be used. `field` is the path of the faulty value, or `record`. */
export interface Rejection {
  readonly kind: 'rejected';
  readonly place: Place;
  readonly field: string;
  readonly reason: string;
  /** The record itself as far as it could be read, cut to a bound. */
  readonly record: unknown;
}

export interface ParseOptions {
  /** Name for places and messages. */
  readonly file: string;
  /** Year of a daily-papers page, whose own dates may lack it. */
  readonly year?: number;
  /** The day it is, for sources whose dates may not lie in the future. */
  readonly today: Date;
}

/** Reads one format from its bytes, decompressed, record by record with bounded memory. */
export type Parser = (bytes: AsyncIterable<Uint8Array>, options: ParseOptions) => AsyncGenerator<Parsed>;
