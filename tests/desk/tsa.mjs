// Time-stamping authorities for tests, by openssl: a root, a certificate for time stamps under it, and tokens.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './harness.mjs';

const config = readFileSync(join(root, 'tests/data/tsa.cnf'), 'utf8');
const keys = {
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], 'rsa-pss': ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
  'P-256': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'], 'P-384': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], secp256k1: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
};

/** An authority `name` in a folder of its own, with a key of that kind. `days`: how long its certificate holds; `use`: the extensions of it. */
export function authority(folder, name, { key = 'rsa', use = 'stamping', days = ['-days', '3000'], hash = 'sha256', ess = 'sha256' } = {}) {
  const at = join(folder, name);
  mkdirSync(at);
  writeFileSync(join(at, 'tsa.cnf'), config.replace('signer_digest = sha256', `signer_digest = ${hash}`).replace('ess_cert_id_alg = sha256', `ess_cert_id_alg = ${ess}`));
  writeFileSync(join(at, 'serial'), '01');
  const openssl = (...args) => {
    const done = spawnSync('openssl', args, { cwd: at });
    assert.equal(done.status, 0, `openssl ${args.join(' ')}: ${done.stderr}`);
  };
  openssl('genpkey', ...keys[key], '-out', 'ca.key');
  openssl('genpkey', ...keys[key], '-out', 'tsa.key');
  openssl('req', '-x509', '-key', 'ca.key', '-out', 'ca.pem', '-days', '3650', '-subj', `/O=Port Elm/CN=Root of ${name}`, '-config', 'tsa.cnf', '-extensions', 'ca');
  openssl('req', '-new', '-key', 'tsa.key', '-out', 'tsa.csr', '-subj', `/O=Port Elm/CN=Clock of ${name}`, '-config', 'tsa.cnf');
  openssl('x509', '-req', '-in', 'tsa.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', 'tsa.pem', '-extfile', 'tsa.cnf', '-extensions', use, ...days);
  return {
    root: join(at, 'ca.pem'),
    /** For stemma stamp --fetch. */
    command: `cd ${at} && openssl ts -reply -queryfile /dev/stdin -config tsa.cnf -signer tsa.pem -inkey tsa.key -chain ca.pem`,
    /** A token over a SHA-256 (hexadecimal digits), with the root's certificate in it or not. */
    token(sha256, root = true) {
      openssl('ts', '-query', '-digest', sha256, '-sha256', '-cert', '-out', 'one.tsq');
      openssl('ts', '-reply', '-queryfile', 'one.tsq', '-token_out', '-out', 'one.tst', '-config', 'tsa.cnf', '-signer', 'tsa.pem', '-inkey', 'tsa.key', ...(root ? ['-chain', 'ca.pem'] : []));
      return readFileSync(join(at, 'one.tst'));
    },
    /** What another token says, signed by this authority, with any options of openssl cms. */
    signedAgain(token, ...options) {
      writeFileSync(join(at, 'other.tst'), token);
      openssl('cms', '-verify', '-noverify', '-no_check_time', '-purpose', 'any', '-inform', 'DER', '-in', 'other.tst', '-out', 'tstinfo.der');
      openssl('cms', '-sign', '-binary', '-nodetach', '-in', 'tstinfo.der', '-econtent_type', '1.2.840.113549.1.9.16.1.4', '-signer', 'tsa.pem', '-inkey', 'tsa.key', '-nosmimecap', '-outform', 'DER', '-out', 'again.tst',
        ...(options.includes('-nocerts') ? [] : ['-certfile', 'ca.pem']), ...options);
      return readFileSync(join(at, 'again.tst'));
    },
  };
}
