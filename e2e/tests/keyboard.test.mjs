// A whole journey without a mouse: found, read, registered, filed, looked up; and taken at the
// window. At every stop one sees where one is, and every page lets one in and out.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ANSWERS, CHOICES, file, receipt } from '../lib/apply.mjs';
import { launch, open } from '../lib/browser.mjs';
import * as keys from '../lib/keys.mjs';
import { CLERK, PASSWORD } from '../lib/people.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** A number whose check digit is wrong, and the right one. */
const [WRONG, RIGHT] = ['532901199003070010', '532901199003070015'];

const MAIN = 'main form button.btn:not(.btn-2):not(.btn-3)';

/** From the first page to the guide, and to the question whether one has an account. */
async function find(page) {
  await page.goto('/zh/');
  await keys.through(page);
  await page.goto('/zh/');
  await keys.press(page, 'a.skip');
  await keys.type(page, 'main input[name=q]', '个体工商户设立');
  await keys.go(page, 'main form[role=search] button');
  await keys.through(page);
  await keys.go(page, 'main a[href^="/zh/items/"]');
  await keys.through(page);
  await keys.go(page, 'main a[href*="/apply/"]');
}

/** One hears first what is wrong, and comes to where it is. */
async function mistake(page, field) {
  assert.equal(await keys.focus(page), 'errors');
  await keys.press(page, '.errors a');
  assert.equal(await keys.focus(page), `f-${field}`);
  assert.deepEqual((await keys.here(page)).wrong, []);
}

/** An account, with a mistake on the way. */
async function register(page) {
  await keys.go(page, 'main a[href*="/register"]');
  await keys.go(page, 'main a[href*="kind=natural"]');
  await keys.through(page);
  await keys.type(page, 'input[name=document_number]', WRONG);
  await keys.type(page, 'input[name=name]', '段晓梅');
  await keys.type(page, 'input[name=phone]', '15400007001');
  await keys.type(page, 'input[name=password]', '月亮出来亮汪汪，照见洱海边上的家');
  await keys.go(page, MAIN);
  await mistake(page, 'document_number');
  await keys.type(page, 'input[name=document_number]', RIGHT);
  await keys.type(page, 'input[name=password]', '月亮出来亮汪汪，照见洱海边上的家');
  await keys.go(page, MAIN);
  await keys.type(page, 'input[name=login]', '15400007001');
  await keys.type(page, 'input[name=password]', '月亮出来亮汪汪，照见洱海边上的家');
  await keys.go(page, MAIN);
}

/** From the page before an application to its receipt. */
async function apply(page) {
  await keys.go(page, 'main form button');
  await keys.through(page);
  await keys.choose(page, 'whom', 'me');
  await keys.go(page, MAIN);
  await keys.through(page);
  for (const [name, value] of Object.entries(CHOICES)) await keys.choose(page, name, value);
  for (const [name, value] of Object.entries(ANSWERS)) {
    await keys.type(page, `[name=${name}]`, value);
  }
  await keys.go(page, MAIN);
  await papers(page);
  await keys.through(page);
  await keys.go(page, MAIN);
  if (page.url().endsWith('/delivery')) {
    await keys.press(page, 'main input[type=radio]', 'Space');
    await keys.go(page, MAIN);
  }
  await keys.through(page);
  await keys.press(page, 'main input[type=checkbox][required]', 'Space');
  await keys.go(page, MAIN);
  await keys.through(page);
  return receipt(page);
}

/** A file for every material that still wants one. */
async function papers(page) {
  const wanted = page.locator('main li:has(input[type=file]):not(:has([href*="/files/"]))');
  for (let left = await wanted.count(); left > 0; left -= 1) {
    const field = `#${await wanted.first().locator('input[type=file]').getAttribute('id')}`;
    await keys.give(page, field, file());
    await keys.go(page, 'main li button');
  }
  assert.equal(await wanted.count(), 0, 'every paper is there');
}

test('filed by a resident and accepted by a clerk without a mouse', async () => {
  const { page, context, faults } = await open(browser);
  await find(page);
  await register(page);
  const { number, code } = await apply(page);
  await keys.go(page, `main a[href$="/my/cases/${number}"]`);
  await keys.through(page);
  await keys.go(page, 'a.brand');
  await keys.go(page, 'nav.nav a[href="/zh/status"]');
  await keys.type(page, 'input[name=number]', number);
  await keys.type(page, 'input[name=code]', code);
  await keys.go(page, MAIN);
  await keys.through(page);
  assert.match(await page.locator('main').innerText(), /材料收到了/);
  await context.close();
  assert.deepEqual(faults, []);
  await taken(number);
});

/** A clerk signs in, finds the case in the list, and accepts it. */
async function taken(number) {
  const { page, context, faults } = await open(browser);
  await page.goto('/zh/desk/sign-in');
  await keys.type(page, 'main form input:not([type=hidden]):not([type=password])', CLERK.name);
  await keys.type(page, 'input[type=password]', PASSWORD);
  await keys.go(page, MAIN);
  await keys.through(page);
  await keys.type(page, 'main input[name=q]', number);
  await keys.go(page, 'main form[role=search] button');
  if (!page.url().endsWith(number)) {
    await keys.through(page);
    await keys.go(page, `main a[href$="/desk/cases/${number}"]`);
  }
  await keys.through(page);
  await reach(page, 'redirect');
  await keys.type(page, '[name="redirect.reason"]', ' ');
  await keys.go(page, 'form[action$="/redirect"] button');
  await mistake(page, 'redirect.reason');
  await reach(page, 'accept');
  await keys.through(page);
  await keys.go(page, 'form[action$="/accept"] button');
  await keys.through(page);
  assert.match(await page.locator('main').innerText(), /办理中/);
  await context.close();
  assert.deepEqual(faults, []);
}

/** Opens what hides the form of an act, if something does. */
async function reach(page, word) {
  const closed = `details:not([open]):has(form[action$="/${word}"]) > summary`;
  if ((await page.locator(closed).count()) > 0) await keys.press(page, closed);
}

test('without scripts the focus is at what is wrong too', async () => {
  const { page, context } = await open(browser, { javaScriptEnabled: false });
  await page.goto('/zh/status');
  await keys.type(page, 'input[name=number]', '532901-1');
  await keys.type(page, 'input[name=code]', 'AAAA-AAAA-AAAA');
  await keys.go(page, MAIN);
  await mistake(page, 'number');
  await context.close();
});
