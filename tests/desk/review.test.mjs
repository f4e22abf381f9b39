// Review: every key and every correction, by keyboard and by mouse, with undo, reload, two tabs, and everything that can go wrong with saving.
import assert from 'node:assert/strict';
import { copyFileSync, rmSync } from 'node:fs';
import { after, before, beforeEach, test } from 'node:test';
import { accessible, data, eventually, launch, makeCase, open, serve, settled } from './harness.mjs';

let cased, fresh, server, browser, id, other;
before(async () => { cased = makeCase(); fresh = `${cased.file}.fresh`; copyFileSync(cased.file, fresh); browser = await launch(); });
after(async () => { await browser?.close(); cased?.remove(); });
// Each test has a case of its own: decisions change what the next one would see.
beforeEach(async (t) => {
  for (const beside of ['-wal', '-shm']) rmSync(cased.file + beside, { force: true });
  copyFileSync(fresh, cased.file);
  server = await serve(cased.file);
  t.after(async () => { await server?.close(); });
  if (id) return;
  const { page, context } = await open(browser, server, '/claims');
  const list = await data(page, '/claims.json?status=denied&sort=contested&limit=100');
  const good = list.items.filter((one) => one.independent.supporting >= 2 && one.reported_by >= 5);
  id = good[0].id; other = good[1]?.id ?? list.items.find((one) => one.id !== id).id;
  await context.close();
});

const claimOf = (page, which = id) => data(page, `/claims/${which}.json`);
const decisions = async (page) => (await data(page, '/decisions.json?limit=500')).items;
const at = (page) => page.evaluate(() => new URLSearchParams(location.search).get('at'));
const saved = (page, words = /Saved/) => page.waitForFunction((source) => new RegExp(source).test(document.querySelector('.save-line')?.textContent ?? ''), words.source, { timeout: 30_000 });
/** Waits until the server has counted again. */
const counted = async (page) => { await page.waitForFunction(() => !document.querySelector('.save-line.saving, .save-line.counting'), null, { timeout: 30_000 }); await settled(page); };

/** A page in which somebody has said their name. */
async function named(path = `/claims/${id}`, options = {}) {
  const view = await open(browser, server, path, options);
  await view.page.evaluate(() => localStorage.setItem('stemma.who', 'Ada Quill'));
  return view;
}
const mark = (page, attribution) => page.locator(`[data-attribution="${attribution}"] .review`).innerText();

test('a: right as it is, and on to the next, in one key; the name is asked once', async () => {
  const { page, check } = await open(browser, server, `/claims/${id}`);
  const { member_list: members } = await claimOf(page);
  await page.keyboard.press('j');
  assert.equal(await at(page), members[0].attribution);
  await page.keyboard.press('a');
  assert.equal(await at(page), members[1].attribution, 'decides and advances');
  assert.match(await mark(page, members[0].attribution), /accepted/, 'shown at once');
  await page.getByLabel(/Your name/).fill('Ada Quill');
  await page.keyboard.press('Enter');
  await saved(page);
  await page.keyboard.press('a');
  await page.waitForFunction(() => document.querySelectorAll('.tag.review.accepted').length >= 2);
  assert.equal(await page.locator('dialog[open]').count(), 0, 'not asked again');
  await counted(page);
  const list = await decisions(page);
  assert.deepEqual(list.map((one) => [one.kind, one.by]), [['accept', 'Ada Quill'], ['accept', 'Ada Quill']]);
  await page.reload();
  await settled(page);
  assert.match(await mark(page, members[0].attribution), /accepted/, 'after a reload the server says so');
  assert.equal(await at(page), members[2].attribution, 'and the place is kept');
  await accessible(page);
  await page.close();
  check();
});

