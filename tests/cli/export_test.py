"""stemma export: the form of the case format, complete and counted."""
import json
import re
import unittest

import program


class Export(program.Case):
    def setUp(self):
        super().setUp()
        same = program.story(7)
        self.add(self.write('a.html', program.page(same, 'First')), self.write('b.html', program.page(same, 'Second')),
                 self.write('c.html', program.page('Naïve – 😀. ' + program.story(8), 'Third')))

    def test_every_reference_leads_somewhere(self):
        case = json.loads(self.export())
        self.assertEqual(list(case), ['documents', 'agents', 'attributions', 'claims', 'denials', 'figures', 'timeline'])
        documents = {d['id']: d for d in case['documents']}
        agents = {a['id'] for a in case['agents']}
        attributions = {a['id'] for a in case['attributions']}
        claims = {c['id'] for c in case['claims']}
        self.assertEqual(len(documents), 3)
        self.assertTrue(attributions and claims)
        for a in case['attributions']:
            text = documents[a['document']]['text']
            self.assertTrue(a['content'])
            for begin, end in a['source'] + a['cue'] + a['content']:
                self.assertTrue(0 <= begin < end <= len(text))
            self.assertIn(a['agent'], agents | {None})
            self.assertIn(a['parent'], attributions | {None})
        for c in case['claims']:
            roots = {r['id'] for r in c['roots']}
            self.assertLessEqual({m['attribution'] for m in c['members']}, attributions)
            self.assertLessEqual({m['root'] for m in c['members']}, roots | {None})
            self.assertLessEqual({r['agent'] for r in c['roots']}, agents | {None})
            known = [r for r in c['roots'] if r['kind'] != 'unknown']
            self.assertEqual(c['independent']['supporting'], sum(r['side'] == 'supports' for r in known))
            self.assertEqual(c['independent']['denying'], sum(r['side'] == 'denies' for r in known))
        for d in case['documents']:
            self.assertLessEqual({e['document'] for e in d['derived_from']} | set(d['reports_on']), set(documents))
        for d in case['denials']:
            self.assertIn(d['attribution'], attributions)
            self.assertLessEqual(set(d['claims']), claims)

    def test_what_was_written_is_counted(self):
        done = self.run_stemma('export', self.case, '--format', 'json')
        case = json.loads(done.out)
        counts = {name: int(n) for n, name in re.findall(r'(\d+) (\w+)', done.err)}
        for name in ('documents', 'agents', 'attributions', 'claims', 'denials'):
            self.assertEqual(counts[name], len(case[name]), name)

    def test_into_a_file(self):
        path = self.folder / 'out.json'
        done = self.run_stemma('export', self.case, '--format', 'json', '-o', path)
        self.assertEqual((done.returncode, done.out), (0, ''))
        self.assertEqual(path.read_bytes(), self.export())
        self.assertEqual(self.run_stemma('export', self.case, '--format', 'json', '-o', '/nowhere/x.json').returncode, 1)

    def test_the_order_of_arrival_makes_no_difference(self):
        other = self.folder / 'other.stemma'
        for name in ('c.html', 'a.html', 'b.html'):
            self.assertEqual(self.run_stemma('add', other, self.folder / name, '--threads', 1).returncode, 0)
        self.assertEqual(self.export(), self.export(other))


if __name__ == '__main__':
    unittest.main()
