import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findBrowser, launchBrowser } from '../support/browser.js';
import { openPlayground, startProduct } from './playground.js';

// Makes the picture of the README anew: npm run build && npx tsx tests/web/screenshot.ts
const FILE = join('docs', 'images', 'playground.png');

const path = findBrowser();
if (path === undefined) throw new Error('There is no Chromium; install one or set CHROMIUM_PATH.');

const product = await startProduct();
const browser = await launchBrowser(path);
try {
  const playground = await openPlayground(browser, product.url, {
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
  });
  await playground.run();
  // The pointer leaves the button, and the scrollbars fade.
  await playground.page.mouse.move(1000, 20);
  await playground.page.waitForTimeout(2_000);
  mkdirSync(dirname(FILE), { recursive: true });
  await playground.page.screenshot({ path: FILE });
  await playground.leave();
  process.stdout.write(`${FILE}: ${Math.round(statSync(FILE).size / 1000)} kB\n`);
} finally {
  await browser.close();
  await product.stop();
}
