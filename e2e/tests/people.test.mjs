// People: a parent applies for a child on a phone; a password is long, pasted and looked at.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as form from '../lib/apply.mjs';
import { launch, open, overflow, violations, WIDTHS } from '../lib/browser.mjs';
import * as people from '../lib/people.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const PHONE = { viewport: { width: WIDTHS.phone, height: 800 }, hasTouch: true };
/** A child of the demonstration, three years old or so. */
const CHILD = { name: '杨小苗', number: '532901202301019992' };

/** What must hold on every step. */
async function fits(page) {
  assert.equal(await overflow(page), 0, page.url());
  assert.deepEqual(await violations(page), [], page.url());
}

test('a parent applies for a child on a phone, all the way to the receipt', async () => {
  const { page, context, faults } = await open(browser, PHONE);
  await people.signIn(page, people.RESIDENT);
  const item = await people.itemCode('城乡居民基本医疗保险参保登记');
  await page.goto(`/zh/apply/${item}`);
  await page.locator('main form button').first().click();
  await page.waitForURL(/\/whom$/);
  await fits(page);
  await page.check('input[name=whom][value=child]');
  await form.go(page);
  await page.waitForURL(/\/person$/);
  await page.fill('input[name=name]', CHILD.name);
  await page.fill('input[name=document_number]', '532901209301019994');
  await form.go(page);
  assert.equal(await page.locator('#f-document_number-error').count(), 1, 'nobody is born then');
  await fits(page);
  await page.fill('input[name=document_number]', CHILD.number);
  await form.go(page);
  await page.waitForURL(/\/form$/);
  await fits(page);
  await page.check('input[name=insured_kind][value=child]');
  await page.fill('input[name=year]', '2026');
  await page.locator('input[name=other_insurance]').first().check();
  await form.go(page);
  await page.waitForURL(/\/materials$/);
  await form.papers(page);
  await form.go(page);
  if (page.url().endsWith('/delivery')) {
    await page.locator('main input[type=radio]').first().check();
    await form.go(page);
  }
  await page.waitForURL(/\/check$/);
  const said = await page.locator('main').innerText();
  assert.ok(said.includes(CHILD.name) && said.includes('监护人'), said);
  assert.ok(!said.includes(CHILD.number), 'numbers are masked');
  await fits(page);
  await page.check('input[name=declare]');
  await form.go(page);
  await page.waitForURL(/\/receipt/);
  await fits(page);
  const { number } = await form.receipt(page);
  await page.goto('/zh/my');
  assert.ok((await page.locator('main').innerText()).includes(number));
  assert.deepEqual(faults, []);
  await context.close();
});

test('a password is pasted, shown, and as long as one likes', async () => {
  const { page, context, faults } = await open(browser, PHONE);
  await page.goto('/zh/register?kind=natural');
  const input = page.locator('input[name=password]');
  const show = page.locator('[data-reveal]');
  const sentence = `wo jia men qian you yi ke hen da de huang guo shu 𠮷 ${'shu '.repeat(9)}`;
  assert.ok(sentence.length > 64);
  await input.evaluate((field, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const paste = { clipboardData: data, bubbles: true, cancelable: true };
    if (!field.dispatchEvent(new ClipboardEvent('paste', paste))) throw new Error('no pasting');
    field.focus();
    document.execCommand('insertText', false, text);
  }, sentence);
  assert.equal(await input.inputValue(), sentence, 'whole');
  assert.equal(await input.getAttribute('type'), 'password');
  await show.click();
  assert.equal(await input.getAttribute('type'), 'text');
  await fits(page);
  await page.evaluate(() => {
    const form = document.querySelector('main form');
    form.addEventListener('submit', (event) => event.preventDefault());
    form.noValidate = true;
    form.requestSubmit();
  });
  assert.equal(await input.getAttribute('type'), 'password', 'hidden before it is sent');
  assert.deepEqual(faults, []);
  await context.close();
});
