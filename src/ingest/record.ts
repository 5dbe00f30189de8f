import { z } from 'zod';
import { CHANGE_KINDS } from '../history/change.js';
import { TECHNIQUE_ROLES } from '../technique/application.js';
import { VALUE_FIELDS } from './values.js';

/**
 * The product's own record format, one JSON object a line: what the seeds are
 * and what an export writes. A plain string may stand for an author, topic or
 * technique of which only the name is known.
 */

// eslint-disable-next-line no-control-regex -- control characters are what this finds
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

const line = (most: number) =>
  z
    .string()
    .transform((value) => value.normalize('NFC').replaceAll(CONTROL, '').replaceAll(/\s+/g, ' ').trim())
    .refine((value) => value !== '', 'must not be empty')
    .refine((value) => value.length <= most, `must have at most ${most} characters`);

const isDay = (value: string): boolean => {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
};

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2024-10-20')
  .refine(isDay, 'must be a day of the calendar');

const year = z.int('must be a whole year').min(1500, 'must be 1500 or later').max(2100, 'must be 2100 or earlier');
const count = z.int('must be a whole number').min(0, 'must not be negative');
const confidence = z.number('must be a number from 0 to 1').min(0).max(1);
const identifier = z
  .string()
  .max(300, 'must have at most 300 characters')
  .regex(/^[a-z0-9]+:\S+$/, 'must be an identifier such as arxiv:2410.15460 or doi:10.1145/3292500');
const slug = z.string().regex(/^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$/u, 'must be a slug such as low-rank-adaptation');

interface Author {
  name: string;
  ids?: string[] | undefined;
  orcid?: string | undefined;
  affiliations?: string[] | undefined;
  position?: number | undefined;
}

const author = z.union([
  line(300).transform((name): Author => ({ name })),
  z.object({
    name: line(300),
    /** What its source calls the person, such as `openalex:A5023888391` or `s2:1741101`. */
    ids: z.array(identifier).max(20).optional(),
    orcid: z
      .string()
      .regex(/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/, 'must be an ORCID such as 0000-0002-1825-0097')
      .optional(),
    affiliations: z.array(line(500)).max(50).optional(),
    /** Place on the list, where the list has gaps. */
    position: count.optional(),
  }),
]);

export const TOPIC_SCHEMES = ['own', 'arXiv', 'OpenAlex'] as const;

const matchedText = z
  .object({
    field: z.enum(['title', 'abstract', 'summary']),
    text: line(300),
    start: count.optional(),
    end: count.optional(),
  })
  .refine(
    ({ start, end }) => (start === undefined) === (end === undefined),
    'must have both start and end, or neither',
  );
const evidence = z.array(matchedText).max(20).default([]);

const topicMention = z.union([
  line(200).transform((topic) => ({ topic, scheme: undefined, confidence: 1, evidence: [], source: undefined })),
  z.object({
    topic: line(200),
    /** The classification that an unknown topic belongs to. */
    scheme: z.enum(TOPIC_SCHEMES).optional(),
    confidence: confidence.default(1),
    evidence,
    source: line(100).optional(),
  }),
]);

const techniqueMention = z.union([
  line(200).transform((technique) => ({
    technique,
    role: 'USES' as const,
    confidence: 1,
    evidence: [],
    source: undefined,
  })),
  z.object({
    technique: line(200),
    role: z.enum(TECHNIQUE_ROLES, `must be one of ${TECHNIQUE_ROLES.join(', ')}`),
    confidence: confidence.default(1),
    evidence,
    source: line(100).optional(),
  }),
]);

const newTechnique = z.object({
  name: line(200),
  abbreviation: line(100).optional(),
  role: z.enum(TECHNIQUE_ROLES),
  confidence,
  evidence,
});

/** Which source each value comes from, and more that a merged paper remembers: what an export writes beside the rest. */
const remembered = {
  provenance: z.partialRecord(z.enum([...VALUE_FIELDS, 'authors']), line(100)).optional(),
  sources: z.array(line(100)).max(50).optional(),
  attributions: z.array(line(300)).max(50).optional(),
  authorsRank: line(60).optional(),
  matchKeys: z
    .array(z.string().regex(/^[cd][0-9a-f]{16}\|[^|]*\|\d{0,4}$/, 'must be a match key of an export'))
    .max(200)
    .optional(),
  alternateTitles: z.array(line(1000)).max(200).optional(),
  /** Which vocabulary read which text to find the topics, techniques and new names whose source is `annotator`. */
  annotatedBy: z
    .string()
    .regex(/^([0-9a-f]{16}|none):[0-9a-f]{16}$/, 'must be the mark of an export')
    .optional(),
  newTechniques: z.array(newTechnique).max(100).optional(),
  /** What an editor says is not so. */
  rejected: z
    .array(
      z
        .string()
        .max(400)
        .regex(/^(value|topic|technique):\S+$/, 'must be a rejection of an export'),
    )
    .max(2000)
    .optional(),
};

