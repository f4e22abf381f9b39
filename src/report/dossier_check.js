// Checks the dossier in which it stands, offline, in any browser. How each thing is hashed: docs/formats/dossier-html.md.
'use strict';
(() => {
  const body = document.getElementById('dossier'), board = document.getElementById('check');
  const sealed = JSON.parse(document.getElementById('seal').textContent);

  // ---- SHA-256 (FIPS 180-4). Not WebCrypto: a page opened from a disk does not have it in every browser.
  const K = Uint32Array.of(
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2);
  const utf8 = new TextEncoder();
  function sha256(text) {
    const bytes = utf8.encode(text), n = bytes.length;
    const padded = new Uint8Array((n + 72) & ~63), view = new DataView(padded.buffer), w = new Uint32Array(64);
    padded.set(bytes);
    padded[n] = 0x80;
    view.setUint32(padded.length - 8, Math.floor(n / 0x20000000));
    view.setUint32(padded.length - 4, n << 3);
    const h = Uint32Array.of(0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19);
    const turn = (x, k) => (x >>> k) | (x << (32 - k));
    for (let at = 0; at < padded.length; at += 64) {
      for (let i = 0; i < 16; ++i) w[i] = view.getUint32(at + 4 * i);
      for (let i = 16; i < 64; ++i)
        w[i] = w[i - 16] + w[i - 7] + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3)) + (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10));
      let [a, b, c, d, e, f, g, z] = h;
      for (let i = 0; i < 64; ++i) {
        const s = (z + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const t = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        z = g; g = f; f = e; e = (d + s) | 0; d = c; c = b; b = a; a = (s + t) | 0;
      }
      [a, b, c, d, e, f, g, z].forEach((x, i) => { h[i] += x; });
    }
    return Array.from(h, (x) => x.toString(16).padStart(8, '0')).join('');
  }

  // ---- The canonical form: what the file said, whatever the browser made of its quotation marks and line ends.
  const cuts = new Set(['h1', 'h2', 'h3', 'h4', 'p', 'li', 'dt', 'dd', 'tr', 'figcaption', 'blockquote', 'summary', 'caption', 'section', 'article', 'nav', 'header', 'figure']);
  const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  const escaped = (s) => s.replace(/[&<>"']/g, (c) => escapes[c]);
  /** [{element, text}]: the pieces that the seal has a hash of. */
  function pieces() {
    const out = [{ element: body, text: '' }];
    const write = (s) => { out[out.length - 1].text += s; };
    for (let node = body, down = true; ;) {
      if (down) {
        if (node.nodeType === Node.ELEMENT_NODE) {
          const tag = node.localName;
          if (cuts.has(tag)) out.push({ element: node, text: '' });
          write(`<${tag}`);
          for (const { name, value } of node.attributes) if (name !== 'open') write(` ${name}="${escaped(value)}"`);
          write('>');
          if (node.firstChild) { node = node.firstChild; continue; }
        } else write(node.nodeType === Node.TEXT_NODE ? escaped(node.data) : `\x3c!--${node.data}-->`);
      }
      if (node.nodeType === Node.ELEMENT_NODE && node.localName !== 'br') write(`</${node.localName}>`);
      if (node === body) return out;
      down = Boolean(node.nextSibling);
      node = node.nextSibling || node.parentNode;
    }
  }

  // ---- What the page says, as a reader sees it
  /** The exact text: a character that would hide or turn others stands as <i data-c="202e">. */
  function exact(node) {
    if (!node) return '';
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType === Node.ELEMENT_NODE && node.dataset.c) return String.fromCodePoint(parseInt(node.dataset.c, 16));
    return Array.from(node.childNodes, exact).join('');
  }
  /** As it is printed: no character that turns or hides others, any run of white space one space. */
  const plain = (s) => s.replace(/[\t\n\r]/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
  const ranges = (element) => Array.from(((element && element.textContent) || '').matchAll(/(\d+)\u2013(\d+)/g), (m) => [Number(m[1]), Number(m[2])]);
  const target = (element) => { const a = element && element.querySelector('a[href^="#"]'); return a ? a.getAttribute('href').slice(1) : ''; };
  const code = (element, name) => { const found = element.querySelector(`code.${name}`); return found ? exact(found) : ''; };

  function placeOf(element) {
    const note = element.closest('.note'), passage = element.closest('.passage'), entry = element.closest('.entry'), claim = element.closest('.claim'), section = element.closest('section, header, nav');
    if (note) return `footnote ${note.id.slice(1)}`;
    if (passage) return `captured passage ${passage.id.slice(1)}`;
    if (entry) return `log entry ${entry.id.slice(3)}`;
    const sign = element.matches('blockquote, li, p, h3') && element.querySelector('sup a');
    const heading = (claim && claim.querySelector('h3')) || (section && section.querySelector('h1, h2')), about = heading ? `, in \u201c${plain(heading.textContent).slice(0, 60)}\u201d` : '';
    if (sign) return `quotation ${sign.textContent}${about}`;
    return `\u201c${plain(element.textContent).slice(0, 60)}\u201d${about}`;
  }

  // ---- The checks
  function check() {
    const wrong = new Map();  // element -> what
    const blame = (element, what) => { if (!wrong.has(element)) wrong.set(element, what); };

    const all = pieces(), hashes = sealed.pieces.match(/.{8}/g) || [];
    const digest = sha256(all.map((one) => one.text).join(''));
    if (digest !== sealed.digest) {
      const now = all.map((one) => sha256(one.text).slice(0, 8));
      let from = 0, to = now.length;
      if (now.length !== hashes.length) {  // something was put in or left out: between the parts that still fit
        while (from < to && now[from] === hashes[from]) ++from;
        for (let end = hashes.length; to > from && end > from && now[to - 1] === hashes[end - 1]; --end) --to;
        blame(all[Math.min(from, all.length - 1)].element, `${now.length > hashes.length ? 'something was put in' : 'something was left out'} here`);
      }
      for (let i = from; i < to; ++i) if (now.length !== hashes.length || now[i] !== hashes[i]) blame(all[i].element, 'is not as it was written');
      if (wrong.size === 0) blame(body, 'the digest of this dossier is not the one that it states');
    }

    const passages = [];
    for (const li of body.querySelectorAll('.passage')) {
      const [at] = ranges(li.querySelector('.at')), text = exact(li.querySelector('.words')), points = Array.from(text);
      if (sha256(text) !== code(li, 'sha256')) blame(li, 'its words do not have the hash that stands beside them');
      else if (!at || at[1] - at[0] !== points.length) blame(li, 'its words are not as long as its place says');
      passages.push({ document: target(li), at: at || [0, 0], points });
    }
    const byDocument = new Map();
    for (const p of passages) byDocument.set(p.document, [...(byDocument.get(p.document) || []), p]);

    const notes = new Map();
    for (const li of body.querySelectorAll('.note')) {
      const at = ranges(li.querySelector('.at')), held = byDocument.get(target(li)) || [];
      const words = at.map(([begin, end]) => {
        const p = held.find((one) => one.at[0] <= begin && end <= one.at[1]);
        return p && p.points.slice(begin - p.at[0], end - p.at[0]).join('');
      });
      if (!words.length || words.includes(undefined)) blame(li, 'no captured passage holds the place that it names');
      else notes.set(li.id, words);
    }

    for (const sign of body.querySelectorAll('sup > a[href^="#n"]')) {
      const words = notes.get(sign.getAttribute('href').slice(1)), around = sign.parentNode.parentNode, before = sign.parentNode.previousElementSibling;
      if (!words) { blame(around, 'its footnote proves nothing'); continue; }
      const wanted = plain(words.join(' \u2026 '));
      const quote = around.localName === 'blockquote';
      let shown = plain(quote ? Array.from(around.querySelectorAll('mark'), (m) => m.textContent).join(' \u2026 ') : before ? before.textContent : '');
      if (!quote && shown.startsWith('\u201c') && !wanted.startsWith('\u201c')) shown = shown.slice(1).replace(/\u201d$/, '');
      const cut = shown.endsWith('\u2026') && !wanted.endsWith('\u2026');
      if (cut) shown = shown.slice(0, -1).trim();
      // A claim is called by some of a member's words, pieces set side by side: spaces aside, these must stand there.
      const dense = (s) => s.replace(/[\s\u2026]/g, '');
      const fits = around.localName === 'h3' ? dense(wanted).includes(dense(shown)) : cut ? wanted.startsWith(shown) : wanted === shown;
      if (!shown || !fits) blame(around, 'its words are not those of the captured passage at the place that its footnote names');
    }

    let previous = '0'.repeat(64), number = 0;
    for (const li of body.querySelectorAll('.entry')) {
      const field = (name) => code(li, name);
      ++number;
      const fields = [field('previous'), li.id.slice(3), field('at'), field('action'), field('subject')];
      const text = field('form') === '2'
        ? `stemma custody 2\n${[...fields, field('words')].map((one) => `${utf8.encode(one).length}:${one}\n`).join('')}`
        : `stemma custody 1\n${[...fields, field('detail')].map((one) => `${utf8.encode(one).length}:${one}\n`).join('')}`;
      if (fields[1] !== String(number)) blame(li, 'entries before it are missing');
      else if (fields[0] !== previous) blame(li, 'does not follow from the entry before it');
      else if (sha256(text) !== field('hash')) blame(li, 'its hash does not fit what it says');
      else if (field('form') === '2' && li.querySelector('code.salt') && sha256(field('salt') + field('detail')) !== field('words')) blame(li, 'its words are not those that were logged');
      previous = field('hash');
    }
    const head = body.querySelector('#head');
    if (head && exact(head) !== previous) blame(head, 'the log does not end with this hash');

    for (const li of body.querySelectorAll('.stamp.ed25519')) {
      const entry = document.getElementById(`log${code(li, 'seq')}`);
      if (!entry || code(li, 'signed') !== `stemma log entry ${code(li, 'seq')} ${code(entry, 'hash')}\n`) blame(li, 'is over another entry than it says');
    }

    // What stands beside the sealed part could cover it or speak for it.
    const known = new Set([body, board, document.getElementById('seal'), document.querySelector('.skip'), script]);
    for (const one of document.body.childNodes)
      if (!known.has(one) && one.nodeType !== Node.COMMENT_NODE && (one.nodeType !== Node.TEXT_NODE || one.data.trim())) blame(one.nodeType === Node.ELEMENT_NODE ? one : document.body, 'stands in this file, but not in the sealed dossier');
    const styles = Array.from(document.querySelectorAll('style, link'));
    if (styles.length !== 1 || sha256(styles[0].textContent) !== code(body, 'style')) blame(body.querySelector('code.style') || body, 'the style sheet, which can hide things, is not the one that was written');
    if (sha256(script.textContent) !== code(body, 'script')) blame(body.querySelector('code.script') || body, 'this check is not the one that was written');
    return { wrong, digest, quotations: notes.size, passages: passages.length, entries: number };
  }

  // ---- What it shows
  const make = (tag, text, kind) => { const e = document.createElement(tag); if (text) e.textContent = text; if (kind) e.className = kind; return e; };
  const many = (n, one, more) => `${n.toLocaleString('en')} ${n === 1 ? one : more}`;

  function show({ wrong, digest, quotations, passages, entries }) {
    for (const one of document.querySelectorAll('[data-broken]')) one.removeAttribute('data-broken');
    board.replaceChildren();
    board.className = wrong.size ? 'red' : 'green';
    board.append(make('p', wrong.size ? `\u2717 Changed: ${many(wrong.size, 'place does', 'places do')} not hold` : `\u2713 Whole: ${many(quotations, 'quotation', 'quotations')}, ${many(passages, 'captured passage', 'captured passages')} and ${many(entries, 'log entry', 'log entries')} hold`, 'verdict'));
    if (wrong.size) {
      const list = make('ol');
      let n = 0;
      for (const [element, what] of wrong) {
        element.setAttribute('data-broken', String(++n));
        if (n > 200) continue;
        const item = make('li'), link = make('a', placeOf(element));
        link.href = `#${element.id || (element.closest('[id]') || body).id}`;
        link.addEventListener('click', (event) => {
          event.preventDefault();
          for (let up = element; up; up = up.parentElement) if (up.localName === 'details') up.open = true;
          element.scrollIntoView({ block: 'center' });
        });
        item.append(link, `: ${what}`);
        list.append(item);
      }
      board.append(list);
      if (n > 200) board.append(make('p', `and ${n - 200} more, marked in the text`));
    }
    board.append(make('p', `Checked ${new Date().toISOString().slice(0, 16).replace('T', ', ')} UTC by this browser's clock. Every quotation was compared word for word with the captured passage at the place in its footnote, every passage with its hash, the log entry by entry with its last hash, and all of the text with the digest of this dossier.`));
    const list = make('ul');
    board.append(make('p', 'Not checked:', 'label'), list);
    const item = (text) => { const li = make('li', text); list.append(li); return li; };
    item('whether somebody changed this file and worked out every hash in it anew, this check included. Compare the digest of this dossier with the one that its sender gave you by another way: ').append(make('code', digest));
    item('the originals: they are not in this file. Whoever has them can compare their SHA-256 with the footnotes.');
    item('whether the outlets printed what was captured, and whether any of it is so.');
    const erased = body.querySelectorAll('.entry.wordless').length;
    if (erased) item(`what ${many(erased, 'log entry says', 'log entries say')}: the words are not in this file. Their place in the chain holds.`);
    stamps(item);
    const again = make('button', 'Check again');
    again.type = 'button';
    again.addEventListener('click', () => show(check()));
    board.append(again);
  }

  /** Signatures, where the browser can; time stamps need the authority's certificates, which it has not. */
  async function stamps(item) {
    const tokens = body.querySelectorAll('.stamp.rfc3161').length, signatures = body.querySelectorAll('.stamp.ed25519');
    if (tokens) item(`${many(tokens, 'time stamp', 'time stamps')} (RFC 3161): stemma verify, or openssl ts -verify, checks them with the authority's certificate.`);
    if (!tokens && !signatures.length) item('when the log was written, and by whom: nobody has stamped or signed it.');
    const bytes = (hex) => Uint8Array.from(hex.match(/../g) || [], (two) => parseInt(two, 16));
    for (const one of signatures) {
      const line = item('the signature of the owner of the case ...');
      try {
        const key = await crypto.subtle.importKey('raw', bytes(code(one, 'key')), 'Ed25519', false, ['verify']);
        const good = await crypto.subtle.verify('Ed25519', key, bytes(code(one, 'signature')), utf8.encode(code(one, 'signed')));
        if (good) line.textContent = `whose the key ${code(one, 'key').slice(0, 16)}\u2026 is. Its signature over log entry ${code(one, 'seq')} fits.`;
        else {
          board.className = 'red';
          board.firstChild.textContent = '\u2717 Changed: a signature does not fit';
          one.setAttribute('data-broken', '1');
          line.textContent = `the signature over log entry ${code(one, 'seq')} does NOT fit its key.`;
        }
      } catch {
        line.textContent = 'the signature of the owner of the case: this browser cannot check Ed25519. stemma verify can.';
      }
    }
  }

  const script = document.currentScript;
  addEventListener('beforeprint', () => { for (const one of body.querySelectorAll('details:not([open])')) { one.open = true; one.folded = true; } });
  addEventListener('afterprint', () => { for (const one of body.querySelectorAll('details')) if (one.folded) { one.open = false; one.folded = false; } });
  show(check());
})();
