// Takes the pictures of docs/screenshots: the main pages of the demonstration county, at the width
// of a phone and of a desk.
import { mkdir, writeFile } from 'node:fs/promises';
import { launch, open, WIDTHS } from './lib/browser.mjs';
import * as people from './lib/people.mjs';
import { start } from './lib/server.mjs';

const FOLDER = new URL('../docs/screenshots/', import.meta.url);
const HEIGHT = { phone: 780, desk: 860 };

/** Name, what it shows, who looks, and the way to it. */
const PAGES = [
  ['home', '首页 · home', null, '/zh/'],
  ['search', '搜索 · search', null, '/zh/search?q=%E5%BC%80%E5%BA%97'],
  ['guide', '办事指南 · guide', null, () => guide('食品经营许可')],
  ['guide-en', 'guide in English', null, () => guide('食品经营许可', 'en')],
  ['status', '办件查询 · where is it', null, '/zh/status'],
  ['apply', '申请 · application', people.RESIDENT, () => apply('个体工商户')],
  ['my', '我的办件 · my cases', people.RESIDENT, '/zh/my'],
  ['window', '综合窗口 · the one window', people.CLERK, '/zh/desk/window'],
  ['work', '承办 · work list', people.OFFICER, '/zh/desk/work'],
  ['case', '案卷 · file of a case', people.OFFICER, 'main a[href*="/desk/cases/"]'],
  ['outlet', '一口出件 · the outlet', people.CLERK, '/zh/desk/outlet'],
  ['watch', '督查 · supervision', people.SUPERVISOR, '/zh/desk/watch'],
  ['log', '工作日志 · work log', null, '/zh/log'],
];

async function guide(words, lang = 'zh') {
  return `/${lang}/items/${await people.itemCode(words)}`;
}

async function apply(words) {
  return `/zh/apply/${await people.itemCode(words)}`;
}

const server = await start();
process.env.YICHUANG_URL = server.url;
const browser = await launch();
await mkdir(FOLDER, { recursive: true });
const lines = ['# Pictures', ''];
lines.push('Taken by `make shots` from the demonstration county, at the width of a phone (390)');
lines.push('and of a desk (1280).', '');
for (const [name, title, who, way] of PAGES) {
  for (const [size, width] of Object.entries(WIDTHS)) {
    const viewport = { width, height: HEIGHT[size] };
    const { page, context } = await open(browser, { viewport, locale: 'zh-CN' });
    if (who) await people.signIn(page, who);
    const path = typeof way === 'function' ? await way() : way;
    if (path.startsWith('/')) {
      await page.goto(path);
    } else {
      await page.goto('/zh/desk/work');
      await page.locator(path).first().click();
      await page.waitForLoadState();
    }
    const file = size === 'desk' ? `${name}.png` : `${name}-${size}.png`;
    await page.screenshot({ path: new URL(file, FOLDER).pathname });
    await context.close();
  }
  lines.push(`## ${title}`, '');
  lines.push(`![${title}](${name}.png) ![${title}, on a phone](${name}-phone.png)`, '');
}
await writeFile(new URL('README.md', FOLDER), lines.join('\n'));
await browser.close();
await server.stop();
await server.remove();
