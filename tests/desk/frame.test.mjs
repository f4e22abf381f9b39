// The frame of all views: keys alone, colours, a server that goes and comes, a session that ends, addresses that lead nowhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, data, launch, makeCase, open, pressUntil, serve, settled } from './harness.mjs';

let cased, server, browser;
before(async () => { cased = makeCase(); server = await serve(cased.file); browser = await launch(); });
after(async () => { await browser?.close(); await server?.close(); cased?.remove(); });

test('the keyboard alone reaches everything, visibly', async () => {
  const { page, check } = await open(browser, server, '/claims');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'view');
  await page.reload();
  await settled(page);
  const seen = new Set();
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => { const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect(); return { name: `${one.tagName} ${one.className} ${one.getAttribute('href') ?? ''}`, ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, inside: box.bottom > 0 && box.top < innerHeight }; });
    assert.ok(at.ring, `no ring on ${at.name}`);
    assert.ok(at.inside, `out of sight: ${at.name}`);
    seen.add(at.name);
  }
  assert.ok([...seen].some((name) => /\/timeline/.test(name)));
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('type')), 'search');
  await page.keyboard.type('j?k/');
  assert.equal(await page.evaluate(() => document.activeElement.value), 'j?k/');
  await page.close();
  check();
});

test('a new view takes the focus, and names itself', async () => {
  const { page } = await open(browser, server, '/claims');
  await pressUntil(page, 'Tab', () => document.activeElement?.getAttribute('href') === '/figures');
  await page.keyboard.press('Enter');
  await page.waitForURL(/figures/);
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'view');
  assert.match(await page.title(), /^Figures/);
  assert.equal(await page.locator('#ways a[aria-current="page"]').innerText(), 'Figures');
  await page.close();
});

test('colours: as the system has them, or as one chooses, also after a reload', async () => {
  const { page, context } = await open(browser, server, '/claims', { colorScheme: 'light' });
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByLabel('Colours').selectOption('dark');
  assert.notEqual(await paper(), light);
  await page.reload();
  await settled(page);
  assert.notEqual(await paper(), light);
  await page.getByLabel('Colours').selectOption('auto');
  assert.equal(await paper(), light);
  await context.close();
});

test('who decides is asked once and kept', async () => {
  const { page, check } = await open(browser, server, '/claims');
  await page.getByRole('button', { name: /You decide as/ }).click();
  await page.getByLabel(/Your name/).fill('Ada Quill');
  await accessible(page);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /Ada Quill/.test(document.querySelector('.who').innerText));
  assert.equal((await data(page, '/session.json')).who, 'Ada Quill');
  await page.close();
  check();
});

test('an address that leads nowhere says so', async () => {
  const { page } = await open(browser, server, '/claims');
  await page.evaluate(() => { const link = document.createElement('a'); link.href = '/nowhere/at/all'; document.querySelector('main').append(link); link.click(); });
  await page.waitForSelector('.problem');
  assert.match(await page.locator('.problem h1, .problem h2').innerText(), /Nothing is here/);
  await page.close();
});

test('a narrow window has a menu', async () => {
  const { page } = await open(browser, server, '/claims', { width: 360, height: 740 });
  assert.equal(await page.locator('#ways').isVisible(), false);
  await page.getByRole('button', { name: 'Menu' }).click();
  await accessible(page);
  await page.locator('#ways').getByRole('link', { name: 'Timeline' }).click();
  await page.waitForURL(/timeline/);
  assert.equal(await page.locator('#ways').isVisible(), false);
  await page.close();
});

test('an ended session is told in words, and what is on screen stays', async () => {
  const { page } = await open(browser, server, '/claims', { allow: [/401/] });
  await page.route('**/claims.json*', (route) => route.fulfill({ status: 401, json: {} }));
  await page.getByLabel('Order').selectOption('newest');
  await page.waitForSelector('.problem');
  assert.match(await page.locator('.problem').innerText(), /session has ended/i);
  assert.match(await page.locator('.problem').innerText(), /login link/);
  await page.unroute('**/claims.json*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.waitForSelector('.problem', { state: 'detached' });
  await page.close();
});

test('logging out, by keyboard: out here, and other tabs say so at once; what is on screen stays there', async () => {
  const { page, context } = await open(browser, server, '/claims', { allow: [/401/] });
  const other = await context.newPage();
  await other.goto(`${server.base}/documents`);
  await settled(other);
  await pressUntil(page, 'Tab', () => document.activeElement?.matches('button.who'));
  await page.keyboard.press('Enter');
  await pressUntil(page, 'Tab', () => document.activeElement?.textContent === 'Log out');
  await accessible(page);
  await page.keyboard.press('Enter');
  // The old page may say so in a banner before the new one is there.
  await page.waitForFunction(() => /session has ended/i.test(document.body.innerText) && document.querySelector('.row') === null);
  await other.waitForSelector('.banner.bad');
  assert.match(await other.locator('.banner.bad').innerText(), /session has ended[\s\S]*login link/i);
  assert.ok((await other.locator('main').innerText()).length > 100);
  await accessible(other);
  const { status } = await page.request.get(`${server.base}/claims.json`).then((answer) => ({ status: answer.status() }));
  assert.equal(status, 401);
  await context.close();
  await server.close();
  server = await serve(cased.file);
});

test('a server that is killed: a banner, the words stay, and all goes on when it is back', async () => {
  const { page } = await open(browser, server, '/claims', { allow: [/ERR_|Failed to load/] });
  const { port } = server;
  await server.kill();
  await page.waitForSelector('.banner.bad', { timeout: 20_000 });
  assert.ok((await page.locator('.row').count()) > 10);
  await page.getByLabel('Order').selectOption('newest');
  await page.waitForSelector('.problem');
  assert.match(await page.locator('.problem').innerText(), /does not answer/);
  assert.ok((await page.locator('.row').count()) > 10);
  server = await serve(cased.file, { port });
  await page.goto(server.login); // sessions end with the server
  server.login = null;
  server.cookies = await page.context().cookies();
  await page.goto(`${server.base}/claims`);
  await settled(page);
  assert.equal(await page.locator('.banner').count(), 0);
  await page.close();
});
