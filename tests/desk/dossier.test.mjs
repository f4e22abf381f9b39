// The HTML dossier in a real browser, opened as a file: its own check is green as written, and red, naming the place, whatever single character is changed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { board, openDossier, sealedAnew } from './dossier.mjs';
import { accessible, fits, launch, makeCase, program } from './harness.mjs';

let browser, made, dossier, digest;

before(async () => {
  made = makeCase();
  const file = join(made.folder, 'dossier.html');
  const done = spawnSync(program, ['report', made.file, '--html', file], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  digest = /by another way than the file: ([0-9a-f]{64})/.exec(done.stderr)[1];
  dossier = readFileSync(file, 'utf8');
  browser = await launch();
});
after(async () => { await browser?.close(); made?.remove(); });

const opened = (html, options) => openDossier(browser, made.folder, html, options);

/** A small generator, so that the same changes are made every time. */
function random(seed) {
  let x = seed >>> 0;
  return (below) => { x = (Math.imul(x, 1664525) + 1013904223) >>> 0; return Math.floor((x / 2 ** 32) * below); };
}

/** What somebody might change, and how the place must be named. */
const kinds = [
  ['a quotation', /<mark>([^<]{12,})<\/mark>/g, /quotation|words/],
  ['the speaker of a quotation', /<blockquote[^>]*>[^<]*(?:<mark>[^<]*<\/mark>[^<]*)*<b>([^<]{3,})<\/b>/g, /quotation/],
  ['a quotation in a list', /<bdi lang="en" dir="auto">“([^<]{12,})<\/bdi><sup>/g, /quotation|“/],
  ['a captured passage', /<p class="words"[^>]*>([^<]{20,})<\/p>/g, /captured passage/],
  ['the hash of a passage', /<code class="sha256">([^<]+)<\/code>/g, /captured passage/],
  ['a footnote', /characters <span class="at">([^<]+)<\/span>, /g, /footnote/],
  ['the original of a footnote', /<code class="original">([^<]+)<\/code>/g, /footnote/],
  ['a log entry', /<li class="entry" id="log\d+"><p>([^<]{20,})<\/p>/g, /log entry/],
  ['the words of a log entry as hashed', /<code class="detail">([^<]{5,})<\/code>/g, /log entry/],
  ['a count', /<p class="headline">([^<]+)<\/p>/g, /Reported by|“/],
  ['a number of the summary', /<dd>(\d+)<\/dd><\/div>/g, /“/],
  ['a source line', /<figcaption><a[^>]*><bdi dir="auto">([^<]{4,})<\/bdi>/g, /“/],
  ['a reason', /<ul class="why">\n<li>([^<]{12,})</g, /“/],
  ['the method', /<dt>([^<]{8,})<\/dt><dd>[^<]*of 1<\/dd>/g, /“/],
  ['the head of the log', /<code id="head">([^<]+)<\/code>/g, /“/],
];

function changed(html, [what, pattern], pick) {
  const found = Array.from(html.matchAll(pattern));
  assert.ok(found.length > 0, `the dossier has ${what}`);
  const match = found[pick(found.length)], from = match.index + match[0].lastIndexOf(match[1]);
  for (;;) {
    const at = from + pick(match[1].length), old = html[at];
    // Not inside a character reference: "&quo" for "&quot;" is no change of a character that a reader sees.
    if (!/[a-z0-9]/i.test(old) || /&[#a-z0-9]*$/i.test(html.slice(from, at))) continue;
    const now = old === '7' ? '3' : /\d/.test(old) ? '7' : old === 'e' ? 'a' : 'e';
    return html.slice(0, at) + now + html.slice(at + 1);
  }
}

test('as written it is green, asks for nothing and breaks no rule of its own', async () => {
  const { page, context, wrong } = await opened(dossier);
  const { state, verdict, text, marked } = await board(page);
  assert.equal(state, 'green', verdict);
  assert.match(verdict, /\d+ quotations, \d+ captured passages and \d+ log entries hold/);
  assert.ok(text.includes(digest), 'the digest that the program told');
  for (const gap of ['the originals', 'whether the outlets printed', 'worked out every hash', 'nobody has stamped']) assert.ok(text.includes(gap), gap);
  assert.deepEqual([marked, wrong], [[], []]);
  const took = await page.evaluate(() => { const from = performance.now(); document.querySelector('#check button').click(); return performance.now() - from; });
  console.log(`${Math.round(dossier.length / 1024)} KB checked in ${Math.round(took)} ms: ${verdict}`);
  assert.equal((await board(page)).state, 'green', 'a second time, with details opened or not');
  await page.evaluate(() => { for (const one of document.querySelectorAll('details')) one.open = !one.open; document.querySelector('#check button').click(); });
  assert.equal((await board(page)).state, 'green');
  await context.close();
});

test('thirty changes of one character, each red and named', async () => {
  const pick = random(2031);
  for (let i = 0; i < 30; ++i) {
    const kind = kinds[i % kinds.length], html = changed(dossier, kind, pick);
    assert.notEqual(html, dossier);
    const { page, context } = await opened(html);
    const { state, places, marked } = await board(page);
    assert.equal(state, 'red', `change ${i}: ${kind[0]}`);
    assert.ok(places.some((place) => kind[2].test(place)), `change ${i}, ${kind[0]}: ${places.join(' | ')}`);
    assert.ok(places.length <= 4, `change ${i}, ${kind[0]} is one place: ${places.join(' | ')}`);
    assert.ok(marked.length > 0, `change ${i} is marked in the text`);
    await context.close();
  }
});

test('a seal made anew hides no changed quotation, passage, log entry or footnote', async () => {
  assert.ok(sealedAnew(dossier) === dossier, 'the seal is what the documentation says');
  const pick = random(7);
  for (const i of [0, 3, 4, 5, 8, 14]) {
    const { page, context } = await opened(sealedAnew(changed(dossier, kinds[i], pick)));
    const { state, places } = await board(page);
    assert.equal(state, 'red', kinds[i][0]);
    assert.ok(places.length > 0 && !places.some((place) => place.includes('is not as it was written')), places.join(' | '));
    await context.close();
  }
});

test('a signature over the log is checked, and one that does not fit is red', async () => {
  const entry = /id="log3">[^]*?<code class="hash">([0-9a-f]{64})/.exec(dossier), signed = `stemma log entry 3 ${entry[1]}\n`;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519'), key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  const good = sign(null, Buffer.from(signed), privateKey).toString('hex');
  const with_ = (signature, over) => sealedAnew(dossier.replace(/<p>Nobody has stamped[^<]*<\/p>/, `<ul class="stamps">
<li class="stamp ed25519"><p>Signature over log entry <code class="seq">3</code>: key <code class="key">${key}</code></p>
<p><code class="signature">${signature}</code></p><p>over <code class="signed">${over}</code></p></li></ul>`));
  for (const [signature, over, state, words] of [[good, signed, 'green', 'over log entry 3 fits the key'], [`${good.slice(0, -4)}0000`, signed, 'red', 'the signature over log entry 3: does not fit its key'],
    [good, signed.replace('entry 3', 'entry 4'), 'red', 'is over another entry than it says']]) {
    const { page, context } = await opened(with_(signature, over));
    await page.waitForFunction((text) => document.getElementById('check').textContent.includes(text), words, { timeout: 10_000 });
    assert.equal((await board(page)).state, state, words);
    await context.close();
  }
});

test('what is left out, put in or put beside it is red', async () => {
  const denial = /<ol class="denials">\n<li>/.exec(dossier), end = dossier.indexOf('</li>\n<li>', denial.index);
  const cases = [
    ['a denial left out', dossier.slice(0, denial.index + 20) + dossier.slice(end + 6), /left out/],
    ['a paragraph put in', dossier.replace('<main id="main">', '<main id="main"><p>And all of it is true.</p>'), /put in/],
    ['a layer over it', dossier.replace('<div id="check"', '<div class="skip">No</div><div id="check"'), /not in the sealed dossier/],
    ['a style that hides', dossier.replace(/style-src [^;]*;/, "style-src 'unsafe-inline';").replace('</style>', '.denies{display:none}</style>'), /style sheet/],
    ['a class changed', dossier.replace('<section class="denies">', '<section class="neutral">'), /Denied by|written/],
    ['a log entry left out', dossier.replace(/<li class="entry" id="log2">[^]*?<\/li>\n/, ''), /missing|left out/],
  ];
  for (const [what, html, name] of cases) {
    assert.notEqual(html, dossier, what);
    const { page, context } = await opened(html);
    const { state, text } = await board(page);
    assert.equal(state, 'red', what);
    assert.match(text, name, what);
    await context.close();
  }
});

test('without script it says that nothing was checked', async () => {
  const { page, context } = await opened(dossier, { javaScriptEnabled: false });
  assert.match(await page.locator('#check').innerText(), /Nothing was checked/);
  assert.ok(await page.locator('blockquote').first().isVisible());
  await context.close();
});

test('a hostile page breaks out of nothing, and its quotations hold', async () => {
  const nasty = '\u202e</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)> \u2028 &lt;b&gt; \u200f';
  const escaped = nasty.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const page = join(made.folder, 'hostile.html'), file = join(made.folder, 'hostile.stemma'), out = join(made.folder, 'hostile-dossier.html');
  writeFileSync(page, `<!DOCTYPE html><meta charset="utf-8"><title>${escaped}</title><article><h1>${escaped}</h1><p>The harbour office of Port Elm said on Tuesday that ${escaped} boats had left before the storm.</p>
<p>“We counted ${escaped} boats,” said Ola Vreeland, a spokeswoman for the office. The fishers' union denied that and spoke of twelve.</p></article>`);
  assert.equal(spawnSync(program, ['add', file, page]).status, 0);
  assert.equal(spawnSync(program, ['report', file, '--html', out]).status, 0);
  const { page: view, context, wrong } = await opened(readFileSync(out, 'utf8'));
  const { state, places } = await board(view);
  assert.equal(state, 'green', places.join(' | '));
  assert.equal(await view.locator('script').count(), 2);
  assert.equal(await view.locator('img').count(), 0);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('it fits a telephone, and is accessible, dark too', async () => {
  const narrow = await opened(dossier, { viewport: { width: 360, height: 740 } });
  await fits(narrow.page);
  await narrow.context.close();
  const few = spawnSync(program, ['report', made.file, '--html', '-', '--claims', '3'], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout; // axe takes a minute for all
  for (const colorScheme of ['light', 'dark']) {
    const { page, context } = await opened(few, { colorScheme });
    assert.equal((await board(page)).state, 'green');
    await accessible(page, colorScheme);
    await context.close();
  }
});

/** The highest empty stretch of each page's left and right half but for the last page's, in parts of the page. */
function holes(pdf) {
  const found = spawnSync('pdftotext', ['-bbox-layout', pdf, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout, number = '="([\\d.]+)"';
  return found.split('<page ').slice(1, -1).map((page) => {
    const [, width, height] = new RegExp(`width${number} height${number}`).exec(page).map(Number);
    const lines = Array.from(page.matchAll(new RegExp(`<line xMin${number} yMin${number} xMax${number} yMax${number}`, 'g')), (m) => m.slice(1).map(Number)).filter((line) => line[3] < height - 40);
    return Math.max(...[(line) => line[0] < width / 2, (line) => line[2] > width / 2].map((inHalf) => {
      let y = 40, most = 0;
      for (const [, top, , bottom] of [...lines.filter(inHalf).sort((a, b) => a[1] - b[1]), [0, height - 45, 0, height]]) { most = Math.max(most, top - y); y = Math.max(y, bottom); }
      return most / height;
    }));
  });
}

test('it prints on A4 and Letter: nothing lost, no page half empty', async () => {
  const { page, context } = await opened(dossier), dense = (text) => text.normalize('NFKC').replace(/[\s\u00ad]/g, '');
  const wanted = await page.evaluate(() => Array.from(document.querySelectorAll('#dossier :is(h1, h2, h3, h4, blockquote, figcaption, .headline, .why li, .copies p, .note, .passage .words, .sha256, .entry > p, .entry code.hash, .document dd)'), (one) => {
    for (let up = one; up; up = up.parentElement) if (up.localName === 'details') up.open = true;
    return one.innerText;
  }));
  for (const format of ['A4', 'Letter']) {
    const file = join(process.env.STEMMA_KEEP ?? made.folder, `${format}.pdf`);
    writeFileSync(file, await page.pdf({ format, preferCSSPageSize: false }));
    const pages = spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout.split('\f').slice(0, -1);
    const printed = dense(pages.map((text) => text.replace(/^\s*\d+ \/ \d+\s*Stemma dossier/, '')).join(''));
    const lost = wanted.filter((text) => !printed.includes(dense(text).slice(0, 40)));
    assert.deepEqual(lost.slice(0, 5), [], `${lost.length} of ${wanted.length} are not on paper`);
    pages.forEach((text, i) => assert.ok(text.includes(`${i + 1} / ${pages.length}`), `${format}: page ${i + 1} bears its number`));
    assert.ok(pages.length < 100, `${format}: ${pages.length} pages`);
    const worst = Math.max(...holes(file));
    console.log(`${format}: ${pages.length} pages, the highest empty stretch is ${Math.round(100 * worst)} % of a page`);
    assert.ok(worst < 0.3, `${format}: ${holes(file).map((hole, i) => [i + 1, hole]).filter(([, hole]) => hole >= 0.3).join(' ')}`);
  }
  await context.close();
});