export const paperRecord = z
  .object({
    id: identifier.optional(),
    title: line(1000),
    summary: line(5000).optional(),
    abstract: line(50_000).optional(),
    authors: z.array(author).max(10_000).optional(),
    authorCount: count.optional(),
    publishedOn: day.optional(),
    year: year.optional(),
    arxivId: z
      .string()
      .regex(/^(\d{4}\.\d{4,5}|[a-z-]+(\.[a-z]{2})?\/\d{7})$/i, 'must be an arXiv id without version')
      .optional(),
    doi: z
      .string()
      .regex(/^10\.\d{4,9}\/\S+$/, 'must be a DOI such as 10.1145/3292500')
      .optional(),
    url: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
    venue: line(500).optional(),
    upvotes: count.optional(),
    comments: count.optional(),
    keywords: z.array(line(200)).max(500).optional(),
    retracted: z.boolean().optional(),
    /** Whom the source's licence asks to name, such as `Papers with Code, CC BY-SA 4.0`. */
    attribution: line(300).optional(),
    topics: z.array(topicMention).max(500).default([]),
    techniques: z.array(techniqueMention).max(1000).default([]),
    references: z.array(identifier).max(20_000).optional(),
    /** How many references the source knows of that have no identifier here. */
    externalReferences: count.optional(),
    referencesComplete: z.boolean().default(true),
    identifiers: z.array(identifier).max(200).default([]),
    ...remembered,
    source: line(100).default('unknown'),
  })
  .refine(
    (paper) =>
      paper.publishedOn === undefined || paper.year === undefined || paper.publishedOn.startsWith(String(paper.year)),
    {
      path: ['year'],
      error: 'must be the year of publishedOn',
    },
  )
  .refine(({ id, references = [] }) => id === undefined || !references.includes(id), {
    path: ['references'],
    error: 'must not hold the paper itself',
  })
  .refine((paper) => isDistinct(paper.techniques.map(({ technique }) => technique)), {
    path: ['techniques'],
    error: 'must name each technique once',
  })
  .refine((paper) => isDistinct(paper.topics.map(({ topic }) => topic)), {
    path: ['topics'],
    error: 'must name each topic once',
  });

const identity = {
  /** The id is the graph's own, as in an export: its names are not tried for another node. */
  keepsId: z.boolean().default(false),
  /** Which of its values an editor has said, in an export. */
  edited: z.array(line(50)).max(20).optional(),
};

export const topicRecord = z.object({
  id: slug,
  name: line(200),
  aliases: z.array(line(200)).max(100).default([]),
  description: line(2000).optional(),
  scheme: z.enum(TOPIC_SCHEMES).default('own'),
  parents: z.array(slug).max(50).default([]),
  ...identity,
});

export const techniqueRecord = z.object({
  id: slug,
  name: line(200),
  aliases: z.array(line(200)).max(100).default([]),
  description: line(5000).optional(),
  area: line(200).optional(),
  kind: line(50).optional(),
  introducedYear: year.optional(),
  attribution: line(300).optional(),
  variantOf: z.array(slug).max(50).default([]),
  ...identity,
});

/** An author whom an editor declared to be another. */
export const authorMergeRecord = z
  .object({ id: z.string().min(1).max(300), into: z.string().min(1).max(300) })
  .refine(({ id, into }) => id !== into, { path: ['into'], error: 'must be another author' });

/** An identifier of a paper that an editor has deleted. */
export const deletionRecord = z.object({ id: identifier, of: identifier });

/** A change of the history, as an export has it. */
export const changeRecord = z.object({
  id: z.string().regex(/^\d{14}-[0-9a-f]{8}$/, 'must be the id of a change'),
  subject: z
    .string()
    .regex(/^(paper|topic|technique|author):/, 'must name a kind and an id')
    .max(400),
  changeKind: z.enum(CHANGE_KINDS),
  by: line(100),
  at: z.iso.datetime('must be a time such as 2026-01-31T12:00:00.000Z'),
  detail: z.string(),
  undoes: z.string().max(40).nullable().default(null),
  undoneBy: z.string().max(40).nullable().default(null),
});

export type DeletionRecord = z.output<typeof deletionRecord>;
export type ChangeRecord = z.output<typeof changeRecord>;

/** A paper as a source gives it in the product's own format, checked and cleaned. */
export type PaperRecord = z.output<typeof paperRecord>;
export type TopicRecord = z.output<typeof topicRecord>;
export type TechniqueRecord = z.output<typeof techniqueRecord>;

/** The same before checking and cleaning: what a parser makes. */
export type PaperInput = z.input<typeof paperRecord>;
export type TechniqueInput = z.input<typeof techniqueRecord>;
export type AuthorMergeRecord = z.output<typeof authorMergeRecord>;
export type TopicInput = z.input<typeof topicRecord>;

function isDistinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
