// The demonstration accounts, as `yichuang demo` prints them.
import assert from 'node:assert/strict';

export const PASSWORD = 'yanshi-dali-2026';

export const RESIDENT = { name: '15400000001', at: 'sign-in' };
export const BUSINESS = { name: '15400009001', at: 'sign-in' };
export const CLERK = { name: 'chuangkou', at: 'desk/sign-in' };
export const OFFICER = { name: 'chengban', at: 'desk/sign-in' };
export const LEADER = { name: 'fuzeren', at: 'desk/sign-in' };
export const REFORM = { name: 'shengai', at: 'desk/sign-in' };
export const SUPERVISOR = { name: 'ducha', at: 'desk/sign-in' };
export const ADMIN = { name: 'guanli', at: 'desk/sign-in' };

/** Signs in by the form, as people do. */
export async function signIn(page, who, lang = 'zh') {
  await page.goto(`/${lang}/${who.at}`);
  const form = page.locator('form:has(input[type=password])');
  await form.locator('input:not([type=hidden]):not([type=password])').first().fill(who.name);
  await form.locator('input[type=password]').fill(PASSWORD);
  await form.locator('button:not([type=button])').first().click();
  assert.doesNotMatch(page.url(), /sign-in/, `${who.name} is signed in`);
}

/** The code of an item in force, found by the API. */
export async function itemCode(words) {
  const url = `${process.env.YICHUANG_URL}/api/v1/items?limit=1&q=${encodeURIComponent(words)}`;
  const answer = await (await fetch(url)).json();
  const found = (answer.items ?? answer.data ?? answer)[0];
  assert.ok(found, `an item for ${words}`);
  return found.code;
}
