// Fills in the #document parts of tests/data/html5/*.dat from parse5:  node expect.mjs FILE...
// Read what changed before you commit it: the standard is the judge, parse5 only a witness.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse5Dump } from './dump.mjs';

const UNESCAPED = { '\\0': '\0', '\\r': '\r', '\\n': '\n', '\\f': '\f', '\\\\': '\\' };

for (const file of process.argv.slice(2)) {
    const cases = readFileSync(file, 'utf8').split(/^#about /m);
    const filled = cases.map((text, i) => {
        if (i === 0) return text;
        const head = text.slice(0, text.indexOf('\n#document\n')) || text;
        const fragment = /^#fragment (.*)\n/m.exec(head);
        const data = head.slice(head.indexOf('#data\n') + 6).replace(/\\[0rnf\\]/g, (s) => UNESCAPED[s]);
        return `${head}\n#document\n${parse5Dump(data, fragment?.[1] ?? '-')}\n`;
    });
    writeFileSync(file, `${filled.join('#about ').trimEnd()}\n`);
}
