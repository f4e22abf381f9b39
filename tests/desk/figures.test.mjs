// Figures: every quantity, opened to its chart and its table.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, data, everyWay, launch, makeCase, open, serve, settled } from './harness.mjs';

let cased, server, browser, many, id;
before(async () => {
  cased = makeCase(); server = await serve(cased.file); browser = await launch();
  const { page, context } = await open(browser, server, '/figures');
  const list = await data(page, '/figures.json?limit=50');
  many = list.items.findIndex((one) => one.total > 2 && one.low < one.high);
  id = list.items[many].id;
  await context.close();
});
after(async () => { await browser?.close(); await server?.close(); cased?.remove(); });

test('a quantity opens to its figures; that is in the address', async () => {
  const { page, check } = await open(browser, server, '/figures');
  const list = await data(page, '/figures.json?limit=50');
  assert.equal(await page.locator('.figureitem').count(), list.items.length);
  await page.locator('.figureitem button[aria-expanded]').nth(many).click();
  await page.waitForURL(new RegExp(`open=${id}`));
  await page.waitForSelector('.chart canvas');
  assert.equal(await page.locator('.ledger tbody tr').count(), list.items[many].total);
  await page.reload();
  await settled(page);
  assert.equal(await page.locator('.ledger tbody tr').count(), list.items[many].total);
  await accessible(page);
  await page.close();
  check();
});

test('words narrow it down', async () => {
  const { page } = await open(browser, server, '/figures');
  await page.getByRole('searchbox', { name: 'Figures with these words' }).fill('zzzz');
  await page.waitForURL(/q=zzzz/);
  await page.waitForFunction(() => /No figure is like this/.test(document.querySelector('main').innerText));
  await page.close();
});

test('for everybody: dark, 360 px, right to left, WCAG', async () => { await everyWay(browser, server, `/figures?open=${id}`); });
