/** A query that a link asks the playground to open. */
export interface LinkedQuery {
  readonly query: string;
  readonly variables: string | null;
  readonly operationName: string | null;
}

/** Indents JSON text; text that is not JSON is kept as it is for the editor to mark. */
function indentJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Reads `?query=…&variables=…&operationName=…`; null when there is no query to open. */
export function readLink(search: string): LinkedQuery | null {
  const parameters = new URLSearchParams(search);
  const query = parameters.get('query');
  if (!query?.trim()) {
    return null;
  }
  const variables = parameters.get('variables');
  return {
    query,
    variables: variables ? indentJson(variables) : null,
    operationName: parameters.get('operationName') ?? null,
  };
}
