import type { RelatedState } from './address.js';

/** Whether the server has `/export` and `/feeds`. */
export const EXPORTS_EXIST = false as boolean;

export interface ExportLink {
  readonly word: string;
  readonly path: string;
}

/** Addresses that give the same list to other programs; none where the server has them not. */
export function exportLinks(state: RelatedState, of: readonly string[]): readonly ExportLink[] {
  if (!EXPORTS_EXIST) return [];
  const parameters = new URLSearchParams();
  for (const ref of [...of, ...state.to]) parameters.append('related', ref);
  parameters.set('first', String(state.first));
  const query = parameters.toString();
  return [
    { word: 'BibTeX', path: `/export/bibtex?${query}` },
    { word: 'CSL', path: `/export/csl?${query}` },
    { word: 'GraphML', path: `/export/graphml?${query}` },
    { word: 'Feed', path: `/feeds/atom?${query}` },
  ];
}
