// A case from the search field to the counter, and what goes wrong on the way.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import * as form from '../lib/apply.mjs';
import { launch, open, overflow, violations, WIDTHS } from '../lib/browser.mjs';
import { act, send } from '../lib/desk.mjs';
import * as people from '../lib/people.mjs';
import { strays } from '../lib/strays.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const PHONE = { viewport: { width: WIDTHS.phone, height: 800 }, hasTouch: true };
const PLAIN = { ...PHONE, javaScriptEnabled: false };

/** A page on which somebody is signed in. */
async function as(who, options = {}, lang = 'zh') {
  const { page, context, faults } = await open(browser, options);
  await people.signIn(page, who, lang);
  return { page, context, faults };
}

/** What the status of a case says in each language: received, closed. */
const SAYS = {
  zh: { received: /材料收到了/, day: /20\d\d年/, closed: /办完/ },
  en: { received: /received/i, day: /20\d\d/, closed: /finished|handed over/i },
};

for (const lang of ['zh', 'en']) {
  test(`a noodle shop in ${lang}: filed, decided, handed over on a phone without scripts, proven`,
    async () => {
      const anybody = await open(browser, PLAIN);
      const resident = await as(people.RESIDENT, PLAIN, lang);
      const given = await form.apply(resident.page, lang);
      const where = () => form.status(anybody.page, lang, given);
      assert.match(await where(), SAYS[lang].received);

      const clerk = await as(people.CLERK, PLAIN, lang);
      await act(clerk.page, given.number, 'accept', {}, lang);
      assert.match(await where(), SAYS[lang].day, 'there is a day by which it is done');

      const officer = await as(people.OFFICER, PLAIN, lang);
      await act(officer.page, given.number, 'claim', {}, lang);
      const opinion = { conclusion: 'agree', text: '材料齐全' };
      await act(officer.page, given.number, 'opine', opinion, lang);
      const leader = await as(people.LEADER, PLAIN, lang);
      await act(leader.page, given.number, 'grant', {}, lang);

      await handOver(clerk.page, given.number, lang);
      assert.match(await where(), SAYS[lang].closed);
      await resident.page.goto(`/${lang}/my/cases/${given.number}`);
      for (const { page } of [resident, clerk, officer, leader, anybody]) {
        assert.ok((await overflow(page)) <= 0, page.url());
        if (lang === 'en') assert.deepEqual(await strays(page), [], page.url());
      }
      assert.deepEqual(await violations((await copy(resident)).page), []);
      await proven(resident, given.number);
    });
}

/** The outlet gives the result to the applicant, whose identity card it has compared. */
async function handOver(page, number, lang) {
  await page.goto(`/${lang}/desk/outlet/${number}`);
  const hand = page.locator('main form:has([name="deliver.checked"])');
  await hand.locator('[name="deliver.to"]').selectOption('applicant');
  await hand.locator('[name="deliver.name"]').fill('杨建国');
  await hand.locator('[name="deliver.checked"]').selectOption({ index: 1 });
  await hand.locator('[name="deliver.end"]').fill('999X');
  await hand.locator('button').click();
  await page.waitForLoadState();
}

/** The same person and page with scripts on, which axe needs. */
async function copy({ context, page }) {
  const state = await context.storageState();
  const other = await open(browser, { ...PHONE, storageState: state });
  await other.page.goto(page.url());
  return other;
}

/** The applicant's proof holds offline with the public key alone. */
async function proven({ context }, number) {
  const { YICHUANG_URL: base, YICHUANG_BINARY: binary, YICHUANG_DATA: data } = process.env;
  const key = (await (await fetch(`${base}/api/v1/log/key`)).text()).trim();
  for (let left = 50; ; left -= 1) {
    const answer = await context.request.get(`/zh/my/cases/${number}/proof.json`);
    assert.equal(answer.status(), 200);
    const file = `${data}/proof.json`;
    await writeFile(file, await answer.body());
    const args = ['verify', '--proof', file, '--key', key];
    const { stdout } = await promisify(execFile)(binary, args);
    if (/case\.delivered/.test(stdout)) return;
    assert.ok(left > 0, `the log has not got everything: ${stdout}`);
    await new Promise((later) => setTimeout(later, 100));
  }
}

test('in English with scripts: one notice of everything, supplied, accepted', async () => {
  const resident = await as(people.RESIDENT, PHONE, 'en');
  const given = await form.apply(resident.page, 'en');
  const clerk = await as(people.CLERK, {}, 'en');
  await act(clerk.page, given.number, 'correct', {
    what: 'premises',
    'text.premises': 'The contract has ended: bring the new one.',
  }, 'en');

  await resident.page.goto(`/en/my/cases/${given.number}/supply`);
  const words = await resident.page.locator('main').innerText();
  assert.match(words, /The contract has ended/);
  assert.deepEqual(await violations(resident.page), []);
  await form.papers(resident.page);
  await form.go(resident.page);
  await act(clerk.page, given.number, 'accept', {}, 'en');
  const anybody = await open(browser, PHONE);
  assert.match(await form.status(anybody.page, 'en', given), /accepted/i);
  assert.deepEqual([...resident.faults, ...clerk.faults, ...anybody.faults], []);
});

