import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { startServer, type RunningServer } from '../../src/api/server.js';
import { readSettings } from '../../src/config.js';
import type { Graph } from '../../src/graph/graph.js';
import { newVisit, type Visit } from '../support/browser.js';
import { seededInMemory } from '../support/seeded.js';

const WEB_FOLDER = join(process.cwd(), 'dist', 'web');
const SOON_MS = 5_000;
const STILL_LOOKS = 5;
const OPERATIONS = join(process.cwd(), 'schema', 'operations');

export interface ShippedExample {
  readonly file: string;
  /** The name of the operation, which its tab bears. */
  readonly name: string;
  readonly firstLine: string;
  readonly hasVariables: boolean;
}

/** The example operations as they stand in the repository. */
export const shippedExamples: readonly ShippedExample[] = readdirSync(OPERATIONS)
  .filter((file) => file.endsWith('.graphql'))
  .sort()
  .map((file) => {
    const text = readFileSync(join(OPERATIONS, file), 'utf8');
    return {
      file,
      name: /^query (\w+)/m.exec(text)?.[1] ?? '',
      firstLine: text.slice(0, text.indexOf('\n')),
      hasVariables: existsSync(join(OPERATIONS, file.replace('.graphql', '.variables.json'))),
    };
  });

/** The product with the seeds, in this process. */
export interface Product {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startProduct(): Promise<Product> {
  if (!existsSync(join(WEB_FOLDER, 'index.html'))) {
    throw new Error(`There are no pages in ${WEB_FOLDER}; npm test builds them first, or run npm run build:web.`);
  }
  const graph: Graph = await seededInMemory();
  const settings = readSettings({ PORT: '0', RELATED_WORK_DRAIN_MS: '0' });
  const server: RunningServer = await startServer(graph, settings, WEB_FOLDER);
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await graph.close();
    },
  };
}

/** The playground in a browser, by what a visitor sees of it. */
export class Playground {
  constructor(
    private readonly visit: Visit,
    private readonly server: string,
  ) {}

  get page(): Page {
    return this.visit.page;
  }

  get faults(): string[] {
    return this.visit.faults;
  }

  get tabs(): Locator {
    return this.page.getByRole('list', { name: 'Select active operation' }).locator('.graphiql-tab-button');
  }

  tab(name: string): Locator {
    return this.tabs.filter({ hasText: new RegExp(`^${name}$`) });
  }

  /** Chooses a tab once the strip lies still: GraphiQL moves its tabs into place after each choice. */
  async choose(name: string): Promise<void> {
    const place = async (): Promise<unknown> => await this.tab(name).boundingBox();
    await this.tab(name).scrollIntoViewIfNeeded();
    for (let before = await place(), still = 0; still < STILL_LOOKS;) {
      await this.page.waitForTimeout(50);
      const now = await place();
      still = isDeepStrictEqual(now, before) ? still + 1 : 0;
      before = now;
    }
    await this.tab(name).click();
  }

  get query(): Locator {
    return this.page.getByRole('region', { name: 'Operation Editor' }).locator('.view-lines');
  }

  get variables(): Locator {
    return this.page.getByRole('region', { name: 'Variables' }).locator('.view-lines').first();
  }

  get result(): Locator {
    return this.page.getByRole('region', { name: 'Result Window' }).locator('.view-lines');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** Opens an address of the server and waits until one can write and complete. */
  async open(path = '/playground'): Promise<void> {
    const schema = this.page.waitForResponse((response) => response.url().endsWith('/graphql'));
    await this.page.goto(new URL(path, this.server).href);
    await this.query.locator('.view-line').first().waitFor();
    await schema;
  }

  /** Presses Execute and gives the answer as it came over the wire. */
  async run(press = async (): Promise<void> => await this.button(/^Execute query/).click()): Promise<Answer> {
    const answer = this.page.waitForResponse((response) => response.url().endsWith('/graphql'));
    await press();
    const body = (await (await answer).json()) as Answer;
    await this.result.getByText(body.errors === undefined ? '"data"' : '"errors"').waitFor();
    return body;
  }

  /** Types a text in the place of what an editor holds. */
  async write(text: string, editor = this.query): Promise<void> {
    await editor.click();
    await this.page.keyboard.press('ControlOrMeta+A');
    // A bracket that is typed over a selection would be put around it.
    await this.page.keyboard.press('Delete');
    await this.page.keyboard.type(text);
  }

  /** Closes the page, which must have gone without a fault. */
  async leave(): Promise<void> {
    await this.visit.close();
    if (this.faults.length > 0) throw new Error(`Faults on the page:\n${this.faults.join('\n')}`);
  }
}

export interface Answer {
  readonly data?: unknown;
  readonly errors?: unknown;
}

/** Opens the playground as a visitor who was never here. */
export async function openPlayground(
  browser: Browser,
  server: string,
  options: BrowserContextOptions & { readonly path?: string } = {},
): Promise<Playground> {
  const { path, ...context } = options;
  const playground = new Playground(await newVisit(browser, server, context), server);
  await playground.open(path);
  return playground;
}

export async function expectVisible(locator: Locator): Promise<void> {
  await locator.first().waitFor();
}

/** Reads until the expected value comes; the page's security policy forbids what `waitForFunction` does. */
export async function expectSoon(read: () => Promise<unknown>, expected: unknown): Promise<void> {
  const deadline = Date.now() + SOON_MS;
  while (Date.now() < deadline && !isDeepStrictEqual(await read(), expected)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await read()).toEqual(expected);
}

/** The text of an editor; the code editor writes its spaces as no-break spaces. */
export async function textOf(locator: Locator): Promise<string> {
  return (await locator.innerText()).replaceAll('\u00a0', ' ');
}
