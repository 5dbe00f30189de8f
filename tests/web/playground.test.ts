import { describeInBrowser } from '../support/browser.js';
import {
  expectVisible,
  openPlayground,
  shippedExamples,
  startProduct,
  textOf,
  type Playground,
  type Product,
} from './playground.js';

describeInBrowser('playground', (browser) => {
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

  it('shows a tab for every example, each with its comment and variables', async () => {
    await visit();
    expect(await playground.tabs.allInnerTexts()).toEqual(shippedExamples.map(({ name }) => name));
    for (const { name, firstLine, hasVariables } of shippedExamples) {
      await playground.choose(name);
      await expectVisible(playground.query.getByText(firstLine));
      expect(await textOf(playground.variables)).toMatch(hasVariables ? /^\{/ : /^\s*$/);
    }
  });

  it('runs every example by the Execute button', async () => {
    await visit();
    for (const { name } of shippedExamples) {
      await playground.choose(name);
      const answer = await playground.run();
      expect({ name, errors: answer.errors }).toEqual({ name, errors: undefined });
      expect(JSON.stringify(answer.data).length).toBeGreaterThan(500);
    }
  });

  it('is what a browser gets that opens the endpoint', async () => {
    const { page } = await visit({ path: '/graphql' });
    expect(new URL(page.url()).pathname).toBe('/playground');
    expect(await playground.tabs.count()).toBe(shippedExamples.length);
    expect(await page.title()).toContain('Related Work');
  });

  it('says in the empty result pane what to do, and makes room for the answer', async () => {
    const { page } = await visit();
    const hint = page.getByText('Its answer will be here');
    await expectVisible(hint);
    await playground.run();
    expect(await hint.count()).toBe(0);
  });

  it('completes fields from the schema, marks errors and explains a field, by its own workers', async () => {
    const { page } = await visit();
    await playground.write('{ paper(ref: "2410.15460") { ');
    await page.keyboard.type('summ');
    await expectVisible(page.getByRole('option', { name: /summary/ }));
    await page.keyboard.press('Enter');
    await expectVisible(playground.query.getByText('summary'));
    await playground.query.getByText('summary').hover();
    await expectVisible(page.getByText('What the paper does and finds, in two sentences.'));
    await playground.write('{ nothingLikeThis }');
    await expectVisible(page.locator('.squiggly-error'));
    const workers = page.workers().map((worker) => new URL(worker.url()));
    expect(workers.map(({ pathname }) => pathname).sort()).toEqual([
      expect.stringMatching(/^\/assets\/editor\.worker-/),
      expect.stringMatching(/^\/assets\/graphql\.worker-/),
      expect.stringMatching(/^\/assets\/json\.worker-/),
    ]);
  });

  it('prettifies a query', async () => {
    await visit();
    await playground.write('{stats{papers}}');
    await playground.button(/^Prettify query/).click();
    await expectVisible(playground.query.locator('.view-line').nth(4));
  });

  it('opens the documentation of the schema and finds a field in it', async () => {
    const { page } = await visit();
    await playground.button('Show Documentation Explorer').click();
    await page.getByRole('link', { name: 'Query', exact: true }).click();
    await expectVisible(page.getByText('One paper, by anything a person has at hand'));
    await page.keyboard.press('ControlOrMeta+Alt+K');
    await page.keyboard.type('citationCount');
    await page
      .getByRole('option', { name: /^Paper\.citationCount/ })
      .first()
      .click();
    await expectVisible(page.getByText('How many papers of this graph cite it.'));
  });

  it('takes variables, and headers beside them', async () => {
    const { page } = await visit();
    const variables = '{ "ref": "LoRA: Low-Rank Adaptation of Large Language Models" }';
    await playground.write(variables, playground.variables);
    const answer = await playground.run();
    expect(answer.data).toMatchObject({ paper: { year: 2021 } });
    await playground.button('Headers').click();
    const headers = page.getByRole('region', { name: 'Headers' }).locator('.view-lines').last();
    await playground.write('{ "x-note": "yes" }', headers);
    const request = page.waitForRequest((sent) => sent.method() === 'POST');
    await playground.run();
    expect((await request).headers()['x-note']).toBe('yes');
  });

  it('keeps edits, the open tab and closed tabs over a reload', async () => {
    const { page } = await visit();
    await playground.tab('Formula').hover();
    await playground.button('Close Formula').click();
    await playground.tab('Topic').click();
    await playground.write('query Mine { stats { papers } }');
    await expectVisible(playground.tab('Mine'));
    // GraphiQL stores half a second after the last key.
    await page.waitForTimeout(1_000);
    await playground.open();
    await expectVisible(playground.query.getByText('query Mine'));
    const names = shippedExamples.map(({ name }) => (name === 'Topic' ? 'Mine' : name));
    expect(await playground.tabs.allInnerTexts()).toEqual(names.filter((name) => name !== 'Formula'));
  });

  it('shows each example once after the visitor cleared the storage and went on', async () => {
    const { page } = await visit();
    await playground.button('Open settings dialog').click();
    await playground.button('Clear data').click();
    await page.keyboard.press('Escape');
    await playground.write('query Mine { stats { papers } }');
    await page.waitForTimeout(1_000);
    await playground.open();
    expect(await playground.tabs.allInnerTexts()).toEqual([
      'Mine',
      ...shippedExamples.slice(1).map(({ name }) => name),
      shippedExamples[0]?.name,
    ]);
  });

  it('opens the query of a link in a tab of its own, once', async () => {
    const query = 'query FromALink($ref: String!) { paper(ref: $ref) { title } }';
    const search = new URLSearchParams({ query, variables: '{"ref":"1207.0580"}' });
    const { page } = await visit({ path: `/playground?${search.toString()}` });
    expect(await textOf(playground.query)).toContain('query FromALink');
    expect(await textOf(playground.variables)).toContain('"ref": "1207.0580"');
    expect(page.url()).toBe(new URL('/playground', product.url).href);
    expect(await playground.tabs.count()).toBe(shippedExamples.length + 1);
    const { data } = await playground.run();
    expect(data).toMatchObject({ paper: { title: expect.stringContaining('co-adaptation') } });
    await playground.open(`/playground?${search.toString()}`);
    expect(await playground.tabs.count()).toBe(shippedExamples.length + 1);
  });

  it('runs the operation that a link names', async () => {
    const query = 'query One { stats { papers } } query Two { stats { topics } }';
    const search = new URLSearchParams({ query, operationName: 'Two' });
    const { page } = await visit({ path: `/playground?${search.toString()}` });
    // GraphiQL asks in a menu which of several operations it shall run.
    const { data } = await playground.run(async () => {
      await playground.button(/^Execute query/).click();
      await page.getByRole('menuitem', { name: 'Two' }).click();
    });
    expect(data).toMatchObject({ stats: { topics: expect.any(Number) } });
  });
});
