#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { BadUserInput } from './api/errors.js';
import { ListenError } from './api/server.js';
import { annotate, type AnnotateFlags } from './cli/annotate.js';
import { listMerges, merge as mergeInto, unmerge } from './cli/authors.js';
import { doctor, type DoctorFlags } from './cli/doctor.js';
import { exportGraph, type ExportFlags } from './cli/export.js';
import { fetchFrom, type FetchFlags } from './cli/fetch.js';
import { load, LoadError, type LoadFlags } from './cli/load.js';
import { addKey, KeyError, listKeys, revokeKey, type KeyFlags } from './cli/keys.js';
import { path, type PathFlags } from './cli/path.js';
import { AskError } from './cli/ask.js';
import { related, type RelatedFlags } from './cli/related.js';
import { search, type SearchFlags } from './cli/search.js';
import { printSchema } from './cli/schema.js';
import { serve } from './cli/serve.js';
import { stats } from './cli/stats.js';
import { VocabularyError } from './annotate/vocabulary.js';
import { readSettings, SettingsError } from './config.js';
import { MAX_LENGTH, PATH_COUNT } from './explore/path.args.js';
import { RELATION_KINDS, type RelationKind } from './explore/relation.js';
import { EXPORT_FORMATS, EXPORTERS } from './export/formats.js';
import { ExportError } from './export/output.js';
import { SOURCES } from './fetch/apis.js';
import { FetchError } from './fetch/errors.js';
import { ORDERS } from './fetch/plan.js';
import { GraphUnavailableError } from './graph/graph.js';
import { AuthorMergeError } from './ingest/merge-authors.js';
import { KEY_NAME_RULE, ROLES } from './keys/key.js';
import { SeedError } from './ingest/seeds.js';
import { MalformedRef } from './ref/ref.js';
import { FORMAT_NAMES, UnknownFormat } from './ingest/sources/detect.js';

const FAILED = 1;
const WRONG_USE = 2;
const DONE_WITH_REJECTS = 3;

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const program = new Command('related-work')
  .description('What is related to this paper, how strongly, and why? A typed GraphQL API over a graph of papers.')
  .version(version)
  .showHelpAfterError()
  .exitOverride();

program
  .command('serve')
  .description('serve the API and the playground; fills an empty graph with the seeds first')
  .addHelpText(
    'after',
    '\nSettings come from the environment or a .env file: PORT, HOST, NEO4J_URI, RELATED_WORK_DATA, … (see README.md).',
  )
  .action(async () => {
    loadEnvironmentFile();
    await serve(readSettings(process.env));
  });

program
  .command('load')
  .argument('<files...>', 'files or folders; - is standard input; gzip is unpacked')
  .description('load papers from any known format; the same paper from two sources becomes one')
  .addOption(new Option('--format <name>', 'instead of the format that the content shows').choices(FORMAT_NAMES))
  .option('--year <year>', 'year of a daily-papers page, for its dates without one', wholeNumber(1900, 2100))
  .option('--batch <records>', 'records committed together', wholeNumber(1, 10_000), 1000)
  .option('--rejects <file>', 'write refused records there, one JSON object a line')
  .option('--vocabulary <file>', 'more techniques and topics to find; may be given again', collect, [])
  .option('--no-annotate', 'load only what the records tell, find no techniques and topics in their texts')
  .option('--resume', 'go on behind the last committed batch of an interrupted load')
  .option('--restore', 'bring back papers that an editor has deleted; their records are left out otherwise')
  .option('--dry-run', 'read and check, write nothing')
  .option('--json', 'print the report as JSON')
  .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 wrong use, 3 done with refused records.')
  .action(async (files: string[], flags: LoadFlags) => {
    loadEnvironmentFile();
    if (!(await load(files, flags, readSettings(process.env)))) process.exitCode = DONE_WITH_REJECTS;
  });

