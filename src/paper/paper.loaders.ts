import DataLoader from 'dataloader';
import { inOrder, questionLoader } from '../api/batch.js';
import { toGlobalId } from '../api/node.js';
import type { Condition } from '../graph/condition.js';
import type { PageWindow } from '../graph/page.js';
import type { TechniqueRole } from '../technique/application.js';
import type { NestedPapers, PaperRepository, PaperRow } from './paper.repository.js';
import { Paper } from './paper.type.js';

export interface PaperListArguments {
  readonly condition: Condition;
  readonly window: PageWindow;
  readonly role: TechniqueRole | null;
}

/** Answers questions about papers, batched per request. */
export class PaperLoaders {
  readonly byId: DataLoader<string, PaperRow | null>;
  readonly idsByTitle: DataLoader<string, readonly string[]>;
  readonly ofAuthor;
  readonly countOfAuthor;
  readonly onTopic;
  readonly countOnTopic;
  readonly applying;
  readonly countApplying;
  readonly references;
  readonly referenceCount;
  readonly citations;
  readonly citationCount;

  constructor(readonly repository: PaperRepository) {
    this.byId = new DataLoader(async (ids) => inOrder(ids, await repository.byIds(ids), null));
    this.idsByTitle = new DataLoader(async (titles) => inOrder(titles, await repository.idsByTitle(titles), []));
    this.ofAuthor = pages(repository, 'ofAuthor');
    this.countOfAuthor = counts(repository, 'ofAuthor');
    this.onTopic = pages(repository, 'onTopic');
    this.countOnTopic = counts(repository, 'onTopic');
    this.applying = pages(repository, 'applying');
    this.countApplying = counts(repository, 'applying');
    this.references = pages(repository, 'citedBy');
    this.referenceCount = counts(repository, 'citedBy');
    this.citations = pages(repository, 'citing');
    this.citationCount = counts(repository, 'citing');
  }
}

function pages<Kind extends NestedPapers>(repository: PaperRepository, kind: Kind) {
  return questionLoader(
    (ids, { condition, window, role }: PaperListArguments) => repository.pagesOf(kind, ids, condition, window, role),
    { items: [], more: false },
  );
}

function counts(repository: PaperRepository, kind: NestedPapers) {
  return questionLoader(
    (ids, { condition, role }: Omit<PaperListArguments, 'window'>) => repository.countsOf(kind, ids, condition, role),
    0,
  );
}

export function toPaper(row: PaperRow): Paper {
  return Object.assign(new Paper(), {
    id: toGlobalId('Paper', row.id),
    key: row.id,
    title: row.title,
    summary: row.summary,
    abstract: row.abstract,
    publishedOn: row.publishedOn,
    year: row.year,
    venue: row.venue,
    url: row.url,
    pdfUrl: row.arxivId === null ? null : `https://arxiv.org/pdf/${row.arxivId}`,
    arxivId: row.arxivId,
    doi: row.doi,
    identifiers: [...(row.identifiers ?? [])],
    upvotes: row.upvotes,
    commentCount: row.commentCount,
    authorCount: row.authorCount,
    citationCount: row.citationCount ?? 0,
    source: row.source,
    isStub: row.stub ?? false,
    version: row.version ?? 0,
    referencesStatus: row.referencesStatus,
  });
}
