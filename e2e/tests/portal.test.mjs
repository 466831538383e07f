// What everybody can do without a name: find, read, print, look up. On a phone, with and without
// scripts, in both languages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, WIDTHS } from '../lib/browser.mjs';
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
    const sections = await page.locator('main h2').count();
    assert.ok(sections >= 8, `${sections} parts`);
    const linked = await page.locator('script[type="application/ld+json"]').textContent();
    assert.equal(JSON.parse(linked)['@type'], 'GovernmentService');
    const other = lang === 'zh' ? 'en' : 'zh';
    await page.locator(`a[href="/${other}/items/${code}"]`).first().click();
    await page.waitForURL(`**/${other}/items/${code}`);
    await context.close();
  });
}

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
