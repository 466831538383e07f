// What people paste, and what others try: through every text field of every form that each role
// comes to. It is kept and shown as text, or refused in words.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begin } from '../lib/apply.mjs';
import { launch, open } from '../lib/browser.mjs';
import { crawl, kind } from '../lib/crawl.mjs';
import * as people from '../lib/people.mjs';

const TEXTS = [
  `'; DROP TABLE cases; --"><x-hostile onclick="x()">&lt;𬭊㐂🍜\u202Eelbat\u202C\u0000{{1}}`,
  '长'.repeat(20_000),
];

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** Sends the form at `place` with `text` in all that can be typed; what came back. */
function send(page, place, text) {
  return page.evaluate(async ([at, typed]) => {
    const form = document.querySelectorAll('main form')[at];
    if (!form) return null;
    const data = new FormData();
    const chosen = new Set();
    for (const field of form.elements) {
      if (!field.name || field.type === 'file') continue;
      if (field.type === 'radio' || field.tagName === 'BUTTON') {
        if (chosen.has(field.name)) continue;
        chosen.add(field.name);
        data.append(field.name, field.value);
      } else if (['hidden', 'checkbox'].includes(field.type)) {
        data.append(field.name, field.value);
      } else if (field.tagName === 'SELECT') {
        data.append(field.name, field.options[field.options.length - 1].value);
      } else {
        data.append(field.name, typed);
      }
    }
    const body = form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data);
    const get = form.method === 'get';
    // An address has a limit of its own, which a browser's field keeps.
    const cut = [...data].map(([name, value]) => [name, value.slice(0, 2_000)]);
    const to = form.action + (get ? `?${new URLSearchParams(cut)}` : '');
    const answer = await fetch(to, get ? {} : { method: 'POST', body });
    const html = await answer.text();
    const shown = new DOMParser().parseFromString(html, 'text/html');
    const broken = shown.querySelectorAll('x-hostile, [onclick]').length > 0;
    const words = shown.body.textContent.trim();
    const values = [...shown.querySelectorAll('input, textarea')].map((one) => one.value);
    const kept = [words, ...values].some((one) => one.includes('<x-hostile onclick'));
    const paper = shown.querySelector('main a[href*="/papers/"]')?.getAttribute('href');
    const pdf = paper ? (await fetch(`${paper}.pdf`)).status : 200;
    return { status: answer.status, broken, words: words.length, kept, pdf };
  }, [place, text]);
}

/** Addresses of the forms of a page in which something can be typed, each with its place. */
function forms(page) {
  return page.$$eval('main form', (all) =>
    all.map((form, place) => {
      const typed = [...form.elements].filter(
        (field) => field.matches('textarea, input') &&
          !['hidden', 'radio', 'checkbox', 'file'].includes(field.type),
      );
      return { place, action: form.action, typed: typed.length };
    }).filter((form) => form.typed > 0));
}

const ROOMS = [
  ['everybody', null, '/'],
  ['everybody in English', null, '/', 'en'],
  ['the resident', people.RESIDENT, '/my'],
  ['the business', people.BUSINESS, '/my'],
  ['the clerk', people.CLERK, '/desk'],
  ['the officer', people.OFFICER, '/desk'],
  ['the leader', people.LEADER, '/desk'],
  ['the supervisor', people.SUPERVISOR, '/desk'],
  ['the administrator', people.ADMIN, '/desk'],
];

for (const [name, who, start, lang = 'zh'] of ROOMS) {
  test(`hostile text in the forms of ${name}`, async () => {
    const { page, context } = await open(browser);
    if (who) await people.signIn(page, who, lang);
    const [sent, kept, wrong] = [new Set(), new Set(), []];
    const starts = [start, '/register?kind=natural', '/desk/sign-in', '/status']
      .slice(0, who ? 1 : undefined)
      .map((path) => `/${lang}${path}`);
    if (who === people.RESIDENT) {
      const draft = await begin(page, lang);
      starts.push(...['whom', 'form', 'delivery'].map((step) => `${draft}/${step}`));
    }
    await crawl(page, starts, `/${lang}`, async (address) => {
      for (const form of await forms(page)) {
        if (sent.has(kind(form.action))) continue;
        sent.add(kind(form.action));
        for (const text of TEXTS) {
          // Each text meets the page as it is after the one before.
          await page.goto(address);
          const came = await send(page, form.place, text);
          if (came?.kept) kept.add(kind(form.action));
          const said = came && came.status < 500 && came.pdf === 200 && came.words > 0;
          if (came && (!said || came.broken)) {
            wrong.push(`${form.action} from ${address}: ${JSON.stringify(came)}`);
          }
        }
      }
      await page.goto(address);
    });
    await context.close();
    assert.ok(kept.size > 0, `shown as it was typed: of ${[...sent].join(' ')}`);
    assert.deepEqual(wrong, [], `of ${[...sent].join(' ')}`);
  });
}
