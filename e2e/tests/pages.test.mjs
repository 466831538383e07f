// Every kind of page, for every role: axe finds nothing, nothing overflows a phone, no script
// fails, nobody else is asked, and an English page is English.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, overflow, violations } from '../lib/browser.mjs';
import { crawl } from '../lib/crawl.mjs';
import * as people from '../lib/people.mjs';
import { strays } from '../lib/strays.mjs';

/** The narrowest screen that must do. */
const NARROW = { width: 320, height: 700 };

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** Looks at all pages below `room` that `who` comes to in a language, and tells what is wrong. */
async function walk({ who, lang, starts, room = '', options }) {
  const { page, context, faults } = await open(browser, options);
  const wrong = [];
  if (who) await people.signIn(page, who, lang);
  const seen = await crawl(page, starts, `/${lang}${room}`, async (address, answer) => {
    const tell = (what) => wrong.push(`${address}: ${what}`);
    if (answer.status() !== 200) tell(`status ${answer.status()}`);
    if ((await page.getAttribute('html', 'lang')) !== (lang === 'zh' ? 'zh-CN' : 'en')) {
      tell('another language');
    }
    (await violations(page)).forEach(tell);
    if (lang === 'en') (await strays(page)).forEach((words) => tell(`Chinese: ${words}`));
    const { width, height } = page.viewportSize();
    await page.setViewportSize(NARROW);
    const over = await overflow(page);
    if (over > 0) tell(`${over} px wider than a window of ${NARROW.width} px`);
    await page.setViewportSize({ width, height });
    faults.splice(0).forEach(tell);
  });
  await context.close();
  assert.deepEqual(wrong, [], `of ${seen.size} kinds of pages:\n${wrong.join('\n')}`);
  return seen;
}

const PUBLIC = [
  '/',
  '/search?q=%E5%BC%80%E5%BA%97',
  '/status',
  '/api',
  '/register',
  '/desk/sign-in',
];
const DARK = { colorScheme: 'dark' };

for (const lang of ['zh', 'en']) {
  for (const [name, options] of [['by day', {}], ['by night', DARK]]) {
    test(`public pages in ${lang} ${name}`, async () => {
      const seen = await walk({ lang, starts: PUBLIC.map((path) => `/${lang}${path}`), options });
      assert.ok(seen.size >= 15, `${seen.size} kinds of pages: ${[...seen].join(' ')}`);
    });
  }
}

const ROOMS = [
  ['the resident', people.RESIDENT, 'zh', '/my'],
  ['the resident in English', people.RESIDENT, 'en', '/my'],
  ['the resident at night', people.RESIDENT, 'zh', '/my', DARK],
  ['the business', people.BUSINESS, 'zh', '/my'],
  ['the business in English', people.BUSINESS, 'en', '/my'],
  ['the clerk', people.CLERK, 'zh', '/desk'],
  ['the clerk in English', people.CLERK, 'en', '/desk'],
  ['the officer', people.OFFICER, 'zh', '/desk'],
  ['the officer in English', people.OFFICER, 'en', '/desk'],
  ['the leader at night', people.LEADER, 'zh', '/desk', DARK],
  ['the leader in English', people.LEADER, 'en', '/desk'],
  ['the reform office', people.REFORM, 'zh', '/desk'],
  ['the reform office in English', people.REFORM, 'en', '/desk'],
  ['the supervisor', people.SUPERVISOR, 'zh', '/desk'],
  ['the supervisor in English', people.SUPERVISOR, 'en', '/desk'],
  ['the administrator', people.ADMIN, 'zh', '/desk'],
  ['the administrator in English', people.ADMIN, 'en', '/desk'],
];

for (const [name, who, lang, room, options] of ROOMS) {
  test(`rooms of ${name}`, async () => {
    const starts = [`/${lang}${room}`];
    if (room === '/my') starts.push(`/${lang}/apply/${await people.itemCode('个体工商户')}`);
    await walk({ who, lang, starts, room, options });
  });
}

for (const [name, options] of [['by day', {}], ['by night', DARK]]) {
  test(`pages that say no, and large type, ${name}`, async () => {
    const wrong = [];
    const { page, context } = await open(browser, options);
    const look = async (what) => {
      (await violations(page)).forEach((fault) => wrong.push(`${what}: ${fault}`));
    };
    const went = async (path, status) => {
      assert.equal((await page.goto(path)).status(), status, path);
      await look(path);
    };
    const refused = async (path, form) => {
      await page.goto(path);
      await page.$$eval('main form', (all) => all.forEach((one) => (one.noValidate = true)));
      const button = page.locator(`main form${form} button`).last();
      const [answer] = await Promise.all([
        page.waitForResponse((one) => one.request().method() === 'POST'),
        button.click(),
      ]);
      await page.waitForLoadState();
      assert.equal(answer.status(), 422, path);
      const summary = page.locator('main .errors a');
      assert.ok((await summary.count()) > 0, 'a summary leads to each field');
      await look(`${path} refused`);
    };
    await went('/zh/items/nowhere', 404);
    await went('/en/items/nowhere', 404);
    await refused('/zh/register?kind=natural', '[method=post]');
    await refused('/en/status', '[method=post]');
    await people.signIn(page, people.OFFICER);
    await went('/zh/desk/staff', 403);
    await people.signIn(page, people.RESIDENT);
    await page.goto('/zh/');
    await page.locator('form[action="/prefs"] button').first().click();
    await page.waitForLoadState();
    for (const path of ['/zh/', '/zh/search?q=%E5%BC%80%E5%BA%97', '/zh/my', '/en/my/profile']) {
      await went(path, 200);
      assert.ok((await overflow(page)) <= 0, `${path} in large type`);
    }
    await context.close();
    assert.deepEqual(wrong, []);
  });
}

test('large type and high contrast are chosen without a script and kept', async () => {
  const { page, context } = await open(browser, { javaScriptEnabled: false });
  await page.goto('/zh/');
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  const before = await size();
  await page.locator('form[action="/prefs"] button').first().click();
  await page.waitForLoadState();
  assert.ok((await size()) > before, 'type is larger');
  await page.goto('/zh/themes');
  assert.ok((await size()) > before, 'and stays so');
  await context.close();
});
