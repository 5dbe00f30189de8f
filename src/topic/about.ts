/** What an ABOUT relationship knows of a paper and a topic. */
export interface About {
  /** 0 to 1. */
  readonly confidence: number;
  /** The matched words, formatted. */
  readonly evidence: readonly string[] | null;
  readonly source: string | null;
}

/** The projection of an ABOUT relationship that a list binds as `r`. */
export const ABOUT_EDGE = '{confidence: r.confidence, evidence: r.evidence, source: r.source}';
