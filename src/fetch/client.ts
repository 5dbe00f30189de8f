import { APIS, type Api, type SourceName } from './apis.js';
import { Cache, type CacheEntry } from './cache.js';
import { SYSTEM_CLOCK, type Clock } from './clock.js';
import { AnswerFault, FetchError } from './errors.js';
import { send, type HttpAnswer, type HttpRequest } from './http.js';
import { paceOf } from './pace.js';
import type { ApiRequest } from './plan.js';
import { backOffMs, describeMs } from './retry.js';
import { isMail, userAgent, type FetchSettings } from './settings.js';

/** A wait before a page is asked for again. */
export interface Wait {
  readonly ms: number;
  /** How often the page was asked for so far. */
  readonly tries: number;
  readonly reason: string;
}

export interface ClientOptions {
  readonly settings: FetchSettings;
  /** Version of the product, for the user agent. */
  readonly version: string;
  readonly signal?: AbortSignal;
  readonly onWait?: (wait: Wait) => void;
  /** Time and chance, given by tests. */
  readonly clock?: Clock;
  readonly random?: () => number;
}

/** Asks one API for pages: politely, again after a passing fault, and of the cache first. */
export class Client {
  readonly #api: Api;
  readonly #clock: Clock;
  readonly #cache: Cache | undefined;
  readonly #secrets: HttpRequest['secrets'];
  readonly #end: number;
  #requests = 0;

  constructor(
    private readonly source: SourceName,
    private readonly options: ClientOptions,
  ) {
    const { settings, clock = SYSTEM_CLOCK } = options;
    this.#api = APIS[source];
    this.#clock = clock;
    this.#cache = settings.cache && new Cache(settings.cache.folder, settings.cache.maxAgeMs);
    this.#secrets = secretsOf(source, settings);
    this.#end = clock.now() + settings.totalMs;
  }

  /**
   * One page, read.
   *
   * @throws FetchError when the page cannot be had.
   */
  async page<Read>(
    request: ApiRequest,
    read: (text: string) => Read,
  ): Promise<{ readonly read: Read; readonly cached: boolean }> {
    const { settings, signal, onWait, random = Math.random } = this.options;
    const url = this.#urlOf(request);
    const asked = `${request.body === undefined ? 'GET' : 'POST'} ${url.href}`;
    const end = Math.min(this.#end, this.#clock.now() + settings.pageMs);
    for (let tries = 1; ; tries += 1) {
      try {
        signal?.throwIfAborted();
        return await this.#try(url, asked, request, read);
      } catch (error) {
        if (signal?.aborted) throw new FetchError('stopped', 'The fetch was stopped.');
        if (!(error instanceof AnswerFault)) throw error;
        const reason = this.#withoutSecrets(`${this.#api.title} ${error.message}`);
        if (!error.passing) throw new FetchError('answer', `${reason} (${asked})`);
        if (tries >= settings.tries) {
          throw new FetchError(
            'network',
            `${reason}. Gave up after ${tries} ${tries === 1 ? 'try' : 'tries'} (${asked})`,
          );
        }
        // A wait of nothing, such as a date that is past, is no reason to press.
        const ms = error.waitMs !== undefined && error.waitMs > 0 ? error.waitMs : backOffMs(tries, random);
        if (this.#clock.now() + ms > end) throw this.#outOfTime(reason, ms, ms === error.waitMs, asked);
        onWait?.({ ms, tries, reason });
        await this.#sleep(ms);
      }
    }
  }

  async #try<Read>(
    url: URL,
    asked: string,
    { body }: ApiRequest,
    read: (text: string) => Read,
  ): Promise<{ read: Read; cached: boolean }> {
    const key = body === undefined ? asked : `${asked} ${body}`;
    const kept = await this.#cache?.get(key);
    if (kept !== undefined && this.#cache?.isNew(kept, this.#clock.now())) {
      return { read: read(kept.text), cached: true };
    }
    const answer = await this.#ask(url, body, kept);
    const storedAt = this.#clock.now();
    if (answer.kind === 'unchanged') {
      if (kept === undefined) throw new AnswerFault('answered 304 to a request without conditions', false);
      await this.#cache?.put({ ...kept, storedAt });
      return { read: read(kept.text), cached: true };
    }
    const value = read(answer.page.text);
    // Only what could be read is kept, so that a broken answer is asked for again.
    await this.#cache?.put({ request: key, storedAt, ...answer.page });
    return { read: value, cached: false };
  }

  /** Sends the request when it is its turn. */
  async #ask(url: URL, body: string | undefined, kept: CacheEntry | undefined): Promise<HttpAnswer> {
    const { settings, version, signal } = this.options;
    const { format, pauseMs, pauseWithKeyMs } = this.#api;
    const request: HttpRequest = {
      method: body === undefined ? 'GET' : 'POST',
      url,
      headers: {
        accept: format === 'atom' ? 'application/atom+xml' : 'application/json',
        'user-agent': userAgent(version, settings.contact),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...conditionsOf(kept),
      },
      ...(body !== undefined && { body }),
      secrets: this.#secrets,
    };
    const pause = settings.keys[this.source] === undefined ? pauseMs : pauseWithKeyMs;
    return await paceOf(this.#clock).turn(url.host, pause, signal, async () => {
      this.#count();
      return await send(request, { ...settings, format }, this.#clock, signal);
    });
  }

