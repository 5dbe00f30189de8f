import type { PaperRefs } from '../address.js';

export type SignalKind =
  | 'AUTHORS_CITE'
  | 'BIBLIOGRAPHIC_COUPLING'
  | 'CITED_BY'
  | 'CITES'
  | 'CO_CITATION'
  | 'NEIGHBORS_CITE'
  | 'POPULARITY'
  | 'REFERENCES_CO_CITED'
  | 'SHARED_AUTHORS'
  | 'SHARED_TECHNIQUES'
  | 'SHARED_TOPICS'
  | 'TECHNIQUE_LINEAGE'
  | 'TEXT';

export type Role = 'INTRODUCES' | 'STUDIES' | 'USES' | 'COMPARES';
export type RelationKind = 'ABOUT' | 'APPLIES' | 'AUTHORED' | 'CITES' | 'SUBTOPIC_OF' | 'VARIANT_OF';

export interface PaperName extends PaperRefs {
  readonly title: string;
  readonly year: number | null;
  readonly isStub?: boolean;
}

export interface Named {
  readonly slug: string;
  readonly name: string;
}

export interface AuthorName {
  readonly id: string;
  readonly name: string;
}

interface Counted<Item> {
  readonly totalCount: number;
  readonly nodes: readonly Item[];
}

interface Edges<Edge> {
  readonly totalCount: number;
  readonly edges: readonly Edge[];
}

export interface Matched {
  readonly field: string;
  readonly text: string;
}

export interface StatsAnswer {
  readonly stats: {
    readonly papers: number;
    readonly authors: number;
    readonly topics: number;
    readonly techniques: number;
    readonly citations: number;
    readonly engine: string;
  };
}

export interface TopicSize extends Named {
  readonly id: string;
  readonly paperCount: number;
}

export interface TopicMapAnswer {
  readonly topicGraph: {
    readonly edgesFound: number;
    readonly nodes: readonly { readonly paperCount: number; readonly topic: Named & { readonly id: string } }[];
    readonly edges: readonly {
      readonly weight: number;
      readonly paperCount: number;
      readonly isHierarchy: boolean;
      readonly source: { readonly id: string };
      readonly target: { readonly id: string };
    }[];
  };
}

export interface PapersAnswer {
  readonly papers: Counted<PaperName>;
}

export interface DailyPaper extends PaperName {
  readonly publishedOn: string | null;
  readonly summary: string | null;
  readonly upvotes: number | null;
  readonly authors: Counted<{ readonly name: string }>;
}

export interface DailyAnswer {
  readonly dailyPapers: Counted<DailyPaper>;
}

export interface PaperAnswer {
  readonly paper:
    | (PaperName & {
        readonly isStub: boolean;
        readonly summary: string | null;
        readonly abstract: string | null;
        readonly publishedOn: string | null;
        readonly venue: string | null;
        readonly url: string | null;
        readonly pdfUrl: string | null;
        readonly authorCount: number | null;
        readonly citationCount: number;
        readonly upvotes: number | null;
        readonly authors: Counted<AuthorName>;
        readonly techniques: Edges<{
          readonly role: Role;
          readonly confidence: number;
          readonly evidence: readonly Matched[];
          readonly node: Named & { readonly description: string | null };
        }>;
        readonly topics: { readonly edges: readonly { readonly evidence: readonly Matched[]; readonly node: Named }[] };
        readonly references: Counted<PaperName> & { readonly status: 'LOADED' | 'PARTIAL' | 'UNKNOWN' };
        readonly citations: Counted<PaperName>;
      })
    | null;
}

export interface RelatedSignal {
  readonly kind: SignalKind;
  readonly strength: number;
  readonly share: number;
  readonly explanation: string;
}

export interface RelatedEdge {
  readonly cursor: string;
  readonly score: number;
  readonly penalty: number;
  readonly signals: readonly RelatedSignal[];
  readonly node: PaperName & {
    readonly venue: string | null;
    readonly citationCount: number;
    readonly authors: Counted<{ readonly name: string }>;
  };
}

export interface RelatedAnswer {
  readonly related: Edges<RelatedEdge>;
}

export type EvidenceItem =
  | ({ readonly __typename: 'Paper' } & PaperName)
  | ({ readonly __typename: 'Author' } & AuthorName)
  | ({ readonly __typename: 'Topic' | 'Technique' } & Named)
  | { readonly __typename: 'Term'; readonly text: string };

export interface EvidenceAnswer {
  readonly related: {
    readonly edges: readonly {
      readonly node: { readonly id: string; readonly summary: string | null };
      readonly signals: readonly { readonly kind: SignalKind; readonly evidence: readonly EvidenceItem[] }[];
    }[];
  };
}

export interface FormulaAnswer {
  readonly relatedFormula: {
    readonly version: string;
    readonly signals: readonly { readonly kind: SignalKind; readonly meaning: string }[];
    readonly presets: readonly {
      readonly preset: 'RELATED' | 'REFERENCES';
      readonly age: number;
      readonly weights: readonly { readonly kind: SignalKind; readonly weight: number }[];
    }[];
  };
}

export interface CitationsAnswer {
  readonly neighborhood: {
    readonly edges: readonly {
      readonly forward: boolean;
      readonly source: { readonly id: string };
      readonly target: { readonly id: string };
    }[];
  };
}

