import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const PLACES = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Nothing but the page under test may use the network, and a container has no sandbox of the browser's. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** The path of a Chromium; undefined when the machine has none. CHROMIUM_PATH names one elsewhere. */
export function findBrowser(): string | undefined {
  const given = process.env['CHROMIUM_PATH'];
  if (given) {
    if (!isProgram(given)) throw new Error(`CHROMIUM_PATH is "${given}", which is not a program.`);
    return given;
  }
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...PLACES].filter((folder) => folder !== '');
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...MAC].find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts a headless browser; the caller closes it. */
export async function launchBrowser(path: string): Promise<Browser> {
  return await chromium.launch({ executablePath: path, headless: true, args: FLAGS });
}

/**
 * Runs a suite with a browser. Without one it is skipped visibly, or fails
 * when RELATED_WORK_TEST_REQUIRE=all says that nothing may be missing.
 */
export function describeInBrowser(title: string, suite: (browser: () => Browser) => void): void {
  const path = findBrowser();
  if (path === undefined) {
    const reason = 'no Chromium; install one or set CHROMIUM_PATH';
    const required = process.env['RELATED_WORK_TEST_REQUIRE'] === 'all';
    if (!required) process.stderr.write(`Skipped: ${title} (${reason})\n`);
    (required ? describe : describe.skip)(`${title} (${reason})`, () => {
      it('has a browser', () => {
        throw new Error(`RELATED_WORK_TEST_REQUIRE=all, but there is ${reason}.`);
      });
    });
    return;
  }
  describe(title, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await launchBrowser(path);
    });
    afterAll(async () => {
      await browser?.close();
    });
    suite(() => {
      if (browser === undefined) throw new Error('The browser runs only while tests do.');
      return browser;
    });
  });
}

/** A page that can reach one server alone, and what went wrong on it. */
export interface Visit {
  readonly page: Page;
  /** Requests to other servers, errors of scripts, and what the console calls an error or a warning. */
  readonly faults: string[];
  close(): Promise<void>;
}

const PAGE_TIMEOUT_MS = 15_000;

/** Opens an empty page in a context of its own, with nothing stored. */
export async function newVisit(browser: Browser, server: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const { origin } = new URL(server);
  const faults: string[] = [];
  await context.route(
    (url) => url.origin !== origin,
    async (route) => {
      faults.push(`request to ${route.request().url()}`);
      await route.abort();
    },
  );
  const page = await context.newPage();
  page.setDefaultTimeout(PAGE_TIMEOUT_MS);
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  // A violation of the content security policy is an error of the console, too.
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console ${message.type()}: ${message.text()}`);
  });
  return { page, faults, close: async () => await context.close() };
}
