import axe from 'axe-core';
import { describeInBrowser } from '../support/browser.js';
import {
  expectSoon,
  expectVisible,
  openPlayground,
  startProduct,
  textOf,
  type Playground,
  type Product,
} from './playground.js';

/**
 * Markup of the code editor's list of completions and of GraphiQL's history,
 * which neither a setting nor a style can change: the list names an option
 * that it has not rendered, and both label a line with more or other words
 * than it shows.
 */
const NOT_OURS: Readonly<Record<string, string>> = {
  'aria-valid-attr-value': '.suggest-widget',
  'label-content-name-mismatch': '.suggest-widget, .graphiql-history',
};

/** What axe-core calls serious or critical, each as one line. */
async function barriersOn({ page }: Playground): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(`(async () => {
    const notOurs = ${JSON.stringify(NOT_OURS)};
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes
          .filter(({ target }) => !(notOurs[id] && document.querySelector(target.join(' '))?.closest(notOurs[id])))
          .map(({ target, failureSummary }) => id + ' at ' + target.join(' ') + ': ' + failureSummary),
      );
  })()`);
}

describeInBrowser('playground, wherever it is opened', (browser) => {
  let product: Product;
  let playground: Playground;

  const visit = async (options: Parameters<typeof openPlayground>[2] = {}): Promise<Playground> => {
    playground = await openPlayground(browser(), product.url, options);
    return playground;
  };

  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(async () => {
    await product.stop();
  });
  afterEach(async () => {
    await playground.leave();
  });

  it.each([
    { colorScheme: 'light', width: 1440, height: 900 },
    { colorScheme: 'dark', width: 1440, height: 900 },
    { colorScheme: 'light', width: 390, height: 844 },
  ] as const)('puts no barrier up in $colorScheme at $width pixels', async ({ colorScheme, width, height }) => {
    const { page } = await visit({ colorScheme, viewport: { width, height } });
    const barriers: Record<string, string[]> = {};
    const look = async (state: string): Promise<void> => {
      const found = await barriersOn(playground);
      if (found.length > 0) barriers[state] = found;
    };
    await expectVisible(page.getByText('Its answer will be here'));
    await look('at the start');
    await playground.run();
    await look('with an answer');
    await playground.button('Show Documentation Explorer').click();
    await look('with the documentation');
    await page.getByRole('link', { name: 'Query', exact: true }).click();
    await look('with a type');
    await playground.button('Show History').click();
    await look('with the history');
    await playground.button('Hide History').click();
    for (const dialog of ['Open short keys dialog', 'Open settings dialog']) {
      await playground.button(dialog).click();
      await expectVisible(page.getByRole('dialog'));
      await look(dialog);
      await page.keyboard.press('Escape');
    }
    await playground.write('{ pap');
    await expectVisible(page.getByRole('option'));
    await look('with completions');
    expect(barriers).toEqual({});
  });

  it('is usable on a narrow screen', async () => {
    const { page } = await visit({ viewport: { width: 390, height: 844 }, hasTouch: true });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    const { data } = await playground.run(async () => await playground.button(/^Execute query/).tap());
    expect(data).toBeDefined();
    const [query, result] = await Promise.all([
      page.getByRole('region', { name: 'Operation Editor' }).boundingBox(),
      page.getByRole('region', { name: 'Result Window' }).boundingBox(),
    ]);
    expect(query?.height).toBeGreaterThan(200);
    expect(result?.height).toBeGreaterThan(200);
    expect(result?.y).toBeGreaterThan((query?.y ?? 0) + (query?.height ?? 0));
    await playground.button('Variables').tap();
    await expectVisible(playground.variables.getByText('"2410.15460"'));
    await playground.tab('Formula').tap();
    await expectVisible(playground.query.getByText('# How is a score made?'));
    await playground.button('Show Documentation Explorer').tap();
    await page.getByRole('link', { name: 'Query', exact: true }).tap();
    await expectVisible(page.getByText('One paper, by anything a person has at hand'));
    await playground.button('Hide Documentation Explorer').tap();
    await expectVisible(playground.query);
  });

  it('follows the system from light to dark, unless the visitor chose', async () => {
    const { page } = await visit({ colorScheme: 'light' });
    /** The ground of the page, and the type of the code editor, which has its own themes. */
    const expectColors = async (ground: string, type: string): Promise<void> => {
      const colors = `[
        ['.graphiql-container', 'backgroundColor'],
        ['.graphiql-query-editor .active-line-number', 'color'],
      ].map(([selector, property]) => {
        const element = document.querySelector(selector);
        return element && getComputedStyle(element)[property];
      })`;
      await expectSoon(async () => await page.evaluate(colors), [ground, type]);
    };
    const light = ['rgb(255, 255, 255)', 'rgb(59, 75, 104)'] as const;
    const dark = ['rgb(33, 42, 59)', 'rgb(183, 194, 215)'] as const;
    await expectColors(...light);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectColors(...dark);
    await playground.button('Open settings dialog').click();
    await playground.button('Light').click();
    await page.keyboard.press('Escape');
    await expectColors(...light);
    await playground.open();
    await expectColors(...light);
  });

  it('is usable by the keyboard alone', async () => {
    const { page } = await visit();
    const focused = page.locator(':focus');
    const tabTo = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 40; presses += 1) {
        if ((await focused.count()) > 0) {
          const label = (await focused.getAttribute('aria-label')) ?? (await focused.innerText());
          if (label.startsWith(name)) return;
        }
        await page.keyboard.press('Tab');
      }
      throw new Error(`The Tab key does not lead to "${name}".`);
    };
    await tabTo('Formula');
    await page.keyboard.press('Enter');
    await expectVisible(playground.query.getByText('# How is a score made?'));
    await tabTo('Query; press Enter to write');
    await page.keyboard.press('Enter');
    expect(await focused.getAttribute('aria-label')).toContain('Control+M lets the Tab key leave');
    const { data } = await playground.run(async () => await page.keyboard.press('ControlOrMeta+Enter'));
    expect(data).toMatchObject({ stats: { papers: expect.any(Number) } });
    await page.keyboard.press('Tab');
    expect(await focused.getAttribute('aria-label')).toContain('Query');
    await page.keyboard.press('Control+M');
    await page.keyboard.press('Tab');
    expect(await focused.getAttribute('aria-label')).toContain('Execute query');
    await tabTo('Show Documentation Explorer');
    await page.keyboard.press('Enter');
    await expectVisible(page.getByText('All Schema Types'));
  });

  it('says so when the API is down, and goes on when it is back', async () => {
    const { page } = await visit();
    await page.route('**/graphql', async (route) => await route.abort());
    await playground.button(/^Execute query/).click();
    const message = playground.result.getByText('The API at /graphql could not be reached. Is the server still');
    await expectVisible(message);
    expect(await textOf(playground.result)).not.toContain('stack');
    await page.reload();
    await expectVisible(message);
    await page.unroute('**/graphql');
    await page.route('**/graphql', async (route) => await route.fulfill({ status: 502, body: 'Bad gateway' }));
    await playground.button(/^Execute query/).click();
    await expectVisible(playground.result.getByText('The API answered 502 Bad Gateway without JSON: Bad gateway'));
    await page.unroute('**/graphql');
    const { data } = await playground.run();
    expect(data).toBeDefined();
    // The browser itself notes each request that failed; nothing else may be noted.
    const others = playground.faults.filter((fault) => !fault.startsWith('console error: Failed to load resource'));
    playground.faults.splice(0, playground.faults.length, ...others);
  });

  it('works where the browser blocks the storage', async () => {
    const { page } = await visit();
    await page.addInitScript(`Object.defineProperty(window, 'localStorage', {
      get() { throw new DOMException('The storage is blocked.', 'SecurityError'); },
    })`);
    await playground.open();
    const { data } = await playground.run();
    expect(data).toBeDefined();
  });

  it('refuses scripts that are not its own', async () => {
    const { page } = await visit();
    await page.evaluate(`(() => {
      const script = document.createElement('script');
      script.textContent = 'window.intruded = true';
      document.body.append(script);
    })()`);
    expect(await page.evaluate('window.intruded')).toBeUndefined();
    expect(playground.faults.splice(0)).toEqual([expect.stringContaining('Content Security Policy')]);
  });
});
