import { statement, type Graph, type ReadOptions } from '../graph/graph.js';
import { rangeTests, textTests, type Condition, type Passage, type Test } from '../graph/condition.js';
import {
  countItem,
  countItems,
  readPage,
  readPages,
  type Listing,
  type Page,
  type PageWindow,
  type Sort,
} from '../graph/page.js';
import { inRole, type Application, type TechniqueRole } from './application.js';

/** A technique as stored. */
export interface TechniqueRow {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[] | null;
  readonly description: string | null;
  readonly area: string | null;
  readonly kind: string | null;
  readonly introducedYear: number | null;
  readonly mentioned: boolean | null;
  readonly proposed: boolean | null;
  readonly paperCount: number | null;
  readonly version: number | null;
}

const TECHNIQUE = `{id: t.id, name: t.name, aliases: t.aliases, description: t.description, area: t.area, kind: t.kind,
introducedYear: t.introducedYear, mentioned: t.mentioned, proposed: t.proposed, paperCount: t.paperCount, version: t.version}`;

/** What techniques can be filtered by. */
export const TECHNIQUE_TESTS = {
  name: textTests('name', 't.normalizedName'),
  areaIn: { name: 'area in', text: (value) => `t.area IN ${value}` } satisfies Test,
  paperCount: rangeTests('papers', 'coalesce(t.paperCount, 0)'),
  introducedYear: rangeTests('introduced', 't.introducedYear'),
  variantOf: {
    name: 'variant of',
    match: (ids) => `MATCH (x:Technique) WHERE x.id IN ${ids} MATCH (x)<-[:VARIANT_OF*1..10]-(q:Technique)`,
  } satisfies Test,
};

/** To the papers that work with a technique. */
export const TECHNIQUE_PAPERS: Passage = {
  name: 'papers applying',
  id: 'p.id',
  match: (where) => `MATCH (p:Paper) WHERE ${where} AND p.stub = false MATCH (p)-[:APPLIES]->(q:Technique)`,
};

/** A technique without a year comes last when descending, first when ascending. */
export const TECHNIQUE_SORTS = {
  NAME: 't.normalizedName',
  PAPER_COUNT: 'coalesce(t.paperCount, 0)',
  INTRODUCED_YEAR: 'coalesce(t.introducedYear, 0)',
} as const;

export type TechniqueSortField = keyof typeof TECHNIQUE_SORTS;

export function techniqueSort(field: TechniqueSortField, descending: boolean): Sort {
  return { name: field, expression: TECHNIQUE_SORTS[field], descending };
}

/** What the paper introduces first, then what it studies, uses and compares with. */
export const BY_ROLE: readonly Sort[] = [
  {
    name: 'ROLE',
    expression: "CASE r.role WHEN 'INTRODUCES' THEN 0 WHEN 'STUDIES' THEN 1 WHEN 'USES' THEN 2 ELSE 3 END",
    descending: false,
  },
  { name: 'NAME', expression: 't.normalizedName', descending: false },
];

const ALL: Listing<TechniqueRow> = {
  name: 'techniques',
  nested: false,
  match: 'MATCH (t:Technique)',
  id: 't.id',
  node: TECHNIQUE,
};

const NESTED: {
  readonly ofPaper: Listing<TechniqueRow, Application>;
  readonly variantOf: Listing<TechniqueRow>;
  readonly variants: Listing<TechniqueRow>;
} = {
  ofPaper: {
    name: 'techniques of paper',
    nested: true,
    match: 'MATCH (:Paper {id: key})-[r:APPLIES]->(t:Technique)',
    id: 't.id',
    node: TECHNIQUE,
    edge: '{role: r.role, confidence: r.confidence, evidence: r.evidence, source: r.source}',
  },
  variantOf: {
    name: 'what technique is a variant of',
    nested: true,
    match: 'MATCH (:Technique {id: key})-[:VARIANT_OF]->(t:Technique)',
    id: 't.id',
    node: TECHNIQUE,
  },
  variants: {
    name: 'variants of technique',
    nested: true,
    match: 'MATCH (:Technique {id: key})<-[:VARIANT_OF]-(t:Technique)',
    id: 't.id',
    node: TECHNIQUE,
  },
};

