// Time stamps in the HTML dossier, checked by the dossier itself in a real browser: tokens of openssl ts and cms, whole and changed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { board, openDossier, sealedAnew, sha256 } from './dossier.mjs';
import { launch, makeCase, program, root } from './harness.mjs';
import { authority } from './tsa.mjs';

let browser, made, dossier, digest, checker;
const hash = sha256('the head of a log');

before(async () => {
  made = makeCase(['01-tidewater-lantern.html', '06-saltmarsh-herald.html', '17-quillon-denies-all-charges.html'].map((name) => join(root, 'examples/brannoch/articles', name)));
  for (const [name, options] of [['harbour', {}], ['lighthouse', { key: 'P-384', hash: 'sha384' }]]) {
    const one = authority(made.folder, name, options), done = spawnSync(program, ['stamp', made.file, '--fetch', one.command, '--trust', one.root], { encoding: 'utf8' });
    assert.equal(done.status, 0, done.stderr);
  }
  const file = join(made.folder, 'dossier.html'), done = spawnSync(program, ['report', made.file, '--html', file], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  digest = /by another way than the file: ([0-9a-f]{64})/.exec(done.stderr)[1];
  dossier = readFileSync(file, 'utf8');
  browser = await launch();
  checker = await openDossier(browser, made.folder, dossier);
});
after(async () => { await browser?.close(); made?.remove(); });

async function said(html) {
  const { page, context, wrong } = await openDossier(browser, made.folder, html), out = await board(page);
  await context.close();
  assert.deepEqual(wrong, []);
  return out;
}
/** A token alone, as the dossier's check sees it. */
const check = (token, over = hash) => checker.page.evaluate(([base64, of]) => timeStamp.check(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)), of), [token.toString('base64'), over]);
const tokens = () => Array.from(dossier.matchAll(/<code class="token">([^<]+)<\/code>/g), (match) => match[1]);

