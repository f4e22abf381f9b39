"""stemma decide: what people say holds, is kept, and can be taken back and handed on."""
import json
import shutil
import unittest

import program


class Decide(program.Case):
    def setUp(self):
        super().setUp()
        self.add(self.write('a.html', program.page(program.story(7), 'First')), self.write('b.html', program.page(program.story(7), 'Second')))

    def decide(self, *words, code=0):
        done = self.run_stemma('decide', self.case, *words)
        self.assertEqual(done.returncode, code, done.err)
        return done

    def report(self):
        return json.loads(self.run_stemma('report', self.case, '--json').out)

    def test_not_a_copy_and_undo(self):
        before = self.export()
        edge = self.report()['derived'][0]
        self.decide('not-a-copy', edge['child'], edge['parent'], '--by', 'Ada Quill', '--why', 'both were there')
        self.assertEqual(self.report()['derived'], [])
        listed = json.loads(self.decide('list', '--json').out)
        self.assertEqual([(d['by'], d['why'], d['state']) for d in listed], [('Ada Quill', 'both were there', 'applied')])
        self.decide('undo', 1)
        self.assertEqual(self.export(), before)
        self.decide('undo', 1, code=2)
        self.assert_whole()

    def test_what_cannot_be_is_said_and_changes_nothing(self):
        claim = self.report()['claims'][0]
        for words in (['merge', claim['id'], 'c000000'], ['merge', claim['id'], claim['id']], ['praise', claim['id']], ['undo', 5], ['undo', 'x'],
                      ['stance', claim['members'][0]['attribution'], 'sings'], ['not-withdrawn', claim['members'][0]['attribution'].split('.')[0]],
                      ['split', claim['id']], ['same-agent', 'Nobody At All', 'Nobody Else'], ['import', 'nowhere.jsonl']):
            done = self.run_stemma('decide', self.case, *words)
            self.assertEqual(done.returncode, 2, (words, done.err))
            self.assertEqual(done.err.count('\n'), 1, done.err)
        self.assertEqual(self.decide('list').out, '')
        self.assertEqual(self.run_stemma('decide', self.folder / 'none.stemma', 'list').returncode, 3)

    def test_an_attribution_is_corrected_word_by_word(self):
        before = self.export()
        one = self.report()['attributions'][0]
        first, last = one['content'][0][0], one['content'][-1][1]
        self.decide('spans', one['id'], f'content={first}-{last - 3}', f'source={one["source"][0][0]}-{one["source"][0][1]}' if one['source'] else 'source=')
        now = next(a for a in self.report()['attributions'] if a['id'] == one['id'])
        self.assertEqual((now['content'], now['cue']), ([[first, last - 3]], []))
        self.decide('speaker', one['id'], f'{first}-{first + 4}')
        self.decide('accept', one['id'])
        self.assertIn('is read right', self.run_stemma('why', self.case, one['id']).out + self.decide('list').out)
        self.decide('reject', one['id'])
        self.assertNotIn(one['id'], [a['id'] for a in self.report()['attributions']])
        for wrong in (['content=5-5'], ['content=5-99999999'], ['content=9-12,3-5'], ['content='], ['who=1-2'], ['content=x-y'], ['source=1-2']):
            self.decide('spans', self.report()['attributions'][0]['id'], *wrong, code=2)
        for number in (4, 3, 2, 1):
            self.decide('undo', number)
        self.assertEqual(self.export(), before)
        self.assert_whole()

    def test_a_patch_goes_to_a_copy_of_the_case_only(self):
        copy = self.folder / 'copy.stemma'
        shutil.copy(self.case, copy)
        claim = self.report()['claims'][0]
        self.decide('split', claim['id'], claim['members'][-1]['attribution'], '--by', 'Ada Quill')
        patch = self.write('patch.jsonl', self.decide('export', '--unsigned').out)
        for expected in ('1 decision was', '0 decisions were'):
            done = self.run_stemma('decide', copy, 'import', patch, '--unsigned')
            self.assertEqual(done.returncode, 0, done.err)
            self.assertIn(expected, done.err)
        self.assertEqual(self.export(copy), self.export())
        other = self.folder / 'other.stemma'
        self.run_stemma('add', other, self.folder / 'a.html')
        done = self.run_stemma('decide', other, 'import', patch)
        self.assertEqual(done.returncode, 2)
        self.assertIn('another case', done.err)
        for broken in ('', '{}', patch.read_text()[:-20], patch.read_text() + '{"decision":"merge"}\n'):
            self.assertEqual(self.run_stemma('decide', copy, 'import', self.write('broken.jsonl', broken)).returncode, 2)
        self.assertEqual(len(json.loads(self.run_stemma('decide', copy, 'list', '--json').out)), 1)

    def test_old_ids_lead_on(self):
        claim = self.report()['claims'][0]
        before = {c['id'] for c in self.report()['claims']}
        self.decide('split', claim['id'], claim['members'][-1]['attribution'])
        fresh = ({c['id'] for c in self.report()['claims']} - before).pop()
        self.assertEqual(self.run_stemma('why', self.case, fresh).err, '')
        self.decide('undo', 1)
        done = self.run_stemma('why', self.case, fresh)
        self.assertEqual(done.returncode, 0, done.err)
        self.assertIn(f'{fresh} is now called', done.err)
        self.decide('undo', 2)
        self.assertEqual(self.run_stemma('why', self.case, fresh).err, '')

    def test_an_older_member_changes_the_id_and_the_old_one_leads_on(self):
        claims = {c['id']: c for c in self.report()['claims'] if c['reported_by'] > 1}
        dated = program.page(program.story(7), 'Earlier', '<meta property="article:published_time" content="2001-01-01T00:00:00Z">')
        self.add(self.write('earlier.html', dated))
        now = {c['id'] for c in self.report()['claims']}
        gone = set(claims) - now
        self.assertTrue(gone)
        for old in gone:
            done = self.run_stemma('why', self.case, old[:9])
            self.assertEqual(done.returncode, 0, done.err)
            self.assertIn('is now called', done.err)

    def test_a_root_is_switched_off(self):
        claim = next(c for c in self.report()['claims'] if c['independent']['supporting'] >= 1)
        root = next(r for r in claim['roots'] if r['side'] == 'supports')
        then = json.loads(self.run_stemma('why', self.case, claim['id'], '--without', root['id'], '--json').out)
        self.assertEqual(then['independent']['supporting'], claim['independent']['supporting'] - 1)
        self.assertEqual(set(then['fall'] + then['move']), {m['attribution'] for m in claim['members'] if m['root'] == root['id']})
        self.assertIn('Without what rests on', self.run_stemma('why', self.case, claim['id'], '--without', root['id']).out)
        self.assertEqual(self.run_stemma('why', self.case, claim['id'], '--without', 'r000').returncode, 2)
        self.assertEqual(self.run_stemma('why', self.case, claim['id'], '--without', root['id'], '--without-fold', 99).returncode, 2)

    def test_another_writer_is_refused(self):
        import fcntl
        with open(f'{self.case}-lock', 'w') as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.decide('undo', 1, code=3)


if __name__ == '__main__':
    unittest.main()