test('j and k move, r rejects, u takes back, step by step; Ctrl+Shift+Z does it again', async () => {
  const { page, check } = await named();
  const { member_list: members } = await claimOf(page);
  for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key);
  assert.equal(await at(page), members[1].attribution);
  await page.keyboard.press('r'); await page.keyboard.press('a');
  await counted(page);
  assert.ok(!(await claimOf(page)).member_list.some((one) => one.attribution === members[1].attribution), 'what was rejected is no member');
  await page.keyboard.press('u');
  await saved(page, /Undone: accepted/);
  await page.keyboard.press('Control+z');
  await saved(page, /Undone: rejected/);
  await counted(page);
  let now = await claimOf(page);
  assert.equal(now.member_list.length, members.length);
  assert.ok(now.member_list.every((one) => one.review === 'none'));
  await page.keyboard.press('Control+Shift+z');
  await saved(page, /Done again: rejected/);
  await page.keyboard.press('Control+Shift+z');
  await saved(page, /Done again: accepted/);
  await counted(page);
  now = await claimOf(page);
  assert.ok(!now.member_list.some((one) => one.attribution === members[1].attribution));
  assert.equal(now.member_list.find((one) => one.attribution === members[2].attribution).review, 'accepted');
  await page.close();
  check();
});

test('the earliest words of a claim rejected: the review goes on under its new address', async () => {
  const { page } = await named(undefined, { allow: [/410/] });
  const { member_list: members } = await claimOf(page);
  await page.keyboard.press('j'); await page.keyboard.press('r');
  await counted(page);
  await page.waitForFunction((was) => document.querySelectorAll('.member').length > 0 && !document.querySelector(`[data-attribution="${was}"]`), members[0].attribution, { timeout: 30_000 });
  assert.equal(await at(page), members[1].attribution);
  await page.close();
});

test('undo goes on after a reload, and says when nothing is left', async () => {
  const { page } = await named(undefined, { allow: [/409/] });
  await page.keyboard.press('j'); await page.keyboard.press('a'); await page.keyboard.press('a');
  await counted(page);
  await page.reload();
  await settled(page);
  await page.keyboard.press('u');
  await saved(page, /Undone: |The last decision is undone/);
  await page.keyboard.press('u');
  await saved(page, /Undone: |The last decision is undone/);
  await counted(page);
  await eventually(page, '/decisions.json', (now) => now.items.filter((one) => one.kind !== 'undo').every((one) => !one.holds));
  await page.keyboard.press('u');
  await page.waitForSelector('.save-line.failed');
  assert.match(await page.locator('.save-line').innerText(), /could not be undone: .*nothing/i);
  await page.close();
});

test('the reason goes with each decision until it is changed', async () => {
  const { page } = await named();
  await page.keyboard.press('j');
  await page.getByLabel('Reason').fill('read aloud with the reporter');
  await page.getByRole('button', { name: /Right as it is/ }).click();
  await page.getByRole('button', { name: /Not said here/ }).click();
  await counted(page);
  await page.reload();
  await settled(page);
  assert.equal(await page.getByLabel('Reason').inputValue(), 'read aloud with the reporter');
  assert.deepEqual((await decisions(page)).map((one) => one.why), ['read aloud with the reporter', 'read aloud with the reporter']);
  await page.close();
});

test('single letters can be switched off; all keys are shown', async () => {
  const { page } = await named();
  await page.keyboard.press('?');
  const keys = await page.locator('dialog.keys dt').allInnerTexts();
  for (const key of ['j', 'k', 'a', 'r', 'e', 'u', 'w', '/', '?', 'm']) assert.ok(keys.includes(key), `${key} is listed`);
  await accessible(page);
  await page.getByLabel('Use single letters as keys').uncheck();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('j');
  assert.equal(await at(page), null);
  assert.equal(await page.locator('.review-bar kbd').count(), 0, 'the bar shows no keys that do nothing');
  await page.getByRole('button', { name: 'Next' }).click();
  assert.notEqual(await at(page), null);
  await page.close();
});

