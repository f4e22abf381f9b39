// Hand over: the pre-flight and its fixes, a form as a file, what is missing told, stopped, refused, with the keyboard alone and for everybody.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { accessible, data, eventually, everyWay, launch, makeCase, open, pressUntil, serve } from './harness.mjs';

let cased, server, browser;
before(async () => { cased = makeCase(); server = await serve(cased.file); browser = await launch(); });
after(async () => { await browser?.close(); await server?.close(); cased?.remove(); });

const post = (page, path, body) => page.evaluate(async ([to, what]) => {
  const { token } = await (await fetch('/session.json')).json();
  return (await fetch(to, { method: 'POST', body: JSON.stringify(what), headers: { 'X-Stemma-Token': token, 'Content-Type': 'application/json' } })).json();
}, [path, body]);
/** A person of the case whom the pre-flight finds trails of, labelled a witness. */
async function protect(page) {
  await post(page, '/session', { who: 'Ada Quill' });
  const people = (await data(page, '/agents.json?kind=person&limit=50')).items;
  for (const one of people) {
    const { numbers } = await post(page, '/decisions', { decisions: [{ kind: 'label', first: one.id, value: 'witness' }] });
    await eventually(page, '/session.json', (now) => now.case.state === 'ready' && now.case.decisions >= numbers[0]);
    await post(page, '/hand-over', { what: 'preflight' });
    const { checked } = await eventually(page, '/hand-over.json', (now) => now.state === 'done');
    if (checked.total > 1) return one;
  }
  return assert.fail('nobody in the example leaves a trail');
}

test('looked for, fixed, made, saved: what is protected is not in the file, what is missing is said, the log knows', async () => {
  const { page, check } = await open(browser, server, '/hand-over');
  const who = await protect(page);
  await page.reload();
  const old = (await data(page, '/hand-over.json')).checked.at;
  await page.getByRole('button', { name: 'Look again' }).click();
  const before_ = (await eventually(page, '/hand-over.json', (now) => now.state === 'done' && now.checked.at !== old)).checked.total;
  await page.waitForSelector('.findings li');
  assert.match(await page.locator('main').innerText(), new RegExp(`${before_} findings`));
  await accessible(page);
  await page.locator('.findings li').first().getByRole('button').click(); // one by itself, then the rest
  await page.waitForFunction(() => /decided/.test(document.querySelector('.findings li').innerText));
  const all = page.getByRole('button', { name: /Do so with all/ });
  if (await all.isVisible()) await all.click(); else await page.locator('.findings button').first().click();
  await page.waitForFunction(() => /All of them are decided on/.test(document.querySelector('main').innerText));
  await eventually(page, '/session.json', (now) => now.case.state === 'ready' && now.case.decisions > 1);
  await page.getByRole('button', { name: 'Look again' }).click();
  const now = await eventually(page, '/hand-over.json', (one) => one.state === 'done' && one.checked.total < before_);
  await page.waitForFunction((left) => document.querySelectorAll('.findings li').length === left, now.checked.findings.length);

  await page.getByLabel('JSON lines').check();
  assert.match(page.url(), /form=jsonl/); // the state is in the address
  await page.getByRole('button', { name: 'Make it: JSON lines' }).click();
  await page.waitForSelector('.made');
  const words = await page.locator('.made').innerText();
  assert.match(words, /\d+ attributions/);
  assert.match(words, /What is not in it[\s\S]*labelled private/);
  assert.match(words, /bears? a pseudonym/);
  await accessible(page);
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Save brannoch-jsonl\.zip/ }).click();
  const download = await waiting;
  assert.equal(download.suggestedFilename(), 'brannoch-jsonl.zip');
  const bytes = readFileSync(await download.path());
  assert.equal(bytes.subarray(0, 2).toString(), 'PK');
  assert.equal(bytes.length, (await data(page, '/hand-over.json')).made.bytes);
  assert.ok(!bytes.includes(Buffer.from(who.name)), `${who.name} has left the case`); // entries are stored, not deflated
  await page.getByRole('button', { name: 'Throw it away' }).click();
  await page.waitForSelector('.made', { state: 'detached' });
  await page.close();
  check();
});

