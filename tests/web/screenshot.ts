import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser, launchBrowser } from '../support/browser.js';
import { openExplorer } from './explorer.js';
import { openPlayground, startProduct } from './playground.js';

// Makes the pictures of the README anew: npm run build && npx tsx tests/web/screenshot.ts
const FOLDER = join('docs', 'images');
const LOOK = { viewport: { width: 1440, height: 900 }, colorScheme: 'light' } as const;

const path = findBrowser();
if (path === undefined) throw new Error('There is no Chromium; install one or set CHROMIUM_PATH.');

const product = await startProduct();
const browser = await launchBrowser(path);
const tell = (file: string): boolean => process.stdout.write(`${file}: ${Math.round(statSync(file).size / 1000)} kB\n`);
try {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, address] of [
    ['explorer-paper', '/paper/2410.15460'],
    ['explorer-technique', '/technique/dropout'],
  ] as const) {
    const file = join(FOLDER, `${name}.png`);
    const explorer = await openExplorer(browser, product.url, address, LOOK);
    const why = explorer.items.first().locator('.why');
    if ((await why.count()) > 0) await why.click();
    await explorer.title.click();
    await explorer.settle();
    await explorer.page.waitForTimeout(500);
    await explorer.page.screenshot({ path: file });
    await explorer.leave();
    tell(file);
  }
  const file = join(FOLDER, 'playground.png');
  const playground = await openPlayground(browser, product.url, LOOK);
  await playground.run();
  // The pointer leaves the button, and the scrollbars fade.
  await playground.page.mouse.move(1000, 20);
  await playground.page.waitForTimeout(2_000);
  await playground.page.screenshot({ path: file });
  await playground.leave();
  tell(file);
} finally {
  await browser.close();
  await product.stop();
}