program
  .command('fetch')
  .argument('<source>', `${SOURCES.join(', ')}, or hf, s2`)
  .argument('<query>', "words, ids, or the source's own syntax; a day, week or month of the Hugging Face daily papers")
  .description("fetch a source's own records from its live API, politely and resumably")
  .option('-o, --output <file>', 'write there and go on there next time; standard output otherwise')
  .option('--limit <records>', 'most records in all', wholeNumber(1, 100_000_000))
  .addOption(new Option('--order <order>', 'which records come first').choices([...ORDERS]))
  .option('--page-size <records>', 'records asked for at a time', wholeNumber(1, 10_000))
  .option('--restart', 'begin anew and overwrite what an earlier fetch left')
  .option('--json', 'print the summary of a fetched file as JSON')
  .addHelpText(
    'after',
    `
Examples:
  related-work fetch arxiv "dropout regularization" -o dropout.xml --limit 200
  related-work fetch openalex "title.search:pruning,publication_year:2024" -o pruning.jsonl
  related-work fetch huggingface 2025-01-31 | related-work load -
Settings: RELATED_WORK_FETCH_CONTACT (a mail address or page, sent as sources ask), RELATED_WORK_FETCH_CACHE (a folder),
OPENALEX_API_KEY, SEMANTIC_SCHOLAR_API_KEY, and more in README.md.`,
  )
  .action(async (source: string, query: string, flags: FetchFlags) => {
    loadEnvironmentFile();
    await fetchFrom(source, query, flags, version);
  });

program
  .command('export')
  .argument('<folder>', 'where the files go; it is made when it is missing')
  .description('write the graph to files')
  .addOption(
    new Option('--format <name>', EXPORT_FORMATS.map((format) => `${format}: ${EXPORTERS[format].title}`).join('; '))
      .choices(EXPORT_FORMATS)
      .default('jsonl'),
  )
  .option('--json', 'print the report as JSON')
  .action(async (folder: string, flags: ExportFlags) => {
    loadEnvironmentFile();
    await exportGraph(folder, flags, readSettings(process.env));
  });

program
  .command('annotate')
  .argument('[files...]', 'print what is found in these papers; without files the papers of the graph are read anew')
  .description('find techniques, topics and new techniques in titles and abstracts')
  .option('--vocabulary <file>', 'more techniques and topics to find; may be given again', collect, [])
  .option('--batch <papers>', 'papers of the graph committed together', wholeNumber(1, 10_000), 500)
  .action(async (files: string[], flags: AnnotateFlags) => {
    loadEnvironmentFile();
    await annotate(files, flags, () => readSettings(process.env));
  });

const authors = program.command('authors').description('say who is the same person');

authors
  .command('merge')
  .argument('<into>', 'the author who stays: id, ORCID or name')
  .argument('<from...>', 'the authors who become that one')
  .description('make one author of several; papers that are loaded later follow; unmerge takes it back')
  .action(async (into: string, from: string[]) => {
    loadEnvironmentFile();
    await mergeInto(into, from, readSettings(process.env));
  });

authors
  .command('unmerge')
  .argument('<id>', 'id of an author who was merged away, as merges lists it')
  .description('take a merge back')
  .action(async (id: string) => {
    loadEnvironmentFile();
    await unmerge(id, readSettings(process.env));
  });

authors
  .command('merges')
  .description('list every merge')
  .option('--json', 'print JSON lines')
  .action(async (flags: { json?: boolean }) => {
    loadEnvironmentFile();
    await listMerges(flags, readSettings(process.env));
  });

const keys = program.command('keys').description('say who may write, and who may read where reading needs a key');

keys
  .command('add')
  .argument('<name>', `who has it; it stands in the history of what the key changes: ${KEY_NAME_RULE}`)
  .addOption(new Option('--role <role>', 'what it allows').choices([...ROLES]).default('reader'))
  .option('--json', 'print JSON')
  .description('make a key and print it, once: only its hash is kept')
  .addHelpText(
    'after',
    `
Roles: reader reads where the server demands a key; editor also changes papers, topics, techniques and
authors; admin may all that an editor may.
Example: related-work keys add curation --role editor`,
  )
  .action(async (name: string, flags: KeyFlags) => {
    loadEnvironmentFile();
    await addKey(name, flags, readSettings(process.env));
  });

keys
  .command('list')
  .option('--json', 'print JSON lines')
  .description('list every key, also revoked ones, with role and dates')
  .action(async (flags: KeyFlags) => {
    loadEnvironmentFile();
    await listKeys(flags, readSettings(process.env));
  });

keys
  .command('revoke')
  .argument('<name>', 'name of the key')
  .option('--json', 'print JSON')
  .description('make a key worthless, at once and for ever; its name stays taken')
  .action(async (name: string, flags: KeyFlags) => {
    loadEnvironmentFile();
    await revokeKey(name, flags, readSettings(process.env));
  });