test('e: the words of source and content are corrected with the keyboard alone', async () => {
  const { page, check } = await named(undefined, { allow: [/410/] }); // a claim is called by its earliest words: with others it may be another
  const { member_list: members } = await claimOf(page);
  const member = members.find((one) => one.content.length === 1 && one.source.length === 1 && one.cue.length > 0);
  await page.goto(`${server.base}/claims/${id}?at=${member.attribution}`);
  await settled(page);
  await page.keyboard.press('e');
  await page.waitForSelector('.editor');
  await page.waitForFunction(() => document.activeElement?.matches('.editor .keyboard'));
  const now = () => page.locator('.editor .now').innerText();
  const words = await now();
  await page.keyboard.press('ArrowLeft');
  assert.ok((await now()).length < words.length, 'the end moves by a word');
  await page.keyboard.press('Shift+ArrowRight');
  const shorter = await now();
  await page.keyboard.press('1');
  assert.match(await now(), /^source/);
  await page.keyboard.press('+');
  assert.match(await now(), /2\/2/);
  await page.keyboard.press('Delete');
  await accessible(page);
  await page.reload();
  await settled(page);
  assert.equal(await now(), shorter, 'what was begun survives a reload');
  await page.locator('.editor .keyboard').focus();
  await page.keyboard.press('Enter');
  await saved(page);
  assert.notEqual(await at(page), member.attribution, 'on to the next');
  await counted(page);
  const [decision] = await decisions(page);
  assert.equal(decision.kind, 'spans');
  const read = (await data(page, `/documents/${member.document.id}.json`)).attributions.find((one) => one.id === member.attribution || one.review === 'corrected');
  assert.equal(read.review, 'corrected');
  assert.ok(read.content[0][0] > member.content[0][0] && read.content.at(-1)[1] < member.content.at(-1)[1]);
  await page.keyboard.press('u');
  await saved(page, /Undone: corrected/);
  await counted(page);
  const back = (await data(page, `/documents/${member.document.id}.json`)).attributions.find((one) => one.id === member.attribution);
  assert.deepEqual(back.content, member.content);
  await page.close();
  check();
});

test('e: the same with the mouse: mark words, say what they are', async () => {
  const { page, check } = await named();
  const { member_list: members } = await claimOf(page);
  const member = members.find((one) => one.content.length === 1 && one.source.length === 1 && one.document.direction === 'ltr');
  await page.goto(`${server.base}/documents/${member.document.id}?at=${member.attribution}&edit=1`);
  await settled(page);
  const piece = page.locator('.text mark.content').first();
  const box = await piece.boundingBox();
  await page.mouse.move(box.x + box.width - 90, box.y + box.height / 2 + 4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 4, box.y + box.height / 2 + 4, { steps: 5 });
  await page.mouse.up();
  await page.waitForSelector('.editor .marked');
  const marked = (await page.locator('.editor .marked .quote').innerText()).trim();
  assert.ok(marked.length > 2);
  await page.getByRole('button', { name: 'It is the content' }).click();
  assert.ok((await page.locator('.editor .now').innerText()).endsWith(marked));
  await accessible(page);
  await page.getByRole('button', { name: 'Save these words' }).click();
  await counted(page);
  const document = await data(page, `/documents/${member.document.id}.json`);
  const read = document.attributions.find((one) => one.review === 'corrected');
  assert.ok(read, 'the correction is in the answers');
  assert.equal([...document.text].slice(...read.content[0]).join(''), marked);
  await page.close();
  check();
});

test('Escape leaves the words as they were; without content nothing can be saved', async () => {
  const { page } = await named();
  const { member_list: [member] } = await claimOf(page);
  await page.goto(`${server.base}/documents/${member.document.id}?at=${member.attribution}&edit=1`);
  await settled(page);
  await page.waitForFunction(() => document.activeElement?.matches('.editor .keyboard'));
  for (let i = 0; i < member.content.length; i++) await page.keyboard.press('Delete');
  assert.match(await page.locator('.editor').innerText(), /Without content nothing is said/);
  assert.equal(await page.getByRole('button', { name: 'Save these words' }).isDisabled(), true);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.editor', { state: 'detached' });
  assert.equal((await decisions(page)).length, 0);
  await page.close();
});