export type NestedTechniques = keyof typeof NESTED;
type NestedEdge<Kind extends NestedTechniques> =
  (typeof NESTED)[Kind] extends Listing<TechniqueRow, infer Edge> ? Edge : never;

const BY_ID = statement<{ technique: TechniqueRow }>(
  'techniques by id',
  `MATCH (t:Technique) WHERE t.id IN $ids RETURN ${TECHNIQUE} AS technique`,
);

/** A technique reached along the lineage, with the fewest steps that lead there. */
export interface LineageRow {
  readonly distance: number;
  readonly technique: TechniqueRow;
}

const LINEAGE_DEPTH = 6;
const LINEAGE_LIMIT = 200;

function lineage(
  name: string,
  path: string,
): ReturnType<typeof statement<{ id: string; steps: readonly LineageRow[] }>> {
  return statement(
    name,
    `UNWIND $ids AS id
CALL (id) {
  MATCH ${path}
  WITH t, min(size(steps)) AS distance
  ORDER BY distance, t.id LIMIT ${LINEAGE_LIMIT}
  RETURN collect({distance: distance, technique: ${TECHNIQUE}}) AS steps
}
RETURN id, steps`,
  );
}

const ANCESTORS = lineage(
  'ancestors of technique',
  `(:Technique {id: id})-[steps:VARIANT_OF*1..${LINEAGE_DEPTH}]->(t:Technique)`,
);
const DESCENDANTS = lineage(
  'descendants of technique',
  `(:Technique {id: id})<-[steps:VARIANT_OF*1..${LINEAGE_DEPTH}]-(t:Technique)`,
);

/** Reads techniques. */
export class TechniqueRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  /** The techniques by their ids. */
  async byIds(ids: readonly string[]): Promise<Map<string, TechniqueRow>> {
    const rows = await this.graph.read(BY_ID, { ids }, this.options);
    return new Map(rows.map(({ technique }) => [technique.id, technique]));
  }

  async page(condition: Condition, window: PageWindow): Promise<Page<TechniqueRow, null>> {
    return await readPage(this.graph, ALL, window, condition, this.options);
  }

  async count(condition: Condition): Promise<number> {
    return await countItem(this.graph, ALL, condition, this.options);
  }

  async pagesOf<Kind extends NestedTechniques>(
    kind: Kind,
    ids: readonly string[],
    window: PageWindow,
    role: TechniqueRole | null = null,
  ): Promise<Map<string, Page<TechniqueRow, NestedEdge<Kind>>>> {
    const listing = NESTED[kind] as unknown as Listing<TechniqueRow, NestedEdge<Kind>>;
    return await readPages(this.graph, listing, ids, window, inRole(role), this.options);
  }

  async countsOf(
    kind: NestedTechniques,
    ids: readonly string[],
    role: TechniqueRole | null = null,
  ): Promise<Map<string, number>> {
    return await countItems(
      this.graph,
      NESTED[kind] as Listing<TechniqueRow, unknown>,
      ids,
      inRole(role),
      this.options,
    );
  }

  /** What each technique descends from, nearest first: at most six steps and 200 techniques. */
  async ancestors(ids: readonly string[]): Promise<Map<string, readonly LineageRow[]>> {
    return await this.lineage(ANCESTORS, ids);
  }

  /** What descends from each technique, nearest first: at most six steps and 200 techniques. */
  async descendants(ids: readonly string[]): Promise<Map<string, readonly LineageRow[]>> {
    return await this.lineage(DESCENDANTS, ids);
  }

  private async lineage(which: typeof ANCESTORS, ids: readonly string[]): Promise<Map<string, readonly LineageRow[]>> {
    const rows = await this.graph.read(which, { ids }, this.options);
    return new Map(rows.map(({ id, steps }) => [id, steps]));
  }
}
