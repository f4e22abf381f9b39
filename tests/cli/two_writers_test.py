"""One writer at a time: the second waits a moment, then is told who writes; readers go on; a killed writer leaves no lock behind."""
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import STEMMA, Case, page, size, story


class TwoWriters(Case):
    def stopped_writer(self):
        """An add that stands still, holding the case."""
        for n in range(300):
            self.write(f'in/{n}.html', page(story(n)))
        self.add(self.write('first.html', page(story(1000))))
        writer = subprocess.Popen([STEMMA, 'add', self.case, self.folder / 'in'], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(writer.stdout.close)
        self.addCleanup(writer.stderr.close)
        self.addCleanup(writer.wait)
        self.addCleanup(writer.kill)
        # Not before its first commit: one that is frozen while it opens the case may hold SQLite's exclusive lock, which a live
        # one keeps for a moment only, and then readers wait for the whole busy_timeout of 10 s.
        log = str(self.case) + '-wal'
        while writer.poll() is None and size(log) <= 0:
            time.sleep(0.001)
        writer.send_signal(signal.SIGSTOP)
        self.assertIsNone(writer.poll(), 'the writer was done before it could be stopped')
        return writer

    def test_the_second_writer_is_refused_and_the_first_goes_on(self):
        writer = self.stopped_writer()
        began = time.monotonic()
        done = self.add(self.folder / 'first.html', code=3)
        self.assertLess(time.monotonic() - began, 10)
        line, = done.err.splitlines()
        self.assertIn(str(self.case), line)
        self.assertIn(f'process {writer.pid}', line)
        self.assertIn('; ', line)
        # readers do not care
        self.assertIn('harbour', self.run_stemma('search', self.case, 'harbour').out)
        self.assertGreaterEqual(len(self.documents()), 1)
        self.assert_whole()
        writer.send_signal(signal.SIGCONT)
        self.assertEqual(writer.wait(60), 0)
        self.assertEqual(len(self.documents()), 301)
        self.assert_whole()
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ['first.html', 'in', 'my.stemma'])

    def test_a_writer_that_is_soon_done_is_waited_for(self):
        """A back-up or an export that notes itself in the log: an add that begins in that moment goes on after it."""
        self.add(self.write('first.html', page(story(1000))))
        lock = f'{self.case}-lock'
        held = os.open(lock, os.O_RDWR | os.O_CREAT)
        fcntl.flock(held, fcntl.LOCK_EX)
        freed = []

        def let_go():
            os.unlink(lock)
            os.close(held)
            freed.append(time.monotonic())

        # by then the program stands before the lock, on any machine that starts it within that time; on a slower one nothing is tested
        threading.Timer(0.4, let_go).start()
        self.add(self.write('second.html', page(story(1))))
        self.assertEqual(len(freed), 1)
        self.assertEqual(len(self.documents()), 2)

    def test_the_lock_ends_with_a_killed_writer(self):
        writer = self.stopped_writer()
        writer.kill()
        writer.wait()
        self.assertTrue(os.path.exists(str(self.case) + '-lock'))
        self.add(self.folder / 'in')
        self.assertEqual(len(self.documents()), 301)
        self.assert_whole()

    def test_many_at_once(self):
        files = [self.write(f'{n}.html', page(story(n))) for n in range(12)]
        writers = [subprocess.Popen([STEMMA, 'add', self.case, f], stderr=subprocess.PIPE) for f in files]
        codes = []
        for writer in writers:
            err = writer.communicate(timeout=60)[1].decode()
            codes.append(writer.returncode)
            self.assertIn(writer.returncode, (0, 3), err)
            self.assertEqual(len(err.splitlines()), 1, err)
        self.assertIn(0, codes)
        self.assertEqual(len(self.documents()), codes.count(0))
        self.assert_whole()


if __name__ == '__main__':
    unittest.main()
