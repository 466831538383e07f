// Somebody without a mouse: what they press, and whether they see where they are.
import assert from 'node:assert/strict';

/** More stops than any page has; whoever comes to it is trapped. */
const STOPS_MAX = 400;

/** Where the focus is, nothing when it is lost, and what is wrong with how it looks. */
export function here(page) {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body || at === document.documentElement) return null;
    const name = at.outerHTML.slice(0, 120);
    const wrong = [];
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) wrong.push('no ring');
    const box = at.getClientRects()[0] ?? at.getBoundingClientRect();
    if (box.width < 8 || box.height < 8) wrong.push(`${box.width} × ${box.height} px`);
    const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2];
    const outside = x < 0 || y < 0 || x > innerWidth || y > innerHeight;
    if (outside) wrong.push(`out of sight at ${x}, ${y}`);
    else if (!at.contains(document.elementFromPoint(x, y))) wrong.push('behind something');
    globalThis.stops ??= new Map();
    if (!globalThis.stops.has(at)) globalThis.stops.set(at, globalThis.stops.size);
    return { stop: globalThis.stops.get(at), name, wrong };
  });
}

/** Presses Tab (or Shift+Tab), and looks at where that leads. */
async function tab(page, key) {
  await page.keyboard.press(key);
  const stop = await here(page);
  if (stop) assert.deepEqual(stop.wrong, [], `${page.url()}: ${stop.name}`);
  return stop;
}

/** Tabs until the focus is on what `selector` names. */
export async function to(page, selector, key = 'Tab') {
  const there = () => page.evaluate(
    (wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  for (let left = STOPS_MAX; left > 0; left -= 1) {
    if (await there()) return;
    await tab(page, key);
  }
  assert.fail(`no way by keyboard to ${selector} on ${page.url()}`);
}

/** Presses a key where `selector` is. */
export async function press(page, selector, key = 'Enter') {
  await to(page, selector);
  await page.keyboard.press(key);
}

/** Follows a link or sends a form: a key where `selector` is, until the next page is there. */
export async function go(page, selector) {
  await to(page, selector);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

/** Types into a field, in place of what is there. */
export async function type(page, selector, text) {
  await to(page, selector);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

/** Chooses an answer of a group: Tab comes to the group, arrows to the answer. */
export async function choose(page, name, value) {
  await to(page, `input[name="${name}"]`);
  const all = await page.locator(`input[name="${name}"]`).count();
  for (let left = all; left > 0; left -= 1) {
    await page.keyboard.press('Space');
    const now = await page.evaluate(() => document.activeElement.value);
    if (now === value) return;
    await page.keyboard.press('ArrowDown');
    await here(page);
  }
  assert.fail(`no way by keyboard to ${name}=${value}`);
}

/** Gives a file to the field that has the focus, as its dialogue does. */
export async function give(page, selector, file) {
  await to(page, selector);
  const [dialogue] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.keyboard.press('Space'),
  ]);
  await dialogue.setFiles(file);
}

/** Everything of the page that can have the focus by Tab. */
function reachable(page) {
  return page.evaluate(() => {
    const all = document.querySelectorAll(
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]');
    const shown = [...all].filter((one) => one.checkVisibility() && !one.disabled);
    // Of a group of answers Tab comes to one.
    const groups = new Set();
    return shown.filter((one) => {
      if (one.type !== 'radio') return true;
      const group = `${one.form?.action} ${one.name}`;
      return !groups.has(group) && groups.add(group);
    }).length;
  });
}

/** Goes through all of a page, forwards and back: everything is reached, and nothing holds. */
export async function through(page) {
  const wanted = await reachable(page);
  for (const key of ['Tab', 'Shift+Tab']) {
    await page.evaluate(() => {
      document.activeElement?.blur();
      globalThis.stops = new Map();
    });
    // A date has stops of its own; they are one element.
    let seen = 0;
    for (let left = STOPS_MAX; seen < wanted && left > 0; left -= 1) {
      const stop = await tab(page, key);
      if (stop) seen = Math.max(seen, stop.stop + 1);
    }
    assert.equal(seen, wanted, `stops of ${page.url()} by ${key}`);
  }
}

/** What is called at the focus. */
export const focus = (page) => page.evaluate(() => {
  const at = document.activeElement;
  return at.id || at.className || at.tagName;
});
