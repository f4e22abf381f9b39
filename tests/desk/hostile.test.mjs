// Pages made to harm whoever reads them, read into a case by the real program and shown in every view: nothing runs, nothing is asked for,
// nothing is posted, nobody is led away.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { data, eventually, launch, makeCase, open, root, serve, settled } from './harness.mjs';

const pages = readdirSync(join(root, 'tests/desk/hostile')).filter((name) => name.endsWith('.html')).sort();
let cased, folder, server, browser, documents, claims, agents;
before(async () => {
  // Names of files are another way in: markup, and a turn of direction that hides the real ending.
  folder = mkdtempSync(join(tmpdir(), 'stemma-hostile-'));
  for (const name of pages) copyFileSync(join(root, 'tests/desk/hostile', name), join(folder, name));
  copyFileSync(join(root, 'tests/desk/hostile', pages[0]), join(folder, `<img src=x onerror="window.pwned='file'">.html`));
  copyFileSync(join(root, 'tests/desk/hostile', pages[4]), join(folder, 'report\u202efdp.html'));
  cased = makeCase([folder]); server = await serve(cased.file); browser = await launch();
  const { page, context } = await open(browser, server, '/claims');
  documents = (await data(page, '/documents.json?limit=100')).items;
  claims = (await data(page, '/claims.json?limit=100')).items;
  agents = (await data(page, '/agents.json?limit=100')).items;
  await context.close();
});
after(async () => { await browser?.close(); await server?.close(); cased?.remove(); rmSync(folder, { recursive: true, force: true }); });

/** Opens an address, looks at it for a while, moves over it; then: nothing ran, nothing went out, no navigation, no dialog. */
async function harmless(path, act = async () => {}) {
  const view = await open(browser, server, path, { allow: [/frame-ancestors|sandbox|Content Security Policy/i] }); // the rules that stop it may say so
  const { page, context } = view;
  const posts = [], dialogs = [], popups = [];
  page.on('request', (request) => { if (request.method() !== 'GET' && request.method() !== 'HEAD') posts.push(`${request.method()} ${request.url()}`); });
  page.on('dialog', (dialog) => { dialogs.push(dialog.message()); void dialog.dismiss(); });
  context.on('page', (popup) => popups.push(popup.url()));
  await act(page);
  for (let y = 100; y < 800; y += 140) await page.mouse.move(300, y);
  await page.waitForTimeout(400);
  for (const frame of page.frames()) assert.equal(await frame.evaluate(() => window.pwned ?? null).catch(() => null), null, `something ran at ${path}`);
  assert.equal(new URL(page.url()).origin, server.base);
  assert.deepEqual([posts, dialogs, popups], [[], [], []], path);
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('#desk a')].filter((link) => !/^https?:/.test(link.protocol)).length), 0, 'no link leads into a script');
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('#desk a')].filter((link) => link.origin !== location.origin).length), 0, 'no link leads elsewhere');
  assert.equal(await page.locator('#desk script, #desk object, #desk embed, #desk img, #desk [onerror], #desk [onload], #desk form[action^="http"]').count(), 0);
  view.check();
  await context.close();
}

for (const name of pages) test(`${name}: as text, with its attributions, and in its original look`, async () => {
  const ours = [];
  for (const one of documents) { const { page, context } = await open(browser, server, '/import'); const full = await data(page, `/documents/${one.id}.json`); await context.close(); if (full.path.endsWith(name)) ours.push(full); }
  assert.ok(ours.length > 0, 'the program has read it');
  for (const document of ours) {
    await harmless(`/documents/${document.id}`, async (page) => {
      await page.getByRole('button', { name: 'Show the original look' }).click();
      await page.locator('iframe.look').scrollIntoViewIfNeeded();
      await page.waitForTimeout(600);
      const frame = page.frames().find((one) => /\/look$/.test(one.url()));
      assert.ok(frame, 'the look is shown');
      assert.equal(await frame.locator('script, iframe, object, embed, form, base, meta[http-equiv], [onload], [onerror], [onfocus]').count().catch(() => 0), 0);
    });
    for (const attribution of document.attributions.slice(0, 3)) await harmless(`/documents/${document.id}?at=${attribution.id}&edit=1`);
  }
});

test('the original comes as a download, never as a page', async () => {
  const { page, context } = await open(browser, server, '/documents');
  for (const document of documents.slice(0, 3)) {
    const answer = await page.evaluate(async (address) => { const one = await fetch(address); return { type: one.headers.get('content-type'), how: one.headers.get('content-disposition'), sniff: one.headers.get('x-content-type-options') }; }, `/documents/${document.id}/original`);
    assert.match(answer.how, /^attachment/);
    assert.equal(answer.type, 'application/octet-stream');
    assert.equal(answer.sniff, 'nosniff');
  }
  await context.close();
});

for (const path of ['/claims', '/documents', '/agents', '/figures', '/timeline', '/search?q=ministry', `/search?q=${encodeURIComponent('<img src=x onerror=window.pwned=1>')}`, '/not-seen', '/decisions', '/import']) test(`every list: ${path}`, async () => { await harmless(path); });

test('every claim and every agent', async () => {
  for (const claim of claims.slice(0, 6)) await harmless(`/claims/${claim.id}`);
  for (const agent of agents.slice(0, 6)) await harmless(`/agents/${agent.id}`);
});

test('characters that turn the direction around are shown, not obeyed', async () => {
  const { page, context } = await open(browser, server, '/documents');
  const turned = /[\u202a-\u202e\u2066-\u2069]/;
  const each = async (path) => { await page.goto(server.base + path); await settled(page); assert.doesNotMatch(await page.locator('#desk').innerText(), turned, path); };
  await each('/documents');
  const bidi = await data(page, `/documents/${documents.find((one) => /^Report/.test(one.title ?? '')).id}.json`);
  await each(`/documents/${bidi.id}`);
  assert.equal(await page.locator('.banner', { hasText: 'turn its direction around' }).count(), turned.test(bidi.text) ? 1 : 0, 'and the reader is told, where the program has kept them');
  assert.doesNotMatch(await page.title(), turned);
  for (const path of ['/claims', '/agents', '/timeline', '/figures', '/search?q=Report', '/not-seen']) await each(path);
  await context.close();
});

test('what a person types is words, too: a name, a reason, a search', async () => {
  const { page, context } = await open(browser, server, '/claims');
  const evil = `<img src=x onerror="window.pwned='typed'">\u202e`;
  await page.evaluate((name) => localStorage.setItem('stemma.who', name), evil);
  await page.goto(`${server.base}/claims/${claims[0].id}`);
  await settled(page);
  await page.getByLabel('Reason').fill(evil);
  await page.locator('h1').click();
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await eventually(page, '/decisions.json', (now) => now.total === 1);
  await context.close();
  await harmless('/decisions');
  await harmless(`/claims/${claims[0].id}`);
});
