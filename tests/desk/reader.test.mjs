// The reader: words and who says them, from a claim and back, copies and captures, the page as it came.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { accessible, data, eventually, everyWay, launch, makeCase, open, serve, settled } from './harness.mjs';

let cased, server, browser, id, claim, copy, document, attribution;
before(async () => {
  cased = makeCase(); server = await serve(cased.file); browser = await launch();
  const { page, context } = await open(browser, server, '/claims');
  id = (await data(page, '/claims.json?status=denied&sort=contested')).items.find((one) => one.reported_by >= 5).id;
  claim = await data(page, `/claims/${id}.json`);
  for (const { id: each } of (await data(page, '/documents.json?limit=100')).items) {
    const one = await data(page, `/documents/${each}.json`);
    copy ??= one.relations.some((relation) => relation.kind === 'copy_of') && one.passages.length ? one : undefined;
    const nested = one.attributions.find((inner) => inner.parent && inner.source.length && inner.content.length);
    if (nested && !document) { document = one; attribution = nested; }
  }
  await context.close();
});
after(async () => { await browser?.close(); await server?.close(); cased?.remove(); });

const marked = (page, kind) => page.locator(`.text mark.${kind}`).evaluateAll((all) => all.map((one) => one.textContent).join(''));
const words = (one, spans) => spans.map(([begin, end]) => [...one.text].slice(begin, end).join('')).join('');

test('source, cue and content are marked where the data say, each with its name and its own line', async () => {
  const { page, check } = await open(browser, server, `/documents/${document.id}?at=${attribution.id}`);
  for (const part of ['source', 'cue', 'content']) assert.equal((await marked(page, part)).replace(/\s+/g, ''), words(document, attribution[part]).replace(/\s+/g, ''), part);
  const labels = await page.locator('.text mark[data-label]').evaluateAll((all) => all.flatMap((one) => one.dataset.label.split(', ')));
  assert.ok(labels.includes('source') && labels.includes('content'));
  const styles = await page.evaluate(() => ['source', 'cue', 'content'].map((kind) => { const one = document.querySelector(`.text mark.${kind}`); return one && getComputedStyle(one).borderBottom; }));
  assert.equal(new Set(styles.filter(Boolean)).size, styles.filter(Boolean).length, 'lines tell the kinds apart without colour');
  const middle = await page.locator('.text mark[data-label]').first().boundingBox();
  assert.ok(middle.y > 40 && middle.y < 760, 'and it is in sight');
  await page.close();
  check();
});

test('the text on screen is the text of the document, whole', async () => {
  const { page } = await open(browser, server, `/documents/${document.id}`);
  const shown = await page.locator('.text .block').evaluateAll((all) => all.map((one) => one.textContent).join(''));
  assert.equal(shown.replace(/\s+/g, ''), document.text.replace(/\s+/g, ''));
  await page.close();
});

test('nested: a click takes the innermost, a second one the next one out; the panel says who', async () => {
  const { page, check } = await open(browser, server, `/documents/${document.id}`);
  const from = attribution.content[0][0];
  const piece = page.locator(`.text [data-from="${from}"]`).first();
  const ids = (await piece.getAttribute('data-ids')).split(' ');
  assert.ok(ids.length >= 2, 'it lies inside another one');
  await piece.click();
  await page.waitForURL(/at=/);
  const first = new URL(page.url()).searchParams.get('at');
  await page.locator(`.text [data-from="${from}"]`).first().click();
  await page.waitForFunction((was) => new URLSearchParams(location.search).get('at') !== was, first);
  const size = (which) => { const one = document.attributions.find((other) => other.id === which); return one.content.reduce((sum, [begin, end]) => sum + end - begin, 0); };
  assert.ok(size(first) <= size(new URL(page.url()).searchParams.get('at')));
  assert.ok((await page.locator('.card').innerText()).length > 40);
  await page.close();
  check();
});

