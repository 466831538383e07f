// A real browser: the system's Chromium, told to speak to nobody but the server under test.
import axe from 'axe-core';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
/** What WCAG 2.2 AA asks, as axe names it, and what axe advises beyond. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A phone and a desk. */
export const WIDTHS = { phone: 390, desk: 1280 };

function executable() {
  const named = process.env.CHROMIUM;
  const found = NAMES.map((name) => `/usr/bin/${name}`).find((path) => existsSync(path));
  if (!named && !found) throw new Error('no Chromium is installed; make prepare');
  return named ?? found;
}

/** Launches the browser, with `more` flags. */
export function launch(more = []) {
  return chromium.launch({ executablePath: executable(), args: [...FLAGS, ...more] });
}

/**
 * A new page in a context of its own. `options` are those of a Playwright context; every request to
 * another host fails the test that made it, and so does an error of a script.
 */
export async function open(browser, options = {}) {
  const base = process.env.YICHUANG_URL;
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: WIDTHS.desk, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (line) => {
    if (line.type() === 'error' && !/status of 4\d\d/.test(line.text())) faults.push(line.text());
  });
  page.on('request', (request) => {
    const foreign = !request.url().startsWith(base) && !request.url().startsWith('data:');
    if (foreign) faults.push(`a request to ${request.url()}`);
  });
  return { page, context, faults };
}

/** What axe finds on a page, in one line each. The page must run scripts. */
export async function violations(page) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    (values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values } }),
    RULES,
  );
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)}`),
  );
}

/** By how many pixels a page is wider than its window. */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
