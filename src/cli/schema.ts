import { makeSchema, printSdl } from '../api/schema.js';

/** Prints the GraphQL schema to standard output. */
export async function printSchema(): Promise<void> {
  process.stdout.write(printSdl(await makeSchema()));
}
