import { APIS, type SourceName } from './apis.js';
import { CLOSE_FEED, openFeed } from './atom.js';
import type { Plan } from './plan.js';

/** How the records of many pages become one valid document of a format that the loader reads. */
export interface DocumentForm {
  readonly head: string;
  readonly tail: string;
  /** The text of some records, to stand between head and tail. */
  body(records: readonly string[]): string;
}

/** JSON lines, or one Atom feed that names its query and the time it was begun at. */
export function formOf(plan: Pick<Plan, 'source' | 'about'>, now: number): DocumentForm {
  const body = (records: readonly string[]): string => records.map((record) => `${record}\n`).join('');
  if (APIS[plan.source].format === 'json-lines') return { head: '', tail: '', body };
  const id = `urn:related-work:fetch:${plan.source}:${encodeURIComponent(plan.about)}`;
  return {
    head: openFeed({ title: plan.about, id, updated: new Date(now).toISOString() }),
    tail: CLOSE_FEED,
    body,
  };
}

/** The usual ending of the name of a file with records of a source. */
export function endingOf(source: SourceName): '.jsonl' | '.xml' {
  return APIS[source].format === 'atom' ? '.xml' : '.jsonl';
}

/** What the loader calls the format of a source's records, which a document without any does not show. */
export function loaderFormatOf(source: SourceName): 'arxiv-atom' | Exclude<SourceName, 'arxiv'> {
  return source === 'arxiv' ? 'arxiv-atom' : source;
}