test('w opens the words of a claim, n the next document, Backspace comes back to the very place', async () => {
  const { page, check } = await open(browser, server, `/claims/${id}`);
  for (let i = 0; i < 4; i++) await page.keyboard.press('j');
  const at = await page.evaluate(() => new URLSearchParams(location.search).get('at'));
  await page.waitForFunction((which) => document.activeElement?.dataset.attribution === which, at); // it has been scrolled to by now
  const top = await page.evaluate(() => scrollY);
  await page.keyboard.press('w');
  await page.waitForURL(/\/documents\//);
  await settled(page);
  assert.equal(new URL(page.url()).searchParams.get('at'), at);
  await page.waitForFunction(() => { const box = document.querySelector('.text mark[data-label]')?.getBoundingClientRect(); return box && box.top > 0 && box.bottom < innerHeight; });
  await page.waitForSelector('.of-claim');
  const before = page.url();
  await page.keyboard.press('n');
  await page.waitForFunction((was) => location.href !== was, before);
  await settled(page);
  await page.keyboard.press('Backspace');
  await page.waitForURL(new RegExp(`/claims/${id}`));
  await settled(page);
  assert.equal(await page.evaluate(() => new URLSearchParams(location.search).get('at')), at);
  await page.waitForFunction((was) => Math.abs(scrollY - was) < 150, top);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/documents\//);
  await settled(page);
  await page.keyboard.press('Escape');
  await page.waitForURL(new RegExp(`/claims/${id}`));
  await page.close();
  check();
});

test('a link to words shows them, without any attribution', async () => {
  const { page } = await open(browser, server, `/documents/${document.id}?words=40-60`);
  assert.equal((await marked(page, 'hit')).replace(/\s/g, ''), words(document, [[40, 60]]).replace(/\s/g, ''));
  await page.goto(`${server.base}/documents/${document.id}?words=99999999-999999999&at=nothing`); // nonsense is no accident
  await settled(page);
  assert.equal(await page.locator('.text mark').count(), 0);
  await page.close();
});

test('Back without a way back leads to the claim that the address names', async () => {
  const member = claim.member_list[0];
  const { page, context } = await open(browser, server, `/documents/${member.document.id}?at=${member.attribution}&claim=${id}`);
  const fresh = await context.newPage();
  await fresh.goto(`${server.base}/documents/${member.document.id}?at=${member.attribution}&claim=${id}`);
  await settled(fresh);
  await fresh.keyboard.press('Backspace');
  await fresh.waitForFunction((which) => location.pathname === `/claims/${which}` && location.search.includes('at='), id);
  await page.close();
  await context.close();
});

test('the original: the very bytes as a download, and the look without scripts', async () => {
  const { page, check } = await open(browser, server, `/documents/${document.id}`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download the original bytes' }).click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  assert.equal(createHash('sha256').update(Buffer.concat(chunks)).digest('hex'), document.sha256);
  assert.equal(await page.locator('iframe').count(), 0, 'nothing is framed until one asks for it');
  await page.getByRole('button', { name: 'Show the original look' }).click();
  const frame = page.locator('iframe.look');
  assert.equal(await frame.getAttribute('sandbox'), '');
  assert.equal(await frame.getAttribute('src'), `/documents/${document.id}/look`);
  await accessible(page);
  await page.close();
  check();
});

test('what was done to it is told; it can be protected, and that undone', async () => {
  const { page, check } = await open(browser, server, '/documents');
  const [first] = (await data(page, '/documents.json?limit=1')).items;
  await page.goto(`${server.base}/documents/${first.id}`);
  await settled(page);
  await page.evaluate(() => localStorage.setItem('stemma.who', 'Ada Quill'));
  await page.getByText('What was done to it').click();
  await page.waitForSelector('ol.custody li');
  const story = await data(page, `/documents/${first.id}/custody.json`);
  assert.deepEqual(story.entries.slice(0, 2).map((one) => one.action), ['received', 'read']);
  assert.equal(await page.locator('ol.custody li').count(), story.entries.length);
  await page.getByRole('button', { name: 'Protect…' }).first().click();
  await accessible(page);
  await page.getByRole('button', { name: 'A witness' }).click();
  const labelled = await eventually(page, '/decisions.json', (all) => all.items.some((one) => one.kind === 'label' && one.holds));
  assert.equal(labelled.items[0].value, 'witness');
  await eventually(page, `/documents/${first.id}/custody.json`, (log) => log.entries.some((one) => one.action === 'decided'));
  await page.keyboard.press('u');
  await eventually(page, '/decisions.json', (all) => !all.items.some((one) => one.kind === 'label' && one.holds));
  await page.close();
  check();
});

test('copies: passages in the text, and what is different, side by side', async () => {
  const { page, check } = await open(browser, server, `/documents/${copy.id}?passages=1`);
  const shared = copy.passages.filter((one) => one.words > 0);
  assert.ok((await marked(page, 'passage')).length > 0.9 * Math.max(...shared.map((one) => one.here[1] - one.here[0])));
  await page.getByRole('link', { name: 'What is different' }).first().click();
  await page.waitForURL(/difference\?with=/);
  await settled(page);
  const { with: other } = Object.fromEntries(new URL(page.url()).searchParams);
  const difference = await data(page, `/documents/${copy.id}/difference.json?with=${other}`);
  const different = difference.rows.filter((one) => one.kind !== 'same').length;
  assert.equal(await page.locator('.sides tbody tr').count(), different);
  await page.getByLabel('The whole text').check();
  assert.equal(await page.locator('.sides tbody tr').count(), difference.rows.length);
  await page.locator('.sides .there').first().click();
  await page.waitForURL(/words=/);
  await page.close();
  check();
});

test('neither took its text from the other', async () => {
  const { page } = await open(browser, server, `/documents/${copy.id}`);
  await page.evaluate(() => localStorage.setItem('stemma.who', 'Ada Quill'));
  await page.getByRole('button', { name: 'Neither took it from the other' }).first().click();
  await eventually(page, '/decisions.json', (now) => now.items[0]?.kind === 'not-a-copy');
  await page.keyboard.press('u');
  await page.waitForFunction(() => /Undone: /.test(document.querySelector('.save-line').textContent), null, { timeout: 20_000 });
  await page.close();
});

test('a document that is not there says so, in words', async () => {
  const { page } = await open(browser, server, '/documents/d00000000000000000', { allow: [/404/] });
  assert.doesNotMatch(await page.locator('.problem').innerText(), /undefined|null|exception|Error:/);
  await page.close();
});

test('for everybody: dark, 360 px, right to left, WCAG', async () => {
  await everyWay(browser, server, `/documents/${document.id}?at=${attribution.id}`);
  await everyWay(browser, server, `/documents/${document.id}?at=${attribution.id}&edit=1`);
  const other = copy.relations.find((one) => one.kind === 'copy_of').other.id;
  await everyWay(browser, server, `/documents/${copy.id}/difference?with=${other}`);
});
