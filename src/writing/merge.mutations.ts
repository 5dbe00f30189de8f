import { Arg, Ctx, Field, Int, Mutation, ObjectType, registerEnumType, Resolver } from 'type-graphql';
import { createUnionType } from 'type-graphql';
import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { toAuthor } from '../author/author.loaders.js';
import { Change } from '../history/change.type.js';
import { toChange } from '../history/change.view.js';
import { toPaper } from '../paper/paper.loaders.js';
import { Paper } from '../paper/paper.type.js';
import { write } from './write.js';
import { isFailure } from './failure.js';
import { mergeAuthors } from './authors.js';
import { importPapers, IMPORT_STATUSES, MOST_RECORDS, type ImportStatus } from './import-papers.js';
import { mergePapers } from './merge-papers.js';
import { PaperInput } from './paper.input.js';
import { contentOf, toWritten } from './paper.mutations.js';
import {
  AuthorPayload,
  AuthorSuccess,
  InputIssue,
  InvalidInput,
  PaperPayload,
  toFailure,
  type FailureType,
  type PaperSuccess,
} from './payload.type.js';
import { authorTarget, paperTarget } from './refs.js';

/** The GraphQL enum of {@link ImportStatus}. */
export const ImportStatusEnum = Object.fromEntries(IMPORT_STATUSES.map((status) => [status, status])) as {
  [Status in ImportStatus]: Status;
};

registerEnumType(ImportStatusEnum, {
  name: 'ImportStatus',
  description: 'What became of a record.',
  valuesConfig: {
    CREATED: { description: 'It describes a paper that was not here, or only cited.' },
    CHANGED: { description: 'It told something new of a paper that its source had described.' },
    UNCHANGED: { description: 'It told nothing new.' },
    MERGED: {
      description: 'It was joined with what another source or another record of the input tells of the paper.',
    },
    DELETED: { description: 'It was left out: an editor has deleted its paper. `restore: true` brings it back.' },
    REJECTED: { description: 'It was left out: something in it is wrong.' },
  },
});

@ObjectType({ description: 'What became of one record.' })
export class ImportedPaper {
  @Field(() => ImportStatusEnum, { description: 'What became of it.' })
  status!: ImportStatus;

  @Field(() => Paper, { nullable: true, description: 'Its paper; null where the record was left out.' })
  paper!: Paper | null;

  @Field(() => [InputIssue], { description: 'What is wrong with a rejected record; paths begin in the record.' })
  issues!: InputIssue[];

  @Field(() => Change, { nullable: true, description: 'The change of the paper; null where there is none.' })
  change!: Change | null;
}

@ObjectType({ description: 'The records are imported.' })
export class ImportPapersSuccess {
  @Field(() => [ImportedPaper], { description: 'What became of each record, in the order of the input.' })
  records!: ImportedPaper[];
}

export const ImportPapersPayload = createUnionType({
  name: 'ImportPapersPayload',
  description: 'What became of an import: done, or why not.',
  types: () => [ImportPapersSuccess, InvalidInput] as const,
});

@Resolver()
export class MergeMutations {
  @Mutation(() => ImportPapersPayload, {
    description: `Loads up to ${MOST_RECORDS} records as \`related-work load\` does, in one transaction: they are joined with what is known, and each is told what became of it.`,
  })
  async importPapers(
    @Arg('input', () => [PaperInput], { description: `The records, at most ${MOST_RECORDS}.` }) input: PaperInput[],
    @Arg('source', () => String, {
      defaultValue: 'import',
      description: 'Where they come from, such as `arxiv` or `openalex`; sources differ in how far they are trusted.',
    })
    source: string,
    @Arg('restore', () => Boolean, {
      defaultValue: false,
      description: 'Whether records of deleted papers bring these back.',
    })
    restore: boolean,
    @Ctx() context: Context,
  ): Promise<ImportPapersSuccess | FailureType> {
    if (input.length > MOST_RECORDS) {
      throw new BadUserInput(
        `input has ${input.length} records.`,
        'input',
        `at most ${MOST_RECORDS}; send them in several requests, or use \`related-work load\``,
      );
    }
    if (!/^[a-z0-9][a-z0-9-]{0,49}$/.test(source) || ['editor', 'annotator', 'curated'].includes(source)) {
      throw new BadUserInput(
        `source is "${source}".`,
        'source',
        'lower-case letters, digits and hyphens, at most 50, and none of editor, annotator and curated',
      );
    }
    const imported = await write(context, (environment) =>
      importPapers(environment, { records: input.map(contentOf), source, restore }),
    );
    if (isFailure(imported)) return toFailure(imported);
    const records = imported.records.map(async ({ status, id, issues, change }) => {
      const row = id === null ? null : await context.papers.byId.load(id);
      return Object.assign(new ImportedPaper(), {
        status,
        paper: row && toPaper(row),
        issues: issues.map((issue) => Object.assign(new InputIssue(), issue)),
        change: change && toChange(change),
      });
    });
    return Object.assign(new ImportPapersSuccess(), { records: await Promise.all(records) });
  }

  @Mutation(() => PaperPayload, {
    description:
      'Makes one paper of two that no source knows to be the same. What is known of both is joined, and every id and address of either leads to it.',
  })
  async mergePapers(
    @Arg('into', () => String, { description: 'One paper: an id, address or exact title.' }) into: string,
    @Arg('from', () => String, { description: 'The other one.' }) from: string,
    @Arg('expectedVersion', () => Int, {
      nullable: true,
      description: 'The version of `into` that you have seen; another one by now is a Conflict.',
    })
    expectedVersion: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<PaperSuccess | FailureType> {
    const stays = await paperTarget(into, 'into', context);
    if (isFailure(stays)) return toFailure(stays);
    const goes = await paperTarget(from, 'from', context);
    if (isFailure(goes)) return toFailure(goes);
    return await toWritten(
      await write(context, (environment) => mergePapers(environment, { ...stays, expectedVersion }, goes)),
      context,
    );
  }

  @Mutation(() => AuthorPayload, {
    description:
      'Says that two authors are one person. Papers that are loaded later follow; two people of one author list are never merged.',
  })
  async mergeAuthors(
    @Arg('into', () => String, { description: 'The author who stays: an id, ORCID or name.' }) into: string,
    @Arg('from', () => String, { description: 'The author who becomes that one.' }) from: string,
    @Ctx() context: Context,
  ): Promise<AuthorSuccess | FailureType> {
    const stays = await authorTarget(into, 'into', context);
    if (isFailure(stays)) return toFailure(stays);
    const goes = await authorTarget(from, 'from', context);
    if (isFailure(goes)) return toFailure(goes);
    const written = await write(context, (environment) => mergeAuthors(environment, stays.id, goes.id));
    if (isFailure(written)) return toFailure(written);
    const row = await context.authors.byId.load(written.id);
    if (row === null) throw new Error(`The author ${written.id} was merged and is not there.`);
    return Object.assign(new AuthorSuccess(), { author: toAuthor(row), change: toChange(written.change) });
  }
}
