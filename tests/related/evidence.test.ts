import { fromGlobalId } from '../../src/api/node.js';
import { statement, type Graph } from '../../src/graph/graph.js';
import { analyze } from '../../src/text/analysis.js';
import { dataOf } from '../support/ask.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';

interface Evidence {
  readonly __typename: 'Paper' | 'Author' | 'Topic' | 'Technique' | 'Term';
  readonly id?: string;
  readonly stem?: string;
}

interface Edge {
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

const IDS = statement<{ id: string }>('ids', 'MATCH (p:Paper) WHERE p.stub = false RETURN p.id AS id ORDER BY id');

/** One independent question per kind of signal: how many of the nodes named stand between the two papers so. */
const CHECKS: Readonly<Record<string, string>> = {
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

const TEXTS = statement<{ text: string }>(
  'texts',
  "MATCH (p:Paper) WHERE p.id IN $ids RETURN p.title + ' ' + coalesce(p.abstract, p.summary, '') AS text",
);

/** How many pieces of a signal's evidence the graph bears out. */
async function borneOut(graph: Graph, from: string, to: string, kind: string, ids: readonly string[]): Promise<number> {
  if (kind === 'TEXT') {
    const texts = await graph.read(TEXTS, { ids: [from, to] });
    const stems = texts.map(({ text }) => new Set(analyze(text).map(({ term }) => term)));
    return ids.filter((id) => stems.length === 2 && stems.every((terms) => terms.has(id))).length;
  }
  const rows = await graph.read(statement<{ found: number }>(`check ${kind}`, CHECKS[kind]!), { from, to, ids });
  return rows[0]!.found;
}

function keyOf(globalId: string): string {
  return fromGlobalId(globalId)!.id;
}

async function relatedOf(graph: Graph, globalIds: readonly string[]): Promise<Map<string, readonly Edge[]>> {
  const { nodes } = await dataOf<{ nodes: { id: string; related: { edges: Edge[] } }[] }>(graph, RELATED, {
    ids: globalIds,
  });
  return new Map(nodes.map(({ id, related }) => [id, related.edges]));
}

describeSeeded('related papers of the seeds', (engine) => {
  let reference: Graph;
  let found: Map<string, readonly Edge[]>;

  beforeAll(async () => {
    reference = await seededInMemory();
    const ids = (await engine.graph().read(IDS, {})).map(({ id }) => Buffer.from(`Paper:${id}`).toString('base64url'));
    found = new Map();
    for (let start = 0; start < ids.length; start += 40) {
      for (const [id, edges] of await relatedOf(engine.graph(), ids.slice(start, start + 40))) found.set(id, edges);
    }
  });
  afterAll(async () => {
    await reference.close();
  });

  it('are found for every paper', () => {
    expect(found.size).toBeGreaterThan(150);
    expect([...found.values()].filter((edges) => edges.length === 0)).toEqual([]);
  });

  it('have evidence that the graph bears out, every piece of it', async () => {
    const kinds = new Set<string>();
    let pieces = 0;
    for (const [id, edges] of [...found].filter((_, index) => index % 4 === 0)) {
      for (const edge of edges.slice(0, 8)) {
        for (const { kind, evidence } of edge.signals) {
          const ids = evidence.map((item) => item.stem ?? keyOf(item.id!));
          expect(ids.length).toBeGreaterThan(0);
          const right = await borneOut(engine.graph(), keyOf(id), keyOf(edge.node.id), kind, ids);
          expect({ from: keyOf(id), to: edge.node.title, kind, right }).toMatchObject({ right: ids.length });
          kinds.add(kind);
          pieces += ids.length;
        }
      }
    }
    expect(pieces).toBeGreaterThan(1000);
    expect([...kinds].sort()).toEqual([...Object.keys(CHECKS), 'TEXT'].sort());
  }, 300_000);

  it('have shares that add up to 1, scores from 0 to 1 in falling order, and a sentence for each reason', () => {
    for (const edges of found.values()) {
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
  });

  it('come in the same order with the same scores as on the embedded engine', async () => {
    const ids = [...found.keys()];
    for (let start = 0; start < ids.length; start += 40) {
      for (const [id, edges] of await relatedOf(reference, ids.slice(start, start + 40))) {
        const brief = (list: readonly Edge[]): [string, number][] =>
          list.map(({ node, score }) => [node.title, Number(score.toPrecision(10))]);
        expect(brief(found.get(id)!)).toEqual(brief(edges));
      }
    }
  });

  it('score a pair alike on every page and at every nesting', async () => {
    const [id, edges] = [...found][0]!;
    const page = `query ($id: ID!, $after: String) { node(id: $id) { ... on Paper { related(first: 3, after: $after) {
      pageInfo { endCursor hasNextPage } edges { score node { id } } } } } }`;
    interface Page {
      node: { related: { pageInfo: { endCursor: string }; edges: { score: number; node: { id: string } }[] } };
    }
    const walked: [string, number][] = [];
    let after: string | null = null;
    while (walked.length < 12) {
      const { node }: Page = await dataOf<Page>(engine.graph(), page, { id, after });
      walked.push(...node.related.edges.map((edge): [string, number] => [edge.node.id, edge.score]));
      after = node.related.pageInfo.endCursor;
    }
    expect(walked).toEqual(edges.slice(0, 12).map(({ node, score }) => [node.id, score]));
  });
});
