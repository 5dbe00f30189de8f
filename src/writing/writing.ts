import type { Graph } from '../graph/graph.js';
import type { Caller } from '../keys/key.js';
import type { TechniqueRole } from '../technique/application.js';
import type { Failure } from './failure.js';
import {
  deletePaper,
  tagTechnique,
  tagTopic,
  untagTechnique,
  untagTopic,
  type PaperRequest,
  type PaperWritten,
} from './papers.js';
import { upsertPaper, type UpsertPaper } from './upsert-paper.js';
import { undo, type Undone } from './undo.js';
import { mergeAuthors, type AuthorWritten } from './authors.js';
import { importPapers, type Imported, type ImportRequest } from './import-papers.js';
import { mergePapers } from './merge-papers.js';
import { upsertNamed, type NamedWritten, type UpsertNamed } from './vocabulary.js';
import type { Environment } from './environment.js';

/** Writes on behalf of the caller of one request. */
export class Writing {
  constructor(
    private readonly graph: Graph,
    private readonly caller: Caller | null,
    /** What a request reads with; made anew, as what was loaded before a write may be another thing after it. */
    readonly freshLoaders: () => object,
  ) {}

  async upsertPaper(request: UpsertPaper): Promise<PaperWritten | Failure> {
    return await this.write((environment) => upsertPaper(environment, request));
  }

  async deletePaper(request: PaperRequest): Promise<PaperWritten | Failure> {
    return await this.write((environment) => deletePaper(environment, request));
  }

  async tagTechnique(
    request: PaperRequest,
    techniqueId: string,
    role: TechniqueRole,
    confidence: number,
  ): Promise<PaperWritten | Failure> {
    return await this.write((environment) => tagTechnique(environment, request, techniqueId, role, confidence));
  }

  async untagTechnique(request: PaperRequest, techniqueId: string): Promise<PaperWritten | Failure> {
    return await this.write((environment) => untagTechnique(environment, request, techniqueId));
  }

  async tagTopic(request: PaperRequest, topicId: string, confidence: number): Promise<PaperWritten | Failure> {
    return await this.write((environment) => tagTopic(environment, request, topicId, confidence));
  }

  async untagTopic(request: PaperRequest, topicId: string): Promise<PaperWritten | Failure> {
    return await this.write((environment) => untagTopic(environment, request, topicId));
  }

  async upsertNamed(request: UpsertNamed): Promise<NamedWritten | Failure> {
    return await this.write((environment) => upsertNamed(environment, request));
  }

  async importPapers(request: ImportRequest): Promise<Imported | Failure> {
    return await this.write((environment) => importPapers(environment, request));
  }

  async mergePapers(into: PaperRequest, from: PaperRequest): Promise<PaperWritten | Failure> {
    return await this.write((environment) => mergePapers(environment, into, from));
  }

  async mergeAuthors(into: string, from: string): Promise<AuthorWritten | Failure> {
    return await this.write((environment) => mergeAuthors(environment, into, from));
  }

  async undo(changeId: string): Promise<Undone | Failure> {
    return await this.write((environment) => undo(environment, changeId));
  }

  private async write<Result extends object>(
    work: (environment: Environment) => Promise<Result | Failure>,
  ): Promise<Result | Failure> {
    const { graph, caller } = this;
    // The server has refused mutations without a key long before.
    if (caller === null) throw new Error('A write needs a caller.');
    return await work({ graph, caller });
  }
}
