// What the tests of the HTML dossier share: the page opened from the disk, what its board says, and its seal made anew as a forger would.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** The page of these bytes, opened from the disk; `wrong` fills with requests, broken rules and errors of scripts. */
export async function openDossier(browser, folder, html, options = {}) {
  const file = join(folder, 'handed-over.html');
  writeFileSync(file, html);
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage(), wrong = [], address = pathToFileURL(file).href;
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => wrong.push(message.text()));
  page.on('dialog', (dialog) => { wrong.push('a dialog'); dialog.dismiss(); });
  page.on('request', (request) => { if (request.url() !== address) wrong.push(`asked for ${request.url()}`); });
  await page.goto(address);
  return { page, context, wrong };
}

/** What the check says, once it has said it all: stamps take it a moment. */
export async function board(page) {
  await page.waitForFunction(() => { const said = document.querySelector('#check .verdict'); return said && !said.textContent.includes('being checked'); }, null, { timeout: 30_000 });
  return page.evaluate(() => ({ state: document.getElementById('check').className, verdict: document.querySelector('#check .verdict').textContent,
    places: Array.from(document.querySelectorAll('#check ol li'), (li) => li.textContent), text: document.getElementById('check').textContent,
    marked: Array.from(document.querySelectorAll('[data-broken]'), (e) => e.outerHTML) }));
}

/** The seal made anew by whoever changed the page, as docs/formats/dossier-html.md tells how it is made. */
export function sealedAnew(html) {
  const begin = html.indexOf('<div id="dossier">'), end = html.lastIndexOf('</div><!--end of the dossier-->') + 6;
  const body = html.slice(begin, end).replaceAll(' open=""', '');
  const pieces = body.split(/(?=<(?:h[1-4]|p|li|d[td]|tr|figcaption|blockquote|summary|caption|section|article|nav|header|figure)[ >])/);
  return html.replace(/\{"digest":"[0-9a-f]*","pieces":"[0-9a-f]*"\}/, `{"digest":"${sha256(body)}","pieces":"${pieces.map((p) => sha256(p).slice(0, 8)).join('')}"}`);
}
