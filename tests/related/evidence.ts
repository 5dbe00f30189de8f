import { fromGlobalId } from '../../src/api/node.js';
import { statement, type Graph } from '../../src/graph/graph.js';
import { analyze } from '../../src/text/analysis.js';
import { dataOf } from '../support/ask.js';

interface Evidence {
  readonly __typename: 'Paper' | 'Author' | 'Topic' | 'Technique' | 'Term';
  readonly id?: string;
  readonly stem?: string;
}

/** A related paper, as the API tells it. */
export interface Edge {
  readonly score: number;
  readonly node: { readonly id: string; readonly title: string };
  readonly signals: readonly {
    readonly kind: string;
    readonly strength: number;
    readonly share: number;
    readonly explanation: string;
    readonly evidence: readonly Evidence[];
  }[];
}

const RELATED = `query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Paper {
      id
      related(first: 20) {
        edges {
          score
          node { id title }
          signals {
            kind strength share explanation
            evidence(first: 100) {
              __typename
              ... on Node { id }
              ... on Term { stem }
            }
          }
        }
      }
    }
  }
}`;

/** The papers that can be asked about, in order. */
export const IDS = statement<{ id: string }>(
  'ids',
  'MATCH (p:Paper) WHERE p.stub = false RETURN p.id AS id ORDER BY id',
);

/** One independent question per kind of signal: how many of the nodes named stand between the two papers so. */
export const CHECKS: Readonly<Record<string, string>> = {
  SHARED_TECHNIQUES:
    'MATCH (p:Paper {id: $from}) MATCH (p)-[:APPLIES]->(x:Technique) WHERE x.id IN $ids MATCH (x)<-[:APPLIES]-(q:Paper {id: $to}) RETURN count(DISTINCT x.id) AS found',
  SHARED_TOPICS:
    'MATCH (p:Paper {id: $from}) MATCH (p)-[:ABOUT]->(x:Topic) WHERE x.id IN $ids MATCH (x)<-[:ABOUT]-(q:Paper {id: $to}) RETURN count(DISTINCT x.id) AS found',
  SHARED_AUTHORS:
    'MATCH (p:Paper {id: $from}) MATCH (p)<-[:AUTHORED]-(x:Author) WHERE x.id IN $ids MATCH (x)-[:AUTHORED]->(q:Paper {id: $to}) RETURN count(DISTINCT x.id) AS found',
  CITES:
    'MATCH (p:Paper {id: $from}) MATCH (p)-[:CITES]->(x:Paper {id: $to}) WHERE x.id IN $ids RETURN count(DISTINCT x.id) AS found',
  CITED_BY:
    'MATCH (p:Paper {id: $from}) MATCH (p)<-[:CITES]-(x:Paper {id: $to}) WHERE x.id IN $ids RETURN count(DISTINCT x.id) AS found',
  CO_CITATION:
    'MATCH (p:Paper {id: $from}) MATCH (p)<-[:CITES]-(x:Paper) WHERE x.id IN $ids MATCH (x)-[:CITES]->(q:Paper {id: $to}) RETURN count(DISTINCT x.id) AS found',
  BIBLIOGRAPHIC_COUPLING:
    'MATCH (p:Paper {id: $from}) MATCH (p)-[:CITES]->(x:Paper) WHERE x.id IN $ids MATCH (x)<-[:CITES]-(q:Paper {id: $to}) RETURN count(DISTINCT x.id) AS found',
  NEIGHBORS_CITE:
    'MATCH (x:Paper) WHERE x.id IN $ids AND x.id <> $from MATCH (x)-[:CITES]->(q:Paper {id: $to}) RETURN count(DISTINCT x.id) AS found',
  AUTHORS_CITE:
    'MATCH (p:Paper {id: $from}) MATCH (p)<-[:AUTHORED]-(a:Author) MATCH (a)-[:AUTHORED]->(x:Paper) WHERE x.id IN $ids MATCH (x)-[:CITES]->(q:Paper {id: $to}) RETURN count(DISTINCT x.id) AS found',
  REFERENCES_CO_CITED:
    'MATCH (p:Paper {id: $from}) MATCH (p)-[:CITES]->(r:Paper) MATCH (r)<-[:CITES]-(x:Paper) WHERE x.id IN $ids MATCH (x)-[:CITES]->(q:Paper {id: $to}) RETURN count(DISTINCT x.id) AS found',
  POPULARITY:
    'MATCH (x:Paper {id: $to}) WHERE x.id IN $ids MATCH (x)<-[:CITES]-(:Paper) RETURN count(DISTINCT x.id) AS found',
  TECHNIQUE_LINEAGE:
    'MATCH (q:Paper {id: $to}) MATCH (q)-[:APPLIES]->(x:Technique) WHERE x.id IN $ids MATCH (x)-[:VARIANT_OF]-(y:Technique) MATCH (y)<-[:APPLIES]-(p:Paper {id: $from}) RETURN count(DISTINCT x.id) AS found',
};

