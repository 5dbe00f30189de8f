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
  const given = (name: string): string | null => {
    const text = parameters.get(name);
    return text?.trim() ? text : null;
  };
  const query = given('query');
  if (query === null) {
    return null;
  }
  const variables = given('variables');
  return {
    query,
    variables: variables === null ? null : indentJson(variables),
    operationName: given('operationName'),
  };
}
