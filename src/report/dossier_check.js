// Checks the dossier in which it stands, offline, in any browser. How each thing is hashed: docs/formats/dossier-html.md.
(() => {
  const body = document.getElementById('dossier'), board = document.getElementById('check');
  const sealed = JSON.parse(document.getElementById('seal').textContent);

  const utf8 = new TextEncoder();

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
    const note = element.closest('.note'), passage = element.closest('.passage'), entry = element.closest('.entry'), stamp = element.closest('.stamp'), claim = element.closest('.claim'), section = element.closest('section, header, nav');
    if (note) return `footnote ${note.id.slice(1)}`;
    if (passage) return `captured passage ${passage.id.slice(1)}`;
    if (entry) return `log entry ${entry.id.slice(3)}`;
    if (stamp) return `the ${stamp.matches('.rfc3161') ? 'time stamp' : 'signature'} over log entry ${code(stamp, 'seq')}`;
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

    // What stands beside the sealed part could cover it or speak for it.
    const known = new Set([body, board, document.getElementById('seal'), document.querySelector('.skip'), script]);
    for (const one of document.body.childNodes)
      if (!known.has(one) && one.nodeType !== Node.COMMENT_NODE && (one.nodeType !== Node.TEXT_NODE || one.data.trim())) blame(one.nodeType === Node.ELEMENT_NODE ? one : document.body, 'stands in this file, but not in the sealed dossier');
    const styles = Array.from(document.querySelectorAll('style, link'));
    if (styles.length !== 1 || sha256(styles[0].textContent) !== code(body, 'style')) blame(body.querySelector('code.style') || body, 'the style sheet, which can hide things, is not the one that was written');
    if (sha256(script.textContent) !== code(body, 'script')) blame(body.querySelector('code.script') || body, 'this check is not the one that was written');
    return { wrong, digest, quotations: notes.size, passages: passages.length, entries: number, proved: [], unchecked: [] };
  }

  // ---- Stamps and signatures: these have to be waited for
  const unhex = (hex) => Uint8Array.from(hex.match(/../g) || [], (two) => parseInt(two, 16));
  function unbase64(text) {
    try { return Uint8Array.from(atob(text), (c) => c.charCodeAt(0)); } catch { return new Uint8Array(); }
  }

  async function checkStamps(result) {
    const { wrong, proved, unchecked } = result, tokens = new Set();
    const blame = (element, what) => { if (!wrong.has(element)) wrong.set(element, what); };
    const logged = new Map();  // SHA-256 of a token -> the entry that tells of it
    for (const li of body.querySelectorAll('.entry:not(.wordless)')) {
      let detail = {};
      if (code(li, 'action') === 'stamped') try { detail = JSON.parse(code(li, 'detail')) || {}; } catch { blame(li, 'its words cannot be read'); }
      if (detail.kind === 'rfc3161') logged.set(detail.sha256, li);
    }
    const untold = Array.from(body.querySelectorAll('.entry.wordless')).some((li) => code(li, 'action') === 'stamped');
    for (const li of body.querySelectorAll('.stamp')) {
      const seq = code(li, 'seq'), entry = document.getElementById(`log${seq}`), hash = entry ? code(entry, 'hash') : '';
      if (!entry) blame(li, 'is over a log entry that is not in this dossier');
      else if (li.matches('.ed25519')) await checkSignature(li, seq, hash);
      else if (li.matches('.rfc3161')) await checkToken(li, seq, hash);
      else blame(li, 'is none that this check knows');
    }
    for (const [sha, li] of logged) if (!tokens.has(sha)) blame(li, 'tells of a time stamp that is not in this dossier');

    async function checkToken(li, seq, hash) {
      const token = unbase64(code(li, 'token')), sha = sha256(token), of = await timeStamp.check(token, hash);
      tokens.add(sha);
      for (const what of of.wrong) blame(li, what);
      if (!logged.has(sha) && !untold) blame(li, 'is not the one that the log tells of');
      if (wrong.has(li)) return;
      for (const what of of.unchecked) unchecked.push(`of the time stamp over log entry ${seq}: ${what}.`);
      if (!of.at) return;
      proved.push(`The log up to entry ${seq} existed on ${of.at.replace('T', ', ').replace('Z', ' UTC')}, says ${of.authority}: its time stamp (RFC 3161) is over the hash of that entry, and its signature fits the certificate in it, which is one for time stamps.`);
      unchecked.push(`whether ${of.authority} is whom you think and to be trusted with the time, and whether it has taken a certificate back since. Compare the last certificate behind it, that of ${of.top.name}, with the one that the authority publishes. Its SHA-256: ${of.top.sha256}`);
    }
    async function checkSignature(li, seq, hash) {
      const signed = code(li, 'signed'), key = code(li, 'key');
      if (signed !== `stemma log entry ${seq} ${hash}\n`) return blame(li, 'is over another entry than it says');
      try {
        const usable = await crypto.subtle.importKey('raw', unhex(key), 'Ed25519', false, ['verify']);
        if (!await crypto.subtle.verify('Ed25519', usable, unhex(code(li, 'signature')), utf8.encode(signed))) return blame(li, 'does not fit its key');
      } catch { return unchecked.push(`the signature over log entry ${seq}: this browser cannot check Ed25519. stemma verify can.`); }
      proved.push(`The signature over log entry ${seq} fits the key ${key.slice(0, 16)}\u2026`);
      unchecked.push(`whose the key ${key.slice(0, 16)}\u2026 is.`);
    }
  }

  // ---- What it shows
  const make = (tag, text, kind) => { const e = document.createElement(tag); if (text) e.textContent = text; if (kind) e.className = kind; return e; };
  const many = (n, one, more) => `${n.toLocaleString('en')} ${n === 1 ? one : more}`;

  function show({ wrong, digest, quotations, passages, entries, proved, unchecked }, waiting) {
    for (const one of document.querySelectorAll('[data-broken]')) one.removeAttribute('data-broken');
    board.replaceChildren();
    board.className = wrong.size ? 'red' : waiting ? '' : 'green';
    board.append(make('p', wrong.size ? `\u2717 Changed: ${many(wrong.size, 'place does', 'places do')} not hold` : waiting ? 'The time stamps and signatures are being checked \u2026' : `\u2713 Whole: ${many(quotations, 'quotation', 'quotations')}, ${many(passages, 'captured passage', 'captured passages')} and ${many(entries, 'log entry', 'log entries')} hold`, 'verdict'));
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
    for (const what of proved) board.append(make('p', what));
    const list = make('ul');
    board.append(make('p', 'Not checked:', 'label'), list);
    const item = (text) => { const li = make('li', text); list.append(li); return li; };
    item('whether somebody changed this file and worked out every hash in it anew, this check included. Compare the digest of this dossier with the one that its sender gave you by another way: ').append(make('code', digest));
    item('the originals: they are not in this file. Whoever has them can compare their SHA-256 with the footnotes.');
    item('whether the outlets printed what was captured, and whether any of it is so.');
    const erased = body.querySelectorAll('.entry.wordless').length;
    if (erased) item(`what ${many(erased, 'log entry says', 'log entries say')}: the words are not in this file. Their place in the chain holds.`);
    if (!body.querySelector('.stamp')) item('when the log was written, and by whom: nobody has stamped or signed it.');
    for (const what of unchecked) item(what);
    const again = make('button', 'Check again');
    again.type = 'button';
    again.addEventListener('click', run);
    board.append(again);
  }

  async function run() {
    const result = check(), stamped = body.querySelector('.stamp') !== null;
    show(result, stamped);
    if (!stamped) return;
    await checkStamps(result);
    show(result, false);
  }

  const script = document.currentScript;
  addEventListener('beforeprint', () => { for (const one of body.querySelectorAll('details:not([open])')) { one.open = true; one.folded = true; } });
  addEventListener('afterprint', () => { for (const one of body.querySelectorAll('details')) if (one.folded) { one.open = false; one.folded = false; } });
  run();
})();
