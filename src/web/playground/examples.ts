import type { Example } from './tabs.js';

const queries = import.meta.glob<string>('../../../schema/operations/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const variables = import.meta.glob<string>('../../../schema/operations/*.variables.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The example operations that ship with the API, in the order of their file names. */
export const examples: readonly Example[] = Object.entries(queries)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([path, query]) => ({
    name: path.slice(path.lastIndexOf('/') + 1, -'.graphql'.length),
    query,
    variables: variables[path.replace(/\.graphql$/, '.variables.json')]?.trim() ?? null,
  }));
