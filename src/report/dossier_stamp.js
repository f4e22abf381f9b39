// Checks a time stamp of the log (RFC 3161: a CMS signature, RFC 5652, over a TSTInfo) offline, with no library: a small reader of DER and the
// browser's own WebCrypto. What it checks and what nobody can check from within a file: docs/formats/dossier-html.md.
'use strict';
const timeStamp = (() => {
  /** The token is not what it should be. */
  class Wrong extends Error {}
  /** It may be right: this check cannot tell. */
  class Unknown extends Error {}
  const must = (so, what) => { if (!so) throw new Wrong(what); };

  // ---- DER (X.690): a value is {tag, bytes, from, at, end}: its header begins at `from`, its contents at `at`.
  function value(bytes, from, limit) {
    const cut = 'is cut off or no DER';
    must(from + 2 <= limit && (bytes[from] & 31) !== 31, cut);
    let length = bytes[from + 1], at = from + 2;
    if (length > 127) {
      let digits = length - 128;
      must(digits > 0 && digits < 4 && at + digits <= limit, cut);
      for (length = 0; digits > 0; --digits) length = length * 256 + bytes[at++];
      must(length >= (at === from + 3 ? 128 : 256 ** (at - from - 3)), cut); // no longer than need be
    }
    must(at + length <= limit, cut);
    return { tag: bytes[from], bytes, from, at, end: at + length };
  }
  const whole = (v) => v.bytes.subarray(v.from, v.end);
  const inside = (v) => v.bytes.subarray(v.at, v.end);
  const named = { 2: 'a number', 3: 'bits', 4: 'bytes', 6: 'an identifier', 0x30: 'a sequence', 0x31: 'a set' };
  function is(v, tag) {
    must(v && v.tag === tag, `has something else where ${named[tag] || 'a field'} belongs`);
    return v;
  }
  function parts(v, tag = 0x30) {
    is(v, tag);
    const out = [];
    for (let at = v.at; at < v.end; at = out[out.length - 1].end) out.push(value(v.bytes, at, v.end));
    return out;
  }
  /** The one value in an explicit tag. */
  function only(v, tag) {
    const all = parts(v, tag);
    must(all.length === 1, 'has more fields than it should');
    return all[0];
  }
  function alone(bytes) {
    const v = value(bytes, 0, bytes.length);
    must(v.end === bytes.length, 'has bytes behind its end');
    return v;
  }
  const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  function oid(v) {
    const numbers = [];
    let n = 0;
    for (const byte of inside(is(v, 6))) {
      n = n * 128 + (byte & 127);
      if (byte < 128) { numbers.push(n); n = 0; }
    }
    const first = Math.min(2, Math.floor(numbers[0] / 40));
    return [first, numbers[0] - 40 * first, ...numbers.slice(1)].join('.');
  }
  /** UTCTime or GeneralizedTime -> milliseconds. */
  function time(v, what) {
    must(v && (v.tag === 0x17 || v.tag === 0x18), `has no time where ${what} belongs`);
    let digits = String.fromCharCode(...inside(v));
    if (v.tag === 0x17) digits = (Number(digits.slice(0, 2)) < 50 ? '20' : '19') + digits;
    const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d*[1-9])?Z$/.exec(digits);
    const iso = found && `${found[1]}-${found[2]}-${found[3]}T${found[4]}:${found[5]}:${found[6]}`, at = found ? Date.parse(`${iso}Z`) : NaN;
    must(!Number.isNaN(at) && new Date(at).toISOString().startsWith(iso), `has no day and hour where ${what} belongs`);
    return at;
  }

  // ---- Algorithms
  const hashes = { '1.3.14.3.2.26': 'SHA-1', '2.16.840.1.101.3.4.2.1': 'SHA-256', '2.16.840.1.101.3.4.2.2': 'SHA-384', '2.16.840.1.101.3.4.2.3': 'SHA-512' };
  const rsa = { '1.2.840.113549.1.1.5': 'SHA-1', '1.2.840.113549.1.1.11': 'SHA-256', '1.2.840.113549.1.1.12': 'SHA-384', '1.2.840.113549.1.1.13': 'SHA-512' };
  const ecdsa = { '1.2.840.10045.4.3.2': 'SHA-256', '1.2.840.10045.4.3.3': 'SHA-384', '1.2.840.10045.4.3.4': 'SHA-512' };
  const curves = { '1.2.840.10045.3.1.7': ['P-256', 32], '1.3.132.0.34': ['P-384', 48], '1.3.132.0.35': ['P-521', 66] };
  const rsaEncryption = '1.2.840.113549.1.1.1', rsaPss = '1.2.840.113549.1.1.10', ecPublicKey = '1.2.840.10045.2.1', mgf1 = '1.2.840.113549.1.1.8';
  /** AlgorithmIdentifier -> [identifier, parameters]; a NULL for none is none. */
  function algorithm(v) {
    const [id, parameters, more] = parts(v);
    must(!more, 'has more fields than it should');
    const none = !parameters || parameters.tag === 5;
    must(!parameters || !none || parameters.at === parameters.end, 'has no DER where an algorithm belongs');
    return [oid(id), none ? undefined : parameters];
  }
  function hashOf(v) {
    const [id, parameters] = algorithm(v);
    return parameters ? undefined : hashes[id];
  }
  function hash(v) {
    const name = hashOf(v);
    if (!name) throw new Unknown(`this check does not know the hash ${algorithm(v)[0]}`);
    return name;
  }
  async function digest(name, bytes) {
    if (!globalThis.crypto || !crypto.subtle) throw new Unknown('this browser gives a page from a disk no WebCrypto');
    return new Uint8Array(await crypto.subtle.digest(name, bytes));
  }
  /** RSASSA-PSS-params, RFC 4055: hash, mask, salt; each has a default. */
  function pss(parameters) {
    let name = 'SHA-1', mask = 'SHA-1', salt = 20;
    for (const field of parameters ? parts(parameters) : []) {
      if (field.tag === 0xa0) name = hash(only(field, 0xa0));
      else if (field.tag === 0xa1) {
        const [id, of] = algorithm(only(field, 0xa1));
        mask = id === mgf1 && of ? hash(of) : '';
      } else if (field.tag === 0xa2) salt = parseInt(hex(inside(is(only(field, 0xa2), 2))), 16);
    }
    if (mask !== name) throw new Unknown('this browser knows no RSA-PSS whose two hashes differ');
    return [name, salt];
  }
  const sequence = (...pieces) => {
    const length = pieces.reduce((n, piece) => n + piece.length, 0);
    return Uint8Array.from([0x30, ...(length < 128 ? [length] : [0x82, length >> 8, length & 255]), ...pieces.flatMap((piece) => Array.from(piece))]);
  };
  /** Whether a signature of this algorithm (AlgorithmIdentifier; `name`: the hash, where it names none) by this key (SubjectPublicKeyInfo) is over the bytes. */
  async function signed(how, key, signature, bytes, name) {
    const [id, parameters] = algorithm(how), [keyAlgorithm, bits] = parts(key), [kind, curve] = algorithm(keyAlgorithm);
    let spki = whole(key), form, use, given = signature;
    if (id === rsaEncryption || rsa[id] || id === rsaPss) {
      must((kind === rsaEncryption || (kind === rsaPss && id === rsaPss)) && (id === rsaPss || !parameters), 'is signed in a way that does not suit the key');
      const [of, salt] = id === rsaPss ? pss(parameters) : [rsa[id] || name];
      form = { name: id === rsaPss ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash: of };
      use = { name: form.name, saltLength: salt };
      // A key for PSS alone: WebCrypto takes it under the name of any RSA key only.
      if (kind === rsaPss) spki = sequence(Uint8Array.of(0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1, 5, 0), whole(bits));
    } else if (ecdsa[id]) {
      must(kind === ecPublicKey && curve && !parameters, 'is signed in a way that does not suit the key');
      const [curveName, size] = curves[oid(curve)] || [];
      if (!curveName) throw new Unknown(`this check does not know the curve ${oid(curve)}`);
      form = { name: 'ECDSA', namedCurve: curveName };
      use = { name: 'ECDSA', hash: ecdsa[id] };
      const numbers = parts(alone(signature)).map((n) => inside(is(n, 2)));
      given = new Uint8Array(2 * size);  // r and s, side by side
      must(numbers.length === 2, 'has no ECDSA signature');
      numbers.forEach((n, i) => {
        const digits = n[0] === 0 ? n.subarray(1) : n;
        must(digits.length <= size, 'has no ECDSA signature');
        given.set(digits, (i + 1) * size - digits.length);
      });
    } else throw new Unknown(`this check does not know the signature algorithm ${id}`);
    if (!globalThis.crypto || !crypto.subtle) throw new Unknown('this browser gives a page from a disk no WebCrypto');
    let usable;
    try { usable = await crypto.subtle.importKey('spki', spki, form, false, ['verify']); } catch { throw new Unknown(`this browser cannot use its key (${form.name}${form.namedCurve ? ` ${form.namedCurve}` : ''})`); }
    try { return await crypto.subtle.verify(use, usable, given, bytes); } catch { throw new Unknown(`this browser cannot check ${form.name} with ${use.hash || form.hash}`); }
  }
  /** A BIT STRING of whole bytes. */
  function bitBytes(v) {
    must(inside(is(v, 3))[0] === 0, 'has no whole bytes where a signature belongs');
    return inside(v).subarray(1);
  }

  // ---- Certificates (RFC 5280)
  function certificate(v) {
    const [tbs, how, signature, more] = parts(v), fields = parts(tbs);
    if (fields[0] && fields[0].tag === 0xa0) fields.shift();
    const [serial, inner, issuer, validity, subject, key, ...rest] = fields;
    must(key && !more && same(whole(is(how, 0x30)), whole(is(inner, 0x30))), 'has a certificate that is none');
    const [from, to] = parts(validity), last = rest.find((one) => one.tag === 0xa3), extensions = new Map();
    for (const one of last ? parts(only(last, 0xa3)) : []) {
      const [id, ...fields] = parts(one);
      extensions.set(oid(id), { critical: fields.length === 2 && inside(fields[0])[0] === 255, contents: alone(inside(is(fields[fields.length - 1], 4))) });
    }
    return { bytes: whole(v), tbs: whole(tbs), how, signature: bitBytes(signature), serial: whole(is(serial, 2)), issuer: whole(is(issuer, 0x30)), subject, key, extensions,
      from: time(from, 'the beginning of its validity'), to: time(to, 'the end of its validity') };
  }
  /** "Port Elm, Clock of the harbour": the values of a name, as text. */
  const words = (name) => parts(name).flatMap((set) => parts(set, 0x31)).map((pair) => new TextDecoder(parts(pair)[1].tag === 0x1e ? 'utf-16be' : 'utf-8').decode(inside(parts(pair)[1]))).join(', ');
  const subjectOf = (c) => `\u201c${words(c.subject).slice(0, 120)}\u201d`;
  const keyIdentifier = '2.5.29.14', extendedKeyUsage = '2.5.29.37', timeStamping = '1.3.6.1.5.5.7.3.8';

  function signerOf(sid, certificates) {
    must(sid && (sid.tag === 0x30 || sid.tag === 0x80), 'does not say who signed it');
    if (certificates.length === 0) throw new Unknown('the certificate of its authority is not in it');
    const found = certificates.find((c) => {
      if (sid.tag === 0x30) return same(inside(sid), Uint8Array.from([...c.issuer, ...c.serial]));
      const id = c.extensions.get(keyIdentifier);
      return id && same(inside(id.contents), inside(sid));
    });
    must(found, 'is signed by none of the certificates in it');
    return found;
  }
  function mayStamp(c) {
    const usage = c.extensions.get(extendedKeyUsage);
    must(usage && usage.critical && parts(usage.contents).map(oid).join() === timeStamping, 'is signed by a certificate that is not for time stamps');
  }
  /** The certificates in the token, each against its issuer's if that is in it too. Gives the last of the signer's chain. */
  async function chainOf(signer, certificates, at, out) {
    const issuerOf = (c) => certificates.find((one) => same(whole(one.subject), c.issuer));
    for (const c of certificates) {
      const issuer = issuerOf(c);
      try {
        must(!issuer || await signed(c.how, issuer.key, c.signature, c.tbs), `has a certificate, ${subjectOf(c)}, that the one that should have issued it did not sign`);
      } catch (problem) {
        if (!(problem instanceof Unknown)) throw problem;
        out.unchecked.push(`the certificate of ${subjectOf(c)}: ${problem.message}`);
      }
    }
    const chain = new Set();
    let top = signer;
    for (;;) {
      chain.add(top);
      if (at < top.from || at > top.to) out.wrong.push(`states a time at which the certificate of ${subjectOf(top)} was not valid`);
      else if (Date.now() > top.to) out.unchecked.push(`the certificate of ${subjectOf(top)} has expired since, by this browser\u2019s clock; it was valid at the time of the stamp`);
      const next = issuerOf(top);
      if (!next) out.unchecked.push(`the certificate of ${subjectOf(top)}, the last one in it: the one that issued it is not there`);
      if (!next || chain.has(next)) break;
      top = next;
    }
    for (const c of certificates) if (!chain.has(c)) out.unchecked.push(`the certificate of ${subjectOf(c)}, which is in it too: it is none of those behind its authority`);
    return top;
  }
  function noted(problem, out) {
    if (problem instanceof Unknown) out.unchecked.push(problem.message);
    else if (problem instanceof Wrong) out.wrong.push(problem.message);
    else out.wrong.push('is no time-stamp token'); // bytes that fit no rule above
  }

  // ---- The token
  const signedData = '1.2.840.113549.1.7.2', tstInfo = '1.2.840.113549.1.9.16.1.4', contentType = '1.2.840.113549.1.9.3', messageDigest = '1.2.840.113549.1.9.4';
  const signingCertificate = '1.2.840.113549.1.9.16.2.12', signingCertificateV2 = '1.2.840.113549.1.9.16.2.47';

  /** The values of the attributes by their identifier. Each may stand there once, with one value. */
  function attributes(v) {
    const out = new Map();
    for (const one of parts(v, 0xa0)) {
      const [id, values] = parts(one);
      must(!out.has(oid(id)), 'has an attribute twice');
      out.set(oid(id), only(values, 0x31));
    }
    return out;
  }
  async function namesItsCertificate(found, signer, out) {
    const first = found.get(signingCertificateV2) || found.get(signingCertificate);
    if (!first) { out.unchecked.push('whether the certificate in it is the one that it was signed with: it names none by its hash'); return; }
    const fields = parts(parts(parts(first)[0])[0]), v2 = found.has(signingCertificateV2);
    const name = !v2 ? 'SHA-1' : fields[0].tag === 0x30 ? hash(fields.shift()) : 'SHA-256';
    must(same(inside(is(fields[0], 4)), await digest(name, signer.bytes)), 'names another certificate than the one in it as that which it was signed with');
  }

  /**
   * Checks a token (bytes in DER) over a SHA-256 (64 hexadecimal digits). `wrong`: what does not hold, in words that go on from "the time stamp";
   * `unchecked`: what could not be checked; `at` (ISO 8601, UTC) and `authority`: what it says, once it is known to be signed by the certificate in it;
   * `top`: {name, sha256} of the last certificate of that chain, for comparison with what the authority publishes.
   */
  async function check(bytes, sha256) {
    const out = { wrong: [], unchecked: [], at: '', authority: '', top: null };
    try {
      const [type, content, behind] = parts(alone(bytes));
      must(!behind && oid(type) === signedData, 'is no signed message');
      const fields = parts(only(content, 0xa0)), [version, digests, inner] = fields, signers = fields[fields.length - 1];
      const certificates = fields.slice(3, -1).filter((one) => one.tag === 0xa0).flatMap((one) => parts(one, 0xa0)).map(certificate);
      must(fields.slice(3, -1).every((one) => one.tag === 0xa0 || one.tag === 0xa1) && hex(whole(is(version, 2))) === '020103', 'is no signed message of the form that time stamps have');
      const [innerType, octets] = parts(inner), signed_ = inside(is(only(octets, 0xa0), 4));
      must(oid(innerType) === tstInfo, 'signs no time');

      const [tstVersion, , imprint, , said] = parts(alone(signed_));
      must(hex(whole(is(tstVersion, 2))) === '020101', 'signs no time of the form that this check knows');
      const [imprintHash, stamped] = parts(imprint), at = time(said, 'the time of the stamp');
      must(hashOf(imprintHash) === 'SHA-256' && hex(inside(is(stamped, 4))) === sha256, 'stamps another hash than that of the log entry that it is said to be over');

      const [signerInfo, second] = parts(signers, 0x31);
      must(!second, 'has more than one signature');
      const [infoVersion, sid, digestAlgorithm, signedAttributes, how, signature, unsigned] = parts(signerInfo);
      must(signature && (!unsigned || unsigned.tag === 0xa1) && hex(whole(is(infoVersion, 2))) === (sid.tag === 0x80 ? '020103' : '020101'), 'has no signature of the form that time stamps have');
      const found = attributes(signedAttributes), name = hash(digestAlgorithm);
      must(parts(digests, 0x31).some((one) => hashOf(one) === name), 'is signed with a hash that it does not name');
      must(found.has(contentType) && oid(found.get(contentType)) === tstInfo, 'signs something else than a time');
      must(found.has(messageDigest) && same(inside(is(found.get(messageDigest), 4)), await digest(name, signed_)), 'says something else than what its authority signed');
      const signer = signerOf(sid, certificates), covered = Uint8Array.from(whole(signedAttributes));
      covered[0] = 0x31; // what is signed is the set, not the place that it has in the message
      must(await signed(how, signer.key, inside(is(signature, 4)), covered, name), 'has a signature that does not fit the certificate of its authority');
      await namesItsCertificate(found, signer, out);
      mayStamp(signer);
      const top = await chainOf(signer, certificates, at, out);
      if (at > Date.now() + 60_000) out.unchecked.push('it is of a time that is still to come, by this browser\u2019s clock');
      out.at = new Date(at).toISOString().replace('.000', '');
      out.authority = words(signer.subject);
      out.top = { name: subjectOf(top), sha256: hex(await digest('SHA-256', top.bytes)) };
    } catch (problem) { noted(problem, out); }
    return out;
  }
  return { check };
})();
