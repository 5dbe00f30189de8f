import type { Settings } from '../config.js';
import { askCommand, type AskFlags } from './ask.js';

export interface RelatedFlags extends AskFlags {
  readonly notTo: readonly string[];
  readonly preset: string;
  readonly first: number;
  readonly diversity: number;
  readonly since?: number;
  readonly until?: number;
}

const QUERY = `query ($to: [String!]!, $notTo: [String!], $preset: RelatedPreset, $first: Int, $diversity: Float!, $filter: PaperFilter) {
  related(to: $to, notTo: $notTo, preset: $preset, first: $first, diversity: $diversity, filter: $filter) {
    totalCount
    edges { score node { title year arxivId doi } signals { kind share explanation } }
  }
}`;

interface Answer {
  readonly related: {
    readonly totalCount: number;
    readonly edges: readonly {
      readonly score: number;
      readonly node: {
        readonly title: string;
        readonly year: number | null;
        readonly arxivId: string | null;
        readonly doi: string | null;
      };
      readonly signals: readonly { readonly kind: string; readonly share: number; readonly explanation: string }[];
    }[];
  };
}

const REASONS_SHOWN = 3;

/** Prints the papers related to one or several, with the reasons. */
export async function related(to: readonly string[], flags: RelatedFlags, settings: Settings): Promise<void> {
  const { notTo, preset, first, diversity, since, until } = flags;
  const filter = since === undefined && until === undefined ? null : { year: { gte: since, lte: until } };
  const variables = { to, notTo, preset, first, diversity, filter };
  await askCommand(QUERY, variables, flags, settings, (data) => {
    const { totalCount, edges } = (data as Answer).related;
    const lines = edges.flatMap(({ score, node, signals }, index) => [
      `${String(index + 1).padStart(3)}  ${score.toFixed(3)}  ${node.title}${node.year === null ? '' : ` (${node.year})`}${refOf(node)}`,
      ...signals
        .slice(0, REASONS_SHOWN)
        .map(
          ({ share, explanation }) => `            ${String(Math.round(share * 100)).padStart(3)} %  ${explanation}`,
        ),
    ]);
    return [...lines, edges.length === 0 ? 'Nothing is related to that.' : `${edges.length} of ${totalCount}`];
  });
}

function refOf({ arxivId, doi }: { readonly arxivId: string | null; readonly doi: string | null }): string {
  const ref = arxivId === null ? doi : `arXiv:${arxivId}`;
  return ref === null ? '' : `  ${ref}`;
}
