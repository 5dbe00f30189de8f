import type { Graph } from '../graph/graph.js';
import type { BibliographicPaper } from './bibliography.js';
import { fillDirectory, type ExportOptions, type ExportReport } from './output.js';

type Exporter = (graph: Graph, directory: string, options: ExportOptions) => Promise<ExportReport>;

/** Every export format by its name: what it is for, and how it is written. What a format needs is loaded with it. */
export const EXPORTERS = {
  jsonl: {
    title: 'everything, for load',
    write: async (...to: Parameters<Exporter>) => await (await import('./jsonl.js')).exportJsonLines(...to),
  },
  'neo4j-admin': {
    title: 'CSV for the bulk import of Neo4j',
    write: async (...to: Parameters<Exporter>) => await (await import('./neo4j-admin.js')).exportForNeo4jAdmin(...to),
  },
  graphml: {
    title: 'for Gephi, yEd and others',
    write: async (...to: Parameters<Exporter>) => await (await import('./graphml.js')).exportGraphml(...to),
  },
  cytoscape: {
    title: 'for Cytoscape and Cytoscape.js',
    write: async (...to: Parameters<Exporter>) => await (await import('./cytoscape.js')).exportCytoscape(...to),
  },
  bibtex: {
    title: 'BibTeX',
    write: async (...to: Parameters<Exporter>) =>
      await exportBibliography('papers.bib', (await import('./bibtex.js')).bibtexPieces, ...to),
  },
  csl: {
    title: 'CSL-JSON, for Zotero and others',
    write: async (...to: Parameters<Exporter>) =>
      await exportBibliography('papers.json', (await import('./csl.js')).cslPieces, ...to),
  },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly write: Exporter }>>;

export type ExportFormat = keyof typeof EXPORTERS;

export const EXPORT_FORMATS = Object.keys(EXPORTERS) as ExportFormat[];

async function exportBibliography(
  name: string,
  piecesOf: (papers: AsyncIterable<BibliographicPaper>) => AsyncIterable<string>,
  graph: Graph,
  directory: string,
  options: ExportOptions,
): Promise<ExportReport> {
  const { citablePapers } = await import('./citable-papers.js');
  let nodes = 0;
  const counted = async function* (): AsyncGenerator<BibliographicPaper> {
    for await (const paper of citablePapers(graph, options)) {
      nodes += 1;
      yield paper;
    }
  };
  const files = await fillDirectory(directory, options, async (write) => await write(name, piecesOf(counted())));
  return { files, nodes, relationships: 0 };
}
