/**
 * Measures the explorer page in Chromium: what it sends over the wire, how long
 * until it can be used and until it is whole, with the seeds, and frames per
 * second with a graph of 2,000 nodes. Run: npm run build && npx tsx bench/explorer/main.ts
 */
import 'reflect-metadata';
import type { Browser, Page } from 'playwright-core';
import { layOut } from '../../src/web/explorer/drawing/layout.js';
import type { DrawnGraph } from '../../src/web/explorer/drawing/model.js';
import { findBrowser, launchBrowser } from '../../tests/support/browser.js';
import { startProduct } from '../../tests/web/playground.js';
import { figure, median, printTable } from '../table.js';

const RUNS = 7;
const SIZES = [40, 500, 2_000];
const EDGES_PER_NODE = 3;
const MOVES = 150;
const VIEWPORT = { width: 1440, height: 900 };

const path = findBrowser();
if (path === undefined) throw new Error('There is no Chromium; install one or set CHROMIUM_PATH.');
const product = await startProduct();
const browser = await launchBrowser(path);
try {
  await measureBytes(browser);
  await measureStart(browser);
  await measureFrames(browser);
} finally {
  await browser.close();
  await product.stop();
}

async function measureBytes(chromium: Browser): Promise<void> {
  const page = await chromium.newPage({ viewport: VIEWPORT });
  const rows: (readonly [string, number, number])[] = [];
  const sizes: Promise<void>[] = [];
  page.on('requestfinished', (request) => {
    const { pathname } = new URL(request.url());
    const kind = pathname === '/graphql' ? 'answers of the API' : (/\.(js|css|svg)$/.exec(pathname)?.[1] ?? 'page');
    sizes.push(
      Promise.all([request.sizes(), request.response().then(async (response) => await response?.body())]).then(
        ([{ responseBodySize }, body]) => void rows.push([kind, body?.byteLength ?? 0, responseBodySize]),
      ),
    );
  });
  await page.goto(product.url);
  await whole(page);
  await Promise.all(sizes);
  await page.close();
  const kinds = [...new Set(rows.map(([kind]) => kind))].sort();
  const sum = (kind: string, at: 1 | 2): number =>
    rows.filter((row) => row[0] === kind).reduce((total, row) => total + row[at], 0);
  printTable(
    'Start page with the seeds: bytes',
    ['what', 'requests', 'kB', 'kB over the wire'],
    kinds.map((kind) => [
      kind,
      rows.filter((row) => row[0] === kind).length,
      figure(sum(kind, 1) / 1000),
      figure(sum(kind, 2) / 1000),
    ]),
  );
}

async function measureStart(chromium: Browser): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const [name, address] of [
    ['start', '/'],
    ['paper', '/paper/2410.15460'],
    ['technique', '/technique/dropout'],
    ['topic', '/topic/regularization'],
  ] as const) {
    const times: Record<'paint' | 'usable' | 'whole', number[]> = { paint: [], usable: [], whole: [] };
    for (let run = 0; run < RUNS; run += 1) {
      const context = await chromium.newContext({ viewport: VIEWPORT });
      const page = await context.newPage();
      await page.goto(new URL(address, product.url).href, { waitUntil: 'commit' });
      await page.locator('input:focus').waitFor();
      times.usable.push(await page.evaluate<number>('performance.now()'));
      await whole(page);
      times.whole.push(await page.evaluate<number>('performance.now()'));
      times.paint.push(
        await page.evaluate<number>(`performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN`),
      );
      await context.close();
    }
    rows.push([name, ...[times.paint, times.usable, times.whole].map((each) => Math.round(median(each)))]);
  }
  printTable(
    `From the request of the page, nothing cached (ms, median of ${RUNS})`,
    ['view', 'first paint', 'search can be typed in', 'every answer shown'],
    rows,
  );
}

