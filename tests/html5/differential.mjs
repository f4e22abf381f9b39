// Ours against parse5, tree by tree.
//
//   node differential.mjs HTML5_TOOL [--seed N] [--count N] [--cuts N] [FILE...]
//
// Compares `count` generated pages (documents and fragments), the FILEs, and N damaged cuts of each FILE. Exit 1 with the shortest
// disagreements shown; exit 77 if parse5 is not there. Documented differences: tests/html5/dump.mjs.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CONTEXTS, damagedCut, page, random } from './generate.mjs';

const { parse5Dump } = await import('./dump.mjs').catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.log('skipped: parse5 is not installed (npm ci in tests/html5)');
    process.exit(77);
});

const [tool, ...rest] = process.argv.slice(2);
let seed = 1;
let count = 5000;
let cuts = 0;
const files = [];
for (let i = 0; i < rest.length; i++) {
    if (rest[i] === '--seed') seed = Number(rest[++i]);
    else if (rest[i] === '--count') count = Number(rest[++i]);
    else if (rest[i] === '--cuts') cuts = Number(rest[++i]);
    else files.push(rest[i]);
}

function ourDumps(cases) {
    const records = cases.flatMap(({ context, text }) => {
        const bytes = Buffer.from(text);
        return [Buffer.from(`${context}\t${bytes.length}\n`), bytes];
    });
    const run = spawnSync(tool, ['dump'], { input: Buffer.concat(records), maxBuffer: 2 ** 30 });
    if (run.status !== 0) throw new Error(`${tool} dump: status ${run.status}, signal ${run.signal}`);
    const dumps = [];
    for (let at = 0; at < run.stdout.length; ) {
        const end = run.stdout.indexOf(10, at);
        const length = Number(run.stdout.toString('latin1', at, end));
        dumps.push(run.stdout.toString('utf8', end + 1, end + 1 + length));
        at = end + 1 + length;
    }
    return dumps;
}

const differing = [];
function compare(cases) {
    const ours = ourDumps(cases);
    cases.forEach(({ name, context, text }, i) => {
        const theirs = parse5Dump(text, context);
        if (ours[i] !== theirs) differing.push({ name, context, text, ours: ours[i], theirs });
    });
}

for (let first = 0; first < count; first += 5000) {
    const cases = [];
    for (let i = first; i < Math.min(first + 5000, count); i++) {
        const fresh = random(seed * 1_000_003 + i);
        const context = CONTEXTS[Math.floor(fresh() * CONTEXTS.length)];
        cases.push({ name: `seed ${seed} page ${i}`, context, text: page(fresh) });
    }
    compare(cases);
}
for (const file of files) {
    // Decoded as the program would: not UTF-8 is no matter of the parser.
    const text = new TextDecoder().decode(readFileSync(file));
    const cases = [{ name: file, context: '-', text }];
    for (let i = 0; i < cuts; i++) {
        const fresh = random(seed * 1_000_003 + i);
        cases.push({ name: `${file} cut ${i}`, context: fresh() < 0.5 ? '-' : 'body', text: damagedCut(text, fresh) });
    }
    compare(cases);
}

differing.sort((a, b) => a.text.length - b.text.length);
for (const d of differing.slice(0, Number(process.env.SHOW ?? 5))) {
    console.log(`==== ${d.name}, context ${d.context}, ${d.text.length} characters`);
    if (d.text.length < 600) console.log(JSON.stringify(d.text));
    const [ours, theirs] = [d.ours.split('\n'), d.theirs.split('\n')];
    let at = 0;
    while (ours[at] === theirs[at]) at++;
    console.log(`-- line ${at + 1}; ours:\n${ours.slice(Math.max(0, at - 4), at + 4).join('\n').slice(0, 1500)}`);
    console.log(`-- parse5:\n${theirs.slice(Math.max(0, at - 4), at + 4).join('\n').slice(0, 1500)}`);
}
console.log(`${count} generated pages (seed ${seed}), ${files.length} files with ${cuts} cuts each: ${differing.length} disagreements`);
process.exit(differing.length === 0 ? 0 : 1);