test('two stamps hold: what they say, and what was not checked, stands on the board', async () => {
  const { state, verdict, text } = await said(dossier);
  assert.equal(state, 'green', text);
  assert.match(verdict, /log entries hold/);
  assert.ok(text.includes(digest));
  for (const name of ['harbour', 'lighthouse']) assert.match(text, new RegExp(`The log up to entry \\d+ existed on \\d{4}-\\d\\d-\\d\\d, \\d\\d:\\d\\d:\\d\\d UTC, says Port Elm, Clock of ${name}`));
  const fingerprint = spawnSync('openssl', ['x509', '-in', join(made.folder, 'harbour/ca.pem'), '-noout', '-fingerprint', '-sha256'], { encoding: 'utf8' }).stdout.split('=')[1].trim().replaceAll(':', '').toLowerCase();
  assert.match(text, /to be trusted with the time, and whether it has taken a certificate back since/);
  assert.ok(text.includes(fingerprint), 'the fingerprint of the root, to compare');
  assert.ok(!text.includes('nobody has stamped'));
  const few = await said(spawnSync(program, ['report', made.file, '--html', '-', '--claims', '1'], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout);
  assert.equal(few.state, 'green', few.text);
  assert.equal(few.text.match(/The log up to entry/g).length, 2);
});

test('one changed byte of a token, two tokens exchanged, another head, a stamp left out: red and named, the seal made anew or not', async () => {
  const [first, second] = tokens();
  const seqs = Array.from(dossier.matchAll(/over log entry <code class="seq">(\d+)/g), (match) => match[1]);
  const oneByte = Array.from({ length: 8 }, (_, i) => {
    const bytes = Buffer.from(first, 'base64');
    bytes[Math.floor((bytes.length * (2 * i + 1)) / 16)] ^= 1 << i;
    return [`byte ${i}`, dossier.replace(first, bytes.toString('base64')), `the time stamp over log entry ${seqs[0]}`];
  });
  const hashOf = new RegExp(`(id="log${seqs[0]}">[^]*?<code class="hash">)([0-9a-f]{64})`).exec(dossier)[2];
  const cases = [
    ...oneByte,
    ['exchanged', dossier.replace(first, '(here)').replace(second, first).replace('(here)', second), `the time stamp over log entry ${seqs[1]}`],
    ['another entry', dossier.replace(`class="seq">${seqs[0]}<`, 'class="seq">1<'), 'the time stamp over log entry 1'],
    ['the hash that is stamped', dossier.replaceAll(hashOf, hashOf.replace(/.$/, (c) => (c === '0' ? '1' : '0'))), `the time stamp over log entry ${seqs[0]}`],
    ['left out', dossier.replace(/<li class="stamp rfc3161">[^]*?<\/li>\n/, ''), 'tells of a time stamp that is not in this dossier'],
    ['no base64', dossier.replace(first, `${first.slice(0, -8)}?`), `the time stamp over log entry ${seqs[0]}`],
  ];
  for (const [what, html, words] of cases) {
    assert.notEqual(html, dossier, what);
    for (const page of [html, sealedAnew(html)]) {
      const { state, places } = await said(page);
      assert.equal(state, 'red', what);
      assert.ok(places.some((place) => place.includes(words)), `${what}: ${places.join(' | ')}`);
    }
  }
  const head = await said(sealedAnew(dossier.replace(/(<code id="head">)(.)/, (_, tag, c) => tag + (c === '0' ? '1' : '0'))));
  assert.equal(head.state, 'red');
  assert.ok(head.places.some((place) => place.includes('does not end with this hash')), head.places.join(' | '));
});

test('RSA, RSA-PSS and ECDSA tokens of every form hold', async () => {
  const plain = authority(made.folder, 'plain'), pssOnly = authority(made.folder, 'pss-only', { key: 'rsa-pss' }), token = plain.token(hash);
  const pss = ['-keyopt', 'rsa_padding_mode:pss'];
  const all = { 'RSA, SHA-256': token, 'RSA, SHA-512': authority(made.folder, 'sha512', { hash: 'sha512' }).token(hash), 'the older attribute, SHA-1': authority(made.folder, 'ess1', { ess: 'sha1' }).token(hash),
    'its certificate named with SHA-384': authority(made.folder, 'ess384', { ess: 'sha384' }).token(hash), 'P-256': authority(made.folder, 'p256', { key: 'P-256' }).token(hash),
    'P-384': authority(made.folder, 'p384', { key: 'P-384', hash: 'sha384' }).token(hash), 'RSA-PSS': plain.signedAgain(token, '-cades', ...pss),
    'RSA-PSS, SHA-384': plain.signedAgain(token, '-cades', '-md', 'sha384', ...pss, '-keyopt', 'rsa_pss_saltlen:20', '-keyopt', 'rsa_mgf1_md:sha384'), 'a key for RSA-PSS alone': pssOnly.signedAgain(token, '-cades', ...pss), 'named by its key': plain.signedAgain(token, '-cades', '-keyid') };
  for (const [what, bytes] of Object.entries(all)) {
    const out = await check(bytes);
    assert.deepEqual([out.wrong, out.unchecked], [[], []], what);
    assert.match(out.at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, what);
    assert.match(out.authority, /^Port Elm, Clock of /, what);
    assert.match(out.top.name, /Root of/, what);
  }
});

test('what is not so is said, and what cannot be known is not said to be so', async () => {
  const plain = authority(made.folder, 'plain-2'), mail = authority(made.folder, 'mail', { use: 'mail' }), token = plain.token(hash), wrong = async (bytes, words, over) => {
    const out = await check(bytes, over);
    assert.match(out.wrong.join(' | '), words);
  };
  await wrong(token, /stamps another hash/, sha256('another head'));
  await wrong(mail.signedAgain(token, '-cades'), /a certificate that is not for time stamps/);
  await wrong(authority(made.folder, 'late', { days: ['-days', '-1'] }).signedAgain(token, '-cades'), /was not valid/);
  await wrong(token.subarray(0, token.length - 1), /cut off/);
  await wrong(Buffer.concat([token, Buffer.from([0])]), /behind its end/);
  await wrong(Buffer.alloc(0), /cut off/);
  await wrong(Buffer.from('3080020100', 'hex'), /cut off/);

  const unknown = async (bytes, words) => {
    const out = await check(bytes);
    assert.deepEqual(out.wrong, []);
    assert.match(out.unchecked.join(' | '), words);
    return out;
  };
  assert.equal((await unknown(authority(made.folder, 'k1', { key: 'secp256k1' }).token(hash), /does not know the curve/)).at, '');
  assert.equal((await unknown(plain.signedAgain(token, '-cades', '-nocerts'), /the certificate of its authority is not in it/)).at, '');
  await unknown(plain.signedAgain(token), /names none by its hash/);
  await unknown(plain.token(hash, false), /the one that issued it is not there/);
  await checker.page.evaluate(() => { globalThis.now = Date.now; Date.now = () => Date.parse('2060-01-01'); });
  const out = await unknown(token, /has expired since/);
  assert.notEqual(out.at, '');
  await checker.page.evaluate(() => { Date.now = () => Date.parse('2020-01-01'); });
  await unknown(token, /still to come/);
  await checker.page.evaluate(() => { Date.now = globalThis.now; });
  const without = await checker.context.newPage();
  await without.addInitScript(() => { Object.defineProperty(globalThis, 'crypto', { value: {} }); });
  await without.goto(pathToFileURL(join(made.folder, 'dossier.html')).href);
  const { state, text } = await board(without);
  assert.equal(state, 'green');
  assert.equal(text.match(/of the time stamp over log entry \d+: this browser gives a page from a disk no WebCrypto\./g).length, 2, text);
  assert.ok(!text.includes('existed on'), text);
});

test('no byte of a token can be changed unnoticed', async () => {
  const token = authority(made.folder, 'every-byte', { key: 'P-256' }).token(hash);
  const [held, unsure] = await checker.page.evaluate(async ([base64, of]) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)), kept = [[], []];
    for (let i = 0; i < bytes.length; ++i) {
      bytes[i] ^= 1 << (i % 8);
      const out = await timeStamp.check(bytes, of);
      if (!out.wrong.length) kept[out.unchecked.length ? 1 : 0].push(`${i}: ${out.unchecked.join()}`);
      bytes[i] ^= 1 << (i % 8);
    }
    return kept;
  }, [token.toString('base64'), hash]);
  assert.deepEqual(held, []);
  // An algorithm turned into one that nobody has, a root's key that is none: said not to be checked. In a dossier the token's hash in the log turns these red too.
  for (const one of unsure) assert.match(one, /does not know|cannot use its key|the certificate of its authority is not in it|the one that issued it is not there|none of those behind/);
  console.log(`${token.length} bytes: ${token.length - unsure.length} changes are wrong, ${unsure.length} cannot be checked`);
  assert.ok(unsure.length < token.length / 4, unsure.join('\n'));
});
