"""stemma report: terminal, HTML, Markdown, JSON."""
import base64
import hashlib
import html.parser
import json
import os
import pty
import re
import sqlite3
import subprocess
import unittest

import program

ARTICLES = program.ROOT / 'examples' / 'brannoch' / 'articles'
GOLD = json.loads((program.ROOT / 'examples' / 'brannoch' / 'gold.json').read_text())
VOID = {'meta', 'br', 'link', 'img', 'hr', 'input'}


class Page(html.parser.HTMLParser):
    """Collects what would be loaded, run or linked, and asks that tags are closed in order."""

    def __init__(self, text):
        super().__init__()
        self.open, self.attributes, self.tags, self.ids, self.targets, self.headings = [], [], set(), [], [], []
        self.feed(text)
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(tag, *a) for a in attrs]
        for name, value in attrs:
            if name == 'id':
                self.ids.append(value)
            if name == 'href':
                self.targets.append(value)
        if re.fullmatch('h[1-6]', tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f'</{tag}> at {self.getpos()}'


def sqlite_rows(case):
    with sqlite3.connect(case) as db:
        rows = [json.loads(detail) for (detail,) in db.execute("SELECT detail FROM custody WHERE action = 'exported' ORDER BY seq")]
    db.close()
    return rows


class Example(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        import tempfile
        cls.folder = tempfile.TemporaryDirectory(prefix='stemma-test-')
        cls.case = os.path.join(cls.folder.name, 'example.stemma')
        done = subprocess.run([program.STEMMA, 'add', cls.case, ARTICLES], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        cls.added = done.stderr

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def report(self, *args):
        done = subprocess.run([program.STEMMA, 'report', self.case, *args], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ''))
        return done.stdout

    def test_adding_ends_with_a_summary(self):
        self.assertRegex(self.added, r'(?m)^stemma: .*example\.stemma: 30 documents from 26 files, \d+ attributions$')

    def test_every_outlet_is_named(self):
        said = json.loads(self.report('--json'))
        outlets = {d['publisher'] for d in GOLD['documents']} & {d['publisher'] for d in said['documents']}
        self.assertGreater(len(outlets), 10)
        for form in [[], ['--markdown'], ['--html', '-']]:
            text = self.report(*form)
            for outlet in outlets:
                self.assertIn(outlet, text.replace('&#39;', "'").replace('&amp;', '&'), form)

    def test_nothing_is_called_confirmed(self):
        words = self.report()
        self.assertIn('What this dossier cannot see', words)
        self.assertRegex(words, r'Reported by \d+ · rests on \d+')
        self.assertNotRegex(words, r'(?i)· confirmed|independently confirmed by')

    def test_html_is_one_inert_file(self):
        text = self.report('--html', '-')
        page = Page(text)
        scripts = re.findall(r'<script>(.*?)</script>', text, re.S)  # the check; the other one holds data
        self.assertEqual((len(scripts), text.count('<script')), (1, 2))
        allowed = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
        self.assertIn("default-src 'none'; style-src 'sha256-", text)
        self.assertIn(f"script-src 'sha256-{allowed}'; base-uri 'none'", text)
        self.assertNotRegex(scripts[0], r'fetch|XMLHttpRequest|WebSocket|innerHTML|eval|import\(')
        self.assertFalse(page.tags & {'img', 'link', 'iframe', 'object', 'embed', 'form', 'svg', 'audio', 'video'})
        self.assertFalse([a for a in page.attributes if a[1].startswith('on') or a[1] in ('style', 'src', 'srcset', 'action')])
        self.assertTrue(all(t.startswith('#') for t in page.targets))
        self.assertEqual(len(page.ids), len(set(page.ids)))
        self.assertFalse({t[1:] for t in page.targets} - set(page.ids))
        self.assertNotRegex(text.split('</style>')[0], r'url\(|@import')
        self.assertEqual(page.headings[0], 1)
        self.assertEqual(page.headings.count(1), 1)
        self.assertTrue(all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:])), 'no heading level is skipped')
        self.assertIn(('html', 'lang', 'en'), page.attributes)
        for document in json.loads(self.report('--json'))['documents']:
            self.assertIn(document['sha256'], text)

    def test_a_dossier_and_its_case(self):
        path = os.path.join(self.folder.name, 'handed-over.html')
        made = subprocess.run([program.STEMMA, 'report', self.case, '--html', path], capture_output=True, text=True)
        digest = re.search('by another way than the file: ([0-9a-f]{64})', made.stderr)[1]
        log = sqlite_rows(self.case)[-1]
        with open(path, 'rb') as file:
            bytes_of = file.read()
        self.assertEqual((log['form'], log['sha256'], log['documents']), ('html', hashlib.sha256(bytes_of).hexdigest(), 30))

        # As docs/formats/dossier-html.md says, without Stemma:
        page = bytes_of.decode()
        sealed = page[page.index('<div id="dossier">'):page.rindex('</div><!--end of the dossier-->') + 6].replace(' open=""', '')
        self.assertEqual(hashlib.sha256(sealed.encode()).hexdigest(), digest)

        def verify(text):
            with open(path, 'w') as file:
                file.write(text)
            done = subprocess.run([program.STEMMA, 'verify', self.case, '--dossier', path, '--json'], capture_output=True, text=True)
            self.assertEqual(done.stderr, '')
            return done.returncode, json.loads(done.stdout)

        code, said = verify(page)
        self.assertEqual((code, said['digest'], said['problems']), (0, digest, []))
        self.assertEqual(said['documents'], 30)
        self.assertGreater(min(said['quotations'], said['passages'], said['log_entries'], said['claims']), 20)
        code, said = verify(page.replace('<p class="words" lang="en" dir="auto">The burst', '<p class="words" lang="en" dir="auto">The blast', 1))
        self.assertEqual((code, len(said['problems'])), (1, 2), said['problems'])
        other = os.path.join(self.folder.name, 'other.stemma')
        subprocess.run([program.STEMMA, 'add', other, ARTICLES], capture_output=True, check=True)
        done = subprocess.run([program.STEMMA, 'verify', other, '--dossier', path], capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn('or this is another case', done.stdout)
        done = subprocess.run([program.STEMMA, 'verify', self.case, '--dossier', program.ROOT / 'README.md'], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr.count('\n')), (1, 1))
        self.assertIn('no dossier of Stemma', done.stderr)

    def test_chosen_claims(self):
        claims = json.loads(self.report('--json'))['claims']
        for form in (['--html', '-'], ['--markdown']):
            text = self.report(*form, '--claim', f"{claims[0]['id']},{claims[3]['id']}")
            self.assertIn('This dossier shows 2 of', text)
            self.assertIn(claims[3]['id'], text)
            self.assertNotIn(claims[1]['id'], text)
        Page(self.report('--html', '-', '--claims', '2'))
        done = subprocess.run([program.STEMMA, 'report', self.case, '--html', '-', '--claim', 'zz'], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout, done.stderr.count('\n')), (2, '', 1))

    def test_a_signed_log_is_in_the_dossier(self):
        signed = subprocess.run([program.STEMMA, 'sign', self.case], capture_output=True, text=True, env={**os.environ, 'XDG_CONFIG_HOME': self.folder.name})
        self.assertEqual(signed.returncode, 0, signed.stderr)
        text = self.report('--html', '-')
        self.assertRegex(text, r'<li class="stamp ed25519">')
        seq, over = re.search(r'over log entry <code class="seq">(\d+)</code>', text)[1], re.search(r'<code class="signed">stemma log entry (\d+) ([0-9a-f]{64})\n</code>', text)
        self.assertEqual(over[1], seq)
        self.assertIn(over[2], re.search(f'<li class="entry" id="log{seq}">.*?</li>', text, re.S)[0])
        self.assertNotIn('Nobody has stamped', text)

    def test_the_method_is_what_was_run(self):
        text = self.report('--html', '-')
        for words in ('<dt>Documents</dt><dd>30 out of 26 originals</dd>', 'Shortest passage that is taken for copied</dt><dd>12 words', 'every result is the program&#39;s own',
                      'Spanish (not read) 1', 'English, agency reports. Who says it: found'):
            self.assertIn(words, text)
        self.assertIn('### Thresholds in use', self.report('--markdown'))

    def test_html_into_a_file(self):
        path = os.path.join(self.folder.name, 'dossier.html')
        done = subprocess.run([program.STEMMA, 'report', self.case, '--html', path], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ''))
        self.assertIn('wrote', done.stderr)
        with open(path) as file:
            Page(file.read())

    def test_a_page_that_cannot_be_written_is_said(self):
        done = subprocess.run([program.STEMMA, 'report', self.case, '--html', '/nowhere/at/all.html'], capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr.count('\n'), 1)

    def test_claims_can_be_limited(self):
        self.assertIn('(--claims 0 shows all)', self.report('--claims', '1'))
        self.assertNotIn('(--claims 0 shows all)', self.report('--claims', '0'))

    def test_a_closed_pipe_is_silent(self):
        with subprocess.Popen([program.STEMMA, 'report', self.case, '--json'], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            running.stdout.read(100)
            running.stdout.close()
            self.assertEqual(running.stderr.read(), b'')
            self.assertEqual(running.wait(), 0)

    def test_a_full_disk_is_told(self):
        with open('/dev/full', 'w') as full:
            done = subprocess.run([program.STEMMA, 'report', self.case], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn('cannot write the output', done.stderr)

    def on_terminal(self, **env):
        main, side = pty.openpty()
        with subprocess.Popen([program.STEMMA, 'report', self.case], stdout=side, stderr=side, env={**os.environ, 'TERM': 'xterm', **env}) as running:
            os.close(side)
            out = b''
            try:
                while chunk := os.read(main, 65536):
                    out += chunk
            except OSError:
                pass
            os.close(main)
            self.assertEqual(running.wait(), 0)
        return out.decode()

    def test_colour_only_on_a_terminal_and_not_against_NO_COLOR(self):
        self.assertNotIn('\x1b', self.report())
        self.assertIn('\x1b[', self.on_terminal(NO_COLOR=''))
        self.assertNotIn('\x1b[', self.on_terminal(NO_COLOR='1'))

    def test_the_same_case_gives_the_same_report(self):
        self.assertEqual(self.report(), self.report())
        self.assertEqual(self.report('--json'), self.report('--json'))


class Small(program.Case):
    def test_one_page_is_a_tree_of_who_says_what(self):
        self.add(self.write('a.html', program.page(program.story(12))))
        out = self.run_stemma('report', self.case).out
        self.assertIn('Ola Vreeland', out)
        self.assertIn('12 boats', out)
        self.assertIn('DENIES', out)
        Page(self.run_stemma('report', self.case, '--html', '-').out)

    def test_a_hostile_page_stays_inert(self):
        nasty = '\x1b[2J\u202eevil &lt;script&gt;alert(1)&lt;/script&gt; &amp;'
        self.add(self.write('a.html', program.page(program.story(1) + '\n' + nasty + ' said Ola Vreeland, a spokeswoman.', nasty)),
                 self.write('b.html', program.page(program.story(2) + f'\n“{nasty},” said Ola Vreeland, a spokeswoman.', nasty)))
        for form in [[], ['--markdown'], ['--html', '-']]:
            out = self.run_stemma('report', self.case, *form).out
            self.assertNotIn('\x1b', out)
            self.assertNotIn('\u202e', out)
            if form:
                self.assertNotRegex(out.split('<!--end of the dossier-->')[0], r'(?<!\\)<script')  # behind it stand the dossier's own two

    def test_failures_are_listed(self):
        self.add(self.write('a.html', program.page(program.story(1))), self.write('broken.pdf', b'%PDF-1.7\nno more'), code=1)
        for form in [[], ['--markdown'], ['--html', '-'], ['--json']]:
            self.assertIn('broken.pdf', self.run_stemma('report', self.case, *form).out, form)

    def test_a_case_that_is_not_there_is_said_in_one_line(self):
        for verb in (['report', self.case], ['verify', self.case], ['search', self.case, 'x'], ['why', self.case, 'c1'], ['export', self.case, '--format', 'json']):
            done = self.run_stemma(*verb)
            self.assertEqual((done.returncode, done.out), (3, ''), verb)
            self.assertEqual(done.err.count('\n'), 1, done.err)
        self.assertFalse(self.case.exists())


if __name__ == '__main__':
    unittest.main()