async function whole(page: Page): Promise<void> {
  await page.locator('h1').waitFor();
  await page.locator('.skeleton, [aria-busy=true]').first().waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
}

/** A graph as the API would give it, of a size that it does not. */
function topicGraph(size: number) {
  const topic = (at: number) => ({ id: `t${at}`, slug: `topic-${at}`, name: `Topic number ${at}` });
  return {
    edgesFound: size * EDGES_PER_NODE,
    nodes: Array.from({ length: size }, (_, at) => ({ paperCount: 1 + ((at * 7919) % 90), topic: topic(at) })),
    edges: Array.from({ length: size * EDGES_PER_NODE }, (_, at) => ({
      weight: ((at * 31) % 100) / 100,
      paperCount: 3,
      isHierarchy: false,
      source: { id: `t${at % size}` },
      target: { id: `t${Math.floor((at % size) / (2 + (at % 5)))}` },
    })).filter(({ source, target }) => source.id !== target.id),
  };
}

async function measureFrames(chromium: Browser): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const size of SIZES) {
    const answer = topicGraph(size);
    const page = await chromium.newPage({ viewport: VIEWPORT });
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('query TopicMap'))
        await route.fulfill({ json: { data: { topicGraph: answer } } });
      else await route.continue();
    });
    await page.goto(product.url);
    await whole(page);
    const canvas = await page.getByRole('application').boundingBox();
    if (!canvas) throw new Error('There is no graph on the page.');
    const [x, y] = [canvas.x + canvas.width / 2, canvas.y + canvas.height / 2];
    const panned = await framesWhile(page, async () => await dragFrom(page, canvas.x + 12, canvas.y + 12));
    const dragged = await framesWhile(page, async () => await dragFrom(page, x, y));
    rows.push([size, answer.edges.length, layoutMs(size), ...panned, ...dragged]);
    await page.close();
  }
  printTable(
    `Graphs of topics, drawn on ${VIEWPORT.width} × ${VIEWPORT.height}: frames while the pointer drags`,
    [
      'nodes',
      'edges',
      'layout (ms)',
      'moving the picture (fps)',
      'worst frame (ms)',
      'moving a node (fps)',
      'worst frame (ms) ',
    ],
    rows,
  );
}

async function dragFrom(page: Page, x: number, y: number): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let move = 0; move < MOVES; move += 1) {
    await page.mouse.move(x + 60 * Math.sin(move / 12), y + 60 * Math.sin(move / 9));
  }
  await page.mouse.up();
}

/** Frames per second, and the longest time between two. */
async function framesWhile(page: Page, act: () => Promise<void>): Promise<readonly [number, number]> {
  await page.evaluate(`(() => {
    window.frames_ = [];
    const note = (time) => { window.frames_?.push(time); if (window.frames_) requestAnimationFrame(note); };
    requestAnimationFrame(note);
  })()`);
  await act();
  const frames = await page.evaluate<number[]>(
    `(() => { const noted = window.frames_; window.frames_ = undefined; return noted; })()`,
  );
  const gaps = frames.slice(1).map((time, at) => time - frames[at]!);
  const span = (frames.at(-1) ?? 0) - (frames[0] ?? 0);
  return [Math.round((1000 * gaps.length) / span), Math.round(Math.max(...gaps))];
}

function layoutMs(size: number): number {
  const { nodes, edges } = topicGraph(size);
  const graph: DrawnGraph = {
    nodes: nodes.map(({ topic: { id, name }, paperCount }) => ({
      id,
      label: name,
      title: name,
      detail: '',
      radius: 5 + Math.sqrt(paperCount),
      color: '--text',
      path: '/',
      importance: paperCount,
    })),
    edges: edges.map(({ source, target, weight }) => ({
      source: source.id,
      target: target.id,
      width: 1,
      color: '--line',
      title: '',
      pull: weight,
    })),
  };
  const begun = performance.now();
  layOut(graph);
  return Math.round(performance.now() - begun);
}
