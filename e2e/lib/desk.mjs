// What members of staff do to a case in its file.

/** Does an act by its form: `fill` by the names of its fields without the act before them. */
export async function act(page, number, word, fill = {}, lang = 'zh') {
  await page.goto(`/${lang}/desk/cases/${number}`);
  await send(page, word, fill);
}

/** Like `act`, on the page that is open: what somebody does who has looked away for a while. */
export async function send(page, word, fill = {}) {
  const form = page.locator(`main form[action$="/${word}"]`);
  await form.evaluate((element) => {
    for (let at = element; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  });
  for (const [name, value] of Object.entries(fill)) {
    const field = form.locator(`[name="${word}.${name}"]`);
    const type = await field.first().evaluate((element) => element.type);
    if (type === 'radio' || type === 'checkbox') {
      await form.locator(`[name="${word}.${name}"][value="${value}"]`).check();
    } else if (type.startsWith('select')) {
      await field.selectOption(value);
    } else {
      await field.fill(value);
    }
  }
  await form.locator('button').last().click();
  await page.waitForLoadState();
}
