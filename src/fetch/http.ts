import { apiMessage, excerpt, isExpected, kindOf } from './answer.js';
import type { Format } from './apis.js';
import type { Clock } from './clock.js';
import { AnswerFault, codeOf, messageOf } from './errors.js';
import { describeMs, isPassing, retryAfterMs } from './retry.js';

/** A request as it goes out. `secrets` go only to the host it is meant for. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly secrets: {
    readonly query: Readonly<Record<string, string>>;
    readonly headers: Readonly<Record<string, string>>;
  };
}

export interface HttpBounds {
  readonly format: Format;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** What came back: a page, or word that the page which is kept still stands. */
export type HttpAnswer = { readonly kind: 'page'; readonly page: HttpPage } | { readonly kind: 'unchanged' };

export interface HttpPage {
  readonly text: string;
  /** Marks by which the source can tell later whether the page still stands. */
  readonly etag?: string;
  readonly lastModified?: string;
}

const MOST_HOPS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
/** As much of an answer as is read only to tell what it is. */
const GLANCE_BYTES = 65_536;

/**
 * Sends one request and reads its answer within its bounds of time and size.
 *
 * @throws AnswerFault, or the signal's reason when it aborts.
 */
export async function send(
  request: HttpRequest,
  bounds: HttpBounds,
  clock: Clock,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  const stop = new AbortController();
  const late = new AnswerFault(`gave no whole answer within ${describeMs(bounds.timeoutMs)}`, true);
  const cancel = clock.after(bounds.timeoutMs, () => stop.abort(late));
  const onAbort = (): void => stop.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    signal?.throwIfAborted();
    return await readAnswer(await follow(request, stop.signal), bounds, clock);
  } catch (error) {
    if (error instanceof AnswerFault) throw error;
    signal?.throwIfAborted();
    if (stop.signal.reason === late) throw late;
    throw new AnswerFault(describeFailure(error), true);
  } finally {
    cancel();
    signal?.removeEventListener('abort', onAbort);
    // Frees the connection of an answer that was not read to its end; one that was is not touched by it.
    stop.abort();
  }
}

/**
 * Where a redirect leads.
 *
 * @throws AnswerFault when it leads to another host without https, or from https to http.
 */
export function redirectTarget(from: URL, location: string | null): URL {
  if (location === null || !URL.canParse(location, from.href)) {
    throw new AnswerFault('redirects to an address that is none', false);
  }
  const to = new URL(location, from);
  const allowed = to.protocol === 'https:' || (to.host === from.host && to.protocol === from.protocol);
  if (!allowed) {
    throw new AnswerFault(
      `redirects to ${to.protocol}//${excerpt(to.host)}, which is neither https nor the same address`,
      false,
    );
  }
  return to;
}

async function follow(request: HttpRequest, signal: AbortSignal): Promise<Response> {
  let { url } = request;
  for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
    const own = url.host === request.url.host;
    const response = await fetch(own ? withQuery(url, request.secrets.query) : url, {
      method: request.method,
      headers: { ...request.headers, ...(own && request.secrets.headers) },
      ...(request.body !== undefined && { body: request.body }),
      redirect: 'manual',
      signal,
    });
    if (!REDIRECTS.includes(response.status)) return response;
    if (request.method === 'POST' && response.status < 307) {
      throw new AnswerFault(`answered ${response.status}, which would turn the request into another`, false);
    }
    url = redirectTarget(url, response.headers.get('location'));
    await response.body?.cancel();
  }
  throw new AnswerFault(`redirects more than ${MOST_HOPS} times`, false);
}

function withQuery(url: URL, query: Readonly<Record<string, string>>): URL {
  const full = new URL(url);
  for (const [name, value] of Object.entries(query)) full.searchParams.set(name, value);
  return full;
}

async function readAnswer(response: Response, bounds: HttpBounds, clock: Clock): Promise<HttpAnswer> {
  const { status, headers } = response;
  if (status === 304) return { kind: 'unchanged' };
  if (status !== 200) {
    const { text } = await readBody(response, GLANCE_BYTES);
    const waitMs = retryAfterMs(headers, clock.now());
    const message = apiMessage(text);
    throw new AnswerFault(
      `answered ${status}${message === '' ? '' : `: ${message}`}`,
      isPassing(status, waitMs),
      waitMs,
    );
  }
  const type = headers.get('content-type')?.trim() ?? '';
  const isPlausible = type === '' || isExpected(type, '', bounds.format);
  const { text, whole } = await readBody(response, isPlausible ? bounds.maxBytes : GLANCE_BYTES);
  if (!isExpected(type, text, bounds.format) && text.trim() !== '') {
    const wanted = bounds.format === 'atom' ? 'an Atom feed' : 'JSON';
    throw new AnswerFault(`sent ${kindOf(type, text)} instead of ${wanted}; it starts with "${excerpt(text)}"`, false);
  }
  if (!whole) throw new AnswerFault(`sent more than the ${bounds.maxBytes} bytes that are read of one answer`, false);
  const etag = headers.get('etag');
  const lastModified = headers.get('last-modified');
  const page = {
    text,
    ...(etag !== null && { etag }),
    ...(lastModified !== null && { lastModified }),
  };
  return { kind: 'page', page };
}

async function readBody(response: Response, most: number): Promise<{ text: string; whole: boolean }> {
  // Broken bytes become U+FFFD, since one bad letter should not cost a page.
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > most) {
      parts.push(decoder.decode(chunk.subarray(0, chunk.byteLength - (bytes - most))));
      return { text: parts.join(''), whole: false };
    }
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  parts.push(decoder.decode());
  return { text: parts.join(''), whole: true };
}

/** Node's fetch says only "fetch failed" or "terminated"; the reason is in the cause. */
function describeFailure(error: unknown): string {
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  const code = codeOf(cause);
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'could not be found (no such host, or no network)';
    case 'ECONNREFUSED':
      return 'refuses connections';
    case 'UND_ERR_SOCKET':
    case 'ECONNRESET':
    case 'EPIPE':
      return 'cut the connection';
    default: {
      const text = messageOf(cause ?? error);
      return `could not be reached (${excerpt(code === undefined ? text : `${code}: ${text}`)})`;
    }
  }
}
