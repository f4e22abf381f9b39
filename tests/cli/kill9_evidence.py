#!/usr/bin/env python3
"""kill -9 at random moments of everything that writes: add, decide, export, back-up, redact and erase, upgrade.

After each blow: the case opens and verifies, every decision that was acknowledged is there, and what stands under a final name is whole.

  tests/cli/kill9_evidence.py               60 blows
  tests/cli/kill9_evidence.py --rounds 200  what an issue demands to be shown
  STEMMA_KILL_SEED=7 tests/cli/kill9_evidence.py

A new verb that writes gets a class below and its place in SORTS.
"""
import argparse
import hashlib
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import ROOT, STEMMA, Case, page, size, story

ROUNDS = 60
SEED = int(os.environ.get('STEMMA_KILL_SEED', '20310506'))


class Sort:
    """One kind of work. `command()` is what is struck; `before()` prepares it; `after(killed)` says what has to be true then."""
    part = '-wal'  # the file beside the case, or beside what is written, that shows that the work has begun

    def __init__(self, test, rng):
        self.t, self.rng, self.n = test, rng, 0

    def watched(self):
        return f'{self.t.case}{self.part}'

    def before(self):
        self.n += 1

    def after(self, killed):
        pass


class Add(Sort):
    def before(self):
        super().before()
        for i in range(8):
            self.t.write(f'more/{self.n}-{i}.html', page(story(1000 + 10 * self.n + i)))
        self.held = {row[0] for row in self.t.rows('SELECT sha256 FROM original')}

    def command(self):
        return 'add', self.t.case, self.t.folder / 'more', '--threads', 2

    def after(self, killed):
        now = {row[0] for row in self.t.rows('SELECT sha256 FROM original')}
        self.t.assertLessEqual(self.held, now, 'an original was lost')


class Decide(Sort):
    def command(self):
        held = [d for d in self.t.acknowledged if d['decision'] == 'accept' and d['state'] == 'applied']
        if held and self.rng.random() < .5:
            return 'decide', self.t.case, 'undo', held[-1]['number']
        return 'decide', self.t.case, 'accept', self.t.attribution, '--by', 'Ada Quill'

    def after(self, killed):
        before, now = self.t.acknowledged, self.t.listed()
        self.t.assertLessEqual(len(now), len(before) + 1)
        if not killed:
            self.t.assertEqual(len(now), len(before) + 1, 'an acknowledged decision was lost')


class Export(Sort):
    def before(self):
        super().before()
        self.out = self.t.folder / 'out.json'
        self.out.write_text('{"an older export": true}')

    def watched(self):
        parts = list(self.t.folder.glob('out.json.*.part'))
        return parts[0] if parts else self.t.folder / 'none'

    def command(self):
        return 'export', self.t.case, '--format', 'json', '-o', self.out

    def after(self, killed):
        json.loads(self.out.read_text())  # the old one or the new one, never half
        for part in self.t.folder.glob('out.json.*.part'):
            part.unlink()


class Backup(Sort):
    def before(self):
        super().before()
        self.copy = self.t.folder / f'copy-{self.n}.stemma'

    def watched(self):
        return f'{self.copy}.part'

    def command(self):
        return 'backup', self.t.case, self.copy

    def after(self, killed):
        if not killed:
            self.t.assertTrue(self.copy.exists())
        if self.copy.exists():
            self.t.assert_whole(self.copy)
        done = self.t.run_stemma('backup', self.t.case, self.copy, '--replace')  # what was left of the killed one is in nobody's way
        self.t.assertEqual(done.returncode, 0, done.err)
        self.t.assertFalse(os.path.exists(f'{self.copy}.part'))
        for path in self.t.folder.glob(f'{self.copy.name}*'):
            path.unlink()


class Restore(Sort):
    def before(self):
        super().before()
        self.copy, self.made = self.t.folder / 'held.stemma', self.t.folder / 'made.stemma'
        if not self.copy.exists():
            self.t.assertEqual(self.t.run_stemma('backup', self.t.case, self.copy).returncode, 0)
        self.sum = hashlib.sha256(self.copy.read_bytes()).digest()

    def watched(self):
        return f'{self.made}.part'

    def command(self):
        return 'restore', self.copy, self.made

    def after(self, killed):
        self.t.assertEqual(hashlib.sha256(self.copy.read_bytes()).digest(), self.sum, 'the back-up was changed')
        if self.made.exists():
            self.t.assert_whole(self.made)
        else:
            self.t.assertTrue(killed)
        for path in self.t.folder.glob('made.stemma*'):
            path.unlink()


class Migrate(Sort):
    """A file of schema 1, opened by this program."""
    def before(self):
        super().before()
        self.old = self.t.folder / f'old-{self.n}.stemma'
        with sqlite3.connect(self.old) as db:
            for sql in sorted((ROOT / 'schema/delta/001').glob('*.sql')):
                db.executescript(sql.read_text())
            db.executescript((ROOT / 'tests/data/store/case_v1.sql').read_text())
            db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('oldest_schema', '1')")
            db.execute('PRAGMA application_id = 0x53746D61')
            db.execute('PRAGMA user_version = 1')
        self.head = db.execute('SELECT hash FROM custody ORDER BY seq').fetchall()
        db.close()

    def watched(self):
        return f'{self.old}.before-v1.part' if self.rng.random() < .5 else f'{self.old}-wal'

    def command(self):
        return 'search', self.old, 'dyke'

    def copies(self):
        return [p for p in self.t.folder.iterdir() if re.fullmatch(re.escape(self.old.name) + r'\.before-v1(-\d+)?', p.name)]

    def after(self, killed):
        for copy in self.copies():
            with sqlite3.connect(copy) as db:
                self.t.assertEqual(db.execute('PRAGMA integrity_check').fetchall(), [('ok',)])
                self.t.assertEqual(db.execute('SELECT hash FROM custody ORDER BY seq').fetchall(), self.head)
            db.close()
        self.t.assert_whole(self.old)  # goes on where it was struck
        with sqlite3.connect(self.old) as db:
            self.t.assertEqual(db.execute('SELECT hash FROM custody ORDER BY seq').fetchall()[:len(self.head)], self.head)
        db.close()
        self.t.assertEqual(len(self.copies()), 1)
        for path in self.t.folder.glob(f'{self.old.name}*'):
            path.unlink()


