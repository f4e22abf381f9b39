"""Case files that older programs made (tests/data/store/released): opened, upgraded after a copy, whole, and their claims listed."""
import gzip
import json
import os
import re
import sqlite3
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import ROOT, Case

RELEASED = ROOT / 'tests' / 'data' / 'store' / 'released'


class Released(Case):
    def rows(self, path, text):
        with sqlite3.connect(path) as db:
            rows = db.execute(text).fetchall()
        db.close()
        return rows

    def every(self):
        files = sorted(RELEASED.glob('v*.stemma.gz'))
        self.assertGreaterEqual(len(files), 1)
        for file in files:
            version = int(re.fullmatch(r'v(\d+)\.stemma\.gz', file.name)[1])
            with self.subTest(version=version):
                self.case = self.write(f'{version}/old.stemma', gzip.decompress(file.read_bytes()))
                self.assertEqual(self.rows(self.case, 'PRAGMA user_version'), [(version,)])
                yield version

    def test_opened_upgraded_after_a_copy_and_whole(self):
        for version in self.every():
            log = self.rows(self.case, 'SELECT seq, at, action, subject, detail, previous, hash FROM custody ORDER BY seq')
            attributions = self.rows(self.case, 'SELECT count(*) FROM attribution')[0][0]
            self.assertGreater(attributions, 4)
            self.assertEqual(self.run_stemma('restore', '--check', self.case).returncode, 0)   # as it is: nothing is upgraded
            self.assertEqual(self.rows(self.case, 'PRAGMA user_version'), [(version,)])
            self.assertEqual([f.name for f in self.case.parent.iterdir()], [self.case.name])
            done = self.run_stemma('verify', self.case)
            self.assertEqual((done.returncode, done.err), (0, ''), done.out)
            self.assertNotIn('checksum', done.out)                                             # every page has got one
            done = self.run_stemma('report', self.case, '--json')
            self.assertEqual((done.returncode, done.err), (0, ''))
            report = json.loads(done.out)
            # the readings are those of then
            self.assertEqual({d['title'] for d in report['documents']}, {'Sluice at Marle opened in the night', 'Boats adrift at Marle'})
            self.assertEqual(len(report['attributions']), attributions)
            # and what both papers say is one claim
            both = [c for c in report['claims'] if len({m['attribution'].split('.')[0] for m in c['members']}) == 2]
            self.assertTrue(any('boats' in c['label'] for c in both), [c['label'] for c in report['claims']])
            # the log is the same, entry by entry, and the case is now one of this program
            now = self.rows(self.case, 'SELECT seq, at, action, subject, detail, previous, hash FROM custody ORDER BY seq')
            self.assertEqual(now[:len(log)], log)
            self.assertGreater(self.rows(self.case, 'PRAGMA user_version')[0][0], version)
            self.assert_whole()
            # the copy is of the version that it was
            copy = self.case.with_name(f'old.stemma.before-v{version}')
            self.assertEqual(self.rows(copy, 'PRAGMA user_version'), [(version,)])
            self.assertEqual(self.rows(copy, 'SELECT seq, at, action, subject, detail, previous, hash FROM custody ORDER BY seq'), log)
            self.assertEqual(self.run_stemma('restore', '--check', copy).returncode, 0)

    def test_worked_on_as_any_other(self):
        for version in self.every():
            self.add(RELEASED / 'pages')                                            # what is there is known by its bytes
            self.assertEqual(len(self.documents()), 2)
            self.assert_whole()
            decisions = json.loads(self.run_stemma('decide', self.case, 'list', '--json').out)
            if version >= 5:
                self.assertEqual([(d['decision'], d['by'], d['state']) for d in decisions],
                                 [('accept', 'Ada Quill', 'applied'), ('reject', 'Ada Quill', 'undone'), ('undo', 'Ada Quill', 'done')])
            claim = json.loads(self.run_stemma('report', self.case, '--json').out)['claims'][0]
            self.assertEqual(self.run_stemma('decide', self.case, 'verdict', claim['id'], 'seen').returncode, 0)
            self.assertIn('seen', self.run_stemma('log', self.case, claim['id']).out)
            self.assertEqual(self.run_stemma('backup', self.case, self.folder / f'{version}.backup.stemma').returncode, 0)
            self.assert_whole()


if __name__ == '__main__':
    unittest.main()
