"""What leaves a case: labels, pseudonyms and redactions, looked for in the raw bytes of every form in which something can leave."""
import json
import os
import re
import stat
import unittest

import program
import searcher

EXAMPLE = program.ROOT / 'examples' / 'brannoch' / 'articles'

LABELLED = {'Odile Farrant': 'witness', 'Rufus Kettleby': 'witness', 'Marga Dunstrand': 'witness', 'Oriane Balestier': 'private', 'Jorun Tavisk': 'witness',
            'Ansel Roake': 'witness', 'Tomas Orlec': 'detained', 'Éline Garrick': 'survivor', 'Mirelle Askand': 'private', 'Sunniva Aldrake': 'survivor'}
REDACTED = ['Bastian Roe', 'Hob Tarrant', 'Hallam Dreyse', 'Edda Marlowick', 'Piers Ostengaard', 'Nils Harrowgate', 'Sigrun Allday', 'Beatrix Hollowell', 'Wilf Ashby',
            'Imogen Thrale']
PHRASES = ['four streets stood empty', 'beaten them with lengths of rubber hose', 'It was a kind of timetable', 'the same men handed you a shovel',
           'two of his brothers still work at the Serrow mine', 'one pair of boots between them', 'My mother asked me what I had done to my hands',
           'I have been gardening for the Republic', 'he asked to be called only the clerk', 'behind a closed railway halt', 'nine long sheds with a water tower',
           'in a fold of the hills', 'without gloves, masks or boots', 'over four weeks in three towns', 'shown a warrant or allowed a telephone call',
           'wore grey overalls without badges', 'the mud in the lower lanes was still warm to the touch', 'let go on 3 April at the edge of a motorway',
           'taken from Oskarn with her sister', 'some 300 people in the depot on its fullest night']


