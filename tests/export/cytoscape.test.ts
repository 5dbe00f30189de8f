import { cytoscapeOf, exportCytoscape } from '../../src/export/cytoscape.js';
import { PUBLIC_GRAPH, type NodeRow, type RelationshipRow } from '../../src/export/graph-rows.js';
import type { ExportReport } from '../../src/export/output.js';
import { describeSeeded } from '../support/seeded.js';
import { countBy, exportedText, publicCounts } from './drawn.js';
import { addNastyGraph } from './nasty.js';
import { collected, rowsOf } from './rows.js';

type Data = Readonly<Record<string, unknown>> & { readonly id: string; readonly label: string };

interface Document {
  readonly elements: {
    readonly nodes: readonly { readonly data: Data & { readonly type: string } }[];
    readonly edges: readonly { readonly data: Data & { readonly source: string; readonly target: string } }[];
  };
}

describeSeeded('a Cytoscape export', (engine) => {
  let nodes: Document['elements']['nodes'];
  let edges: Document['elements']['edges'];
  let report: ExportReport;

  beforeAll(async () => {
    await addNastyGraph(engine.graph());
    const exported = await exportedText(engine.graph(), exportCytoscape);
    report = exported.report;
    ({ nodes, edges } = (JSON.parse(exported.text) as Document).elements);
  });

  it('holds every node and relationship that other programs are shown', async () => {
    const expected = await publicCounts(engine.graph());
    expect(Math.min(...Object.values(expected))).toBeGreaterThan(5);
    expect(countBy([...nodes.map(({ data }) => data.type), ...edges.map(({ data }) => data.label)])).toEqual(expected);
    expect([report.nodes, report.relationships]).toEqual([nodes.length, edges.length]);
  });

  it('has each id once, and edges between nodes that are there', () => {
    const ids = [...nodes, ...edges].map(({ data }) => data.id);
    expect(new Set(ids).size).toBe(ids.length);
    const known = new Set(nodes.map(({ data }) => data.id));
    const ends = edges.flatMap(({ data }) => [data.source, data.target]);
    expect(ends.filter((id) => !known.has(id))).toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(['Paper:arxiv:1207.0580', 'Technique:dropout']));
  });

  it('holds every value, and nothing of what is unknown', async () => {
    const rows = await rowsOf(engine.graph(), PUBLIC_GRAPH);
    expect(nodes.map(({ data }) => data)).toEqual(
      rows.nodes.map(({ label, id, properties }) => ({
        ...known(properties),
        id: `${label}:${id}`,
        label: properties['title'] ?? properties['name'],
        type: label,
        ref: id,
      })),
    );
    const ends: Readonly<Record<string, readonly [string, string]>> = {
      AUTHORED: ['Author', 'Paper'],
      CITES: ['Paper', 'Paper'],
      ABOUT: ['Paper', 'Topic'],
      APPLIES: ['Paper', 'Technique'],
      SUBTOPIC_OF: ['Topic', 'Topic'],
      VARIANT_OF: ['Technique', 'Technique'],
    };
    expect(edges.map(({ data }) => data)).toEqual(
      rows.relationships.map(({ type, startId, endId, properties: { source = null, ...properties } }, index) => ({
        ...known({ ...properties, provenance: source }),
        id: `e${index}`,
        source: `${ends[type]?.[0]}:${startId}`,
        target: `${ends[type]?.[1]}:${endId}`,
        label: type,
      })),
    );
  });

  it('flags papers that are only cited, and keeps what is for this program to itself', () => {
    const stubs = nodes.map(({ data }) => data['stub']).filter((stub) => stub !== undefined);
    expect(new Set(stubs)).toEqual(new Set([true, false]));
    const names = new Set([...nodes, ...edges].flatMap(({ data }) => Object.keys(data)));
    expect([...names].filter((name) => /search|normalized|match|sort/i.test(name))).toEqual([]);
  });
});

describe('Cytoscape elements of any nodes and edges', () => {
  it('are a document for a part of a graph', async () => {
    const nodes: NodeRow[] = [
      { label: 'Paper', id: 'a:1', properties: { title: 'A', matchKeys: ['secret'] } },
      { label: 'Topic', id: 'b', properties: { name: 'B' } },
    ];
    const edges: RelationshipRow[] = [
      { type: 'ABOUT', startId: 'a:1', endId: 'b', properties: { confidence: 0.5, source: 'curated' } },
    ];
    expect(JSON.parse((await collected(cytoscapeOf({ nodes, edges }))).join(''))).toEqual({
      elements: {
        nodes: [
          { data: { id: 'Paper:a:1', label: 'A', type: 'Paper', ref: 'a:1', title: 'A' } },
          { data: { id: 'Topic:b', label: 'B', type: 'Topic', ref: 'b', name: 'B' } },
        ],
        edges: [
          {
            data: {
              id: 'e0',
              source: 'Paper:a:1',
              target: 'Topic:b',
              label: 'ABOUT',
              confidence: 0.5,
              provenance: 'curated',
            },
          },
        ],
      },
    });
    expect(JSON.parse((await collected(cytoscapeOf({ nodes: [], edges: [] }))).join(''))).toEqual({
      elements: { nodes: [], edges: [] },
    });
  });
});

function known(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}
