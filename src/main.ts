#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { ListenError } from './api/server.js';
import { printSchema } from './cli/schema.js';
import { serve } from './cli/serve.js';
import { readSettings, SettingsError } from './config.js';
import { GraphUnavailableError } from './graph/graph.js';
import { SeedError } from './ingest/seeds.js';

const FAILED = 1;
const WRONG_USE = 2;

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

program.command('schema').description('print the GraphQL schema').action(printSchema);

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
  } else if (error instanceof SettingsError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = WRONG_USE;
  } else {
    const expected = [GraphUnavailableError, ListenError, SeedError].some((type) => error instanceof type);
    process.stderr.write(
      `${expected || !(error instanceof Error) ? String(error instanceof Error ? error.message : error) : error.stack}\n`,
    );
    process.exitCode = FAILED;
  }
}