/** Opens the corrections of a member that fits. */
async function correcting(page, fits) {
  const { member_list: members } = await claimOf(page);
  const member = members.find(fits);
  assert.ok(member, 'the example has such a member');
  await page.goto(`${server.base}/claims/${id}?at=${member.attribution}`);
  await settled(page);
  await page.keyboard.press('m');
  await page.waitForSelector('dialog.correct[open]');
  return member;
}
const only = async (page, kind) => { await counted(page); const list = await decisions(page); assert.deepEqual(list.map((one) => one.kind), [kind]); return list[0]; };

test('m: another stance', async () => {
  const { page, check } = await named();
  const member = await correcting(page, (one) => one.side === 'supports' && one.stance === 'asserts');
  await accessible(page);
  await page.getByLabel('What its source does with it').selectOption('doubts');
  await page.getByRole('button', { name: 'Say so' }).first().click();
  assert.notEqual(await at(page), member.attribution, 'on to the next');
  const decision = await only(page, 'stance');
  assert.equal(decision.value, 'doubts');
  await page.keyboard.press('u');
  await saved(page, /Undone/);
  await page.close();
  check();
});

test('m: another side, with keys alone', async () => {
  const { page } = await named();
  const member = await correcting(page, (one) => one.side === 'supports');
  await page.getByLabel('passes it on').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const decision = await only(page, 'side');
  assert.equal(decision.value, 'neutral');
  assert.equal((await claimOf(page)).member_list.find((one) => one.attribution === member.attribution)?.side ?? 'neutral', 'neutral');
  await page.close();
});

test('m: another speaker', async () => {
  const { page } = await named();
  const agents = (await data(page, '/agents.json?limit=50')).items;
  const member = await correcting(page, (one) => one.agent && one.source.length > 0);
  const wanted = agents.find((one) => one.id !== member.agent.id && one.kind === 'person');
  await page.locator('dialog.correct summary', { hasText: 'Who says it' }).click();
  await page.getByLabel('Find a person or body').fill(wanted.name);
  await page.locator('.pick button', { hasText: wanted.name }).first().click();
  await only(page, 'speaker');
  const read = (await data(page, `/documents/${member.document.id}.json`)).attributions.find((one) => one.id === member.attribution);
  assert.equal(read.agent?.name, wanted.name);
  await page.close();
});

test('m: it says something else than this claim', async () => {
  const { page } = await named();
  const member = await correcting(page, (one, at) => at > 0 && one.side === 'supports' && one.source.length > 0); // the earliest would take the claim's address with it
  await page.getByText('It does not belong to this claim').click();
  await page.getByRole('button', { name: 'It says something else than this claim' }).click();
  await only(page, 'split');
  const now = await page.evaluate(async (address) => { const answer = await fetch(address); return answer.ok ? answer.json() : null; }, `/claims/${id}.json`);
  assert.ok(!now || !now.member_list.some((one) => one.attribution === member.attribution && one.side === 'supports'));
  await page.close();
});

test('m: a denial does not speak of this claim', async () => {
  const { page } = await named();
  await correcting(page, (one) => one.side === 'denies' && one.source.length > 0);
  await page.getByText('It does not belong to this claim').click();
  await page.getByRole('button', { name: 'This denial does not speak of this claim' }).click();
  await only(page, 'cut-denial');
  await page.close();
});