test('withdrawn on a phone without scripts, sent again with one button and a look', async () => {
  const { page, context } = await as(people.RESIDENT, PLAIN);
  const given = await form.apply(page, 'zh');
  await page.goto(`/zh/my/cases/${given.number}/withdraw`);
  await page.locator('main form button').first().click();
  await page.waitForLoadState();
  await page.goto('/zh/my');
  await page.locator(`main form[action$="/${given.number}/again"] button`).click();
  await page.waitForURL(/\/check$/);
  const words = await page.locator('main').innerText();
  assert.match(words, /已经填好上次的内容/);
  assert.match(words, /餐饮服务；食品销售/);
  assert.equal(await page.locator('main [href*="/files/"]').count() > 0, true);
  assert.deepEqual(await violations((await copy({ context, page })).page), []);
  await page.locator('main input[type=checkbox][required]').check();
  await form.go(page);
  await page.waitForURL(/\/receipt/);
  const again = await form.receipt(page);
  assert.notEqual(again.number, given.number);
});

test('of two clerks the second is told what happened', async () => {
  const resident = await as(people.RESIDENT, PLAIN);
  const given = await form.apply(resident.page, 'zh');
  const [first, second] = [await as(people.CLERK), await as(people.CLERK)];
  await second.page.goto(`/zh/desk/cases/${given.number}`);
  await act(first.page, given.number, 'accept');
  await send(second.page, 'redirect', { reason: '不归我们' });
  assert.doesNotMatch(await form.status(first.page, 'zh', given), /不予受理/);
  await second.page.goto(`/zh/desk/cases/${given.number}`);
  assert.match(await second.page.locator('main').innerText(), /办理中/);
});

test('a double click files one case, and the back button files no second', async () => {
  const { page } = await as(people.RESIDENT, PHONE);
  await page.goto('/zh/my');
  const count = async () => {
    const words = await page.locator('main').innerText();
    return words.match(/532901-/g)?.length ?? 0;
  };
  const before = await count();
  await form.begin(page, 'zh');
  await form.answer(page);
  await form.go(page);
  await form.papers(page);
  await form.go(page);
  if (page.url().endsWith('/delivery')) {
    await page.locator('main input[type=radio]').first().check();
    await form.go(page);
  }
  const box = page.locator('main input[type=checkbox][required]');
  if ((await box.count()) > 0) await box.first().check();
  await page.locator('main form button').last().dblclick();
  await page.waitForURL(/\/receipt/);
  const given = await form.receipt(page);
  await page.goBack();
  await page.goto('/zh/my');
  assert.equal(await count(), before + 1, `one more: ${given.number}`);
});

test('a draft goes on at another device', async () => {
  const phone = await as(people.RESIDENT, PLAIN);
  const draft = await form.begin(phone.page, 'zh');
  await form.answer(phone.page);
  await form.go(phone.page);
  const desk = await as(people.RESIDENT);
  await desk.page.goto(`${draft}/form`);
  assert.equal(await desk.page.inputValue('[name=scope]'), '餐饮服务；食品销售');
  assert.match(await desk.page.inputValue('[name=trade_name]'), /苍洱𫖯🍜/);
});

test('a session that ends in the middle of a form loses nothing that was typed', async () => {
  const { page, context } = await as(people.RESIDENT, PLAIN);
  await form.begin(page, 'zh');
  await form.answer(page);
  const kept = (await context.cookies()).filter((cookie) => cookie.name !== 'session');
  await context.clearCookies();
  await context.addCookies(kept);
  await form.go(page);
  assert.match(page.url(), /sign-in/);
  await page.fill('input[name=login]', people.RESIDENT.name);
  await page.fill('input[name=password]', people.PASSWORD);
  await form.go(page);
  assert.match(page.url(), /\/kept$/);
  assert.match(await page.locator('main').innerText(), /餐饮服务；食品销售/);
  await page.locator('main button[value=take]').click();
  await page.waitForLoadState();
  assert.equal(await page.inputValue('[name=scope]'), '餐饮服务；食品销售');
});

test('a file that lies about its type is told and not taken', async () => {
  const { page } = await as(people.RESIDENT, PLAIN);
  await form.begin(page, 'zh');
  await form.answer(page);
  await form.go(page);
  const liar = form.file('合同.pdf', Buffer.from('MZ\x90\x00 this is no PDF'));
  const first = page.locator('main li:has(input[type=file])').first();
  await first.locator('input[type=file]').setInputFiles(liar);
  await first.locator('button').first().click();
  await page.waitForLoadState();
  assert.match(await page.locator('main').innerText(), /合同\.pdf/);
  assert.equal(await page.locator('main [href*="/files/"]').count(), 0);
});
