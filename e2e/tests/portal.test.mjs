// What everybody can do without a name: find, read, print, look up. On a phone, with and without
// scripts, in both languages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, WIDTHS } from '../lib/browser.mjs';
import { read } from '../lib/qr.mjs';
import { itemCode } from '../lib/people.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const PHONE = { viewport: { width: WIDTHS.phone, height: 800 }, hasTouch: true };
const PLAIN = { ...PHONE, javaScriptEnabled: false };

/** Words that people type, and a part of the name of what they mean. */
const SEARCHES = [
  ['个体户', /个体工商户/],
  ['gtgsh', /个体工商户/],
  ['getigongshanghu', /个体工商户/],
  ['餐饮', /食品经营/],
];

for (const [words, name] of SEARCHES) {
  test(`${words} finds what is meant, without scripts`, async () => {
    const { page, context } = await open(browser, PLAIN);
    await page.goto('/zh/');
    await page.locator('input[type=search], input[name=q]').first().fill(words);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/zh\/search\?/);
    assert.match(await page.locator('main').innerText(), name);
    await context.close();
  });
}

test('suggestions come while typing and lead to the guide by keyboard', async () => {
  const { page, context, faults } = await open(browser);
  await page.goto('/zh/');
  const field = page.locator('input[name=q]').first();
  await field.pressSequentially('个体');
  await page.locator('[role=option]').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/zh\/(items\/|search\?)/);
  assert.deepEqual(faults, []);
  await context.close();
});

for (const lang of ['zh', 'en']) {
  test(`a guide in ${lang} has everything, and its language can be switched`, async () => {
    const code = await itemCode('个体工商户');
    const { page, context } = await open(browser, PLAIN);
    const answer = await page.goto(`/${lang}/items/${code}`);
    assert.equal(answer.status(), 200);
    assert.ok(answer.headers().etag, 'it can be asked for again cheaply');
    const elements = page.locator('section.element[id^=e]');
    assert.equal(await elements.count(), 13, 'the thirteen elements of the opinion');
    for (const [at, element] of (await elements.all()).entries()) {
      const words = await element.innerText();
      assert.match(words, new RegExp(`^${at + 1}\\. `));
      assert.ok(words.split('\n').filter((line) => line.trim()).length > 1, `${at + 1} says more`);
    }
    const linked = await page.locator('script[type="application/ld+json"]').textContent();
    assert.equal(JSON.parse(linked)['@type'], 'GovernmentService');
    const other = lang === 'zh' ? 'en' : 'zh';
    await page.locator(`a[href="/${other}/items/${code}"]`).first().click();
    await page.waitForURL(`**/${other}/items/${code}`);
    await context.close();
  });
}

test('the QR code of a guide leads to that guide', async () => {
  const path = `/zh/items/${await itemCode('个体工商户')}`;
  const { page, context } = await open(browser);
  await page.goto(path);
  assert.equal(await read(page, 'aside figure.qr svg'), process.env.YICHUANG_URL + path);
  await context.close();
});

test('a printed guide is the guide and its QR code, nothing that is for a screen', async () => {
  const { page, context } = await open(browser);
  await page.goto(`/zh/items/${await itemCode('个体工商户')}`);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('section.element[id^=e]:visible').count(), 13);
  assert.equal(await page.locator('figure.qr:visible').count(), 1);
  for (const screen of ['.btn', '.toc', '.no-print', '.top', '.crumbs']) {
    assert.equal(await page.locator(`${screen}:visible`).count(), 0, screen);
  }
  await page.locator('pre.specimen').first().waitFor({ state: 'visible' });
  await context.close();
});

test('the first page offers every way in', async () => {
  const { page, context } = await open(browser, PLAIN);
  await page.goto('/zh/');
  const ways = ['life', 'popular', 'look-up', 'person', 'business', 'departments', 'regions'];
  for (const id of ways) {
    const section = page.locator(`section[aria-labelledby=${id}]`);
    const links = await section.locator('a, button').count();
    assert.ok(links > 0, `${id} leads somewhere`);
  }
  await page.locator('a[href="/zh/directory"]').click();
  assert.ok((await page.locator('tbody tr').count()) >= 30, 'the directory lists entries');
  await context.close();
});

test('a search is narrowed without scripts, and marks what was found', async () => {
  const { page, context } = await open(browser, PLAIN);
  await page.goto('/zh/search?q=%E8%AE%B8%E5%8F%AF');
  const found = () => page.locator('main h2').first().innerText();
  const total = async () => Number((await found()).match(/\d+/));
  const before = await total();
  const marks = await page.locator('main mark').allInnerTexts();
  assert.ok(marks.length > 0 && marks.every((word) => '许可'.includes(word)), marks.join());
  await page.locator('main details summary').first().click();
  await page.locator('select[name=kind]').selectOption({ label: '行政许可' });
  await page.locator('main details button').first().click();
  await page.waitForURL(/kind=01/);
  const narrowed = await total();
  assert.ok(narrowed > 0 && narrowed < before, `${narrowed} of ${before}`);
  await page.goto('/zh/search?q=%E8%AE%B8%E5%8F%AF&region=532901102');
  assert.equal(await page.locator('select[name=region]').inputValue(), '532901102');
  await context.close();
});

test('a form can be taken home: blank, filled in, with common errors, and as a file', async () => {
  const { page, context } = await open(browser, PLAIN);
  await page.goto(`/zh/items/${await itemCode('离婚登记')}`);
  const sheets = page.locator('#e10 li');
  assert.equal(await sheets.count(), 6);
  const file = await sheets.first().locator('a[href$=".pdf"]').getAttribute('href');
  const answer = await fetch(process.env.YICHUANG_URL + file);
  assert.equal(answer.headers.get('content-type'), 'application/pdf');
  assert.match(answer.headers.get('content-disposition'), /^attachment/);
  await sheets.first().locator('a').first().click();
  assert.match(await page.locator('main .sheet').innerText(), /抚养费.*＿/s);
  await context.close();
});

test('an unchanged guide is answered with 304', async () => {
  const url = `${process.env.YICHUANG_URL}/zh/items/${await itemCode('个体工商户')}`;
  const first = await fetch(url);
  const again = await fetch(url, { headers: { 'if-none-match': first.headers.get('etag') } });
  assert.equal(again.status, 304);
});

test('a number that is not there and a wrong code get one answer', async () => {
  const { page, context } = await open(browser, PLAIN);
  await page.goto('/zh/status');
  await page.locator('input[name=number]').fill('532901-261123-8H4K2M7-C');
  await page.locator('input[name=code]').fill('AAAA-AAAA-AAAA');
  await page.locator('main form button').first().click();
  assert.match(page.url(), /\/zh\/status/);
  assert.ok(await page.locator('main').innerText());
  await context.close();
});

test('a page that is not there helps on, in its language', async () => {
  const { page, context } = await open(browser, PLAIN);
  const answer = await page.goto('/en/items/nowhere');
  assert.equal(answer.status(), 404);
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  assert.ok((await page.locator('main a').count()) > 0, 'it offers ways on');
  await context.close();
});

test('a form from another site is refused', async () => {
  const answer = await fetch(`${process.env.YICHUANG_URL}/zh/sign-in`, {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ name: 'x' }),
  });
  assert.equal(answer.status, 403);
});
