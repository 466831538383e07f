// A resident applies to register a noodle shop, step by step, as the pages ask.
import assert from 'node:assert/strict';
import { itemCode } from './people.mjs';

/** What is typed into the form of 个体工商户设立登记. */
export const ANSWERS = {
  trade_name: '苍洱𫖯🍜',
  scope: '餐饮服务；食品销售',
  premises: "大理市下关街道演示路1号一层 <b>'; DROP TABLE cases; --",
  capital: '5',
  staff: '3',
};
export const CHOICES = { industry: 'catering', composition: 'personal' };

/** The smallest file that is a PDF. */
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n' +
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n' +
    'trailer<</Root 1 0 R>>\n%%EOF\n',
);

export const file = (name = '经营场所.pdf', buffer = PDF) => ({
  name,
  mimeType: 'application/pdf',
  buffer,
});

/** Sends the form of the step with its main button, and waits for the next page. */
export async function go(page) {
  await page.locator('main form button.btn:not(.btn-2, .btn-3)').last().click();
  await page.waitForLoadState();
}

/** Begins an application; gives the address of the draft. */
export async function begin(page, lang) {
  await page.goto(`/${lang}/apply/${await itemCode('个体工商户设立登记')}`);
  await page.locator('main form button').first().click();
  await page.waitForURL(/\/my\/drafts\/[^/]+\/whom/);
  await page.check('input[name=whom][value=me]');
  await go(page);
  await page.waitForURL(/\/form$/);
  return new URL(page.url()).pathname.replace(/\/form$/, '');
}

/** Fills in the form. */
export async function answer(page) {
  for (const [name, value] of Object.entries(CHOICES)) {
    await page.check(`input[name=${name}][value=${value}]`);
  }
  for (const [name, value] of Object.entries(ANSWERS)) await page.fill(`[name=${name}]`, value);
}

/** Uploads a file for every material that still wants one. */
export async function papers(page) {
  for (let left = 12; left > 0; left -= 1) {
    const wanted = page.locator('main li:has(input[type=file]):not(:has([href*="/files/"]))');
    if ((await wanted.count()) === 0) return;
    const taken = page.locator('main [href*="/files/"]');
    const before = await taken.count();
    await wanted.first().locator('input[type=file]').setInputFiles(file());
    await wanted.first().locator('button').first().click();
    await taken.nth(before).waitFor();
    await page.waitForLoadState();
  }
  assert.fail('more materials than an item has');
}

/** Files the whole application; gives number and query code of the receipt. */
export async function apply(page, lang) {
  await begin(page, lang);
  await answer(page);
  await go(page);
  await page.waitForURL(/\/materials$/);
  await papers(page);
  await go(page);
  if (page.url().endsWith('/delivery')) {
    await page.locator('main input[type=radio]').first().check();
    await go(page);
  }
  await page.waitForURL(/\/check$/);
  const box = page.locator('main input[type=checkbox][required]');
  if ((await box.count()) > 0) await box.first().check();
  await go(page);
  await page.waitForURL(/\/receipt/);
  return receipt(page);
}

/** Number and query code on a receipt. */
export async function receipt(page) {
  const words = await page.locator('main').innerText();
  const number = words.match(/\b\d{6}-\d{6}-[0-9A-Z]{7}-[0-9A-Z]\b/)?.[0];
  const code = words.match(/\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/)?.[0];
  assert.ok(number && code, `number and query code in: ${words.slice(0, 400)}`);
  return { number, code };
}

/** Looks a case up without a name; gives what the page says. */
export async function status(page, lang, { number, code }) {
  await page.goto(`/${lang}/status`);
  await page.fill('input[name=number]', number);
  await page.fill('input[name=code]', code);
  await page.locator('main form button').first().click();
  await page.waitForLoadState();
  return page.locator('main').innerText();
}
