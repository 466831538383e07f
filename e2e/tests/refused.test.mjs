// What one sees when it does not go on: on a phone, and axe finds nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answer, apply, begin, file, go } from '../lib/apply.mjs';
import { launch, open, overflow, violations, WIDTHS } from '../lib/browser.mjs';
import { act, send } from '../lib/desk.mjs';
import * as people from '../lib/people.mjs';

const MB = 1024 * 1024;

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const PHONE = { viewport: { width: WIDTHS.phone, height: 800 }, hasTouch: true };

/** A page on which somebody is signed in; the status of what a form was answered with. */
async function as(who, lang = 'zh') {
  const { page } = await open(browser, PHONE);
  let status = 0;
  page.on('response', (response) => {
    if (response.request().method() === 'POST') status = response.status();
  });
  if (who) await people.signIn(page, who, lang);
  return { page, status: () => status };
}

/** Nothing is wrong with the page, in this language and in the other where it can be switched. */
async function fine(page, words) {
  assert.match(await page.locator('main').innerText(), words);
  assert.deepEqual(await violations(page), []);
  assert.ok((await overflow(page)) <= 0, `wider than ${WIDTHS.phone} px`);
  if (process.env.SHOTS) {
    await page.screenshot({ path: `${process.env.SHOTS}/${words.source}.png`, fullPage: true });
  }
}

/** A case that was just filed. */
async function filed() {
  const { page } = await as(people.RESIDENT);
  return apply(page, 'zh');
}

test('the second clerk is told that somebody was faster, and keeps what was typed', async () => {
  const { number } = await filed();
  const [first, second] = [await as(people.CLERK), await as(people.CLERK)];
  await second.page.goto(`/zh/desk/cases/${number}`);
  await act(first.page, number, 'accept');
  await send(second.page, 'redirect', { reason: '不归我们' });
  assert.equal(second.status(), 409);
  await fine(second.page, /有人先办了一步/);
  assert.match(await second.page.locator('main').innerHTML(), /不归我们/);
});

test('who guesses a query code is told how long to wait', async () => {
  const { number } = await filed();
  for (const lang of ['zh', 'en']) {
    const { page, status } = await as(null);
    for (let left = 20; status() !== 429; left -= 1) {
      assert.ok(left > 0, 'never slowed down');
      await page.goto(`/${lang}/status`);
      await page.fill('input[name=number]', number);
      await page.fill('input[name=code]', 'AAAA-BBBB-CCCC');
      await go(page);
    }
    await fine(page, lang === 'zh' ? /秒|分钟/ : /second|minute/);
  }
});

test('a form of a session that is over is shown to whoever says that it is theirs', async () => {
  const { page } = await as(people.RESIDENT);
  await begin(page, 'zh');
  await answer(page);
  await page.context().clearCookies({ name: 'session' });
  await go(page);
  await fine(page, /登录/);
  await page.fill('input[name=login]', people.RESIDENT.name);
  await page.fill('input[name=password]', people.PASSWORD);
  await go(page);
  await fine(page, /餐饮服务；食品销售/);
});

test('an administrator sees what goes before it is erased', async () => {
  const { number } = await filed();
  const resident = await as(people.RESIDENT);
  await resident.page.goto(`/zh/my/cases/${number}/withdraw`);
  await resident.page.locator('main textarea, main input[type=text]').first().fill('不开了');
  await go(resident.page);
  const { page, status } = await as(people.ADMIN);
  await page.goto(`/zh/desk/erase?number=${number}`);
  await fine(page, /删除/);
  await page.fill('input[name=again]', '532901-1');
  await page.locator('main [name=reason]').fill('期满');
  await page.locator('main form[method=post] button').last().click();
  await page.waitForLoadState();
  assert.equal(status(), 422);
  await fine(page, /编号/);
});

test('a file that is too large gets a page where it was', async () => {
  const { page, status } = await as(people.RESIDENT);
  await begin(page, 'zh');
  await answer(page);
  await go(page);
  const form = page.locator('main form:has(input[type=file])').first();
  const input = form.locator('input[type=file]').first();
  // A browser whose script does not know the limit.
  await input.evaluate((element) => element.removeAttribute('data-max'));
  const large = Buffer.alloc(20 * MB + 1, ' ');
  large.write('%PDF-1.4\n');
  await input.setInputFiles(file('太大.pdf', large));
  await form.locator('button[name=_upload]').first().click();
  await page.locator('main .errors').waitFor({ timeout: 30_000 });
  assert.equal(status(), 422);
  await fine(page, /20 MB/);
});