  #urlOf({ path, query }: ApiRequest): URL {
    const url = new URL(this.options.settings.urls[this.source] + path);
    url.search = new URLSearchParams(query).toString();
    return url;
  }

  #count(): void {
    const { mostRequests } = this.#api;
    if (this.#clock.now() >= this.#end) {
      const { totalMs } = this.options.settings;
      throw new FetchError(
        'stopped',
        `The fetch stopped after ${describeMs(totalMs)}, the longest that a run may take.`,
      );
    }
    if (mostRequests !== undefined && this.#requests >= mostRequests) {
      throw new FetchError(
        'stopped',
        `The fetch stopped after ${mostRequests} requests, as many as ${this.#api.title} allows a day.`,
      );
    }
    this.#requests += 1;
  }

  async #sleep(ms: number): Promise<void> {
    const { signal } = this.options;
    try {
      await this.#clock.sleep(ms, signal);
    } catch (error) {
      throw signal?.aborted ? new FetchError('stopped', 'The fetch was stopped.') : error;
    }
  }

  #outOfTime(reason: string, ms: number, isAsked: boolean, asked: string): FetchError {
    const wait = isAsked ? `It asks to wait ${describeMs(ms)}` : `The next try would be in ${describeMs(ms)}`;
    return new FetchError('network', `${reason}. ${wait}, longer than this fetch may take (${asked})`);
  }

  /** A source may repeat a key in its answer, for instance to say that it is wrong. */
  #withoutSecrets(text: string): string {
    const { query, headers } = this.#secrets;
    return [...Object.values(query), ...Object.values(headers)]
      .flatMap((secret) => [secret, encodeURIComponent(secret)])
      .reduce(hideSecret, text);
  }
}

/** Hides a secret in a text, also one that was cut off by the end of an excerpt. */
function hideSecret(text: string, secret: string): string {
  let clean = text.replaceAll(secret, '***');
  for (let length = secret.length - 1; length >= 4; length -= 1) {
    clean = clean.replaceAll(`${secret.slice(0, length)}…`, '***…');
  }
  return clean;
}

/** How each API wants to be told who asks. */
function secretsOf(source: SourceName, { keys, contact }: FetchSettings): HttpRequest['secrets'] {
  const key = keys[source];
  return {
    query:
      source === 'openalex'
        ? {
            ...(key !== undefined && { api_key: key }),
            ...(contact !== undefined && isMail(contact) && { mailto: contact }),
          }
        : {},
    headers: source === 'semantic-scholar' && key !== undefined ? { 'x-api-key': key } : {},
  };
}

function conditionsOf(kept: CacheEntry | undefined): Record<string, string> {
  return {
    ...(kept?.etag !== undefined && { 'if-none-match': kept.etag }),
    ...(kept?.lastModified !== undefined && { 'if-modified-since': kept.lastModified }),
  };
}