export interface TimelineTechnique extends Named {
  readonly id: string;
  readonly introducedYear: number | null;
  readonly paperCount: number;
}

export interface TechniqueAnswer {
  readonly technique:
    | (Named & {
        readonly id: string;
        readonly aliases: readonly string[];
        readonly description: string | null;
        readonly area: string | null;
        readonly kind: string | null;
        readonly introducedYear: number | null;
        readonly paperCount: number;
        readonly introducedBy: { readonly nodes: readonly PaperName[] };
        readonly topics: { readonly edges: readonly { readonly paperCount: number; readonly node: Named }[] };
        readonly timeline: {
          readonly lineageCount: number;
          readonly techniques: readonly TimelineTechnique[];
          readonly edges: readonly {
            readonly parent: { readonly id: string };
            readonly child: { readonly id: string };
          }[];
          readonly events: readonly {
            readonly year: number;
            readonly kind: string;
            readonly sentence: string;
            readonly paper: PaperRefs | null;
          }[];
        };
        readonly usedWith: Edges<{
          readonly count: number;
          readonly lift: number;
          readonly kinship: 'ANCESTOR' | 'DESCENDANT' | null;
          readonly node: Named;
        }>;
      })
    | null;
}

export interface AdoptionAnswer {
  readonly technique: {
    readonly adoption: {
      readonly papers: number;
      readonly undated: number;
      readonly points: readonly {
        readonly period: string;
        readonly count: number;
        readonly roles: {
          readonly introduces: number;
          readonly studies: number;
          readonly uses: number;
          readonly compares: number;
        };
      }[];
    };
  } | null;
}

export interface TechniquePapersAnswer {
  readonly technique: {
    readonly papers: Edges<{
      readonly role: Role;
      readonly evidence: readonly { readonly text: string }[];
      readonly node: PaperName;
    }>;
  } | null;
}

export interface GapsAnswer {
  readonly gaps: readonly {
    readonly expected: number;
    readonly observed: number;
    readonly explanation: string;
    readonly topic: Named;
    readonly suggestedBy: { readonly papers: readonly PaperName[] };
  }[];
}

export interface TopicAnswer {
  readonly topic:
    | (TopicSize & {
        readonly aliases: readonly string[];
        readonly description: string | null;
        readonly scheme: string;
        readonly parents: { readonly nodes: readonly TopicSize[] };
        readonly children: Counted<TopicSize>;
        readonly related: Edges<{ readonly weight: number; readonly paperCount: number; readonly node: TopicSize }>;
        readonly techniques: Edges<{ readonly paperCount: number; readonly node: Named }>;
        readonly adoption: {
          readonly papers: number;
          readonly undated: number;
          readonly points: readonly { readonly period: string; readonly count: number; readonly share: number }[];
        };
        readonly papers: Counted<PaperName>;
      })
    | null;
}

export interface ReadingAnswer {
  readonly readingOrder: readonly { readonly position: number; readonly reason: string; readonly paper: PaperName }[];
}

export interface AuthorAnswer {
  readonly author:
    | (AuthorName & {
        readonly orcid: string | null;
        readonly affiliations: readonly string[];
        readonly paperCount: number;
        readonly papers: Edges<{
          readonly position: number;
          readonly node: PaperName & {
            readonly venue: string | null;
            readonly citationCount: number;
            readonly authorCount: number | null;
          };
        }>;
        readonly coauthors: Edges<{
          readonly paperCount: number;
          readonly firstYear: number | null;
          readonly lastYear: number | null;
          readonly node: AuthorName;
        }>;
        readonly similar: Edges<{
          readonly score: number;
          readonly explanation: string;
          readonly isCoauthor: boolean;
          readonly node: AuthorName;
        }>;
        readonly techniques: { readonly edges: readonly { readonly paperCount: number; readonly node: Named }[] };
        readonly topics: { readonly edges: readonly { readonly paperCount: number; readonly node: Named }[] };
      })
    | null;
}

export type PathNode = Exclude<EvidenceItem, { readonly __typename: 'Term' }> & { readonly id: string };

export interface PathsAnswer {
  readonly paths: readonly {
    readonly length: number;
    readonly specificity: number;
    readonly explanation: string;
    readonly nodes: readonly PathNode[];
    readonly steps: readonly { readonly kind: RelationKind; readonly forward: boolean; readonly sentence: string }[];
  }[];
}

export type SearchType = 'PAPER' | 'AUTHOR' | 'TOPIC' | 'TECHNIQUE';

export interface Suggestion {
  readonly text: string;
  readonly type: SearchType;
  readonly ref: string;
  readonly detail: string | null;
}

export interface SuggestAnswer {
  readonly suggest: readonly Suggestion[];
}

export interface ResolveAnswer {
  readonly paper: PaperName | null;
  readonly technique: (Named & { readonly paperCount: number }) | null;
  readonly topic: (Named & { readonly paperCount: number }) | null;
}

export interface ResolveAuthorAnswer {
  readonly author: (AuthorName & { readonly paperCount: number }) | null;
}

export interface TitleAnswer {
  readonly paper: PaperName | null;
}
