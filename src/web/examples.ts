/** An operation that the playground offers in a tab of its own. */
export interface Example {
  /** The file name without its extension; it orders the tabs and names the example across releases. */
  readonly name: string;
  readonly query: string;
  /** The variables as JSON text. */
  readonly variables: string | null;
}

const queries = import.meta.glob<string>('../../schema/operations/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const variables = import.meta.glob<string>('../../schema/operations/*.variables.json', {
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
