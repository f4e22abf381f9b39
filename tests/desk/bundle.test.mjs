// The committed bundle is what the sources make, byte for byte, and small.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './harness.mjs';

const desk = join(root, 'desk');
const files = (folder) => readdirSync(folder, { recursive: true }).map(String).filter((name) => statSync(join(folder, name)).isFile()).sort();

test('desk/dist is built from desk/src', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'stemma-bundle-'));
  try {
    const built = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--outDir', fresh, '--emptyOutDir'], { cwd: desk, encoding: 'utf8' });
    assert.equal(built.status, 0, built.stderr);
    assert.deepEqual(files(join(desk, 'dist')), files(fresh), 'build it again: (cd desk; npm run build)');
    for (const name of files(fresh)) assert.ok(readFileSync(join(fresh, name)).equals(readFileSync(join(desk, 'dist', name))), `${name} differs`);
  } finally { rmSync(fresh, { recursive: true, force: true }); }
});

test('it is small enough', () => {
  const size = spawnSync(process.execPath, ['tools/size.mjs'], { cwd: desk, encoding: 'utf8' });
  assert.equal(size.status, 0, size.stdout);
});

test('types hold, and the pure parts do what their tests say', () => {
  const check = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit'], { cwd: desk, encoding: 'utf8' });
  assert.equal(check.status, 0, check.stdout);
  const tests = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run'], { cwd: desk, encoding: 'utf8' });
  assert.equal(tests.status, 0, tests.stdout);
});

test('it holds no address outside the machine, no inline script or style', () => {
  const page = readFileSync(join(desk, 'dist/index.html'), 'utf8');
  assert.doesNotMatch(page, /<style|style=|<script(?![^>]*\bsrc=)|\son\w+=/i);
  for (const name of files(join(desk, 'dist'))) {
    const words = readFileSync(join(desk, 'dist', name), 'utf8');
    for (const [address] of words.matchAll(/https?:\/\/[\w.-]+/g)) assert.match(address, /^http:\/\/www\.w3\.org$/, `${name}: ${address}`);
  }
});
