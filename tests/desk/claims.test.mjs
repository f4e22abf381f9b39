// The list of claims: order, facets, words, pages, keys; every state in the address.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, data, everyWay, launch, makeCase, open, serve, settled } from './harness.mjs';

let cased, server, browser;
before(async () => { cased = makeCase(); server = await serve(cased.file); browser = await launch(); });
after(async () => { await browser?.close(); await server?.close(); cased?.remove(); });

const labels = (page) => page.locator('.row .label').allInnerTexts();

test('shows the most contested first, with its count', async () => {
  const { page, check } = await open(browser, server, '/claims');
  const list = await data(page, '/claims.json');
  assert.ok(list.total > 50);
  assert.equal(await page.title(), `Claims · ${(await data(page, '/session.json')).case.name} · Stemma`);
  assert.deepEqual((await labels(page)).slice(0, 5), list.items.slice(0, 5).map((one) => one.label.trim()));
  const first = page.locator('.row').first();
  assert.match(await first.locator('.count').innerText(), new RegExp(`^Reported by ${list.items[0].reported_by}\\b`));
  await page.close();
  check();
});

test('the root of the desk is the list', async () => {
  const { page } = await open(browser, server, '/');
  assert.ok((await labels(page)).length > 10);
  await page.close();
});

test('orders, facets and words are in the address, and Back takes them back', async () => {
  const { page, check } = await open(browser, server, '/claims');
  await page.getByLabel('Order').selectOption('fragile');
  await page.waitForURL(/sort=fragile/);
  await settled(page);
  assert.deepEqual((await labels(page))[0], (await data(page, '/claims.json?sort=fragile')).items[0].label.trim());
  const facet = page.locator('.facet', { has: page.getByText('Standing', { exact: true }) });
  const choice = facet.locator('.choice', { hasText: 'On both sides' });
  const promised = Number((await choice.locator('.n').innerText()).replace(/\D/g, ''));
  await choice.click();
  await page.waitForURL(/status=contested/);
  await settled(page);
  assert.equal((await data(page, '/claims.json?status=contested&sort=fragile')).total, promised);
  assert.match(await page.locator('.pager').first().innerText(), new RegExp(`\\b${promised}\\b`));
  await page.reload();
  await settled(page);
  assert.equal(await page.locator('.chosen a').first().innerText(), 'On both sides ×');
  await page.getByRole('searchbox', { name: 'Claims with these words' }).fill('guards');
  await page.waitForURL(/q=guards/);
  await settled(page);
  const found = await data(page, '/claims.json?status=contested&sort=fragile&q=guards');
  assert.ok(found.total > 0 && found.total < promised);
  assert.deepEqual(await labels(page), found.items.map((one) => one.label.trim()));
  await page.locator('.chosen').getByText('Clear all').click();
  await page.waitForURL((url) => !/status|q=/.test(url.search));
  await page.goBack();
  assert.match(page.url(), /status=contested/);
  await page.close();
  check();
});

test('a month is a stretch of days', async () => {
  const { page } = await open(browser, server, '/claims');
  const month = page.locator('.facet', { has: page.getByText('Month', { exact: true }) }).locator('.choice').first();
  if (await month.count() > 0) {
    await month.click();
    await page.waitForURL(/from=\d{4}-\d\d-01&to=\d{4}-\d\d-\d\d/);
    await settled(page);
    assert.equal(await page.locator('.facet .choice[aria-current]').count(), 1);
  }
  await page.close();
});

test('pages keep everything else', async () => {
  const { page } = await open(browser, server, '/claims?sort=label');
  await page.getByRole('link', { name: 'Next' }).first().click();
  await page.waitForURL(/offset=50/);
  await settled(page);
  assert.match(page.url(), /sort=label/);
  assert.equal((await labels(page))[0], (await data(page, '/claims.json?sort=label&offset=50')).items[0].label.trim());
  await page.close();
});

test('keys alone: down, up, open, back to the same place', async () => {
  const { page, check } = await open(browser, server, '/claims');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  const at = await page.locator('.row.at').getAttribute('data-claim');
  assert.equal(await page.locator('.row').nth(1).getAttribute('data-claim'), at);
  assert.match(page.url(), new RegExp(`at=${at}`));
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/claims/${at}$`));
  await settled(page);
  await page.goBack();
  await settled(page);
  assert.equal(await page.locator('.row.at').getAttribute('data-claim'), at);
  await page.close();
  check();
});

test('single letters can be switched off', async () => {
  const { page } = await open(browser, server, '/claims');
  await page.keyboard.press('?');
  await page.getByLabel('Use single letters as keys').uncheck();
  await accessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  assert.equal(await page.locator('.row.at').count(), 0);
  await page.reload();
  await settled(page);
  await page.keyboard.press('j');
  assert.equal(await page.locator('.row.at').count(), 0);
  await page.close();
});

test('nothing found says what to do', async () => {
  const { page, check } = await open(browser, server, '/claims?q=zzzzqqq');
  assert.match(await page.locator('.sheet').innerText(), /No claim is like this/);
  await accessible(page);
  await page.getByRole('main').getByRole('link', { name: 'All claims' }).click();
  await settled(page);
  assert.ok((await labels(page)).length > 10);
  await page.close();
  check();
});

test('a scroll place is found again after a claim', async () => {
  const { page } = await open(browser, server, '/claims');
  await page.evaluate(() => scrollTo(0, 1500));
  await page.locator('.row .label a').nth(20).click();
  await page.waitForURL(/\/claims\/c/);
  await settled(page);
  assert.ok(await page.evaluate(() => scrollY) < 50);
  await page.goBack();
  await settled(page);
  await page.waitForFunction(() => Math.abs(scrollY - 1500) < 60, null, { timeout: 5000 });
  await page.close();
});

test('for everybody: dark, 360 px, right to left, WCAG', async () => { await everyWay(browser, server, '/claims?status=denied'); });
