"""stemma backup and restore: whole or not there, also of a case that is being written to; never over what would be lost."""
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import STEMMA, Case, limit_file_size, page, size, story


class Backup(Case):
    def setUp(self):
        super().setUp()
        for n in range(3):
            self.write(f'in/{n}.html', page(story(n)))
        self.add(self.folder / 'in')
        self.copy = self.folder / 'copy.stemma'

    def backup(self, *more, code=0):
        done = self.run_stemma('backup', self.case, self.copy, *more)
        self.assertEqual(done.returncode, code, done.err)
        self.assert_nothing_left()
        return done

    def restore(self, *args, code=0):
        done = self.run_stemma('restore', *args)
        self.assertEqual(done.returncode, code, done.err + done.out)
        self.assert_nothing_left()
        return done

    def assert_nothing_left(self):
        left = [p.name for p in self.folder.iterdir() if p.name.endswith(('.part', '-wal', '-shm', '-lock', '-journal')) and not p.name.startswith(self.case.name)]
        self.assertEqual(left, [])

    def assert_refused(self, done, words):
        line, = done.err.splitlines()
        self.assertIn(words, line)
        self.assertIn('; ', line)

    def test_there_and_back(self):
        before = self.sql('SELECT seq, hash FROM custody ORDER BY seq')
        said = json.loads(self.backup('--json').out)
        self.assertEqual((said['originals'], said['documents'], said['log_entries'], said['head'], said['logged']), (3, 3, len(before), before[-1][1], True))
        self.assertEqual(self.sql('SELECT action FROM custody ORDER BY seq DESC LIMIT 1'), [('backed-up',)])
        self.assert_whole()
        self.assert_whole(self.copy)
        self.assertEqual(self.export(self.copy), self.export())
        self.assertIn('all is as it was', self.restore('--check', self.copy).out)
        again = self.folder / 'again.stemma'
        kept = self.copy.read_bytes()
        self.assertIn('restored', self.restore(self.copy, again).out)
        self.assertEqual(self.copy.read_bytes(), kept)
        self.assert_whole(again)
        self.assertEqual(self.export(again), self.export())
        self.case = again
        self.assertEqual([tuple(r) for r in self.sql('SELECT seq, hash FROM custody ORDER BY seq')][:len(before)], before)
        self.assertEqual(self.sql('SELECT action FROM custody ORDER BY seq DESC LIMIT 2'), [('exported',), ('restored',)])
        self.add(self.write('more.html', page(story(9))))

    def test_the_copy_is_guarded_as_the_case_is(self):
        os.chmod(self.case, 0o600)
        self.backup()
        self.assertEqual(self.copy.stat().st_mode & 0o777, 0o600)

    def test_what_is_there_stays(self):
        self.assert_refused(self.run_stemma('backup', self.case, self.case), 'is the case itself')
        os.symlink(self.case, self.folder / 'link.stemma')
        self.assert_refused(self.run_stemma('backup', self.case, self.folder / 'link.stemma', '--replace'), 'is the case itself')
        self.assert_refused(self.run_stemma('backup', self.case, self.folder), 'is a folder')
        self.backup()
        kept = self.copy.read_bytes()
        self.assert_refused(self.backup(code=2), 'is there already')
        self.assertEqual(self.copy.read_bytes(), kept)
        self.backup('--replace')
        self.assertNotEqual(self.copy.read_bytes(), kept)
        page_file = self.write('thesis.html', 'years of work')
        self.assert_refused(self.run_stemma('backup', self.case, page_file, '--replace'), 'is no back-up of this case')
        self.assertEqual(page_file.read_text(), 'years of work')

    def test_a_case_that_went_on_by_itself_is_not_replaced(self):
        self.backup()
        self.assertEqual(self.run_stemma('add', self.copy, self.write('more.html', page(story(9)))).returncode, 0)
        kept = self.copy.read_bytes()
        self.assert_refused(self.backup('--replace', code=2), 'holds what this case does not')
        self.assertEqual(self.copy.read_bytes(), kept)

    def test_nothing_is_restored_over_anything(self):
        self.backup()
        before = self.case.read_bytes()
        self.assert_refused(self.restore(self.copy, self.case, code=2), 'is there already')
        self.assertEqual(self.case.read_bytes(), before)
        self.assertEqual(self.run_stemma('restore', self.copy).returncode, 2)
        self.assertEqual(self.run_stemma('restore', self.copy, self.case, '--check').returncode, 2)
        # what a killed writer left would be taken for the new case's own
        log = self.write('new.stemma-wal', 'something')
        self.assert_refused(self.run_stemma('restore', self.copy, self.folder / 'new.stemma'), 'a log lies there')
        log.unlink()

    def test_a_damaged_back_up_is_told_and_not_restored(self):
        self.backup()
        with sqlite3.connect(self.copy) as db:
            db.execute("UPDATE document SET text = replace(text, 'boats', 'goats')")
        db.close()
        self.assertEqual(self.restore('--check', self.copy, code=1).err.count('damage'), 0)
        again = self.folder / 'again.stemma'
        self.assertIn('nothing was restored', self.restore(self.copy, again, code=1).err)
        self.assertFalse(again.exists())
        self.copy.write_bytes(self.copy.read_bytes()[:30_000])
        self.restore(self.copy, again, code=3)
        self.assertFalse(again.exists())

    def test_a_disk_that_is_full_in_the_middle(self):
        before, whole = self.sql('SELECT count(*), max(hash) FROM custody'), size(self.case)
        for limit in (0, 4096, whole // 3, whole - 4096):
            for command in (('backup', self.case, self.copy), ('restore', self.case, self.copy)):
                with self.subTest(limit=limit, command=command[0]):
                    done = self.run_stemma(*command, preexec_fn=limit_file_size(limit), restore_signals=False)
                    self.assertEqual((done.returncode, done.err.count('\n')), (3, 1), done.err)
                    self.assertRegex(done.err, 'No space|no room|disk is full|File too large')
                    self.assertFalse(self.copy.exists())
                    self.assert_nothing_left()
        self.assertEqual(self.sql('SELECT count(*), max(hash) FROM custody'), before)
        self.assert_whole()

    def test_a_disk_without_room_is_told_before_a_byte_is_written(self):
        disk = self.small_disk('64k')
        done = self.run_stemma('backup', self.case, disk / 'copy.stemma')
        self.assertEqual(done.returncode, 3)
        self.assert_refused(done, 'MB are free')
        self.assertEqual(list(disk.iterdir()), [])

    def test_while_another_adds(self):
        """Copies that are made while files come in: each is whole, and of one moment."""
        for n in range(1200):
            self.write(f'many/{n}.html', page(story(10000 + n)))
        told = self.folder / 'writer.err'
        with open(told, 'wb') as err:
            writer = subprocess.Popen([STEMMA, 'add', self.case, self.folder / 'many'], stderr=err)
        self.addCleanup(writer.kill)
        counts, unlogged = [], 0
        while writer.poll() is None:
            copy = self.folder / f'copy-{len(counts)}.stemma'
            done = self.run_stemma('backup', self.case, copy)
            self.assertEqual(done.returncode, 0, done.err)
            unlogged += 'does not mention it' in done.err
            counts.append(json.loads(self.run_stemma('verify', copy, '--json').out))
        self.assertEqual(writer.returncode, 0, told.read_text(errors='replace')[-600:])
        self.assertTrue(any(c['originals'] < 1203 for c in counts), 'the writer was done before any copy was made')
        self.assertGreater(unlogged, 0)
        self.assertEqual([c['problems'] for c in counts], [[]] * len(counts))
        self.assertEqual(sorted(c['originals'] for c in counts), [c['originals'] for c in counts])
        self.assert_whole()

    def test_ctrl_c_leaves_nothing(self):
        self.write('large.txt', os.urandom(24_000_000).hex())
        self.add(self.folder / 'large.txt', code=1)  # too large to be read; its bytes are kept
        victim = subprocess.Popen([STEMMA, 'backup', self.case, self.copy], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        while victim.poll() is None and size(f'{self.copy}.part') < 0:
            pass
        victim.send_signal(signal.SIGINT)
        err = victim.communicate(timeout=60)[1].decode()
        if victim.returncode == 0:
            self.skipTest('it was done before it could be stopped')
        self.assertEqual(victim.returncode, 2, err)
        self.assertIn('stopped', err)
        self.assertFalse(self.copy.exists())
        self.assert_nothing_left()

    def test_copies_are_not_read_as_documents(self):
        self.backup()
        for name in ('copy.stemma.part', 'copy.stemma.before-v3', 'copy.stemma.before-v3-2'):
            shutil.copy(self.copy, self.folder / name)
        done = self.run_stemma('add', self.folder / 'other.case', self.folder)
        self.assertEqual(done.returncode, 0, done.err)

    def test_a_newer_back_up(self):
        self.backup()
        with sqlite3.connect(self.copy) as db:
            db.execute('PRAGMA user_version = 99')
            db.execute("UPDATE meta SET value = '98' WHERE key = 'oldest_schema'")
        db.close()
        before = self.copy.read_bytes()
        for args in (('--check', self.copy), (self.copy, self.folder / 'again.stemma')):
            self.assert_refused(self.restore(*args, code=3), 'newer Stemma')
        self.assertEqual(self.copy.read_bytes(), before)


if __name__ == '__main__':
    unittest.main()
