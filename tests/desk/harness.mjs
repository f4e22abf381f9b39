// What every browser test of the desk needs: the real server on the example case, Debian's Chromium, axe, and a watch for what must never happen.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
const require = createRequire(join(root, 'desk/package.json'));
const { chromium } = require('playwright-core');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
export const program = process.env.STEMMA ?? join(root, 'build/release/stemma');

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** A fresh case of the given files or folders, in a folder of its own. `remove` takes it away. */
export function makeCase(paths = [join(root, 'examples/brannoch/articles')]) {
  const folder = mkdtempSync(join(tmpdir(), 'stemma-desk-'));
  const file = join(folder, 'brannoch.stemma');
  const made = spawnSync(program, ['add', file, ...paths], { encoding: 'utf8' });
  assert.ok(existsSync(file), `stemma add made no case: ${made.stderr}`);
  return { file, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts `stemma serve`; gives its address, a login link that works once, and ways to end it: politely, or as a power cut would. */
export async function serve(file, { port = 0, extra = [] } = {}) {
  const child = spawn(program, ['serve', file, '--port', String(port), '--no-open', ...extra], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const login = await new Promise((found, failed) => {
    const timer = setTimeout(() => failed(new Error(`stemma serve said no address in 60 s: ${said}`)), 60_000);
    const listen = (bytes) => {
      said += bytes;
      const match = /https?:\/\/[^\s]*\/login\/[\w-]+/.exec(said);
      if (match) { clearTimeout(timer); found(match[0]); }
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => { clearTimeout(timer); failed(new Error(`stemma serve ended with ${code}: ${said}`)); });
  });
  const ended = new Promise((done) => child.on('exit', done));
  const stop = (signal) => async () => { child.kill(signal); await ended; };
  return { login, base: new URL(login).origin, port: Number(new URL(login).port), pid: child.pid, close: stop('SIGTERM'), kill: stop('SIGKILL') };
}

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });

/**
 * A browser window that is logged in and watched: nothing is requested from elsewhere, no script breaks a rule of the page or throws. `check` says
 * so at the end of a test; `allow` are console messages that the test provokes.
 */
export async function open(browser, server, path, { width = 1280, height = 900, allow = [], login = true, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(`script: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error' && !allow.some((one) => one.test(message.text()))) wrong.push(`console: ${message.text()}`); });
  page.on('request', (request) => { if (!request.url().startsWith(server.base) && !/^(data|blob):/.test(request.url())) wrong.push(`asked elsewhere: ${request.url()}`); });
  if (login && server.login) { await page.goto(server.login); server.login = null; server.cookies = await context.cookies(); }
  else if (server.cookies) await context.addCookies(server.cookies);
  await page.goto(server.base + path);
  await settled(page);
  return { page, context, wrong, check: () => assert.deepEqual(wrong, []) };
}

/** Waits until nothing is being loaded. Asks by the clock: where no frame is drawn, none would be asked for. */
export async function settled(page) {
  await page.waitForFunction(() => document.querySelector('main h1, main .problem, main h2') && !document.querySelector('.loading, [aria-busy="true"]'), null, { timeout: 30_000, polling: 50 });
}

/** No violation of WCAG 2.2 AA. */
export async function accessible(page, where = page.url()) {
  await page.evaluate(axeSource); // not as a script of the page: its rules forbid that
  // What sticks to the window's edge half covers whatever lies under it at the moment; scrolling uncovers that, so it says nothing of its size.
  await page.evaluate(() => { for (const one of document.querySelectorAll('main > *, main article > *, .masthead, .review-bar')) if (getComputedStyle(one).position === 'sticky') one.style.position = 'static'; });
  const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ')} (${one.nodes[0].any[0]?.message ?? one.help})`), [], where);
}

/** Nothing sticks out of the window to the side. */
export async function fits(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${page.url()} is ${over} px wider than the window`);
}

/** A view as everybody may need it: light and dark, narrow, right to left; accessible in all. */
export async function everyWay(browser, server, path) {
  for (const options of [{}, { colorScheme: 'dark' }, { width: 360, height: 740 }, { rtl: true }]) {
    const { rtl, ...rest } = options;
    const view = await open(browser, server, path, rest);
    if (rtl) await view.page.evaluate(() => { document.documentElement.dir = 'rtl'; });
    await fits(view.page);
    await accessible(view.page, `${path} ${JSON.stringify(options)}`);
    view.check();
    await view.context.close();
  }
}

/** The data at an address, fetched by the page itself. */
export const data = (page, path) => page.evaluate(async (address) => (await fetch(address)).json(), path);
/** Waits until the data at an address are as they should be; gives them. (A predicate of waitForFunction must not be asynchronous: its promise would do.) */
export async function eventually(page, path, test, most = 30_000) {
  for (const end = Date.now() + most; ;) {
    const now = await data(page, path).catch(() => null); // the page may be on its way, the server may be away
    if (now && test(now)) return now;
    if (Date.now() > end) assert.fail(`${path} did not come to ${test}: ${JSON.stringify(now)?.slice(0, 300)}`);
    await page.waitForTimeout(150);
  }
}
/** Presses a key until something is true; fails after `most` times. */
export async function pressUntil(page, key, test, most = 60) {
  for (let i = 0; i < most; i++) {
    if (await page.evaluate(test)) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${key} pressed ${most} times`);
}
