// Documents, agents, search, and what we cannot see: lists that say what the data say, with keys alone, every state in the address.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, data, eventually, everyWay, launch, makeCase, open, serve, settled } from './harness.mjs';

let cased, server, browser;
before(async () => { cased = makeCase(); server = await serve(cased.file); browser = await launch(); });
after(async () => { await browser?.close(); await server?.close(); cased?.remove(); });

const param = (page, name) => new URL(page.url()).searchParams.get(name);

test('documents: find, order, go along with j, open with Enter, back', async () => {
  const { page, check } = await open(browser, server, '/documents');
  const all = await data(page, '/documents.json');
  assert.equal(await page.locator('.rows .row').count(), all.items.length);
  await page.getByLabel('Order').selectOption('title');
  await page.waitForURL(/sort=title/);
  await settled(page);
  await page.getByLabel('Find a title or outlet').fill('depot');
  await page.waitForURL(/q=depot/);
  const found = await data(page, '/documents.json?sort=title&q=depot');
  await page.waitForFunction((n) => document.querySelectorAll('.rows .row').length === n, found.items.length);
  await page.locator('h1').click();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.waitForURL(/row=1/);
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/documents/${found.items[1].id}`));
  await settled(page);
  await page.waitForSelector('.reader .text');
  await page.keyboard.press('Backspace');
  await page.waitForURL(/q=depot/);
  assert.equal(param(page, 'row'), '1', 'the place is kept');
  await page.close();
  check();
});

test('documents of one outlet', async () => {
  const { page } = await open(browser, server, '/documents');
  await page.locator('.row a.above').first().click();
  await page.waitForURL(/outlet=/);
  await settled(page);
  const outlet = param(page, 'outlet');
  const shown = await page.locator('.row a.above').allInnerTexts();
  assert.ok(shown.length > 0 && shown.every((one) => one === outlet));
  await page.getByRole('button', { name: /remove/ }).click();
  await page.waitForFunction(() => !location.search.includes('outlet'));
  await page.close();
});

test('agents: kinds with counts, and one agent in full', async () => {
  const { page, check } = await open(browser, server, '/agents');
  const all = await data(page, '/agents.json');
  const kind = all.facets.kind.find((one) => one.value === 'person');
  await page.locator('.choice', { hasText: 'person' }).click();
  await page.waitForURL(/kind=person/);
  await settled(page);
  assert.equal((await data(page, '/agents.json?kind=person')).total, kind.count);
  const row = all.items.find((one) => one.aliases.length > 0 && one.attributions > 1);
  await page.goto(`${server.base}/agents/${row.id}`);
  await settled(page);
  const agent = await data(page, `/agents/${row.id}.json`);
  const text = await page.locator('main').innerText();
  assert.ok(text.includes(agent.name) && agent.aliases.every((one) => text.includes(one.trim())));
  assert.equal(await page.locator('.agent .rows .row').count(), agent.says.length);
  assert.equal(await page.locator('.agent .why').first().locator('li').count(), agent.why.length);
  await accessible(page);
  await page.locator('.agent .rows .row a').first().click();
  await page.waitForURL(/\/documents\//);
  await page.close();
  check();
});

test('agents: the same as a candidate, and not the same as another, each undone', async () => {
  const { page } = await open(browser, server, '/agents');
  await page.evaluate(() => localStorage.setItem('stemma.who', 'Ada Quill'));
  const all = (await data(page, '/agents.json?limit=500')).items;
  const open_ = all.find((one) => one.candidates.length > 0);
  assert.ok(open_, 'the example has an agent that may be another');
  await page.goto(`${server.base}/agents/${open_.id}`);
  await settled(page);
  await page.getByRole('button', { name: 'They are the same' }).first().click();
  const last = (kind) => eventually(page, '/decisions.json', (now) => now.items[0]?.kind === kind);
  await last('same-agent');
  await page.keyboard.press('u');
  await last('undo');
  const named = all.find((one) => one.kind === 'person' && one.attributions > 0);
  await page.goto(`${server.base}/agents/${named.id}`);
  await settled(page);
  await page.getByRole('button', { name: 'Not the same as…' }).click();
  await accessible(page);
  const other = all.find((one) => one.id !== named.id && one.kind === 'person');
  await page.getByLabel('Find a person or body').fill(other.name);
  await page.locator('.pick button', { hasText: other.name }).first().click();
  await page.waitForFunction(() => /Saved|could not/.test(document.querySelector('.save-line').textContent) || document.querySelector('.unsaved'), null, { timeout: 20_000 });
  await page.close();
});

test('search: claims and words of documents with what was found marked; the address is the search', async () => {
  const { page, check } = await open(browser, server, '/claims');
  await page.keyboard.press('/');
  await page.keyboard.type('depot');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search\?q=depot/);
  await settled(page);
  const found = await data(page, '/search.json?q=depot&offset=0&limit=50');
  assert.equal(await page.locator('.rows .row').count(), found.claims.length + found.documents.length);
  const hits = await page.locator('.snippet mark').allInnerTexts();
  assert.ok(hits.length > 0 && hits.every((one) => /depot/i.test(one)));
  await page.reload();
  await settled(page);
  assert.equal(await page.locator('.rows .row').count(), found.claims.length + found.documents.length);
  await page.locator('main h1').click();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/(claims|documents)\//);
  await page.goBack();
  await settled(page);
  await page.goto(`${server.base}/search?q=zzzznothingzzzz`);
  await settled(page);
  assert.match(await page.locator('main').innerText(), /Nothing in this case holds/);
  await page.close();
  check();
});

test('what we cannot see says every gap that the data hold', async () => {
  const { page, check } = await open(browser, server, '/not-seen');
  const gaps = await data(page, '/not-seen.json');
  const text = await page.locator('main').innerText();
  for (const one of gaps.languages) assert.ok(text.includes(one.language));
  for (const one of gaps.reports_not_in_case.slice(0, 10)) assert.ok(text.includes(one.outlet));
  for (const one of gaps.silent.slice(0, 10)) assert.ok(text.includes(one.title ?? 'Without a title'));
  assert.equal(await page.locator('.not-seen tbody tr').count(), gaps.accuracy.length);
  await page.close();
  check();
});

for (const path of ['/documents', '/agents', '/search?q=depot', '/not-seen']) test(`for everybody: ${path}`, async () => { await everyWay(browser, server, path); });