const TEXTS = statement<{ text: string; keywords: readonly string[] }>(
  'texts',
  "MATCH (p:Paper) WHERE p.id IN $ids RETURN p.title + ' ' + coalesce(p.abstract, p.summary, '') AS text, coalesce(p.keywords, []) AS keywords",
);

/** How many pieces of a signal's evidence the graph bears out. */
export async function borneOut(
  graph: Graph,
  from: string,
  to: string,
  kind: string,
  ids: readonly string[],
): Promise<number> {
  if (kind === 'TEXT') {
    const texts = await graph.read(TEXTS, { ids: [from, to] });
    const stems = texts.map(
      ({ text, keywords }) => new Set(analyze([text, ...keywords].join(' ; ')).map(({ term }) => term)),
    );
    return ids.filter((id) => stems.length === 2 && stems.every((terms) => terms.has(id))).length;
  }
  const rows = await graph.read(statement<{ found: number }>(`check ${kind}`, CHECKS[kind]!), { from, to, ids });
  return rows[0]!.found;
}

export function keyOf(globalId: string): string {
  return fromGlobalId(globalId)!.id;
}

/** The first related papers of each paper, by its global id. */
export async function relatedOf(graph: Graph, globalIds: readonly string[]): Promise<Map<string, readonly Edge[]>> {
  const { nodes } = await dataOf<{ nodes: { id: string; related: { edges: Edge[] } }[] }>(graph, RELATED, {
    ids: globalIds,
  });
  return new Map(nodes.map(({ id, related }) => [id, related.edges]));
}

/** Fails unless the shares of every result add up, scores fall from one to the next, and each reason has its sentence. */
export function expectSound(edges: readonly Edge[]): void {
  const scores = edges.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((left, right) => right - left));
  for (const { score, signals } of edges) {
    expect(score).toBeGreaterThan(0);
    expect(score).toBeLessThanOrEqual(1);
    expect(signals.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    for (const { explanation, strength } of signals) {
      expect(explanation).toMatch(/^\S.*\.$/);
      expect(explanation).not.toMatch(/undefined|null|NaN|\[object/);
      expect(strength).toBeGreaterThan(0);
    }
  }
}

/** Fails unless the graph bears out every piece of evidence; tells what was checked. */
export async function expectBorneOut(
  graph: Graph,
  globalId: string,
  edges: readonly Edge[],
): Promise<{ readonly kinds: readonly string[]; readonly pieces: number }> {
  const kinds: string[] = [];
  let pieces = 0;
  for (const edge of edges) {
    for (const { kind, evidence } of edge.signals) {
      const ids = evidence.map((item) => item.stem ?? keyOf(item.id!));
      expect(ids.length).toBeGreaterThan(0);
      const right = await borneOut(graph, keyOf(globalId), keyOf(edge.node.id), kind, ids);
      expect({ from: keyOf(globalId), to: edge.node.title, kind, right }).toMatchObject({ right: ids.length });
      kinds.push(kind);
      pieces += ids.length;
    }
  }
  return { kinds, pieces };
}