test('two claims become one, and the address of the one that is gone leads on', async () => {
  const { page } = await named(undefined, { allow: [/410|404/] });
  const label = (await claimOf(page, other)).label;
  await page.getByRole('button', { name: 'Merge with another claim' }).click();
  await accessible(page);
  await page.getByLabel('Find a claim').fill(label.slice(0, 30));
  await page.locator('.pick button').first().waitFor();
  await page.locator('.pick li').filter({ hasText: label.slice(0, 30) }).first().getByRole('button').click();
  await counted(page);
  const list = await decisions(page);
  assert.deepEqual(list.map((one) => [one.kind, one.applied]), [['merge', true]]);
  const kept = [];
  for (const which of [id, other]) { await page.goto(`${server.base}/claims/${which}`); await settled(page); await page.locator('h1, .problem a[href^="/claims/c"]').first().waitFor(); kept.push(await page.locator('h1').count() ? 'there' : (await page.locator('.problem a[href^="/claims/c"]').count()) ? 'leads on' : 'lost'); }
  assert.ok(!kept.includes('lost'), kept.join());
  await page.goto(`${server.base}/decisions`);
  await settled(page);
  await page.getByRole('button', { name: /Undo this/ }).click();
  await counted(page);
  assert.equal((await claimOf(page, other)).id, other);
  await page.close();
});

test('two roots are one occasion; what was folded is two', async () => {
  const { page } = await named();
  const list = (await data(page, '/claims.json?limit=500')).items;
  let two = null, folded = null;
  for (const row of list) {
    if (two && folded) break;
    const claim = await claimOf(page, row.id);
    const roots = claim.roots.filter((one) => one.side === 'supports' && one.agent);
    if (!two && roots.length >= 2) two = claim;
    if (!folded && claim.roots.some((one) => one.folds.length)) folded = claim;
  }
  assert.ok(two);
  await page.goto(`${server.base}/claims/${two.id}`);
  await settled(page);
  await page.getByRole('button', { name: 'Roots' }).click();
  await accessible(page);
  const roots = two.roots.filter((one) => one.side === 'supports' && one.agent);
  const boxes = page.locator('dialog.correct fieldset label');
  for (const root of roots.slice(0, 2)) await boxes.filter({ hasText: root.label }).first().locator('input').check();
  await page.getByRole('button', { name: 'These two are one occasion' }).click();
  await counted(page);
  assert.deepEqual((await decisions(page)).map((one) => one.kind), ['same-root']);
  if (folded) {
    await page.goto(`${server.base}/claims/${folded.id}`);
    await settled(page);
    await page.getByRole('button', { name: 'Roots' }).click();
    await page.getByRole('button', { name: 'They are two occasions' }).first().click();
    await counted(page);
    assert.equal((await decisions(page))[0].kind, 'not-same-root');
  }
  await page.close();
});

test('two tabs: what one decides the other shows, and its place stays', async () => {
  const { page, context } = await named();
  const { member_list: members } = await claimOf(page);
  const second = await context.newPage();
  await second.goto(`${server.base}/claims/${id}?at=${members[2].attribution}`);
  await settled(second);
  const where = await second.evaluate(() => scrollY);
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await second.waitForSelector(`[data-attribution="${members[0].attribution}"] .review.accepted`, { timeout: 30_000 });
  assert.equal(await at(second), members[2].attribution);
  assert.ok(Math.abs(await second.evaluate(() => scrollY) - where) < 120, 'nothing jumps');
  await second.keyboard.press('u');
  await page.waitForFunction((which) => !document.querySelector(`[data-attribution="${which}"] .review`), members[0].attribution, { timeout: 30_000 });
  await context.close();
});

test('a server that is killed in between: nothing is lost, and it is not decided twice', async () => {
  const { page } = await named(undefined, { allow: [/ERR_|Failed to load|40[13]/] });
  const { member_list: members } = await claimOf(page);
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await counted(page);
  const { port } = server;
  await server.kill();
  await page.keyboard.press('a');
  await page.keyboard.press('r');
  await page.waitForSelector('.unsaved');
  assert.match(await page.locator('.unsaved').innerText(), /2 decisions could not be saved\. Kept here/);
  assert.match(await mark(page, members[1].attribution), /accepted/);
  await accessible(page);
  server = await serve(cased.file, { port });
  await page.goto(server.login); // sessions end with the server: one logs in again, in the same tab
  server.login = null;
  server.cookies = await page.context().cookies();
  await page.waitForSelector('.unsaved', { state: 'detached', timeout: 30_000 }); // sent by itself
  await page.goto(`${server.base}/claims/${id}`);
  await settled(page);
  await eventually(page, '/decisions.json', (now) => now.total === 3);
  assert.deepEqual((await decisions(page)).map((one) => one.kind).sort(), ['accept', 'accept', 'reject']);
  await page.close();
});

