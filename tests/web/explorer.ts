import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { newVisit, type Visit } from '../support/browser.js';

/** The explorer in a browser, by what a visitor sees of it. */
export class Explorer {
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

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  get search(): Locator {
    return this.page.getByRole('combobox', { name: 'Search papers, techniques, topics and authors' });
  }

  /** The related papers, in order. */
  get items(): Locator {
    return this.page.locator('.item');
  }

  get graph(): Locator {
    return this.page.getByRole('application').first();
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole('link', { name }).first();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name }).first();
  }

  /** Path and query of the address. */
  get address(): string {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }

  async open(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.server).href);
    await this.settle();
  }

  /** Waits until every answer is there. */
  async settle(): Promise<void> {
    await this.title.or(this.page.getByRole('alert')).first().waitFor();
    await this.page.locator('.skeleton, [aria-busy=true]').first().waitFor({ state: 'detached' });
    await this.page.waitForLoadState('networkidle');
  }

  async titles(): Promise<string[]> {
    return await this.items.locator('h3').allInnerTexts();
  }

  /** What axe-core finds, each as one line. */
  async barriers(): Promise<string[]> {
    await this.page.evaluate(axe.source);
    return await this.page.evaluate(`(async () => {
      const { violations } = await axe.run();
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => id + ' at ' + target.join(' ') + ': ' + failureSummary));
    })()`);
  }

  /** Closes the page, which must have gone without a fault. */
  async leave(): Promise<void> {
    await this.visit.close();
    if (this.faults.length > 0) throw new Error(`Faults on the page:\n${this.faults.join('\n')}`);
  }
}

/** Opens the explorer as a visitor who was never here. */
export async function openExplorer(
  browser: Browser,
  server: string,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Explorer> {
  const explorer = new Explorer(await newVisit(browser, server, options), server);
  await explorer.open(path);
  return explorer;
}
