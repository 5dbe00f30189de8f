/** An arXiv id, new or old, with or without its version and the prefix `arxiv:`. */
const ARXIV_ID = /^(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(v\d+)?$/i;

export interface ArxivId {
  readonly id: string;
  readonly version: string;
}

export function parseArxivId(text: string): ArxivId | undefined {
  const [, id, version = ''] = ARXIV_ID.exec(text) ?? [];
  return id === undefined ? undefined : { id, version };
}

/**
 * The ids in a query that holds nothing else, each once.
 *
 * @returns undefined when the query holds anything that is no id.
 */
export function idsIn(query: string, parse: (part: string) => string | undefined): readonly string[] | undefined {
  const parts = query.split(/[\s,]+/).filter((part) => part !== '');
  const ids = parts.map(parse).filter((id) => id !== undefined);
  return ids.length > 0 && ids.length === parts.length ? [...new Set(ids)] : undefined;
}
