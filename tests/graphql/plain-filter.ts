import { normalizeName } from '../../src/text/analysis.js';

/** A paper as a client sees it. */
export interface PlainPaper {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
  readonly publishedOn: string | null;
  readonly venue: string | null;
  readonly techniques: {
    readonly edges: readonly { readonly role: string; readonly node: { readonly name: string } }[];
  };
  readonly topics: { readonly nodes: readonly { readonly name: string }[] };
  readonly authors: { readonly nodes: readonly { readonly name: string }[] };
  readonly references: { readonly nodes: readonly { readonly id: string }[] };
  readonly citationCount: number;
  readonly authorCount: number | null;
  readonly upvotes: number | null;
}

/** Narrower names with all wider ones, themselves among them. */
export type Wider = ReadonlyMap<string, ReadonlySet<string>>;

/** What a filter is looked up in. */
export interface World {
  readonly papers: readonly PlainPaper[];
  readonly topics: Wider;
  readonly techniques: Wider;
}

export interface Range<Item> {
  eq?: Item;
  in?: Item[];
  gt?: Item;
  gte?: Item;
  lt?: Item;
  lte?: Item;
}

interface TextTest {
  eq?: string;
  in?: string[];
  contains?: string;
  startsWith?: string;
}

export interface Mention {
  name?: string;
  in?: string[];
  role?: string;
  includeSubtopics?: boolean;
  includeVariants?: boolean;
}

interface Cited {
  ref?: string;
  in?: string[];
  is?: Filter;
}

export interface Filter {
  title?: TextTest;
  venue?: TextTest;
  year?: Range<number>;
  publishedOn?: Range<string>;
  techniques?: { some?: Mention; none?: Mention };
  topics?: { some?: Mention; none?: Mention };
  authors?: { some?: Mention; none?: Mention };
  citationCount?: Range<number>;
  authorCount?: Range<number>;
  upvotes?: Range<number>;
  references?: { some?: Cited; none?: Cited };
  citations?: { some?: Cited; none?: Cited };
  AND?: Filter[];
  OR?: Filter[];
  NOT?: Filter;
}

/** The same filter in plain TypeScript, over papers in memory: what every engine must agree with. */
export function meets(paper: PlainPaper, filter: Filter, world: World): boolean {
  const names = {
    techniques: paper.techniques.edges.map(({ role, node }) => ({ role, name: node.name })),
    topics: paper.topics.nodes,
    authors: paper.authors.nodes,
  };
  const has = (kind: keyof typeof names, mention: Mention): boolean =>
    names[kind].some((item) => {
      const { name, role } = mention;
      const wide = mention.includeSubtopics === true || mention.includeVariants === true;
      const all = wide && kind !== 'authors' ? (world[kind].get(item.name) ?? new Set()) : new Set([item.name]);
      return (
        (name === undefined || all.has(name)) &&
        (mention.in === undefined || mention.in.some((one) => all.has(one) && (name === undefined || one === name))) &&
        (role === undefined || ('role' in item && item.role === role))
      );
    });
  const mentions = (['techniques', 'topics', 'authors'] as const).every((kind) => {
    const { some, none } = filter[kind] ?? {};
    return (some === undefined || has(kind, some)) && (none === undefined || !has(kind, none));
  });
  const ends = {
    references: (end: PlainPaper): boolean => paper.references.nodes.some(({ id }) => id === end.id),
    citations: (end: PlainPaper): boolean => end.references.nodes.some(({ id }) => id === paper.id),
  };
  const leads = (kind: keyof typeof ends, cited: Cited): boolean =>
    world.papers
      .filter(ends[kind])
      .some(
        (end) =>
          (cited.ref === undefined || end.title === cited.ref) &&
          (cited.in === undefined || cited.in.includes(end.title)) &&
          (cited.is === undefined || meets(end, cited.is, world)),
      );
  const citations = (['references', 'citations'] as const).every((kind) => {
    const { some, none } = filter[kind] ?? {};
    return (some === undefined || leads(kind, some)) && (none === undefined || !leads(kind, none));
  });
  return (
    mentions &&
    citations &&
    meetsText(paper.title, filter.title) &&
    meetsText(paper.venue, filter.venue) &&
    meetsRange(paper.year, filter.year) &&
    meetsRange(paper.publishedOn, filter.publishedOn) &&
    meetsRange(paper.citationCount, filter.citationCount) &&
    meetsRange(paper.authorCount, filter.authorCount) &&
    meetsRange(paper.upvotes, filter.upvotes) &&
    (filter.AND ?? []).every((part) => meets(paper, part, world)) &&
    (filter.OR === undefined || filter.OR.some((part) => meets(paper, part, world))) &&
    (filter.NOT === undefined || !meets(paper, filter.NOT, world))
  );
}

function meetsText(text: string | null, test: TextTest | undefined): boolean {
  if (test === undefined || Object.keys(test).length === 0) return true;
  if (text === null) return false;
  const value = normalizeName(text);
  return (
    (test.eq === undefined || value === normalizeName(test.eq)) &&
    (test.in === undefined || test.in.map(normalizeName).includes(value)) &&
    (test.contains === undefined || value.includes(normalizeName(test.contains))) &&
    (test.startsWith === undefined || value.startsWith(normalizeName(test.startsWith)))
  );
}

function meetsRange<Item extends string | number>(value: Item | null, range: Range<Item> | undefined): boolean {
  if (range === undefined || Object.keys(range).length === 0) return true;
  if (value === null) return false;
  return (
    (range.eq === undefined || value === range.eq) &&
    (range.in === undefined || range.in.includes(value)) &&
    (range.gt === undefined || value > range.gt) &&
    (range.gte === undefined || value >= range.gte) &&
    (range.lt === undefined || value < range.lt) &&
    (range.lte === undefined || value <= range.lte)
  );
}
