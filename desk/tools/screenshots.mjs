// Makes docs/desk/*.png, a picture of each view of the example case: npm run screenshots [NAME...]. Needs the built program (STEMMA, or
// build/release/stemma) and Debian's chromium.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { data, launch, makeCase, open, root, serve, settled } from '../../tests/desk/harness.mjs';

const folder = join(root, 'docs/desk');
mkdirSync(folder, { recursive: true });
const largest = 200 * 1024; // bytes of one picture
const wanted = process.argv.slice(2);

const cased = makeCase();
const server = await serve(cased.file);
const browser = await launch();
try {
  const { page: first, context } = await open(browser, server, '/claims');
  const claims = (await data(first, '/claims.json')).items;
  const claim = claims.find((one) => one.independent.supporting > 1 && one.independent.denying > 0) ?? claims[0];
  const view = await data(first, `/claims/${claim.id}.json`);
  const root_ = view.roots.find((one) => one.side === 'supports' && one.members > 1) ?? view.roots[0];
  const member = view.member_list.find((one) => one.agent) ?? view.member_list[0];
  const series = (await data(first, '/figures.json?limit=50')).items.findIndex((one) => one.rivals > 1 && one.high > one.low);
  await context.close();
  const pictures = [
    ['claims', '/claims'], ['claims-dark-narrow', '/claims?sort=fragile', { width: 390, height: 844, colorScheme: 'dark' }],
    ['claim', `/claims/${claim.id}`, { width: 1100, height: 1000 }], ['claim-switched', `/claims/${claim.id}?without=${root_.id}`, { width: 1100, height: 1000 }],
    ['reader', `/documents/${member.document.id}?at=${member.attribution}&claim=${claim.id}`, { width: 1100, height: 760 }], ['timeline', '/timeline'], ['figures', `/figures?open=${Math.max(0, series)}`],
    ['agents', '/agents'], ['search', '/search?q=depot'], ['documents', '/documents'], ['not-seen', '/not-seen'], ['import', '/import'], ['decisions', '/decisions'], ['hand-over', '/hand-over'],
  ].filter(([name]) => wanted.length === 0 || wanted.includes(name));
  for (const [name, path, options = {}] of pictures) {
    const { page, context: own } = await open(browser, server, path, { width: 1280, height: 860, ...options });
    await settled(page);
    await page.waitForTimeout(400); // charts and graphs come after the words
    const file = join(folder, `${name}.png`);
    await page.screenshot({ path: file });
    const size = statSync(file).size;
    console.log(`${String(size).padStart(7)}  docs/desk/${name}.png${size > largest ? '  TOO LARGE' : ''}`);
    if (size > largest) process.exitCode = 1;
    await own.close();
  }
} finally {
  await browser.close();
  await server.close();
  cased.remove();
}
