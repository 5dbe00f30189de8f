import type { Route } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { openExplorer, type Explorer } from './explorer.js';
import { expectSoon, expectVisible, startProduct, type Product } from './playground.js';

const VIEWS: Readonly<Record<string, string>> = {
  home: '/?edge=cs-cl~pretrained-language-models',
  paper: '/paper/2410.15460?w=text%3A5&not=1706.03762',
  technique: '/technique/dropout',
  topic: '/topic/regularization?edge=regularization~uncertainty-estimation',
  author: '/author/Geoffrey%20Hinton',
  path: '/path?from=Attention+Is+All+You+Need&to=2410.15460',
  set: '/set?to=LoRA&to=Pruning&not=Knowledge+distillation',
  'empty set': '/set',
  day: '/day?date=2017-06-12',
  search: '/search?q=pruning',
  unknown: '/paper/9999.99999',
};

const ROLES = { totalCount: 0, edges: [] };

/** A paper with what breaks pages: 94 authors, no abstract, no year, right to left, formulae. */
const HARD = {
  id: 'UGFwZXI6eA',
  arxivId: null,
  doi: '10.1000/x_(y)/z',
  title: 'תלות של $\\ell_{1}$-regularisation ב־$O(n^{2}\\log n)$ <b>Supercalifragilisticexpialidociousness'.repeat(2),
  isStub: false,
  summary: null,
  abstract: null,
  publishedOn: null,
  year: null,
  venue: null,
  url: 'javascript:alert(1)',
  pdfUrl: null,
  authorCount: 94,
  citationCount: 0,
  upvotes: null,
  techniques: ROLES,
  topics: { edges: [] },
  references: { status: 'UNKNOWN', totalCount: 0, nodes: [] },
  citations: { totalCount: 0, nodes: [] },
};

