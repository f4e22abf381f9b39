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
        self.assertRegex(lang, r'(?m)^sentence block \d+ \[')
        self.assertRegex(lang, r'(?m)^quotation 0 block \d+ \[\d+,\d+\) "“We counted 5 boats,”"')
        claims = self.dump('claims', page)
        self.assertRegex(claims, r'(?m)^attribution 0 ')
        self.assertRegex(claims, r'cue: \[\d+,\d+\) "said"')
        link = self.dump('link', page, self.write('b.html', program.page(program.story(5), 'Another')))
        self.assertRegex(link, r'(?m)^claim c[0-9a-f]{12} reported_by=')

    def test_spans_count_code_points(self):
        import re
        page = self.write('a.html', program.page('Naïve 😀 – boats. ' + program.story(5)))
        for begin, end, words in re.findall(r'  \w+ \[(\d+),(\d+)\) "(.*)"', self.dump('ingest', page)):
            self.assertEqual(int(end) - int(begin), len(words))

    def test_what_cannot_be_read_is_named(self):
        done = self.run_stemma('dump', '--stage=claims', self.write('x.bin', b'\0' * 5000), self.write('a.html', program.page(program.story(1))))
        self.assertEqual(done.returncode, 1)
        self.assertIn('x.bin', done.err)
        self.assertIn('attribution', done.out)


if __name__ == '__main__':
    unittest.main()
