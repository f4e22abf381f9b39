// One run, three parsers, the same pages, one core, processor time:  node speed.mjs HTML5_TOOL FILE...
// Ours and gumbo parse UTF-8 bytes, parse5 the decoded string (decoding is not timed); none of them prints or walks the tree.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'parse5';

const [tool, ...files] = process.argv.slice(2);
process.stdout.write(spawnSync(tool, ['speed', ...files], { maxBuffer: 2 ** 24 }).stdout);
const buffers = files.map((file) => readFileSync(file));
const pages = buffers.map((bytes) => new TextDecoder().decode(bytes));
const bytes = buffers.reduce((sum, b) => sum + b.length, 0);
for (let round = 0; round < 3; round++) {
    const start = process.cpuUsage();
    for (const page of pages) parse(page, { scriptingEnabled: false });
    const used = process.cpuUsage(start);
    console.log(`parse5 ${(bytes / (used.user + used.system)).toFixed(1).padStart(7)} MB/s`);
}
