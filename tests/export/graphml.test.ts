import sax from 'sax';
import { exportGraphml, graphmlOf } from '../../src/export/graphml.js';
import { PUBLIC_GRAPH, type NodeRow, type Properties } from '../../src/export/graph-rows.js';
import type { ExportReport } from '../../src/export/output.js';
import { describeSeeded } from '../support/seeded.js';
import { countBy, exportedText, publicCounts } from './drawn.js';
import { addNastyGraph, NASTY } from './nasty.js';
import { collected, rowsOf } from './rows.js';

interface Parsed {
  readonly keys: ReadonlyMap<string, { readonly owner: string; readonly name: string; readonly type: string }>;
  readonly nodes: readonly Element[];
  readonly edges: readonly Element[];
}

interface Element {
  readonly attributes: Readonly<Record<string, string>>;
  /** By the id of the key. */
  readonly data: Readonly<Record<string, string>>;
}

const NMTOKEN = /^[A-Za-z0-9._:-]+$/;

describeSeeded('a GraphML export', (engine) => {
  let parsed: Parsed;
  let text: string;
  let report: ExportReport;

  beforeAll(async () => {
    await addNastyGraph(engine.graph());
    const exported = await exportedText(engine.graph(), exportGraphml);
    text = exported.text;
    parsed = parse(text);
    report = exported.report;
  });

  it('holds every node and relationship that other programs are shown', async () => {
    const types = [
      ...parsed.nodes.map(({ data }) => data['node.type']!),
      ...parsed.edges.map(({ data }) => data['edge.label']!),
    ];
    const expected = await publicCounts(engine.graph());
    expect([report.nodes, report.relationships]).toEqual([parsed.nodes.length, parsed.edges.length]);
    expect(Math.min(...Object.values(expected))).toBeGreaterThan(5);
    expect(countBy(types)).toEqual(expected);
  });

  it('has ids that the format allows, each once, and edges between nodes that are there', () => {
    const ids = parsed.nodes.map(({ attributes }) => attributes['id']!);
    const edgeIds = parsed.edges.map(({ attributes }) => attributes['id']!);
    const all = [...ids, ...edgeIds, ...parsed.keys.keys()];
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((id) => !NMTOKEN.test(id))).toEqual([]);
    const known = new Set(ids);
    const ends = parsed.edges.flatMap(({ attributes }) => [attributes['source']!, attributes['target']!]);
    expect(ends.filter((id) => !known.has(id))).toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(['Paper:arxiv:1207.0580', 'Technique:dropout']));
  });

  it('declares every key that it uses, with a type that its values have', () => {
    for (const [owner, elements] of [
      ['node', parsed.nodes],
      ['edge', parsed.edges],
    ] as const) {
      for (const { data } of elements) {
        for (const [id, value] of Object.entries(data)) {
          const key = parsed.keys.get(id);
          expect(key?.owner).toBe(owner);
          expect(value).toMatch(VALUES[key?.type ?? ''] ?? /^$/);
        }
      }
    }
  });

  it('holds every value, but for the characters that XML cannot hold', async () => {
    const { nodes, relationships } = await rowsOf(engine.graph(), PUBLIC_GRAPH);
    expect(parsed.nodes.map(({ data }) => data)).toEqual(
      nodes.map(({ label, id, properties }) =>
        prefixed('node', {
          label: properties.title ?? properties.name ?? id,
          type: label,
          ref: id,
          ...properties,
        }),
      ),
    );
    expect(parsed.edges.map(({ data }) => data)).toEqual(
      relationships.map(({ type, properties: { source = null, ...properties } }) =>
        prefixed('edge', { label: type, provenance: source, ...properties }),
      ),
    );
  });

  it('flags papers that are only cited, and keeps what is for this program to itself', () => {
    const stubs = parsed.nodes.map(({ data }) => data['node.stub']).filter((stub) => stub !== undefined);
    expect(new Set(stubs)).toEqual(new Set(['true', 'false']));
    expect([...parsed.keys.values()].filter(({ name }) => /search|normalized|match|sort/i.test(name))).toEqual([]);
    expect(text).not.toContain('searchText');
  });
});

describe('GraphML of any nodes and edges', () => {
  it('is a document for a part of a graph', async () => {
    const node: NodeRow = { label: 'Paper', id: 'doi:10.1/a_b', properties: { title: 'A & B', searchText: 'secret' } };
    const parsed = parse((await collected(graphmlOf({ nodes: [node], edges: [] }))).join(''));
    expect(parsed.nodes).toEqual([
      {
        attributes: { id: 'Paper:doi:10.1_2F_a_5F_b' },
        data: { 'node.label': 'A & B', 'node.type': 'Paper', 'node.ref': 'doi:10.1/a_b', 'node.title': 'A & B' },
      },
    ]);
    expect(parse((await collected(graphmlOf({ nodes: [], edges: [] }))).join('')).nodes).toEqual([]);
  });

  it('tells different ids apart', async () => {
    const nodes = [...new Set(NASTY), '_2F_', '/', '_', '_5F_2F_5F_'].map((id): NodeRow => ({
      label: 'Paper',
      id,
      properties: {},
    }));
    const parsed = parse((await collected(graphmlOf({ nodes, edges: [] }))).join(''));
    expect(new Set(parsed.nodes.map(({ attributes }) => attributes['id'])).size).toBe(nodes.length);
  });
});

const VALUES: Readonly<Record<string, RegExp>> = {
  string: /^/,
  long: /^-?\d+$/,
  double: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/,
  boolean: /^(true|false)$/,
};

/** Reads a document strictly: what is not well-formed, or stands where it does not belong, fails. */
function parse(text: string): Parsed {
  const keys = new Map<string, { owner: string; name: string; type: string }>();
  const elements = { node: [] as Element[], edge: [] as Element[] };
  const open: string[] = [];
  let data: Record<string, string> = {};
  let key = '';
  const parser = sax.parser(true, { strictEntities: true } as sax.SAXOptions);
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name, attributes }) => {
    const place = open.join(' ');
    open.push(name);
    const of = attributes as Record<string, string>;
    if (name === 'key') {
      expect(place).toBe('graphml');
      keys.set(of['id']!, { owner: of['for']!, name: of['attr.name']!, type: of['attr.type']! });
    } else if (name === 'node' || name === 'edge') {
      expect(place).toBe('graphml graph');
      data = {};
      elements[name].push({ attributes: of, data });
    } else if (name === 'data') {
      expect(place).toMatch(/^graphml graph (node|edge)$/);
      key = of['key']!;
      expect(data).not.toHaveProperty([key]);
      data[key] = '';
    } else if (name === 'graph') {
      expect(of['edgedefault']).toBe('directed');
    }
  };
  parser.onclosetag = () => {
    open.pop();
  };
  parser.ontext = (piece) => {
    if (open.at(-1) === 'data') data[key] = (data[key] ?? '') + piece;
    else expect(piece.trim()).toBe('');
  };
  // sax does not look for these, other parsers stop at them.
  // eslint-disable-next-line no-control-regex -- control characters are what this finds
  expect(text).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\r/);
  parser.write(text).close();
  return { keys, nodes: elements.node, edges: elements.edge };
}

function prefixed(owner: string, values: Properties): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [`${owner}.${name}`, legible(Array.isArray(value) ? value.join('|') : String(value))]),
  );
}

function legible(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what this finds
  return text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
}
