"""Help, version, man page, completions: one table of commands behind all of them."""
import re
import shutil
import subprocess
import unittest

import program

VERBS = ['add', 'report', 'why', 'search', 'verify', 'export', 'read', 'dump']


class Help(program.Case):
    def test_the_program_says_where_to_start(self):
        done = self.run_stemma('--help')
        self.assertEqual((done.returncode, done.err), (0, ''))
        self.assertIn('stemma add flood.stemma saved-pages/', done.out)
        for verb in VERBS:
            self.assertRegex(done.out, rf'(?m)^  {verb} ')
        self.assertNotRegex(done.out, r'(?m)^  self ')

    def test_every_command_teaches_by_two_to_four_examples(self):
        for verb in VERBS:
            done = self.run_stemma(verb, '--help')
            self.assertEqual((done.returncode, done.err), (0, ''), verb)
            examples = re.findall(r'^  (?:\S+ [^|]*\| )?stemma \S+ .*$', done.out.split('Examples:')[1].split('Arguments:')[0], re.M)
            self.assertTrue(2 <= len(examples) <= 4, (verb, examples))
            self.assertTrue(all(f'stemma {verb} ' in e for e in examples), (verb, examples))
            self.assertEqual(done.out, self.run_stemma('help', verb).out)
            self.assertLessEqual(max(len(line) for line in done.out.splitlines() if not line.startswith('  stemma')), 80, verb)

    def test_a_command_line_that_makes_no_sense_is_told_so_in_one_line(self):
        for args, words in [
            ([], 'which command?'),
            (['reprot'], 'did you mean report?'),
            (['frobnicate'], 'see stemma --help'),
            (['report'], 'CASE is missing'),
            (['add', 'a.stemma'], 'FILE is missing'),
            (['report', 'a.stemma', '--htlm', 'x'], 'did you mean --html?'),
            (['report', 'a.stemma', '--claims', 'many'], '"many" is not a whole number'),
            (['export', 'a.stemma', '--format', 'xml'], 'is none of json'),
            (['export', 'a.stemma'], '--format is missing'),
            (['dump', 'a.html'], '--stage is missing'),
            (['report', 'a.stemma', '--json', '--markdown'], 'one form at a time'),
            (['self', 'nonsense'], 'self'),
        ]:
            done = self.run_stemma(*args)
            self.assertEqual((done.returncode, done.out), (2, ''), args)
            self.assertIn(words, done.err)
            self.assertEqual(done.err.count('\n'), 1, done.err)
            self.assertTrue(done.err.startswith('stemma: '), done.err)

    def test_a_hostile_argument_is_printed_harmlessly(self):
        done = self.run_stemma('report', 'a.stemma', '--\x1b[31mred')
        self.assertEqual(done.returncode, 2)
        self.assertNotIn('\x1b', done.err)

    def test_version_names_program_schema_and_reader(self):
        self.assertRegex(self.run_stemma('--version').out, r'\Astemma \d+\.\d+\.\d+\ncase schema \d+\nreader \S.*\n\Z')

    def test_docs_are_current(self):
        made = self.run_stemma('self', 'docs').out
        self.assertEqual(made, (program.ROOT / 'docs' / 'cli.md').read_text(), 'run: stemma self docs > docs/cli.md')

    def test_the_man_page_is_clean_roff(self):
        page = self.run_stemma('self', 'man').out
        self.assertTrue(page.startswith('.TH STEMMA 1 '))
        for verb in VERBS:
            self.assertIn(f'.SS {verb}\n', page)
        for line in page.splitlines():
            if line.startswith('.'):
                self.assertRegex(line, r'^\.(TH|SH|SS|B|I|RI|PP|TP)\b')
        if shutil.which('groff'):
            done = subprocess.run(['groff', '-man', '-Tutf8', '-ww'], input=page.encode(), capture_output=True)
            self.assertEqual(done.stderr, b'')

    def test_completions_parse_and_complete(self):
        for shell in ['bash', 'zsh', 'fish']:
            script = self.run_stemma('self', 'completion', shell).out
            self.assertIn('report', script)
            if shutil.which(shell):
                path = self.write(f'completion.{shell}', script)
                self.assertEqual(subprocess.run([shell, '-n', path], capture_output=True).stderr, b'')
        (self.folder / 'flood.stemma').touch()
        (self.folder / 'page.html').touch()

        def complete(*words):
            line = ' '.join(f"'{w}'" for w in words)
            script = f'. ./completion.bash; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _stemma; echo "${{COMPREPLY[@]}}"'
            return subprocess.run(['bash', '-c', script], cwd=self.folder, capture_output=True, text=True).stdout.split()
        self.assertEqual(complete('stemma', 'rep'), ['report'])
        self.assertEqual(complete('stemma', 'report', '--ht'), ['--html'])
        self.assertEqual(complete('stemma', 'report', 'fl'), ['flood.stemma'])
        self.assertEqual(complete('stemma', 'report', 'pa'), [])
        self.assertEqual(complete('stemma', 'add', 'flood.stemma', 'pa'), ['page.html'])
        self.assertEqual(complete('stemma', 'dump', '--stage', 'l'), ['lang', 'link'])


if __name__ == '__main__':
    unittest.main()