test('an answer that is lost on the way: the decision is in the case once', async () => {
  const { page } = await named(undefined, { allow: [/ERR_|Failed to load/] });
  await page.route('**/events', (route) => route.abort()); // whatever the server tells would send it again by itself, before anybody could click
  await page.reload();
  await settled(page);
  await page.route('**/decisions', async (route) => { if (route.request().method() !== 'POST') return route.continue(); await route.fetch(); await route.abort(); }, { times: 1 });
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await page.waitForSelector('.unsaved');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.waitForSelector('.unsaved', { state: 'detached' });
  await page.unroute('**/events');
  await saved(page);
  await eventually(page, '/decisions.json', (now) => now.total >= 1);
  await counted(page);
  assert.equal((await decisions(page)).length, 1);
  await page.close();
});

test('a full disk: said in words, kept through a reload, copied, tried again, thrown away', async () => {
  const { page, context } = await named(undefined, { allow: [/507/] });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.base });
  const full = (route) => route.request().method() === 'POST' ? route.fulfill({ status: 507, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'The disk is full', status: 507, next: 'Make room, then try again.' }) }) : route.continue();
  await page.route('**/decisions', full);
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await page.keyboard.press('a');
  await page.waitForFunction(() => document.querySelectorAll('.unsaved li').length === 2);
  assert.match(await page.locator('.unsaved').innerText(), /The disk is full\. .*Make room/);
  await page.reload();
  await settled(page);
  assert.equal(await page.locator('.unsaved li').count(), 2);
  await page.getByRole('button', { name: 'Copy them' }).click();
  await page.waitForFunction(() => /Copied/.test(document.querySelector('.toasts').textContent));
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(lines.map((line) => line.kind), ['accept', 'accept']);
  await page.getByRole('button', { name: 'Throw away' }).first().click();
  assert.equal(await page.locator('.unsaved li').count(), 1);
  await page.unroute('**/decisions', full);
  await page.getByRole('button', { name: 'Try again' }).click();
  await eventually(page, '/decisions.json', (now) => now.total === 1);
  await context.close();
});

test('a session that has ended: what was decided waits for the next one', async () => {
  const { page } = await named(undefined, { allow: [/401/] });
  await page.route('**/decisions', (route) => route.request().method() === 'POST' ? route.fulfill({ status: 401, json: {} }) : route.continue());
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await page.waitForSelector('.unsaved');
  assert.match(await page.locator('.unsaved').innerText(), /session has ended.*login link/is);
  await page.unroute('**/decisions');
  await page.reload(); // logged in again
  await eventually(page, '/decisions.json', (now) => now.total === 1);
  await page.waitForSelector('.unsaved', { state: 'detached' });
  await page.close();
});

test('undo before anything was saved needs no server', async () => {
  const { page } = await named(undefined, { allow: [/507/] });
  await page.route('**/decisions', (route) => route.request().method() === 'POST' ? route.fulfill({ status: 507, json: { type: 'about:blank', title: 'The disk is full', status: 507 } }) : route.continue());
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await page.waitForSelector('.unsaved');
  await page.keyboard.press('u');
  await page.waitForSelector('.unsaved', { state: 'detached' });
  assert.match(await page.locator('.save-line').innerText(), /Taken back before it was saved/);
  assert.equal(await page.locator('.review.accepted').count(), 0);
  await page.close();
});
