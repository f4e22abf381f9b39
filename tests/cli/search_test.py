"""stemma search: paragraphs and the claims in them."""
import json
import unittest

import program


class Search(program.Case):
    def setUp(self):
        super().setUp()
        self.add(self.write('a.html', program.page(program.story(31))), self.write('b.html', program.page(program.story(32))))

    def test_words_lead_to_paragraphs_with_place_and_id(self):
        done = self.run_stemma('search', self.case, 'spokeswoman', 'counted')
        self.assertEqual((done.returncode, done.err), (0, ''))
        self.assertIn('»counted«', done.out)
        self.assertEqual(done.out.count('»spokeswoman«'), 2)
        self.assertRegex(done.out, r'paragraph 2 \[d[0-9a-f]{5}')

    def test_json(self):
        hits = json.loads(self.run_stemma('search', self.case, '31', '--json').out)['paragraphs']
        self.assertTrue(hits)
        for hit in hits:
            for begin, end in hit['marks']:
                self.assertIn('31', hit['snippet'][begin:end])
        self.assertEqual(len(json.loads(self.run_stemma('search', self.case, 'boats', '--json', '-n', 1).out)['paragraphs']), 1)

    def test_claims_come_first_in_whatever_form_the_words_stand(self):
        done = self.run_stemma('search', self.case, 'boat', 'storms')      # no paragraph holds these
        self.assertRegex(done.out, r'^claim \d+ boats had left before the storm: Reported by [12] .*\[c[0-9a-f]{5}')
        self.assertIn('no paragraph', done.err)
        found = json.loads(self.run_stemma('search', self.case, 'boat', 'storms', '--json').out)
        self.assertEqual([(len(found['claims']), found['paragraphs'])], [(1, [])])
        self.assertRegex(found['claims'][0]['id'], '^c[0-9a-f]{12}$')

    def test_no_hit_is_no_failure(self):
        done = self.run_stemma('search', self.case, 'zeppelin')
        self.assertEqual((done.returncode, done.out), (0, ''))
        self.assertIn('zeppelin', done.err)

    def test_odd_queries_do_no_harm(self):
        for words in ['"', '"*"', 'a AND', 'NEAR(', "'", '-', '*', '\x1b[31m', 'x' * 10000, '(((', 'col:umn']:
            done = self.run_stemma('search', self.case, '--', words)
            self.assertIn(done.returncode, (0, 2), words)
            self.assertNotIn('\x1b', done.out + done.err)


if __name__ == '__main__':
    unittest.main()
