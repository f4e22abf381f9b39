// Decisions: listed with who, when and why; undone and restored one by one; out as a patch and into another copy of the case.
import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { accessible, data, eventually, everyWay, launch, makeCase, open, serve, settled } from './harness.mjs';

let cased, twin, server, browser;
before(async () => { cased = makeCase(); twin = `${cased.folder}/twin.stemma`; copyFileSync(cased.file, twin); server = await serve(cased.file); browser = await launch(); });
after(async () => { await browser?.close(); await server?.close(); cased?.remove(); });

const decisions = async (page) => (await data(page, '/decisions.json')).items;
const until = (page, test) => page.waitForFunction(test, null, { timeout: 30_000 });

test('an empty list says how to begin', async () => {
  const { page, check } = await open(browser, server, '/decisions');
  assert.match(await page.locator('main').innerText(), /Nobody has decided anything yet/);
  await page.close();
  check();
});

let patch;
test('who, when and why; undone and restored; exported as a patch', async () => {
  const { page, check } = await open(browser, server, '/claims');
  await page.evaluate(() => localStorage.setItem('stemma.who', 'Ada Quill'));
  const id = (await data(page, '/claims.json')).items[0].id;
  await page.goto(`${server.base}/claims/${id}`);
  await settled(page);
  await page.getByLabel('Reason').fill('asked the reporter');
  await page.locator('h1').click();
  for (const key of ['j', 'a', 'r']) await page.keyboard.press(key);
  await eventually(page, '/decisions.json', (now) => now.items.filter((one) => one.applied === true).length === 2);
  await page.goto(`${server.base}/decisions`);
  await settled(page);
  const text = await page.locator('.decisions').innerText();
  assert.match(text, /Ada Quill/);
  assert.match(text, /asked the reporter/);
  assert.match(text, /counted/);
  assert.equal(await page.locator('.decisions .row').count(), 2);
  const [newest] = await decisions(page);
  await page.locator(`[data-decision="${newest.number}"]`).getByRole('button').click();
  await page.waitForSelector(`[data-decision="${newest.number}"].undone`);
  assert.match(await page.locator(`[data-decision="${newest.number}"]`).innerText(), /undone by 3/);
  await accessible(page);
  await page.locator(`[data-decision="${newest.number}"]`).getByRole('button', { name: /Let it hold again/ }).click();
  await until(page, () => !document.querySelector('.decisions [data-decision="2"].undone'));
  assert.equal((await decisions(page)).find((one) => one.number === newest.number).holds, true);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export as a patch' }).click()]);
  patch = `${cased.folder}/patch.jsonl`;
  await download.saveAs(patch);
  await page.close();
  check();
});

test('imported into another copy of the case, once; what is no patch is refused in words', async () => {
  const other = await serve(twin);
  try {
    const { page, context } = await open(browser, other, '/decisions', { allow: [/4\d\d/] });
    await page.getByLabel('Import a patch').setInputFiles(patch);
    await until(page, () => /taken over/.test(document.querySelector('.patch').innerText));
    await until(page, () => /All of them hold|do(es)? not hold here/.test(document.querySelector('.patch').innerText));
    await eventually(page, '/decisions.json', (now) => now.total >= 2);
    await page.getByLabel('Import a patch').setInputFiles(patch);
    await until(page, () => /has all of these already/.test(document.querySelector('.patch').innerText));
    const junk = `${cased.folder}/junk.jsonl`;
    writeFileSync(junk, 'this is no patch\n\u0000\u0001');
    await page.getByLabel('Import a patch').setInputFiles(junk);
    await page.waitForSelector('.patch .problem');
    assert.doesNotMatch(await page.locator('.patch .problem').innerText(), /exception|parse_error|undefined/);
    await accessible(page);
    await context.close();
  } finally { await other.close(); }
});

test('for everybody: dark, 360 px, right to left, WCAG', async () => { await everyWay(browser, server, '/decisions'); });
