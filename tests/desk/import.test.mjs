// Import: files and folders into a case, with progress that tells the truth, claims that arrive meanwhile, failures with reasons.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessible, data, eventually, everyWay, launch, makeCase, open, root, serve, settled } from './harness.mjs';

const articles = join(root, 'examples/brannoch/articles');
const names = readdirSync(articles).sort();
let cased, server, browser;
before(async () => { cased = makeCase([join(articles, names[0])]); server = await serve(cased.file); browser = await launch(); });
after(async () => { await browser?.close(); await server?.close(); cased?.remove(); });

const done = (page) => page.waitForFunction(() => document.querySelector('.job h2')?.textContent === 'Done', null, { timeout: 120_000 });

test('files are chosen, read, and in the case; one that cannot be read is named with its reason', async () => {
  const { page, check } = await open(browser, server, '/import');
  const before_ = (await data(page, '/session.json')).case.documents;
  const bad = join(cased.folder, 'bad.pdf');
  writeFileSync(bad, '%PDF-1.7\nthis is no such thing');
  await page.getByLabel('Choose files').setInputFiles([...names.slice(1, 5).map((name) => join(articles, name)), bad]);
  assert.match(await page.locator('main').innerText(), /bad\.pdf/);
  await accessible(page);
  await page.getByRole('button', { name: /^Read 5 files/ }).click();
  await done(page);
  assert.match(await page.locator('.job').innerText(), /1 file could not be read/);
  assert.match(await page.locator('.job').innerText(), /bad\.pdf: \S+/);
  await eventually(page, '/session.json', (now) => now.case.documents > before_);
  assert.equal((await data(page, '/not-seen.json')).failures.length, 1);
  await accessible(page);
  await page.getByRole('link', { name: 'See the claims' }).click();
  await page.waitForURL(/\/claims/);
  await page.close();
  check();
});

test('a folder, with its folders; claims arrive, and are there when one comes back to the view', async () => {
  const folder = join(cased.folder, 'saved');
  mkdirSync(join(folder, 'inner'), { recursive: true });
  for (const name of names.slice(5, 9)) writeFileSync(join(folder, 'inner', name), await import('node:fs').then((fs) => fs.readFileSync(join(articles, name))));
  const { page, check } = await open(browser, server, '/import');
  await page.getByLabel('Choose a folder').setInputFiles(folder);
  assert.match(await page.locator('main').innerText(), /saved\/inner\//);
  await page.getByRole('button', { name: /^Read 4 files/ }).click();
  await page.getByRole('link', { name: 'Claims', exact: true }).click(); // one goes on working meanwhile
  await settled(page);
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await done(page);
  const titles = (await data(page, '/documents.json?limit=100')).items.length;
  assert.ok(titles >= 8);
  await page.close();
  check();
});

test('a drop of files is taken, and one beside the field does not take the place of the desk', async () => {
  const { page } = await open(browser, server, '/import');
  const drop = (selector) => page.evaluate((where) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['PORT ALDANE — The ministry said on Monday that no one had died.'], 'note.txt', { type: 'text/plain' }));
    const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer });
    document.querySelector(where).dispatchEvent(event);
    return event.defaultPrevented;
  }, selector);
  assert.equal(await drop('.drop'), true);
  await page.waitForFunction(() => /note\.txt/.test(document.querySelector('main').innerText));
  assert.equal(await drop('h1'), true);
  await page.getByRole('button', { name: 'Choose nothing' }).click();
  await page.close();
});

test('a full disk while handing over: what was not taken stays chosen, and can be tried again', async () => {
  const { page } = await open(browser, server, '/import', { allow: [/507/] });
  const full = (route) => route.request().method() === 'POST' ? route.fulfill({ status: 507, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'The disk is full', status: 507, next: 'Make room, then try again.' }) }) : route.continue();
  await page.route('**/import?path=*', full);
  await page.getByLabel('Choose files').setInputFiles(names.slice(9, 12).map((name) => join(articles, name)));
  await page.getByRole('button', { name: /^Read 3 files/ }).click();
  await page.waitForSelector('.problem');
  assert.match(await page.locator('.problem').innerText(), /The disk is full\. .*Make room/);
  await page.unroute('**/import?path=*', full);
  await page.getByRole('button', { name: 'Try these again' }).click();
  await done(page);
  await page.waitForFunction(() => !document.querySelector('.problem'));
  await page.close();
});

test('for everybody: dark, 360 px, right to left, WCAG', async () => { await everyWay(browser, server, '/import'); });