describeInBrowser('explorer, whatever comes', (browser) => {
  let product: Product;
  let explorer: Explorer;

  const visit = async (path: string, options: Parameters<typeof openExplorer>[3] = {}): Promise<Explorer> => {
    explorer = await openExplorer(browser(), product.url, path, options);
    return explorer;
  };
  /** Takes back what the browser itself notes of requests that failed, as the test wants them to. */
  const forgiveFailedRequests = (): void => {
    const others = explorer.faults.filter((fault) => !fault.startsWith('console error: Failed to load resource'));
    explorer.faults.splice(0, explorer.faults.length, ...others);
  };

  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(async () => {
    await product.stop();
  });
  afterEach(async () => {
    await explorer.leave();
  });

  it.each([
    { colorScheme: 'light', width: 1440, height: 900 },
    { colorScheme: 'dark', width: 1440, height: 900 },
    { colorScheme: 'dark', width: 900, height: 900 },
    { colorScheme: 'light', width: 390, height: 844 },
  ] as const)(
    'puts no barrier up and cuts nothing in $colorScheme at $width pixels',
    async ({ colorScheme, width, height }) => {
      const barriers: Record<string, string[]> = {};
      await visit('/', { colorScheme, viewport: { width, height } });
      for (const [name, path] of Object.entries(VIEWS)) {
        await explorer.open(path);
        const why = explorer.page.locator('.why').first();
        if ((await why.count()) > 0) await why.click();
        await explorer.page
          .locator('details summary')
          .first()
          .click({ timeout: 500 })
          .catch(() => undefined);
        await explorer.settle();
        const found = await explorer.barriers();
        const wide = await explorer.page.evaluate('document.documentElement.scrollWidth');
        if (wide !== width) found.push(`is ${String(wide)} pixels wide`);
        if (found.length > 0) barriers[name] = found;
      }
      expect(barriers).toEqual({});
      // What is related to a paper that is not there is asked before that is known.
      forgiveFailedRequests();
    },
  );

  it('shows bars while an answer is late, and not while it is quick', async () => {
    const { page } = await visit('/');
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/graphql', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(new URL('/technique/dropout', product.url).href);
    const skeleton = page.getByRole('status', { name: 'Loading the technique' });
    await skeleton.waitFor();
    release();
    await explorer.settle();
    expect(await skeleton.count()).toBe(0);
  });

  it('gives the sentence of the API and a way to try again', async () => {
    const { page } = await visit('/path?from=nothing+of+the+kind&to=LoRA');
    await expectVisible(page.getByRole('alert').getByText('from names nothing here: "nothing of the kind"'));
    await page.route('**/graphql', async (route) => await route.fulfill({ status: 500, body: 'Oops' }));
    await page.goto(new URL('/technique/dropout', product.url).href);
    await expectVisible(page.getByRole('alert').getByText('The server answered 500'));
    await page.unroute('**/graphql');
    await explorer.button('Try again').click();
    await explorer.settle();
    expect(await explorer.title.innerText()).toBe('Dropout');
    forgiveFailedRequests();
  });

  it('waits for an engine that is away, as long as it is told, and goes on by itself', async () => {
    const { page } = await visit('/');
    let asked = 0;
    const away = async (route: Route): Promise<void> => {
      asked += 1;
      await route.fulfill({
        status: 503,
        headers: { 'retry-after': '1' },
        json: { errors: [{ message: 'The graph does not answer.', extensions: { code: 'ENGINE_UNAVAILABLE' } }] },
      });
    };
    await page.route('**/graphql', away);
    await page.goto(new URL('/technique/dropout', product.url).href);
    await expectVisible(page.getByRole('status').getByText('The graph does not answer. Asking again in 1 s.'));
    await expectSoon(() => Promise.resolve(asked > 1), true);
    await page.unroute('**/graphql');
    await explorer.settle();
    expect(await explorer.title.innerText()).toBe('Dropout');
    expect(await page.getByText('The graph does not answer').count()).toBe(0);
    forgiveFailedRequests();
  });

  it('says so when the server cannot be reached', async () => {
    const { page } = await visit('/');
    await page.route('**/graphql', async (route) => await route.abort());
    await explorer.link('Where does dropout come from, and what grew out of it?').click();
    await expectVisible(page.getByText('The server cannot be reached.'));
    await page.unroute('**/graphql');
    await explorer.settle();
    expect(await explorer.title.innerText()).toBe('Dropout');
    forgiveFailedRequests();
  });

  it('says what to try where there is nothing', async () => {
    const { page } = await visit('/paper/9999.99999');
    expect(await explorer.title.innerText()).toBe('This graph has no paper “9999.99999”');
    await explorer.open('/paper/2410.15460?from=1900&until=1901');
    await expectVisible(page.getByText('Nothing here is related in these years.'));
    await explorer.open('/search?q=zzzz');
    await expectVisible(page.getByText('Nothing in this graph is called so.'));
    const response = await page.goto(new URL('/no-such-view', product.url).href);
    expect(response?.status()).toBe(404);
    forgiveFailedRequests();
  });

  it('bears 94 authors, no abstract, no year, right-to-left writing, formulae and a hostile address', async () => {
    const { page } = await visit('/', { viewport: { width: 390, height: 844 } });
    await page.route('**/graphql', async (route) => {
      const { query, variables } = route.request().postDataJSON() as { query: string; variables: { authors: number } };
      if (!query.includes('query PaperPage')) {
        await route.continue();
        return;
      }
      const nodes = Array.from({ length: Math.min(94, variables.authors) }, (_, at) => ({
        id: `a${at}`,
        name: `Given ${at} Family`,
      }));
      await route.fulfill({ json: { data: { paper: { ...HARD, authors: { totalCount: 94, nodes } } } } });
    });
    await explorer.open('/paper/2410.15460');
    expect(await explorer.title.innerText()).toBe(HARD.title);
    expect(await page.evaluate(`getComputedStyle(document.querySelector('h1')).direction`)).toBe('rtl');
    await expectVisible(page.getByText('Date not known'));
    await expectVisible(page.getByText('Neither abstract nor summary is known here.'));
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
    await explorer.button('and 84 more').click();
    await expectVisible(page.getByRole('link', { name: 'Given 93 Family' }));
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  it('is searched by the keyboard alone, from anywhere', async () => {
    const { page } = await visit('/');
    const focused = page.locator(':focus');
    expect(await focused.getAttribute('role')).toBe('combobox');
    await page.keyboard.type('low-rank adaptation');
    await page.keyboard.press('Enter');
    await expectSoon(() => Promise.resolve(explorer.address), '/technique/low-rank-adaptation');
    await explorer.settle();
    expect(await explorer.title.innerText()).toBe('Low-rank adaptation');
    await page.keyboard.press('/');
    expect(await focused.getAttribute('role')).toBe('combobox');
    await page.keyboard.type('https://arxiv.org/abs/2410.15460');
    await page.keyboard.press('Enter');
    await expectSoon(() => Promise.resolve(explorer.address), '/paper/2410.15460');
    await explorer.settle();
    await explorer.items.first().locator('.why').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expectVisible(explorer.items.nth(1).locator('.reasons'));
    forgiveFailedRequests();
  });

  it('leaves the wheel to the page until the graph is in use', async () => {
    const { page } = await visit('/topic/regularization');
    const box = await explorer.graph.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
    await page.mouse.wheel(0, 200);
    await expectSoon(async () => Number(await page.evaluate('window.scrollY')) > 100, true);
  });
});