class Redact(Decide):
    def command(self):
        held = [d for d in self.t.acknowledged if d['decision'] == 'redact' and d['state'] == 'applied']
        if held and self.rng.random() < .5:
            return 'decide', self.t.case, 'undo', held[-1]['number']
        return 'decide', self.t.case, 'redact', f'{self.t.attribution.split(".")[0]}:0-{self.rng.randrange(5, 40)}', '--by', 'Ada Quill'


class HandOver(Sort):
    """A redacted case for others."""
    def before(self):
        super().before()
        self.out = self.t.folder / f'handed-{self.n}.stemma'

    def watched(self):
        return f'{self.out}.part'

    def command(self):
        return 'export', self.t.case, '--format', 'case', '-o', self.out

    def after(self, killed):
        if self.out.exists():
            self.t.assert_whole(self.out)
        for path in self.t.folder.glob(f'{self.out.name}*'):
            path.unlink()


class Erase(Sort):
    """One item for good: it is all there or all gone, and if it is gone the log says so."""
    def before(self):
        super().before()
        self.words = f'quay{self.n}gone'
        self.t.add(self.t.write(f'erase-{self.n}.html', page(story(3000 + self.n) + f' The pilot said the {self.words} was closed.')))
        (self.item,), = self.t.rows(f"SELECT original.sha256 FROM original JOIN arrival ON arrival.original = original.id WHERE arrival.path LIKE '%erase-{self.n}.html'")

    def command(self):
        return 'erase', self.t.case, self.item, '--why', 'consent withdrawn', '--by', 'Ada Quill'

    def after(self, killed):
        there = bool(self.t.rows(f"SELECT 1 FROM original WHERE sha256 = '{self.item}'"))
        told = bool(self.t.rows(f"SELECT 1 FROM custody WHERE subject = '{self.item}' AND action = 'deleted'"))
        self.t.assertNotEqual(there, told)
        if not killed:
            self.t.assertTrue(told)
            self.t.assertNotIn(self.words.encode(), self.t.case.read_bytes())


SORTS = (Add, Decide, Export, Backup, Restore, Migrate, Redact, HandOver, Erase)


class Kill9Evidence(Case):
    def rows(self, sql):
        with sqlite3.connect(self.case) as db:
            out = db.execute(sql).fetchall()
        db.close()
        return out

    def listed(self):
        done = self.run_stemma('decide', self.case, 'list', '--json')
        self.assertEqual(done.returncode, 0, done.err)
        return json.loads(done.out)

    def strike(self, rng, sort, longest):
        """True if the program was killed, False if it was done before: at any time, or soon after it has begun to write."""
        victim = subprocess.Popen([STEMMA, *map(str, sort.command())], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + longest
        if rng.random() < .6:
            while victim.poll() is None and time.monotonic() < end and size(sort.watched()) <= 0:
                pass
            time.sleep(rng.uniform(0, rng.choice((.004, .03, .15))))
        else:
            time.sleep(rng.uniform(0, longest))
        victim.kill()
        return victim.wait() < 0

    def test_nothing_that_was_acknowledged_is_lost(self):
        for n in range(6):
            self.write(f'in/{n}.html', page('\n'.join(story(20 * n + i) for i in range(10))))
        self.add(self.folder / 'in')
        self.attribution = json.loads(self.run_stemma('report', self.case, '--json').out)['attributions'][0]['id']
        rng = random.Random(SEED)
        sorts = [sort(self, rng) for sort in SORTS]
        longest, kills, rounds = {}, dict.fromkeys((s.__name__ for s in SORTS), 0), 0
        while sum(kills.values()) < ROUNDS:
            sort = sorts[rounds % len(sorts)]
            rounds += 1
            kind = type(sort).__name__
            with self.subTest(sort=kind, kills=sum(kills.values()), seed=SEED):
                sort.before()
                self.acknowledged = self.listed()
                if kind not in longest:  # undisturbed, once: how long it takes
                    began = time.monotonic()
                    self.run_stemma(*sort.command())
                    longest[kind] = time.monotonic() - began
                    sort.after(False)
                    continue
                killed = self.strike(rng, sort, longest[kind])
                kills[kind] += killed
                self.assert_whole()
                sort.after(killed)
                now = self.listed()
                self.assertEqual([d['number'] for d in now[:len(self.acknowledged)]], [d['number'] for d in self.acknowledged], 'a decision was lost')
        print(f'{sum(kills.values())} kills in {rounds} rounds: {kills}; {len(self.listed())} decisions', file=sys.stderr)


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--rounds', type=int, default=ROUNDS)
    ROUNDS = parser.parse_args().rounds
    unittest.main(argv=sys.argv[:1])
