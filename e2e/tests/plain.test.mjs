// Over plain HTTP, by an address that is not the browser's own machine: a hall's network. There a
// browser sends no `Sec-Fetch-Site`, and forms prove by `Origin` where they come from.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open } from '../lib/browser.mjs';
import * as people from '../lib/people.mjs';

const HOUSE = 'window.hall.test';

let browser;
before(async () => (browser = await launch([`--host-resolver-rules=MAP ${HOUSE} 127.0.0.1`])));
after(() => browser.close());

for (const javaScriptEnabled of [true, false]) {
  test(`forms are taken, scripts ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const { port } = new URL(process.env.YICHUANG_URL);
    const baseURL = `http://${HOUSE}:${port}`;
    const { page, context } = await open(browser, { javaScriptEnabled, baseURL });
    const sent = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.allHeaders());
    });
    await people.signIn(page, people.RESIDENT);
    await page.locator('form[action$="/sign-out"] button').first().click();
    await page.waitForLoadState();
    assert.equal(await page.locator('form[action$="/sign-out"]').count(), 0, 'signed out');
    for (const headers of await Promise.all(sent)) {
      assert.equal(headers['sec-fetch-site'], undefined, 'this address is not trusted');
      assert.equal(headers.origin, baseURL);
    }
    assert.equal(sent.length, 2);
    await context.close();
  });
}
