// One claim: roots switched off, the graph and its table, members, denials, figures, a claim that is gone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, data, everyWay, fits, launch, makeCase, open, pressUntil, serve, settled } from './harness.mjs';

let cased, server, browser, id;
before(async () => {
  cased = makeCase(); server = await serve(cased.file); browser = await launch();
  const { page, context } = await open(browser, server, '/claims');
  const list = await data(page, '/claims.json?status=denied&sort=contested');
  id = list.items.find((one) => one.independent.supporting >= 2 && one.reported_by >= 5).id;
  await context.close();
});
after(async () => { await browser?.close(); await server?.close(); cased?.remove(); });

const drawn = (page) => page.waitForSelector('.graph .node');

test('says who, in which words, and leads to them', async () => {
  const { page, check } = await open(browser, server, `/claims/${id}`);
  const claim = await data(page, `/claims/${id}.json`);
  assert.equal((await page.locator('h1').innerText()).replace(/[“”]/g, ''), claim.label.replace(/[“”]/g, '').trim());
  assert.equal(await page.locator('.member').count(), claim.member_list.length);
  const first = claim.member_list[0];
  const words = await page.locator('.member blockquote mark').first().innerText();
  assert.equal(words.replace(/\s+/g, ' ').trim(), first.quote.replace(/\s+/g, ' ').trim());
  const link = await page.locator('.member .from a').first().getAttribute('href');
  assert.equal(link, `/documents/${first.document.id}?at=${first.attribution}&claim=${id}`);
  await page.close();
  check();
});