class Redact(program.Case):
    def setUp(self):
        super().setUp()
        self.add(EXAMPLE)

    def patch(self, decisions):
        """Imports decisions, which costs one linking for all."""
        unsigned = ['--unsigned'] if '--unsigned' in self.run_stemma('decide', '--help').out else []
        head = self.run_stemma('decide', self.case, 'export', *unsigned).out.splitlines()[0]
        lines = [head] + [json.dumps(d | {'number': i + 1, 'by': 'Ada Quill', 'at': '2031-06-01T00:00:00Z', 'why': ''}) for i, d in enumerate(decisions)]
        done = self.run_stemma('decide', self.case, 'import', self.write('patch.jsonl', '\n'.join(lines) + '\n'), *unsigned)
        self.assertEqual(done.returncode, 0, done.err)

    def spot(self, words):
        for d in self.documents_before:
            at = d['text'].find(words)
            if at >= 0:
                return {'label': words, 'spots': [{'document': d['id'], 'span': [at, at + len(words)], 'words': words}]}
        for d in self.documents_before:  # somebody whom only a page's head names
            if words in d['authors']:
                return {'label': words, 'spots': [{'document': d['id'], 'span': [0, 0], 'words': words}]}
        raise AssertionError(f'the example does not have: {words}')

    def leave(self, form, *more, code=0):
        target = self.folder / f'out.{form}'
        words = {'html': ('report', self.case, '--html', target), 'json': ('export', self.case, '--format', 'json', '-o', target),
                 'case': ('export', self.case, '--format', 'case', '-o', target), 'markdown': ('report', self.case, '--markdown'),
                 'report-json': ('report', self.case, '--json'), 'csl': ('report', self.case, '--csl', target), 'bibtex': ('report', self.case, '--bibtex', target)}.get(
                     form, ('export', self.case, '--format', form, '-o', target))
        done = self.run_stemma(*words, *more)
        self.assertEqual(done.returncode, code, done.err)
        if code == 0 and form in ('markdown', 'report-json'):
            target.write_bytes(done.stdout)
        return target, done

    def test_forty_names_and_phrases_are_in_nothing_that_leaves(self):
        self.documents_before = self.documents()
        decisions = [{'decision': 'label', 'first': self.spot(n), 'value': label} for n, label in LABELLED.items()]
        decisions += [{'decision': 'redact', 'first': self.spot(n)} for n in REDACTED]
        decisions += [{'decision': 'redact', 'first': self.spot(p)} for p in PHRASES]
        self.patch(decisions)
        names = list(LABELLED) + [n for n in REDACTED]
        words = names + PHRASES
        self.assertEqual(len(words), 40)
        surnames = [n.split()[1] for n in names if n.split()[1] not in ('Roe', 'Allday', 'Ashby')]
        before = searcher.found(self.case.read_bytes(), words + surnames)
        self.assertEqual(before, set(words + surnames), 'the searcher finds them where they are')
        for form in ('html', 'markdown', 'csl', 'bibtex', 'json', 'report-json', 'case', 'csv', 'jsonl', 'warc', 'wacz', 'ftm', 'annotations', 'prov', 'graphml'):
            with self.subTest(form=form):
                target, done = self.leave(form)
                files = [target] if target.is_file() else [p for p in target.rglob('*') if p.is_file()]
                for path in files:
                    self.assertEqual(searcher.found(path.read_bytes() + b'\n' + os.fsencode(path.relative_to(self.folder)), words + surnames), set(), path)
                self.assertEqual(searcher.found(done.stderr, words + surnames), set())
                if form not in ('html', 'markdown', 'json', 'report-json', 'case'):
                    continue
                marks = {int(n) for n in re.findall(r'\[redacted (\d+)\]', target.read_text(errors='ignore'))}
                said = int(re.search(r'(\d+) redaction marks? in the texts', done.err)[1])
                if form in ('json', 'report-json', 'case'):  # those that hold the texts whole
                    self.assertEqual(marks, set(range(1, said + 1)))
        self.assertEqual(sorted(p.name for p in self.folder.iterdir() if p.name.startswith('out.case')), ['out.case'])
        for name in names:
            self.assertEqual(json.loads(self.run_stemma('search', self.folder / 'out.case', name.split()[1], '--json').out).get('paragraphs', []), [], name)
        self.assert_whole(self.folder / 'out.case')
        copy = json.loads(self.export(self.folder / 'out.case'))
        self.assertEqual(len(copy['documents']), len(self.documents_before))
        self.assertIn('Witness 1', {a['name'] for a in copy['agents']} | {'Witness 1'} & set(re.findall(r'Witness \d', json.dumps(copy))))

    def test_offsets_fit_what_is_left(self):
        self.documents_before = self.documents()
        before = json.loads(self.run_stemma('report', self.case, '--json').out)
        self.patch([{'decision': 'label', 'first': self.spot('Mirelle Askand'), 'value': 'witness'}, {'decision': 'redact', 'first': self.spot(PHRASES[1])}])
        after = json.loads(self.leave('report-json')[0].read_text())
        self.assertEqual([(c['id'], c['independent']) for c in after['claims']], [(c['id'], c['independent']) for c in before['claims']], 'no count changes')
        old = {d['id']: d['text'] for d in before['documents']}
        new = {d['id']: d['text'] for d in after['documents']}
        self.assertEqual(len(before['attributions']), len(after['attributions']))
        moved = 0
        for a, b in zip(before['attributions'], after['attributions']):
            for field in ('source', 'cue', 'content'):
                was = ' '.join(old[a['document']][s:e] for s, e in a[field])
                now = ' '.join(new[b['document']][s:e] for s, e in b[field])
                if 'Askand' in was or PHRASES[1] in was:
                    self.assertTrue('Witness 1' in now or '\u2588' in now, (was, now))
                else:
                    self.assertEqual(was, now)
                moved += a[field] != b[field]
        self.assertGreater(moved, 20)

    def test_without_a_word_all_that_is_labelled_stays_in(self):
        self.documents_before = self.documents()
        first = self.documents_before[3]['id']
        self.assertEqual(self.run_stemma('decide', self.case, 'label', first, 'private').returncode, 0)
        self.assertEqual(self.run_stemma('decide', self.case, 'label', 'Mirelle Askand', 'witness').returncode, 0)
        target, done = self.leave('json')
        self.assertNotIn(first, [d['id'] for d in json.loads(target.read_text())['documents']])
        self.assertIn('1 document: labelled private', done.err)
        self.leave('json', '--allow', 'private', code=2)  # no reason given
        target, done = self.leave('json', '--allow', 'private', '--why', 'he agreed', '--by', 'Ada Quill')
        self.assertIn(first, [d['id'] for d in json.loads(target.read_text())['documents']])
        self.assertNotIn('Askand', target.read_text())
        self.assertEqual(json.loads(self.sql("SELECT detail FROM custody WHERE action = 'let out'")[0][0])['why'], 'he agreed')
        self.assertEqual(self.run_stemma('report', self.case).returncode, 0)
        self.assertIn('Askand', self.run_stemma('report', self.case, '--claims', '0').out, 'the terminal is for own use')
        self.run_stemma('decide', self.case, 'undo', '2')
        self.assertIn('Askand', self.leave('json')[0].read_text())

    def test_pseudonyms_stay_and_a_lost_key_is_missed(self):
        self.run_stemma('decide', self.case, 'label', 'Mirelle Askand', 'witness')
        first = self.leave('json')[0].read_bytes()
        key = self.folder / 'my.pseudonyms'
        self.assertEqual(stat.S_IMODE(os.stat(key).st_mode), 0o600)
        self.assertIn('Witness 1\tMirelle Askand', key.read_text())
        self.assertNotIn(re.search('secret (.*)', key.read_text())[1], first.decode())
        self.run_stemma('decide', self.case, 'label', 'Marga Dunstrand', 'witness')
        self.assertIn('Witness 2\tMarga Dunstrand', (self.leave('json'), key.read_text())[1])
        self.assertEqual(self.leave('json')[0].read_bytes(), self.leave('json')[0].read_bytes())
        elsewhere = self.folder / 'kept elsewhere'
        key.rename(elsewhere)
        done = self.leave('json', code=2)[1]
        self.assertIn('--new-pseudonyms', done.err)
        self.assertFalse(key.exists())
        self.leave('json', '--pseudonyms', elsewhere)
        elsewhere.write_text(elsewhere.read_text().replace('case ', 'case 0'))
        self.assertIn('another case', self.leave('json', '--pseudonyms', elsewhere, code=2)[1].err)
        self.leave('json', '--new-pseudonyms')
        self.assertTrue(key.exists())


if __name__ == '__main__':
    unittest.main()
