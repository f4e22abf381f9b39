"""stemma dump: each stage as stable text."""
import unittest

import program


class Dump(program.Case):
    def dump(self, stage, *files):
        done = self.run_stemma('dump', f'--stage={stage}', *files)
        self.assertEqual((done.returncode, done.err), (0, ''))
        return done.out

    def test_each_stage_shows_what_it_saw(self):
        page = self.write('a.html', program.page('Naïve 😀 boats. ' + program.story(5), 'A title'))
        ingest = self.dump('ingest', page)
        self.assertIn('title: A title  <', ingest)
        self.assertRegex(ingest, r'(?m)^  source: \d+ bytes from 0\n  map: \d+ runs, \d+ of \d+ bytes of the text$')
        self.assertRegex(ingest, r'  paragraph \[\d+,\d+\) "“We counted 5 boats,” said')
        lang = self.dump('lang', page)
        self.assertRegex(lang, r'(?m)^# newdoc id = d[0-9a-f]{16}$')
        self.assertRegex(lang, r'(?m)^# quotation 0 = \d+\.\.\d+$')
        claims = self.dump('claims', page)
        self.assertRegex(claims, r'(?m)^#0 asserts ')
        self.assertRegex(claims, r'cue +\[\d+,\d+\) "said"')
        link = self.dump('link', page, self.write('b.html', program.page(program.story(5), 'Another')))
        self.assertRegex(link, r'(?m)^claim c[0-9a-f]{12} reported_by=')

    def test_spans_count_code_points(self):
        import re
        page = self.write('a.html', program.page('Naïve 😀 – boats. ' + program.story(5)))
        for begin, end, words in re.findall(r'  \w+ \[(\d+),(\d+)\) "(.*)"', self.dump('ingest', page)):
            self.assertEqual(int(end) - int(begin), len(words))

    def test_conllu_keeps_to_its_format(self):
        text = 'Gate shut\n\n“It was a 15-year plan – naïve 😀,” Dr. Farrow\u200b said.  He\u202e didn\'t go.\n\n?!?! \u0007 ((((( …'
        for block in self.dump('lang', self.write('a.txt', text)).strip('\n').split('\n\n'):
            lines = block.split('\n')
            rows = [line.split('\t') for line in lines if not line.startswith('#')]
            words = ''
            for i, row in enumerate(rows):
                self.assertEqual(len(row), 10)
                self.assertEqual(row[0], str(i + 1))
                self.assertFalse(any(not cell or ' ' in cell for cell in row), row)
                self.assertLessEqual(int(row[6]), len(rows))
                self.assertEqual(row[6] == '0', row[7] == 'root')
                words += row[1] + ('' if i + 1 == len(rows) or 'SpaceAfter=No' in row[9].split('|') else ' ')
                if '\ufffd' not in row[1] and row[1] != '_':
                    begin, end = (int(x.split('=')[1]) for x in row[9].split('|') if x.startswith(('Start=', 'End=')))
                    self.assertEqual(end - begin, len(row[1]))
            self.assertEqual(sum(row[6] == '0' for row in rows), 1)
            self.assertIn('# text = ' + words, lines)
            self.assertTrue(any(line.startswith('# sent_id = ') for line in lines))

    def test_a_language_that_is_not_read_is_said_to_be(self):
        page = self.write('a.html', program.page('Die Schleuse wurde gestern geschlossen, sagte der Bürgermeister der Stadt am Abend vor der Presse. ' * 8,
                                                 'Die Schleuse ist zu').replace('lang="en"', 'lang="de"'))
        done = self.run_stemma('dump', '--stage=lang', page)
        self.assertEqual((done.returncode, done.out), (0, ''))
        self.assertIn('language de is not read yet', done.err)

    def test_what_cannot_be_read_is_named(self):
        done = self.run_stemma('dump', '--stage=claims', self.write('x.bin', b'\0' * 5000), self.write('a.html', program.page(program.story(1))))
        self.assertEqual(done.returncode, 1)
        self.assertIn('x.bin', done.err)
        self.assertIn('#0 asserts', done.out)


if __name__ == '__main__':
    unittest.main()