test('what lies below the first screen comes after it; back leads to the very place there', async () => {
  const { page, check } = await open(browser, server, '/claims?sort=reported');
  const most = (await data(page, '/claims.json?sort=reported')).items[0];
  await page.goto(`${server.base}/claims/${most.id}`);
  await settled(page);
  const claim = await data(page, `/claims/${most.id}.json`);
  assert.ok(claim.member_list.length > 6, 'more than the first screen takes');
  assert.equal(await page.locator('.member').count(), claim.member_list.length);
  assert.equal(await page.locator('.claim #near').count(), claim.near.length > 0 ? 1 : 0);
  const link = page.locator('.member .from a').last();
  await link.scrollIntoViewIfNeeded();
  const top = await page.evaluate(() => scrollY);
  assert.ok(top > 600);
  await link.click();
  await page.waitForURL(/\/documents\//);
  await settled(page);
  await page.goBack();
  await settled(page);
  await page.waitForFunction((was) => Math.abs(scrollY - was) < 60, top);
  assert.ok(await link.evaluate((one) => { const box = one.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight; }));
  await page.close();
  check();
});

test('a root switched off: what rests on it alone is struck through, and the counts are those of the server', async () => {
  const { page, check } = await open(browser, server, `/claims/${id}`);
  const claim = await data(page, `/claims/${id}.json`);
  const root = claim.roots.find((one) => one.side === 'supports' && one.members > 0);
  await page.locator(`#root-${root.id} input`).first().uncheck();
  await page.waitForURL(new RegExp(`without=${root.id}`));
  await page.waitForSelector('.switched');
  const { switched } = await data(page, `/claims/${id}.json?without=${root.id}`);
  assert.equal(await page.locator('.member.fallen').count(), switched.fall.length);
  assert.match(await page.locator('.switched').innerText(), new RegExp(`rests on ${switched.independent.supporting}|no known root`));
  await page.reload();
  await page.waitForSelector('.switched');
  assert.equal(await page.locator(`#root-${root.id} input`).first().isChecked(), false);
  await accessible(page);
  await page.getByRole('button', { name: 'Switch all on again' }).click();
  await page.waitForSelector('.switched', { state: 'detached' });
  assert.equal(await page.locator('.member.fallen').count(), 0);
  await page.close();
  check();
});

test('the same from the graph, with keys alone', async () => {
  const { page, check } = await open(browser, server, `/claims/${id}`);
  await drawn(page);
  await page.locator('.graphscroll').focus();
  await pressUntil(page, 'Tab', () => document.activeElement?.matches('.node.root'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/without=r/);
  await page.waitForSelector('.node.root.fallen');
  await page.close();
  check();
});

test('each link of the graph says why, by mouse, by key and as a table', async () => {
  const { page, check } = await open(browser, server, `/claims/${id}`);
  await drawn(page);
  const claim = await data(page, `/claims/${id}.json`);
  const edge = page.locator('.edgename').first();
  await edge.hover();
  const reason = await page.locator('.edgewhy').innerText();
  assert.doesNotMatch(reason, /Point at a link/);
  await page.mouse.move(5, 5);
  await edge.focus();
  assert.equal(await page.locator('.edgewhy').innerText(), reason);
  await page.keyboard.press('Enter');
  await page.waitForURL(/edge=/);
  await page.locator('.twin summary').click();
  await page.waitForSelector('.twin tbody tr'); // drawn once it is open
  assert.equal(await page.locator('.twin tbody tr').count(), claim.graph.edges.length);
  await accessible(page);
  await page.close();
  check();
});

test('sides and roots narrow the members', async () => {
  const { page } = await open(browser, server, `/claims/${id}`);
  const claim = await data(page, `/claims/${id}.json`);
  await page.locator('.tabs a', { hasText: 'denies' }).click();
  await page.waitForURL(/side=denies/);
  assert.equal(await page.locator('.member').count(), claim.member_list.filter((one) => one.side === 'denies').length);
  await page.goto(`${server.base}/claims/${id}`);
  await settled(page);
  const root = claim.roots.find((one) => one.side === 'supports');
  await page.locator(`#root-${root.id} button.link`).click();
  await page.waitForURL(/root=r/);
  assert.equal(await page.locator('.member').count(), claim.member_list.filter((one) => one.root === root.id).length);
  await page.close();
});

test('denials stand in a table by agent and way', async () => {
  const { page } = await open(browser, server, `/claims/${id}`);
  const claim = await data(page, `/claims/${id}.json`);
  assert.equal(await page.locator('.matrix .cell').count(), claim.denials.length);
  assert.equal(await page.locator('.matrix tbody tr').count(), new Set(claim.denials.map((one) => one.agent?.id ?? '')).size);
  await page.close();
});

test('figures are drawn and listed', async () => {
  const { page: list, context } = await open(browser, server, '/claims');
  const { items } = await data(list, '/claims.json?limit=100');
  let with_figures = null;
  for (const one of items) {
    const claim = await data(list, `/claims/${one.id}.json`);
    if (claim.figures.some((series) => new Set(series.points.map((point) => point.value)).size > 1)) { with_figures = claim; break; }
  }
  await context.close();
  assert.ok(with_figures, 'the example has a claim with several figures');
  const { page, check } = await open(browser, server, `/claims/${with_figures.id}`);
  await page.waitForSelector('.chart canvas');
  assert.equal(await page.locator('.ledger tbody tr').count(), with_figures.figures.reduce((sum, one) => sum + one.points.length, 0));
  await accessible(page);
  await page.close();
  check();
});

test('a claim that is not there says so, in words, with a way on', async () => {
  const { page } = await open(browser, server, '/claims/c000000000000', { allow: [/404|410/] });
  assert.ok((await page.locator('.problem h1, .problem h2').innerText()).length > 5);
  assert.doesNotMatch(await page.locator('.problem').innerText(), /undefined|null|exception|Error:/);
  await accessible(page);
  await page.locator('.problem').getByRole('link', { name: 'To all claims' }).click();
  await page.waitForURL(/\/claims$/);
  await page.close();
});

test('a claim that vanishes while it is open: its words stay, and what it became is offered by its words', async () => {
  const { page } = await open(browser, server, `/claims/${id}`, { allow: [/410/] });
  const label = await page.locator('h1').innerText();
  const [other, more] = (await data(page, '/claims.json')).items.filter((one) => one.id !== id);
  const problem = { type: 'about:blank', title: 'This claim is part of others now', status: 410, detail: 'It was split.', next: 'Open what it became.', became: [other.id, more.id] };
  const address = new RegExp(`/claims/${id}\\.json`);
  await page.route(address, (route) => route.fulfill({ status: 410, contentType: 'application/problem+json', body: JSON.stringify(problem) }));
  const { member_list: [member] } = await data(page, `/claims/${more.id}.json`);
  await page.evaluate(async (first) => { // somebody decides something: an event says so, and what is on screen is asked for anew
    const { token } = await (await fetch('/session.json')).json();
    const post = (path, body) => fetch(path, { method: 'POST', headers: { 'X-Stemma-Token': token, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    await post('/session', { who: 'Ada Quill' });
    await post('/decisions', { decisions: [{ kind: 'accept', first }] });
  }, member.attribution);
  await page.waitForSelector('.problem');
  assert.match(await page.locator('.problem').innerText(), /part of others now/);
  for (const one of [other, more]) await page.locator('.problem a', { hasText: one.label.slice(0, 30).trim() }).waitFor();
  await page.waitForFunction((words) => document.querySelector('h1')?.innerText === words, label); // what was read stays on screen
  assert.ok(await page.locator('.member').count() > 0);
  await accessible(page);
  await page.locator('.problem li a').first().click();
  await page.waitForURL(new RegExp(`/claims/${other.id}$`));
  await settled(page);
  await page.close();
});

test('a claim that is one other by now goes on under its address, with nothing of its own roots in it', async () => {
  const { page } = await open(browser, server, `/claims/${id}?side=supports&edge=x`, { allow: [/410/] });
  const other = (await data(page, '/claims.json')).items.find((one) => one.id !== id);
  const problem = { type: 'about:blank', title: 'This claim is part of another now', status: 410, detail: 'It was merged.', next: 'Open what it became.', became: [other.id] };
  await page.route(new RegExp(`/claims/${id}\\.json`), (route) => route.fulfill({ status: 410, contentType: 'application/problem+json', body: JSON.stringify(problem) }));
  await page.locator('#rests ~ .sourcing input[type="checkbox"]').first().click(); // asks for it anew; uncheck() would look whether it is unchecked, on the other claim by then
  await page.waitForURL(new RegExp(`/claims/${other.id}\\?side=supports$`));
  await settled(page);
  await page.getByText('The claim goes by another address now').waitFor();
  await page.waitForFunction((words) => document.querySelector('h1')?.innerText.includes(words), other.label.slice(0, 30).trim());
  assert.equal(await page.locator('.problem').count(), 0);
  await page.close();
});

test('prints: no controls, all words', async () => {
  const { page } = await open(browser, server, `/claims/${id}`);
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.masthead .search', '#ways', '.keyline', '.themes']) for (const one of await page.locator(hidden).all()) assert.equal(await one.isVisible(), false, hidden);
  assert.ok(await page.locator('.member blockquote').first().isVisible());
  await fits(page);
  await page.close();
});

test('for everybody: dark, 360 px, right to left, WCAG', async () => { await everyWay(browser, server, `/claims/${id}`); });
