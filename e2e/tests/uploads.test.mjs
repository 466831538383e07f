// Large files in a real browser: how far an upload is, and a page instead of a broken connection.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answer, begin, file, go } from '../lib/apply.mjs';
import { launch, open } from '../lib/browser.mjs';
import * as people from '../lib/people.mjs';

const MB = 1024 * 1024;

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** A PDF of so many bytes. */
function pdf(bytes) {
  const buffer = Buffer.alloc(bytes, ' ');
  buffer.write('%PDF-1.4\n1 0 obj<<>>endobj\n');
  buffer.write('\n%%EOF\n', bytes - 7);
  return buffer;
}

/** The first upload of a fresh draft. */
async function upload(options) {
  const opened = await open(browser, options);
  await people.signIn(opened.page, people.RESIDENT);
  await begin(opened.page, 'zh');
  await answer(opened.page);
  await go(opened.page);
  await opened.page.waitForURL(/\/materials$/);
  const form = opened.page.locator('main li:has(input[type=file])').first();
  return { ...opened, form, input: form.locator('input[type=file]') };
}

test('a large file on a slow line shows how far it is', async () => {
  const { page, context, faults, form, input } = await upload({});
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 4 * MB };
  await network.send('Network.emulateNetworkConditions', slow);
  await input.setInputFiles(file('大图.pdf', pdf(12 * MB)));
  await form.locator('button').first().click();
  const bar = form.locator('progress');
  await bar.waitFor({ state: 'visible' });
  const under = await bar.evaluate(
    (element) =>
      new Promise((done) => {
        const look = () => {
          if (element.value > 0 && element.value < 100) done(element.value);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  assert.ok(under > 0 && under < 100, `${under} %`);
  await page.locator('main [href*="/files/"]').first().waitFor({ timeout: 30_000 });
  assert.deepEqual(faults, []);
  await context.close();
});

test('a file that is too large is told before it is sent', async () => {
  const { page, context, form, input } = await upload({});
  let sent = 0;
  page.on('request', (request) => (sent += request.method() === 'POST' ? 1 : 0));
  await input.setInputFiles(file('太大.pdf', pdf(20 * MB + 1)));
  const message = await input.evaluate((element) => element.validationMessage);
  assert.match(message, /太大\.pdf.*20 MB/);
  await form.locator('button').first().click();
  assert.equal(sent, 0);
  await input.setInputFiles(file());
  assert.equal(await input.evaluate((element) => element.validationMessage), '');
  await context.close();
});

test('without scripts a page says that a file is too large', async () => {
  const { page, context, form, input } = await upload({ javaScriptEnabled: false });
  await input.setInputFiles(file('太大.pdf', pdf(20 * MB + 1)));
  await form.locator('button').first().click();
  await page.locator('main .errors').waitFor({ timeout: 30_000 });
  assert.match(await page.locator('main .errors').innerText(), /20 MB/);
  await context.close();
});