program
  .command('path')
  .argument('<from>', 'a paper, technique, topic or author: an id, address, title, name or alias')
  .argument('<to>', 'another one; topic:pruning or author:"Yoshua Bengio" names the type as well')
  .description('tell how two nodes hang together, the shortest paths first')
  .option('--via <kinds>', `only along these kinds, separated by commas: ${RELATION_KINDS.join(', ')}`, relationKinds)
  .option(
    '--max-length <steps>',
    'most steps of a path',
    wholeNumber(MAX_LENGTH.least, MAX_LENGTH.most),
    MAX_LENGTH.otherwise,
  )
  .option('--first <paths>', 'most paths', wholeNumber(PATH_COUNT.least, PATH_COUNT.most), PATH_COUNT.otherwise)
  .option('--json', 'print JSON')
  .action(async (from: string, to: string, flags: PathFlags) => {
    loadEnvironmentFile();
    await path(from, to, flags, readSettings(process.env));
  });

program
  .command('related')
  .argument('<refs...>', 'papers, techniques and topics: ids, titles or names; topic:NAME says that a topic is meant')
  .description('print what is related to one paper or to several things together, how strongly and why')
  .option('--not-to <ref>', 'what the papers should not be like; may be given again', collect, [])
  .addOption(new Option('--preset <name>', 'what they are for').choices(['RELATED', 'REFERENCES']).default('RELATED'))
  .option('--first <papers>', 'how many', wholeNumber(1, 100), 10)
  .option('--since <year>', 'only from this year on', wholeNumber(1500, 2100))
  .option('--until <year>', 'only up to this year', wholeNumber(1500, 2100))
  .option('--diversity <share>', 'from 0 to 1: how much each should differ from those before it', fraction, 0)
  .option('--json', 'print JSON')
  .action(async (refs: string[], flags: RelatedFlags) => {
    loadEnvironmentFile();
    await related(refs, flags, readSettings(process.env));
  });

program
  .command('search')
  .argument('<words...>', 'words, and field words such as author:hinton year:2012.. in quotes of the shell')
  .description('print what is found by words: techniques, topics, authors and papers, the best match first')
  .option('--first <results>', 'how many', wholeNumber(1, 100), 10)
  .option('--json', 'print JSON')
  .action(async (words: string[], flags: SearchFlags) => {
    loadEnvironmentFile();
    await search(words, flags, readSettings(process.env));
  });

program
  .command('stats')
  .description('print how much the graph holds')
  .option('--json', 'print JSON')
  .action(async (flags: { json?: boolean }) => {
    loadEnvironmentFile();
    await stats(flags, readSettings(process.env));
  });

program
  .command('doctor')
  .description('check engine, indexes, counts and links of the graph, and tell what to do about each fault')
  .option('--fix', 'put right what can be put right')
  .option('--json', 'print JSON')
  .addHelpText('after', '\nExit codes: 0 all is well, 1 something is wrong.')
  .action(async (flags: DoctorFlags) => {
    loadEnvironmentFile();
    if (!(await doctor(flags, readSettings(process.env)))) process.exitCode = FAILED;
  });

program.command('schema').description('print the GraphQL schema').action(printSchema);

function fraction(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('It must be a number from 0 to 1.');
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

function relationKinds(text: string, before: RelationKind[] = []): RelationKind[] {
  const kinds = text.split(',').map((part) => {
    const kind = RELATION_KINDS.find((name) => name === part.trim().toUpperCase());
    if (kind === undefined) throw new InvalidArgumentError(`It must be some of ${RELATION_KINDS.join(', ')}.`);
    return kind;
  });
  return [...before, ...kinds];
}

function loadEnvironmentFile(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingsError(`The file .env cannot be read: ${reason} Mend it, move it away, or start elsewhere.`);
  }
}

// A reader such as `head` may stop listening; that ends its interest, not the program.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USE;
  } else if (error instanceof MalformedRef) {
    process.stderr.write(`${error.message} What passes: ${error.wanted}.\n`);
    process.exitCode = WRONG_USE;
  } else if (
    error instanceof SettingsError ||
    error instanceof BadUserInput ||
    (error instanceof FetchError && error.fault === 'use')
  ) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = WRONG_USE;
  } else {
    const expected = [
      AskError,
      AuthorMergeError,
      ExportError,
      FetchError,
      GraphUnavailableError,
      KeyError,
      ListenError,
      LoadError,
      SeedError,
      UnknownFormat,
      VocabularyError,
    ].some((type) => error instanceof type);
    process.stderr.write(
      `${expected || !(error instanceof Error) ? String(error instanceof Error ? error.message : error) : error.stack}\n`,
    );
    process.exitCode = FAILED;
  }
}
