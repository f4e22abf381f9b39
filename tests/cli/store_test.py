"""The case file itself: full disks, write protection, other programs' files, other versions, damage, interruption."""
import os
import signal
import sqlite3
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import STEMMA, Case, limit_file_size, page, size, story


class CaseFile(Case):
    def assert_refused(self, done, word):
        self.assertEqual(done.returncode, 3, done.err)
        line, = done.err.splitlines()
        self.assertIn(str(self.case), line)
        self.assertRegex(line, word)
        self.assertIn('; ', line)
        self.assertEqual(done.out, '')

    def every_command(self):
        some = self.folder / 'some.html'
        if not some.exists():
            self.write('some.html', page(story(7)))
        return [('add', self.case, some), ('verify', self.case), ('search', self.case, 'harbour'), ('report', self.case),
                ('export', self.case, '--format', 'json')]

    def assert_every_command_refuses(self, word):
        before = self.case.read_bytes()
        for command in self.every_command():
            with self.subTest(command[0]):
                self.assert_refused(self.run_stemma(*command), word)
        self.assertTrue(self.case.read_bytes() == before, 'it was changed')

    def make(self, files=3):
        for n in range(files):
            self.write(f'in/{n}.html', page(story(n)))
        self.add(self.folder / 'in')

    # -- what is no case

    def test_no_such_case(self):
        for command in self.every_command()[1:]:
            self.assert_refused(self.run_stemma(*command), 'no such case')
            self.assertFalse(self.case.exists())

    def test_a_page_given_as_a_case(self):
        self.case = self.write('page.html', page(story(1)))
        self.assert_every_command_refuses('not a Stemma case')

    def test_a_folder_given_as_a_case(self):
        self.case = self.folder / 'in'
        self.case.mkdir()
        for command in self.every_command():
            self.assert_refused(self.run_stemma(*command), 'folder')

    def test_another_programs_database(self):
        with sqlite3.connect(self.case) as db:
            db.execute('CREATE TABLE bookmarks (url)')
        db.close()
        self.assert_every_command_refuses('another program')

    def test_a_case_that_was_cut_short(self):
        self.make()
        whole = self.case.read_bytes()
        self.case.write_bytes(whole[:len(whole) // 2])
        every = self.every_command()
        self.every_command = lambda: [c for c in every if c[0] != 'verify']
        self.assert_every_command_refuses('cut short|damaged')
        done = self.run_stemma('verify', self.case)
        self.assertEqual(done.returncode, 1, done.err)
        self.assertIn(f'bytes {len(whole) // 2}-{len(whole) - 1} of my.stemma: is missing: the file was cut short', done.out)

    # -- versions

    def test_a_newer_schema(self):
        self.make()
        self.sql('PRAGMA user_version = 99')
        with sqlite3.connect(self.case) as db:
            db.execute("UPDATE meta SET value = '98' WHERE key = 'oldest_schema'")
        db.close()
        self.run_stemma('verify', self.case)
        self.assert_every_command_refuses('schema 99')

    def test_a_newer_schema_that_lets_us(self):
        self.make()
        self.sql('PRAGMA user_version = 99')
        self.add(self.write('more.html', page(story(77))))
        self.assertEqual(len(self.documents()), 4)

    # -- full disk

    def assert_survives_full_disk(self, add):
        """`add` runs out of room somewhere; the case stays whole and the same command, with room, goes on."""
        done = add()
        self.assertEqual(done.returncode, 3, done.err)
        lines = done.err.splitlines()
        self.assertEqual(len(lines), 1, done.err)
        self.assertRegex(lines[0], 'no room|disk is full|File too large|No space')
        self.assertIn('; ', lines[0])

    def test_file_size_limit(self):
        # Each limit stops the program at another place: in the tables, in the log, in the lock file.
        for n in range(60):
            self.write(f'in/{n}.html', page('\n'.join(story(n * 100 + i) for i in range(20))))
        refused = 0
        for limit in (0, 1, 4096, 30_000, 70_000, 150_000, 400_000, 1_000_000):
            with self.subTest(limit):
                done = self.run_stemma('add', self.case, self.folder / 'in', preexec_fn=limit_file_size(limit), restore_signals=False)
                refused += done.returncode == 3
                if done.returncode != 0:
                    self.assertEqual(done.returncode, 3, done.err)
                    self.assertEqual(len(done.err.splitlines()), 1, done.err)
                    self.assertIn('; ', done.err)
                if self.case.exists() and self.case.stat().st_size:
                    self.assert_whole()
        self.assertGreater(refused, 4)
        self.add(self.folder / 'in')
        self.assertEqual(len(self.documents()), 60)
        self.assert_whole()

    def test_full_disk(self):
        disk = self.small_disk('1m')
        self.case = disk / 'my.stemma'
        for n in range(60):
            self.write(f'in/{n}.html', page('\n'.join(story(n * 100 + i) for i in range(40))))
        self.assert_survives_full_disk(lambda: self.run_stemma('add', self.case, self.folder / 'in'))
        subprocess.run(['mount', '-o', 'remount,size=64m', disk], check=True)
        self.assert_whole()
        self.add(self.folder / 'in')
        self.assertEqual(len(self.documents()), 60)
        self.assert_whole()

    # -- write protection

    def as_nobody(self, *args):
        command = [STEMMA, *map(str, args)]
        if os.geteuid() == 0:
            if not os.access('/usr/bin/setpriv', os.X_OK) or subprocess.run(['setpriv', '--reuid=65534', '--clear-groups', 'test', '-x', STEMMA]).returncode:
                self.skipTest('nobody may not run the program here')
            command = ['setpriv', '--reuid=65534', '--clear-groups'] + command
        done = subprocess.run(command, capture_output=True, timeout=60)
        done.out, done.err = done.stdout.decode(), done.stderr.decode()
        return done

    def test_a_read_only_case_can_be_read_and_not_written(self):
        self.case = self.folder / 'kept' / 'my.stemma'
        self.case.parent.mkdir()
        self.make()
        before = self.case.read_bytes()
        os.chmod(self.folder, 0o755)
        os.chmod(self.case, 0o444)
        for mode in (0o777, 0o555):
            os.chmod(self.case.parent, mode)
            for command in self.every_command():
                with self.subTest(f'{command[0]} {mode:o}'):
                    done = self.as_nobody(*command)
                    if command[0] == 'add':
                        self.assert_refused(done, 'written')
                    else:
                        self.assertEqual(done.returncode, 0, done.err)
        os.chmod(self.case.parent, 0o755)
        self.assertTrue(self.case.read_bytes() == before, 'it was changed')

    def test_no_case_can_be_made_in_a_read_only_folder(self):
        closed = self.folder / 'closed'
        closed.mkdir()
        os.chmod(self.folder, 0o755)
        os.chmod(closed, 0o555)
        self.case = closed / 'my.stemma'
        some = self.write('some.html', page(story(7)))
        self.assert_refused(self.as_nobody('add', self.case, some), 'written')

    # -- interruption

    def test_ctrl_c_finishes_the_file_in_hand(self):
        for n in range(400):
            self.write(f'in/{n}.html', page(story(n)))
        writer = subprocess.Popen([STEMMA, 'add', self.case, self.folder / 'in'], stderr=subprocess.PIPE)
        while writer.poll() is None and size(f'{self.case}-wal') <= 100_000:
            time.sleep(0.001)
        writer.send_signal(signal.SIGINT)
        err = writer.communicate(timeout=60)[1].decode()
        if writer.returncode == 0:
            self.skipTest('it was done before it could be stopped')
        self.assertEqual(writer.returncode, 1, err)
        self.assert_whole()
        self.assertLess(len(self.documents()), 400)
        self.add(self.folder / 'in')
        self.assertEqual(len(self.documents()), 400)
        self.assert_whole()

    # -- same files, same case

    def test_order_and_threads_and_cases_do_not_matter(self):
        for n in range(30):
            self.write(f'in/{n}.html', page(story(n)))
        self.write('in/copy.html', page(story(5)))
        self.write('in/bad.html', b'')
        files = sorted((self.folder / 'in').iterdir())
        exports = set()
        for threads, order in ((1, files), (4, files), (3, files[::-1]), (2, files[15:] + files[:15])):
            case = self.folder / f'{len(exports)}-{threads}.stemma'
            done = self.run_stemma('add', '--threads', threads, case, *order)
            self.assertEqual(done.returncode, 1, done.err)
            exports.add(self.export(case))
        self.assertEqual(len(exports), 1)

    def test_adding_again_changes_nothing(self):
        self.make()
        before = self.sql('SELECT count(*), max(hash) FROM custody')
        done = self.add(self.folder / 'in')
        self.assertIn('3 already there', done.err)
        self.assertEqual(self.sql('SELECT count(*), max(hash) FROM custody'), before)

    def test_the_case_may_lie_in_the_folder_that_is_added(self):
        self.make()
        self.case = self.folder / 'in' / 'odd-name.case'
        for _ in range(2):
            self.add(self.folder / 'in')
            self.assertEqual(len(self.documents()), 3)

    # -- verify

    def test_verify_names_what_was_changed(self):
        self.make()
        document = self.documents()[0]['id']
        with sqlite3.connect(self.case) as db:
            db.execute("UPDATE document SET text = replace(text, 'boats', 'goats') WHERE name = ?", (document,))
        db.close()
        done = self.run_stemma('verify', self.case)
        self.assertEqual(done.returncode, 1)
        self.assertIn(document, done.out)


if __name__ == '__main__':
    unittest.main()
