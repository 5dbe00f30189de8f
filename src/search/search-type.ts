/** What can be searched for; of equal matches the earlier kind comes first. */
export const SEARCH_TYPES = ['TECHNIQUE', 'TOPIC', 'AUTHOR', 'PAPER'] as const;

export type SearchKind = (typeof SEARCH_TYPES)[number];
