import { describeInBrowser } from '../support/browser.js';
import { openExplorer, type Explorer } from './explorer.js';
import { expectSoon, expectVisible, startProduct, type Product } from './playground.js';

const DETOX = 'Hallucination Detox: Sensitive Neuron Dropout (SeND) for Large Language Model Training';

describeInBrowser('explorer', (browser) => {
  let product: Product;
  let explorer: Explorer;

  const visit = async (path: string, options: Parameters<typeof openExplorer>[3] = {}): Promise<Explorer> => {
    explorer = await openExplorer(browser(), product.url, path, options);
    return explorer;
  };
  const heading = async (): Promise<string> => await explorer.title.innerText();

  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(async () => {
    await product.stop();
  });
  afterEach(async () => {
    await explorer.leave();
  });

  it('starts with what is here, three questions, the newest papers and the map of topics', async () => {
    const { page } = await visit('/');
    await expectVisible(page.getByText('164 papers, 287 techniques'));
    expect(await page.locator('.questions a').count()).toBe(3);
    await expectVisible(page.getByRole('heading', { name: 'Papers of May 29, 2025' }));
    expect(await explorer.graph.getAttribute('aria-label')).toMatch(/^Map of topics\. 40 nodes, \d+ edges\.$/);
    for (const question of await page.locator('.questions a').all()) {
      await question.click();
      await explorer.settle();
      expect(await heading()).not.toMatch(/nothing|has no/i);
      await page.goBack();
      await explorer.settle();
    }
    expect(explorer.address).toBe('/');
  });

  it('shows of a paper what it is, and of each related paper why', async () => {
    const { page } = await visit('/paper/2410.15460');
    expect(await heading()).toBe(DETOX);
    expect(await page.title()).toBe(`${DETOX} – Related Work`);
    await expectVisible(page.getByText('Tracks hallucination in Pythia models'));
    expect(await page.getByRole('heading', { name: 'Introduces' }).count()).toBe(1);
    expect(await explorer.link('Sensitive Neuron Dropout').getAttribute('title')).toMatch(/^“.*” in the abstract/);
    expect((await explorer.titles())[0]).toContain('INSIDE');
    const why = explorer.items.first().locator('.why');
    expect(await why.innerText()).toMatch(/Words in common\s+Both texts speak of hallucination/);
    await why.click();
    await expectVisible(explorer.items.first().getByRole('link', { name: 'EigenScore' }));
    expect(await why.getAttribute('aria-expanded')).toBe('true');
    expect(explorer.address).toMatch(/^\/paper\/2410\.15460\?pick=/);
    const { address } = explorer;
    await explorer.open(address);
    await expectVisible(explorer.items.first().getByRole('link', { name: 'EigenScore' }));
  });

  it('ranks anew while a slider moves, and keeps the weights in the address', async () => {
    const { page } = await visit('/paper/2410.15460');
    const before = await explorer.titles();
    await page.getByText('Adjust weights').click();
    const slider = page.getByRole('slider', { name: 'Words in common' });
    await slider.focus();
    await page.keyboard.press('Home');
    await expectSoon(
      async () => (await explorer.titles())[0] !== before[0] || (await explorer.titles())[1] !== before[1],
      true,
    );
    expect(explorer.address).toContain('w=text%3A0');
    expect(await page.locator('.item .signal-word').allInnerTexts()).not.toContain('Words in common');
    const after = await explorer.titles();
    await explorer.open(explorer.address);
    expect(await explorer.titles()).toEqual(after);
    await explorer.button('What to cite').click();
    await expectSoon(() => Promise.resolve(explorer.address), '/paper/2410.15460?preset=references');
    await explorer.button('Related work').click();
    await expectSoon(async () => await explorer.titles(), before);
  });

  it('takes more like this and not like this, in place and as a set', async () => {
    const { page } = await visit('/paper/2410.15460');
    await explorer.button(/^More like this: Pythia/).click();
    await expectVisible(page.getByText('Ranked for this paper and 1 more'));
    await explorer.button(/^Not like this: /).click();
    await expectVisible(page.getByText(', away from 1'));
    await explorer.link('See the set').click();
    await explorer.settle();
    expect(await heading()).toBe('Related to 2 choices');
    await expectVisible(page.getByRole('region', { name: 'Ruled out' }).getByRole('link'));
    await page.goBack();
    await page.goBack();
    await page.goBack();
    await explorer.settle();
    expect(explorer.address).toBe('/paper/2410.15460');
    expect((await explorer.titles())[0]).toContain('INSIDE');
  });

  it('keeps a set of any kind of ref, which one adds to and takes from', async () => {
    const { page } = await visit('/set?to=LoRA&to=Pruning&not=Knowledge+distillation');
    const chosen = page.getByRole('region', { name: 'Chosen', exact: true });
    expect(await chosen.getByRole('link').allInnerTexts()).toEqual(['Low-rank adaptation', 'Pruning']);
    const first = (await explorer.titles())[0];
    await chosen.getByRole('combobox').fill('1706.03762');
    await page.keyboard.press('Enter');
    await expectVisible(chosen.getByRole('link', { name: 'Attention Is All You Need' }));
    expect(explorer.address).toContain('to=1706.03762');
    await explorer.button('Remove Attention Is All You Need').click();
    await explorer.settle();
    await expectSoon(async () => (await explorer.titles())[0], first);
  });

  it('limits years and shows list, graph or both', async () => {
    const { page } = await visit('/paper/2106.09685?from=2019&until=2020');
    const years = (await explorer.items.locator('.facts').allInnerTexts()).map(
      (text) => / (\d{4}) ·/.exec(`${text} ·`)?.[1],
    );
    expect(years.length).toBeGreaterThan(2);
    expect(new Set(years)).toEqual(new Set(['2019', '2020']));
    await explorer.button('List').click();
    expect(await page.getByRole('application').count()).toBe(0);
    await explorer.button('Graph').click();
    expect(await explorer.items.count()).toBe(0);
    expect(explorer.address).toBe('/paper/2106.09685?from=2019&until=2020&view=graph');
  });

  it('draws the lineage of a technique, its adoption and its papers by role', async () => {
    const { page } = await visit('/technique/dropout');
    const lineage = page.getByRole('region', { name: 'Lineage of Dropout' });
    await expectVisible(lineage.getByRole('link', { name: 'Monte Carlo dropout, 2015' }));
    await expectVisible(lineage.getByRole('link', { name: /^Regularization, year not known/ }));
    await expectVisible(page.getByRole('img', { name: 'Papers that work with it: at most 3 in 2014' }));
    await explorer.button('Introduce it').click();
    await expectVisible(page.getByText('introduces it').first());
    await explorer.settle();
    expect(await page.getByText(/^(studies|uses) it/).count()).toBe(0);
    expect(explorer.address).toBe('/technique/dropout?role=introduces');
    await lineage.getByRole('link', { name: 'Monte Carlo dropout, 2015' }).click();
    await explorer.settle();
    expect(await heading()).toBe('Monte Carlo dropout');
    expect(await page.getByRole('navigation', { name: 'The way here' }).getByRole('link').allInnerTexts()).toEqual([
      'Start',
      'Dropout',
      'Monte Carlo dropout',
    ]);
  });

  it('walks the topic graph by the keyboard, and tells the papers behind an edge', async () => {
    const { page } = await visit('/topic/regularization');
    await explorer.graph.focus();
    await page.keyboard.press('ArrowRight');
    await expectVisible(page.getByRole('status').getByText('Regularization. 23 papers'));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await explorer.settle();
    expect(explorer.address).toMatch(/^\/topic\/(?!regularization)/);
    await page.goBack();
    await explorer.open('/topic/regularization?edge=regularization~uncertainty-estimation');
    const behind = page.getByRole('region', { name: 'Papers behind the edge' });
    await expectVisible(behind.getByText('4 papers on both'));
    expect(await behind.locator('.papers a').count()).toBe(4);
    await explorer.button('Close the papers behind the edge').click();
    expect(explorer.address).toBe('/topic/regularization');
  });

  it('says the same as a graph in a table', async () => {
    const { page } = await visit('/topic/regularization');
    await page.getByText('The same as a table').click();
    const rows = page.getByRole('region', { name: 'Topics around Regularization, as a table' }).getByRole('row');
    const [, nodes] = /(\d+) nodes/.exec((await explorer.graph.getAttribute('aria-label')) ?? '') ?? [];
    await expectSoon(async () => await rows.count(), Number(nodes) + 1);
  });

  it('finds paths, says each step, and swaps the ends', async () => {
    const { page } = await visit('/path');
    await page.getByRole('combobox', { name: 'From', exact: true }).fill('Attention Is All You Need');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'To', exact: true }).fill('2410.15460');
    await page.keyboard.press('Enter');
    await explorer.settle();
    await expectVisible(page.getByText('Hallucination and reliability is a subtopic of Language models.'));
    expect(await page.locator('.other-path').count()).toBe(4);
    await explorer.button('Swap both ends').click();
    await explorer.settle();
    expect(explorer.address).toBe('/path?from=2410.15460&to=Attention+Is+All+You+Need');
    await expectSoon(async () => await page.locator('.card').first().innerText(), `Paper\n${DETOX}\n2024`);
    await explorer.button('Citations').click();
    await explorer.settle();
    expect(explorer.address).toContain('by=citations');
  });

  it('shows an author with papers, coauthors and who works alike', async () => {
    const { page } = await visit('/author/Geoffrey%20Hinton');
    expect(await heading()).toBe('Geoffrey Hinton');
    await expectVisible(page.getByRole('heading', { name: '5 papers, newest first' }));
    await expectVisible(page.getByRole('heading', { name: 'Writes with 10 people' }));
    await explorer.link('Nitish Srivastava').click();
    await explorer.settle();
    expect(await heading()).toBe('Nitish Srivastava');
  });

  it('walks from day to day', async () => {
    const { page } = await visit('/day?date=2017-06-12');
    await expectVisible(page.getByRole('link', { name: 'Attention Is All You Need' }));
    await explorer.link('The day before').click();
    await expectVisible(page.getByText('No paper of this graph appeared on this day.'));
    expect(await heading()).toBe('Papers of June 11, 2017');
  });

  it('opens the very query in the playground', async () => {
    const { page } = await visit('/paper/2410.15460?w=text%3A2&not=1706.03762');
    const href = await explorer.link('Show the query of related papers').getAttribute('href');
    const link = new URL(href ?? '', product.url);
    expect(link.pathname).toBe('/playground');
    expect(JSON.parse(link.searchParams.get('variables') ?? '')).toMatchObject({
      to: ['2410.15460'],
      notTo: ['1706.03762'],
      weights: { text: 2 },
    });
    await explorer.link('Show the query of related papers').click();
    await expectVisible(page.getByRole('region', { name: 'Operation Editor' }).getByText('RelatedPapers'));
    const answer = page.waitForResponse(
      async (response) => response.url().endsWith('/graphql') && (await response.text()).includes('"related"'),
    );
    await page.getByRole('button', { name: /^Execute query/ }).click();
    expect(await (await answer).json()).toMatchObject({ data: { related: { totalCount: expect.any(Number) } } });
  });
});
