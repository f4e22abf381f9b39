// The desk in a real browser: how long the first view and each kind of click take on a case, from the event until the frame that shows the answer
// has been laid out and handed over to be painted.
//
//   STEMMA=build/release/stemma node bench/desk_clicks.mjs CASE [ROUNDS]     JSON: {"first_view": [ms...], "clicks": {KIND: [ms...]}}
import { launch, serve, settled } from '../tests/desk/harness.mjs';

const [file, rounds = '10'] = process.argv.slice(2);
const server = await serve(file);
const browser = await launch();
const out = { first_view: [], clicks: {} };
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(server.login);
  await settled(page);

  for (let i = 0; i < Number(rounds); i++) {
    const fresh = await context.newPage();
    await fresh.addInitScript(() => {
      const look = () => document.querySelector('main .rows .row') ? requestAnimationFrame(() => { window.shownAt = performance.now(); }) : requestAnimationFrame(look);
      look();
    });
    await fresh.goto(`${server.base}/claims`);
    out.first_view.push(await (await fresh.waitForFunction(() => window.shownAt)).jsonValue());
    await fresh.close();
  }

  /** Clicks what `what` finds; done when the address has `path` in it and something `shows` is on screen, nothing is loading but what comes after the
   *  words of the first screen: what lies below that (an article that is busy), and a claim's graph, whose time is kept as `KIND, its graph`. */
  const click = async (kind, what, path, shows) => {
    const ms = await page.evaluate(async ({ what, path, shows }) => {
      const target = document.querySelector(what);
      if (!target) return `there is no ${what} at ${location}`;
      const began = performance.now();
      target.click();
      const painted = () => new Promise((next) => requestAnimationFrame(() => { // what is posted in a frame comes after its layout and paint
        const after = new MessageChannel();
        after.port1.onmessage = next;
        after.port2.postMessage(0);
      }));
      for (let words = 0; ;) {
        await painted();
        const there = (location.pathname + location.search).includes(path) && document.querySelector(shows) && !document.querySelector('main .loading, main [aria-busy="true"]:not(.graphbox, article)');
        if (there) words ||= performance.now() - began;
        if (words && !document.querySelector('main .graphbox[aria-busy="true"]')) return { words, all: performance.now() - began, drawn: document.querySelector('main .graphbox') !== null };
        if (performance.now() - began > 20000) return `${what} did not lead to ${path} ${shows}`;
      }
    }, { what, path, shows });
    if (typeof ms === 'string') throw new Error(ms);
    (out.clicks[kind] ??= []).push(ms.words);
    if (ms.drawn) (out.clicks[`${kind}, its graph`] ??= []).push(ms.all);
  };
  const nav = (kind, href, shows) => click(kind, `nav a[href="${href}"]`, href, shows);

  for (let i = 0; i < Number(rounds); i++) {
    await page.goto(`${server.base}/claims?offset=${i * 97}`);
    await settled(page);
    await page.waitForTimeout(1500); // nobody clicks before having read a line
    const claims = await page.evaluate(() => [...document.querySelectorAll('main .row h2 a, main .row .label a')].map((one) => one.getAttribute('href')));
    const href = claims[i % claims.length];
    await click('a claim', `main a[href="${href}"]`, href.split('?')[0], 'article.claim h1');
    await click('a root off', '.rootlist input[type="checkbox"]', 'without', '.switched');
    await click('its words in the reader', 'main article.claim header a.there, main article.claim header p a[href^="/documents/"]', '/documents/', 'main .text, main .doc');
    await nav('people and bodies', '/agents', 'main .row, main tr');
    await nav('documents', '/documents', 'main .row, main tr');
    await nav('timeline', '/timeline', 'main canvas');
    await nav('figures', '/figures', 'main .figureitem');
    await click('one figure', '.figureitem button[aria-expanded="false"]', 'open=', '.ledger tbody tr');
    await nav('what we cannot see', '/not-seen', 'main .not-seen');
    await nav('claims', '/claims', 'main .rows .row');
    await click('next page', 'a[rel="next"]', 'offset=', 'main .rows .row');
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(JSON.stringify(out));
