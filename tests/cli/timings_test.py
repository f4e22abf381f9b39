#!/usr/bin/python3
"""`read --timings` says how long each stage took, apart from the data and from the complaints."""
import json
import unittest

from program import Case, page, story


class Timings(Case):
    def test_last_line_of_stderr(self):
        file = self.write('a.html', page(story(7)))
        plain = self.run_stemma('read', file)
        done = self.run_stemma('read', '--timings', '--threads', 2, file, self.folder / 'missing.html')
        self.assertEqual(done.stdout, plain.stdout)
        *complaints, last = done.err.splitlines()
        self.assertEqual(len(complaints), 1, done.err)
        seconds = json.loads(last)['timings']
        self.assertEqual(list(seconds), ['ingest', 'lang', 'claims', 'values', 'events'])
        self.assertTrue(all(0 < s < 60 for s in seconds.values()), seconds)


if __name__ == '__main__':
    unittest.main()
