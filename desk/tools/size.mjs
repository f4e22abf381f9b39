// How large the bundle is, gzipped, file by file; fails above what a laptop on a bad line should have to fetch.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const most = 120 * 1024, first = 40 * 1024; // bytes: all of it; what the first view waits for
const dist = join(import.meta.dirname, '../dist');
const files = readdirSync(dist, { recursive: true }).map(String).filter((name) => statSync(join(dist, name)).isFile()).sort();
const sizes = files.map((name) => ({ name, size: gzipSync(readFileSync(join(dist, name)), { level: 9 }).length }));
const page = readFileSync(join(dist, 'index.html'), 'utf8');
let total = 0, start = 0;
for (const { name, size } of sizes) {
  const now = name === 'index.html' || page.includes(name);
  total += size;
  if (now) start += size;
  console.log(`${String(size).padStart(7)} ${now ? '*' : ' '} ${name}`);
}
console.log(`${String(total).padStart(7)}   all, gzipped (at most ${most}); ${start} of it before the first view (*, at most ${first})`);
if (total > most || start > first) process.exit(1);
