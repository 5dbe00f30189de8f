/** An operation with the types of its variables and of its answer. */
export interface Document<Answer, Variables> {
  readonly text: string;
  /** Never there; they carry the types. */
  readonly types?: readonly [Answer, Variables];
}

/** What the API says it is not, in its own words. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    message: string,
    readonly code: string | undefined,
  ) {
    super(message);
  }
}

/** Told when an operation has to wait for the server, and when it need not any longer. */
export interface Waiting {
  readonly wait: (message: string, ms: number) => void;
  readonly done: () => void;
}

export interface AskOptions {
  readonly signal?: AbortSignal;
  readonly waiting?: Waiting;
  readonly endpoint?: string;
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const UNREACHABLE = 'The server cannot be reached.';
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

/**
 * Sends an operation and gives its data. While the server is away or says 503, it is asked again: after
 * the seconds of Retry-After, or after waits that double up to 15 s, until the signal ends it.
 *
 * @throws ApiError with the API's own sentence.
 */
export async function ask<Answer, Variables>(
  document: Document<Answer, Variables>,
  variables: Variables,
  { signal, waiting, endpoint = '/graphql' }: AskOptions = {},
): Promise<Answer> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    const response = await send(endpoint, document.text, variables, signal);
    const body = response === undefined ? undefined : await bodyOf(response);
    if (response !== undefined && response.status !== 503) {
      waiting?.done();
      return dataOf(response, body) as Answer;
    }
    const ms = secondsOf(response?.headers.get('retry-after')) ?? wait;
    waiting?.wait(body?.errors?.[0]?.message ?? UNREACHABLE, ms);
    await pause(ms, signal);
  }
}

async function send(
  endpoint: string,
  query: string,
  variables: unknown,
  signal: AbortSignal | undefined,
): Promise<Response | undefined> {
  try {
    return await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
      body: JSON.stringify({ query, variables }),
      signal,
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return undefined;
  }
}

async function bodyOf(response: Response): Promise<Body | undefined> {
  try {
    return (await response.json()) as Body;
  } catch {
    return undefined;
  }
}

function dataOf({ status, statusText }: Response, body: Body | undefined): unknown {
  if (body === undefined)
    throw new ApiError(`The server answered ${status} ${statusText} and nothing else.`, undefined);
  const [error] = body.errors ?? [];
  if (error) throw new ApiError(error.message, error.extensions?.code);
  return body.data;
}

function secondsOf(header: string | null | undefined): number | undefined {
  const seconds = Number(header);
  return header && seconds > 0 ? seconds * 1000 : undefined;
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, ms);
    if (signal?.aborted === true) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}
