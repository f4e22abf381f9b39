"""Two people, each with a copy of the case: signed patches, disagreements that are shown, and the same end whoever imports first."""
import itertools
import json
import os
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import Case, page, story


class Patch(Case):
    def setUp(self):
        super().setUp()
        self.add(*[self.write(f'{n}.html', page(story(7 if n < 3 else 9), f'Report {n}')) for n in range(5)])
        self.ada, self.ben = self.case, self.folder / 'ben.stemma'
        shutil.copy(self.ada, self.ben)
        self.keys = {}
        for who in ('ada', 'ben'):
            self.keys[who] = self.folder / f'{who}.pem'
            subprocess.run(['openssl', 'genpkey', '-algorithm', 'ed25519', '-out', self.keys[who]], check=True, capture_output=True)

    def name(self, case):
        return 'ada' if case == self.ada else 'ben'

    def decide(self, case, *words, code=0):
        before = case.read_bytes() if code else b''
        done = self.run_stemma('decide', case, *words, '--by', {'ada': 'Ada Quill', 'ben': 'Ben Orr'}[self.name(case)])
        self.assertEqual(done.returncode, code, (words, done.err))
        if code:
            self.assertEqual(case.read_bytes(), before, 'it was changed')
        return done

    def patch(self, case, *more):
        return self.write(f'{self.name(case)}-{len(list(self.folder.iterdir()))}.jsonl', self.decide(case, 'export', '--key', self.keys[self.name(case)], *more).stdout)

    def import_first(self, case, patch):
        """Of a key that the case does not know yet."""
        refused = self.decide(case, 'import', patch, code=2).err
        self.assertIn('does not know', refused)
        fingerprint = refused.split("--trust-key '")[1].split("'")[0]
        return self.decide(case, 'import', patch, '--trust-key', fingerprint)

    def report(self, case):
        return json.loads(self.run_stemma('report', case, '--json').out)

    def listed(self, case):
        return json.loads(self.run_stemma('decide', case, 'list', '--json').out)

    def effective(self, case):
        """What holds, whoever says it."""
        undone, held = set(), []
        for d in reversed(self.listed(case)):
            if d['number'] in undone:
                continue
            if d['decision'] == 'undo':
                undone.add(d['undoes'])
            else:
                held.append(json.dumps([d['decision'], d.get('first'), d.get('second'), d.get('value')], sort_keys=True))
        return sorted(held)

    def attribution(self, n=0):
        return self.report(self.ada)['attributions'][n]['id']

    def test_signed_and_checked_to_the_byte(self):
        edge = self.report(self.ada)['derived'][0]
        self.decide(self.ada, 'not-a-copy', edge['child'], edge['parent'], '--why', 'both were there')
        patch = self.patch(self.ada)
        lines = patch.read_text().splitlines()
        head = json.loads(lines[0])
        self.assertEqual((head['stemma_patch'], head['by'], len(head['key'])), (2, 'Ada Quill', 64))
        # another party's program finds the signature good
        key = self.write('key.der', bytes.fromhex('302a300506032b6570032100' + head['key']))
        signature = self.write('signature', bytes.fromhex(json.loads(lines[-1])['signature']))
        said = self.write('said', '\n'.join(lines[:-1]) + '\n')
        checked = subprocess.run(['openssl', 'pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-inkey', key, '-rawin', '-in', said, '-sigfile', signature], capture_output=True)
        self.assertEqual(checked.returncode, 0, checked.stderr)
        # wrong in any byte: refused by a case that knows the key, and nothing is changed
        clean = self.ben.read_bytes()
        self.import_first(self.ben, patch)
        self.decide(self.ada, 'accept', self.attribution())
        patch = self.patch(self.ada)
        whole = patch.read_bytes()
        for at in range(0, len(whole), 37):
            forged = self.write('forged.jsonl', whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
            self.decide(self.ben, 'import', forged, code=2)
        for forged in (whole[:-100], whole.replace(b'both were there', b'both were here!'), whole + b'\n{"x":1}\n', whole.replace(b'\n', b'\r\n'), b'\n'.join(whole.split(b'\n')[:-2]) + b'\n'):
            self.decide(self.ben, 'import', self.write('forged.jsonl', forged), code=2)
        self.assertIn('1 decision was taken over, 1 already', self.decide(self.ben, 'import', patch).err)
        self.ben.write_bytes(clean)
        self.assertIn('2 decisions were', self.import_first(self.ben, patch).err)
        self.assertIn('0 decisions were taken over, 2 already', self.decide(self.ben, 'import', patch).err)
        self.assertEqual(self.export(self.ben), self.export(self.ada))
        self.assert_whole(self.ben)
        self.case = self.ben
        log = dict(self.sql("SELECT action, detail FROM custody WHERE action IN ('trusted', 'imported')"))
        self.assertEqual(json.loads(log['trusted'])['name'], 'Ada Quill')
        self.assertEqual(json.loads(log['imported'])['new'], 2)

    def test_a_key_that_nobody_vouched_for(self):
        self.decide(self.ada, 'accept', self.attribution())
        patch = self.patch(self.ada)
        self.assertIn('another key', self.decide(self.ben, 'import', patch, '--trust-key', '0000 1111', code=2).err)
        self.import_first(self.ben, patch)
        # a stranger re-signs what Ada said: the case does not know that key
        mallory = self.decide(self.ada, 'export', '--key', self.keys['ben']).out
        self.assertIn('does not know', self.decide(self.ben, 'import', self.write('m.jsonl', mallory), code=2).err)

    def test_unsigned_only_if_one_says_so(self):
        self.decide(self.ada, 'accept', self.attribution())
        patch = self.write('p.jsonl', self.decide(self.ada, 'export', '--unsigned').out)
        self.assertIn('is not signed', self.decide(self.ben, 'import', patch, code=2).err)
        self.decide(self.ben, 'import', patch, '--unsigned')
        self.case = self.ben
        (detail,), = self.sql("SELECT detail FROM custody WHERE action = 'imported'")
        self.assertIs(json.loads(detail)['signed'], False)

    def test_a_patch_for_another_case(self):
        other = self.folder / 'other.stemma'
        self.run_stemma('add', other, self.folder / '0.html')
        self.decide(self.ada, 'accept', self.attribution())
        patch = self.patch(self.ada)
        before = other.read_bytes()
        done = self.run_stemma('decide', other, 'import', patch)
        self.assertEqual(done.returncode, 2)
        self.assertIn('another case', done.err)
        self.assertEqual(other.read_bytes(), before)

    def test_the_key_is_made_on_first_use(self):
        self.decide(self.ada, 'accept', self.attribution())
        done = self.decide(self.ada, 'export')
        kept = self.folder / 'config' / 'stemma' / 'signing-key.pem'
        self.assertIn(str(kept), done.err)
        self.assertEqual(kept.stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.decide(self.ada, 'export').out, done.out)
        self.decide(self.ada, 'export', '--key', self.folder / 'none.pem', code=2)

    def test_only_what_is_new_and_what_it_takes_back(self):
        first, second = self.attribution(0), self.attribution(1)
        self.decide(self.ada, 'accept', first)
        self.decide(self.ada, 'accept', second)
        self.import_first(self.ben, self.patch(self.ada))
        self.decide(self.ada, 'undo', 2)
        patch = self.patch(self.ada, '--since', 2)
        self.assertEqual([json.loads(line).get('number') for line in patch.read_text().splitlines()[1:-1]], [2, 3])
        self.decide(self.ben, 'import', patch)
        self.assertEqual(self.effective(self.ben), self.effective(self.ada))

    def disagreements(self, case, patch):
        out = json.loads(self.decide(case, 'import', patch, '--json', code=2).out)
        return out['disagreements']

    def trust(self, case, patch):
        """A first patch of no decisions that conflict, so that the key is known."""
        self.import_first(case, patch)

    def pairs(self):
        """Two decisions that cannot both hold, of each sort; ids of Ada's case before anything was decided."""
        report = self.report(self.ada)
        one = report['attributions'][0]
        first, last = one['content'][0][0], one['content'][-1][1]
        edge = report['derived'][0]
        claim = next(c for c in report['claims'] if c['reported_by'] > 1)
        member = claim['members'][-1]['attribution']
        other = next(c for c in report['claims'] if c['id'] != claim['id'])
        return {
            'stance': (['stance', one['id'], 'doubts'], ['stance', one['id'], 'asks']),
            'accepted, rejected': (['accept', one['id']], ['reject', one['id']]),
            'spans': (['spans', one['id'], f'content={first}-{last - 3}'], ['spans', one['id'], f'content={first}-{last - 5}']),
            'speaker': (['speaker', one['id'], f'{first}-{first + 4}'], ['speaker', one['id'], f'{first}-{first + 6}']),
            'side': (['side', member, claim['id'], 'denies'], ['side', member, claim['id'], 'neutral']),
            'copy': (['not-a-copy', edge['child'], edge['parent']], ['copy', edge['parent'], edge['child']]),
            'merge, split': (['merge', claim['id'], other['id']], ['split', claim['id'], member]),
        }

    def test_where_two_people_disagree_both_are_shown_and_one_chooses(self):
        start = self.ada.read_bytes()
        self.decide(self.ada, 'accept', self.attribution(3))
        hello = self.patch(self.ada)
        self.ada.write_bytes(start)
        for (sort, (mine, hers)), choice in zip(self.pairs().items(), itertools.cycle(('ours', 'theirs', 'neither'))):
            with self.subTest(sort=sort, choice=choice):
                for case in (self.ada, self.ben):
                    case.write_bytes(start)
                self.trust(self.ben, hello)
                self.decide(self.ben, *mine, '--why', 'Ben was there')
                self.decide(self.ada, *hers, '--why', 'Ada has the notes')
                patch = self.patch(self.ada)
                open_ones = self.disagreements(self.ben, patch)
                self.assertEqual(len(open_ones), 1, sort)
                one = open_ones[0]
                self.assertEqual((one['ours']['by'], one['ours']['why'], one['theirs']['by'], one['theirs']['why']), ('Ben Orr', 'Ben was there', 'Ada Quill', 'Ada has the notes'))
                self.assertIn('Ben was there', self.decide(self.ben, 'import', patch, code=2).out)
                self.decide(self.ben, 'import', patch, '--ours', 'abcdef', code=2)
                self.decide(self.ben, 'import', patch, '--ours', one['id'], '--theirs', 'all', code=2)
                self.decide(self.ben, 'import', patch, f'--{choice}', one['id'])
                states = {d['why']: d['state'] for d in self.listed(self.ben)}
                self.assertEqual((states['Ben was there'] == 'undone', states['Ada has the notes'] == 'undone'),
                                 {'ours': (False, True), 'theirs': (True, False), 'neither': (True, True)}[choice])
                undo = [d for d in self.listed(self.ben) if d['decision'] == 'undo'][-1]
                self.assertEqual(undo['by'], 'Ben Orr')
                self.assertIn('Chosen on import', undo['why'])
                # settled for good: the same patch again asks nothing, and Ada is told by his
                self.assertIn('0 decisions', self.decide(self.ben, 'import', patch).err)
                self.import_first(self.ada, self.patch(self.ben))
                held = [h for h in self.effective(self.ben)]
                self.assertEqual([h for h in self.effective(self.ada)], held)
                self.assertEqual(self.export(self.ada), self.export(self.ben))
                self.assert_whole(self.ada)
                self.assert_whole(self.ben)

    def test_both_chose_and_chose_differently(self):
        one = self.attribution()
        self.decide(self.ada, 'stance', one, 'doubts')
        self.decide(self.ben, 'stance', one, 'asks')
        from_ada, from_ben = self.patch(self.ada), self.patch(self.ben)
        for case, patch in ((self.ada, from_ben), (self.ben, from_ada)):
            fingerprint = self.decide(case, 'import', patch, code=2).err.split("--trust-key '")[1].split("'")[0]
            self.decide(case, 'import', patch, '--trust-key', fingerprint, '--ours', 'all')
        self.assertNotEqual(self.effective(self.ada), self.effective(self.ben))
        patch = self.patch(self.ben)
        (again,) = self.disagreements(self.ada, patch)
        self.assertEqual((again['ours']['decision'], again['theirs']['decision']), ('undo', 'undo'))
        self.decide(self.ada, 'import', patch, '--theirs', again['id'])
        self.decide(self.ben, 'import', self.patch(self.ada))
        self.assertEqual(self.effective(self.ada), self.effective(self.ben))
        self.assertEqual(self.export(self.ada), self.export(self.ben))
        self.assertIn('asks', ''.join(self.effective(self.ada)))

    def test_whoever_imports_first_it_ends_alike(self):
        report = self.report(self.ada)
        edge = report['derived'][0]
        ids = [a['id'] for a in report['attributions']]
        self.decide(self.ada, 'not-a-copy', edge['child'], edge['parent'])
        self.decide(self.ada, 'accept', ids[0])
        self.decide(self.ada, 'stance', ids[1], 'doubts')
        self.decide(self.ada, 'undo', 2)
        self.decide(self.ben, 'not-a-copy', edge['child'], edge['parent'])  # the same, found by himself
        self.decide(self.ben, 'reject', ids[2])
        self.decide(self.ben, 'stance', ids[3], 'asks')
        start = {c: c.read_bytes() for c in (self.ada, self.ben)}
        ends = []
        for order in ((self.ada, self.ben), (self.ben, self.ada)):
            for case, held in start.items():
                case.write_bytes(held)
            first, second = order
            self.assertIn('of the new ones', self.import_first(first, self.patch(second)).err)
            self.import_first(second, self.patch(first))
            for _ in range(2):
                self.decide(first, 'import', self.patch(second))
                self.decide(second, 'import', self.patch(first))
            ends += [(sorted(set(self.effective(c))), self.export(c)) for c in order]
        self.assertEqual([end == ends[0] for end in ends], [True] * 4)

    def test_check_changes_nothing(self):
        self.decide(self.ada, 'accept', self.attribution())
        patch = self.patch(self.ada)
        self.import_first(self.ben, patch)
        self.decide(self.ada, 'accept', self.attribution(1))
        before = self.listed(self.ben)
        self.assertIn('1 new, 1 already there', self.decide(self.ben, 'import', self.patch(self.ada), '--check').err)
        self.assertEqual(self.listed(self.ben), before)


if __name__ == '__main__':
    unittest.main()
