// parse5 in the race of HTML parsers (bench/speed; the others: bench/html_tree.cpp):  node speed.mjs FILE...  ->  {"parse5": [MB/s, ...]}
// It parses the decoded string; decoding is not timed.
import { readFileSync } from 'node:fs';
import { parse } from 'parse5';

const buffers = process.argv.slice(2).map((file) => readFileSync(file));
const pages = buffers.map((bytes) => new TextDecoder().decode(bytes));
const bytes = buffers.reduce((sum, b) => sum + b.length, 0);
const rates = [];
for (let round = 0; round < 3; round++) {
    const start = process.cpuUsage();
    for (const page of pages) parse(page, { scriptingEnabled: false });
    const used = process.cpuUsage(start);
    rates.push(bytes / (used.user + used.system));
}
console.log(JSON.stringify({ parse5: rates }));
