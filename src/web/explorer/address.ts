/** What a view is about, as its address says it. */
export type Route =
  | { readonly view: 'home' | 'path' | 'set' | 'search' | 'day' | 'nowhere' }
  | { readonly view: 'paper' | 'technique' | 'topic' | 'author'; readonly ref: string };

const NODE_VIEWS = ['paper', 'technique', 'topic', 'author'] as const;
const OTHER_VIEWS = ['path', 'set', 'search', 'day'] as const;

/** Reads the path of an address; what is no view of the page is `nowhere`. */
export function readRoute(path: string): Route {
  if (path === '/') return { view: 'home' };
  const [, first = '', ...rest] = path.split('/');
  const ref = decode(rest.join('/'));
  const node = NODE_VIEWS.find((view) => view === first);
  if (node && ref) return { view: node, ref };
  const other = OTHER_VIEWS.find((view) => view === first);
  return { view: other && rest.length === 0 ? other : 'nowhere' };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A ref in a path. Slashes and colons stay, for a DOI reads better with them. */
function encode(ref: string): string {
  const text = encodeURIComponent(ref).replaceAll('%2F', '/').replaceAll('%3A', ':');
  // A browser would resolve these as folders.
  return text.replace(
    /(^|\/)(\.{1,2})(?=\/|$)/g,
    (_match, slash: string, dots: string) => slash + '%2E'.repeat(dots.length),
  );
}

export interface PaperRefs {
  readonly id: string;
  readonly arxivId?: string | null;
  readonly doi?: string | null;
}

/** The shortest thing by which a person knows the paper. */
export function paperRef({ arxivId, doi, id }: PaperRefs): string {
  return arxivId ?? doi ?? id;
}

export const paperPath = (paper: PaperRefs): string => `/paper/${encode(paperRef(paper))}`;
export const techniquePath = (slug: string): string => `/technique/${encode(slug)}`;
export const topicPath = (slug: string): string => `/topic/${encode(slug)}`;
export const authorPath = (id: string): string => `/author/${encode(id)}`;

/** The view of a suggestion. */
export function pathOf(type: string, ref: string): string {
  return `/${type.toLowerCase()}/${encode(ref)}`;
}

export type Layout = 'both' | 'list' | 'graph';

/** How related papers are asked for and shown: all of it stands in the address. */
export interface RelatedState {
  readonly to: readonly string[];
  readonly notTo: readonly string[];
  readonly preset: 'RELATED' | 'REFERENCES';
  /** By field of `RelatedWeights`. */
  readonly weights: Readonly<Record<string, number>>;
  readonly fromYear: number | null;
  readonly toYear: number | null;
  readonly diversity: number;
  readonly first: number;
  /** The id of the answer whose reasons are open. */
  readonly pick: string | null;
  readonly layout: Layout;
}

export const FIRST = 20;
export const MOST = 100;

export function readRelated(search: string): RelatedState {
  const parameters = new URLSearchParams(search);
  const weights: Record<string, number> = {};
  for (const pair of parameters.getAll('w')) {
    const [field = '', value = ''] = pair.split(':');
    const weight = Number(value);
    if (/^[a-zA-Z]+$/.test(field) && value !== '' && weight >= 0 && weight <= 1000) weights[field] = weight;
  }
  return {
    to: parameters.getAll('to').filter((ref) => ref !== ''),
    notTo: parameters.getAll('not').filter((ref) => ref !== ''),
    preset: parameters.get('preset') === 'references' ? 'REFERENCES' : 'RELATED',
    weights,
    fromYear: yearOf(parameters.get('from')),
    toYear: yearOf(parameters.get('until')),
    diversity: within(Number(parameters.get('diversity')), 0, 1) ?? 0,
    first: within(Math.round(Number(parameters.get('n'))), 1, MOST) ?? FIRST,
    pick: parameters.get('pick'),
    layout: readLayout(search),
  };
}

export function readLayout(search: string): Layout {
  const layout = new URLSearchParams(search).get('view');
  return layout === 'list' || layout === 'graph' ? layout : 'both';
}

function yearOf(text: string | null): number | null {
  return text !== null && /^\d{4}$/.test(text) ? Number(text) : null;
}

function within(number: number, least: number, most: number): number | undefined {
  return number >= least && number <= most ? number : undefined;
}

/** The query string of a state, without what is as it is anyway; empty when all is. */
export function writeRelated(state: RelatedState): string {
  const parameters = new URLSearchParams();
  for (const ref of state.to) parameters.append('to', ref);
  for (const ref of state.notTo) parameters.append('not', ref);
  if (state.preset !== 'RELATED') parameters.set('preset', 'references');
  for (const [field, weight] of Object.entries(state.weights)) parameters.append('w', `${field}:${weight}`);
  if (state.fromYear !== null) parameters.set('from', String(state.fromYear));
  if (state.toYear !== null) parameters.set('until', String(state.toYear));
  if (state.diversity !== 0) parameters.set('diversity', String(state.diversity));
  if (state.first !== FIRST) parameters.set('n', String(state.first));
  if (state.pick !== null) parameters.set('pick', state.pick);
  if (state.layout !== 'both') parameters.set('view', state.layout);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** The variables of the related query for a state. */
export function relatedVariables(state: RelatedState, of: readonly string[] = []) {
  const { fromYear, toYear } = state;
  const year = { ...(fromYear !== null && { gte: fromYear }), ...(toYear !== null && { lte: toYear }) };
  return {
    to: [...of, ...state.to],
    notTo: state.notTo.length > 0 ? state.notTo : null,
    preset: state.preset,
    weights: Object.keys(state.weights).length > 0 ? state.weights : null,
    filter: Object.keys(year).length > 0 ? { year } : null,
    diversity: state.diversity,
  };
}

/** The address of the playground with an operation and its variables. */
export function playgroundPath(query: string, variables: unknown): string {
  const parameters = new URLSearchParams({ query: query.trim() });
  if (variables && Object.keys(variables).length > 0) parameters.set('variables', JSON.stringify(variables));
  return `/playground?${parameters.toString()}`;
}
