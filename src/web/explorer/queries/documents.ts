import type { relatedVariables } from '../address.js';
import type { Document } from '../ask.js';
import type * as A from './answers.js';
import adoptionText from './adoption.graphql?raw';
import authorText from './author.graphql?raw';
import citationsAmongText from './citations-among.graphql?raw';
import dailyText from './daily.graphql?raw';
import evidenceText from './evidence.graphql?raw';
import formulaText from './formula.graphql?raw';
import gapsText from './gaps.graphql?raw';
import paperText from './paper.graphql?raw';
import papersOnBothText from './papers-on-both.graphql?raw';
import pathsText from './paths.graphql?raw';
import readingOrderText from './reading-order.graphql?raw';
import relatedText from './related.graphql?raw';
import resolveText from './resolve.graphql?raw';
import resolveAuthorText from './resolve-author.graphql?raw';
import statsText from './stats.graphql?raw';
import suggestText from './suggest.graphql?raw';
import techniqueText from './technique.graphql?raw';
import techniquePapersText from './technique-papers.graphql?raw';
import titleText from './title.graphql?raw';
import topicText from './topic.graphql?raw';
import topicMapText from './topic-map.graphql?raw';

type NoVariables = Record<string, never>;
type RelatedVariables = ReturnType<typeof relatedVariables>;

export const ADOPTION: Document<A.AdoptionAnswer, { ref: string; by: 'YEAR' | 'MONTH' }> = { text: adoptionText };
export const AUTHOR: Document<A.AuthorAnswer, { ref: string }> = { text: authorText };
export const CITATIONS_AMONG: Document<A.CitationsAnswer, { of: readonly string[]; first: number }> = {
  text: citationsAmongText,
};
export const DAILY: Document<A.DailyAnswer, { date: string | null; first: number }> = { text: dailyText };
export const EVIDENCE: Document<A.EvidenceAnswer, RelatedVariables & { after: string | null }> = { text: evidenceText };
export const FORMULA: Document<A.FormulaAnswer, NoVariables> = { text: formulaText };
export const GAPS: Document<A.GapsAnswer, { technique: string }> = { text: gapsText };
export const PAPER: Document<A.PaperAnswer, { ref: string; authors: number }> = { text: paperText };
export const PAPERS_ON_BOTH: Document<A.PapersAnswer, { one: string; other: string }> = { text: papersOnBothText };
export const PATHS: Document<A.PathsAnswer, { from: string; to: string; via: readonly A.RelationKind[] | null }> = {
  text: pathsText,
};
export const READING_ORDER: Document<A.ReadingAnswer, { topic: string | null; technique: string | null }> = {
  text: readingOrderText,
};
export const RELATED: Document<A.RelatedAnswer, RelatedVariables & { first: number }> = { text: relatedText };
export const RESOLVE: Document<A.ResolveAnswer, { ref: string }> = { text: resolveText };
export const RESOLVE_AUTHOR: Document<A.ResolveAuthorAnswer, { ref: string }> = { text: resolveAuthorText };
export const STATS: Document<A.StatsAnswer, NoVariables> = { text: statsText };
export const SUGGEST: Document<
  A.SuggestAnswer,
  { prefix: string; types: readonly A.SearchType[] | null; first: number }
> = { text: suggestText };
export const TECHNIQUE: Document<A.TechniqueAnswer, { ref: string }> = { text: techniqueText };
export const TECHNIQUE_PAPERS: Document<A.TechniquePapersAnswer, { ref: string; role: A.Role | null; first: number }> =
  { text: techniquePapersText };
export const TITLE: Document<A.TitleAnswer, { ref: string }> = { text: titleText };
export const TOPIC: Document<A.TopicAnswer, { ref: string }> = { text: topicText };
export const TOPIC_MAP: Document<A.TopicMapAnswer, { first: number; root: string | null }> = { text: topicMapText };
