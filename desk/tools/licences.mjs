// Writes public/licences.txt: the notices of the libraries that are part of the bundle, as their licences ask for.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const desk = join(import.meta.dirname, '..');
const { dependencies } = JSON.parse(readFileSync(join(desk, 'package.json'), 'utf8'));
const bundled = [...Object.keys(dependencies), '@dagrejs/graphlib', 'd3-array'].sort();
const parts = bundled.map((name) => {
  const folder = join(desk, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
});
writeFileSync(join(desk, 'public/licences.txt'), `Stemma's desk contains these libraries.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`);