test('with the keyboard alone, and what is let out needs its reason', async () => {
  const { page, check } = await open(browser, server, '/hand-over?form=html');
  const focused = (selector) => new Function(`return document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`);
  await pressUntil(page, 'Tab', focused('input[name="form"]'), 200);
  await page.keyboard.press('ArrowDown');
  await page.waitForURL(/form=csv/);
  await pressUntil(page, 'Tab', focused('input[type="checkbox"]'));
  await page.keyboard.press('Space');
  await pressUntil(page, 'Tab', focused('summary'));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('witness, private');
  await pressUntil(page, 'Tab', focused('button[type="submit"]'));
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.validity?.valueMissing), true); // the browser leads to the reason
  await page.keyboard.type('they asked for it');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.made');
  assert.match(await page.locator('.made').innerText(), /brannoch-csv\.zip/);
  const found = await eventually(page, '/hand-over.json', (now) => now.state === 'done');
  assert.equal(found.by, 'Ada Quill');
  await pressUntil(page, 'Shift+Tab', new Function("return document.activeElement?.textContent === 'Throw it away'"), 200);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.made', { state: 'detached' });
  await page.close();
  check();
});

test('a form that cannot be, a server that says no, a job that is stopped: in words', async () => {
  const { page } = await open(browser, server, '/hand-over?form=claimreview', { allow: [/409/, /507/] });
  await page.getByRole('button', { name: /^Make it/ }).click();
  await page.waitForSelector('.problem');
  assert.match(await page.locator('.problem').innerText(), /nobody has given a verdict/);
  const full = (route) => route.request().method() === 'POST' ? route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'another hand-over is under way', status: 409, next: 'wait until it is done, or stop it' }) }) : route.continue();
  await page.route('**/hand-over', full);
  await page.getByLabel('Dossier').check();
  await page.getByRole('button', { name: /^Make it/ }).click();
  await page.waitForFunction(() => /wait until it is done/.test(document.querySelector('main').innerText));
  await page.unroute('**/hand-over', full);
  const job = { state: 'working', what: 'csv', phase: 'writing', by: 'Ada Quill', checked: null, made: null, problem: null };
  let asked = 0;
  await page.route('**/hand-over.json', (route) => route.fulfill({ contentType: 'application/json', body: JSON.stringify(job) }));
  await page.route('**/hand-over/stop', (route) => { asked++; return route.fulfill({ contentType: 'application/json', body: JSON.stringify({ ...job, state: 'stopped', phase: null }) }); });
  await page.reload();
  await page.waitForSelector('progress');
  assert.match(await page.locator('main').innerText(), /Making: CSV\. Writing/);
  assert.equal(await page.getByRole('button', { name: /^Make it/ }).isDisabled(), true); // one at a time
  await accessible(page);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.waitForFunction(() => /Nothing has left the case/.test(document.querySelector('main').innerText));
  assert.equal(asked, 1);
  await page.close();
});

test('for everybody: dark, 360 px, right to left, WCAG; empty, and with findings and a file', async () => {
  await everyWay(browser, server, '/hand-over');
  const { page } = await open(browser, server, '/hand-over?form=html');
  await page.getByRole('button', { name: /^Look/ }).click();
  await eventually(page, '/hand-over.json', (now) => now.what === 'preflight' && now.state === 'done');
  await page.getByRole('button', { name: 'Make it: Dossier' }).click();
  await page.waitForSelector('.made');
  assert.match(await page.locator('.made').innerText(), /checks itself against this digest/);
  await page.close();
  await everyWay(browser, server, '/hand-over?form=csv');
});
