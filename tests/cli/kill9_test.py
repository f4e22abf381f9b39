"""kill -9 at 100 random moments of an add (200 and more: STEMMA_KILLS): the case is whole after each, nothing that was stored is lost, and going on to the end
gives byte for byte the export of a run that nobody disturbed. The moments come from a seed (STEMMA_KILL_SEED)."""
import gzip
import json
import os
import random
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import STEMMA, Case, page, size, story

KILLS = int(os.environ.get('STEMMA_KILLS', '100'))  # of add alone; kill9_evidence_test.py has all that writes
SEED = int(os.environ.get('STEMMA_KILL_SEED', '20310506'))


class Kill9(Case):
    def generate(self):
        for n in range(40):
            self.write(f'in/{n:02}.html', page(story(n)))
        for n in range(10):
            self.write(f'in/text-{n}.txt', story(100 + n))
            self.write(f'in/packed-{n}.html.gz', gzip.compress(page(story(200 + n)).encode(), mtime=0))
        records = b''
        for n in range(25):
            http = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n' + page(story(300 + n)).encode()
            records += (b'WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%d>\r\nWARC-Target-URI: http://x.example/%d\r\n'
                        b'WARC-Date: 2031-05-06T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n'
                        % (n, n, len(http), http))
        self.write('in/crawl.warc', records + b'WARC/1.0\r\nContent-Length: 99999\r\n\r\n')
        self.write('in/empty.html', b'')
        self.write('in/twin.html', page(story(7)))
        self.write('in/large.txt', 'The harbour of Port Elm was said to be open. ' * 5_000)

    def originals(self):
        """How many the case has; it must be whole."""
        if not self.case.exists() or self.case.stat().st_size == 0:
            return 0
        done = self.run_stemma('verify', self.case, '--json')
        if done.returncode == 3:
            self.assertIn('empty', done.err)  # killed before its tables were there
            return 0
        report = json.loads(done.out)
        self.assertEqual((done.returncode, report['problems']), (0, []))
        return report['originals']

    def phase(self, rng):
        """A condition to wait for before the blow: at any time, or when a certain file is there, is gone, grows, shrinks."""
        wal, journal, lock = (f'{self.case}-{tail}' for tail in ('wal', 'journal', 'lock'))
        at, before = rng.randrange(0, 400_000), size(self.case)
        return rng.choice([
            lambda: True, lambda: True, lambda: True, lambda: size(lock) > 0, lambda: size(journal) >= 0, lambda: size(wal) >= 0,
            lambda: size(wal) > at, lambda: size(self.case) != before])

    def strike(self, rng, command, longest):
        """True if the program was killed, False if it was done before."""
        victim = subprocess.Popen([STEMMA, *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        phase, end = self.phase(rng), time.monotonic() + longest
        while victim.poll() is None and time.monotonic() < end and not phase():
            pass
        time.sleep(rng.uniform(0, longest) * rng.random())
        victim.kill()
        return victim.wait() < 0

    def test_nothing_is_lost(self):
        self.generate()
        rng = random.Random(SEED)
        add = ('add', self.case, self.folder / 'in', '--threads', 2)
        longest = 60.0
        for _ in range(2):
            self.case.unlink(missing_ok=True)
            began = time.monotonic()
            self.assertEqual(self.run_stemma(*add).returncode, 1)
            longest = min(longest, (time.monotonic() - began) / 2)
        undisturbed, all_originals = self.export(), self.originals()

        kills = rounds = 0
        while kills < KILLS:
            for tail in ('', '-wal', '-shm', '-journal', '-lock'):
                (self.folder / f'{self.case.name}{tail}').unlink(missing_ok=True)
            rounds += 1
            stored = 0
            while kills < KILLS:
                with self.subTest(kills=kills, round=rounds, seed=SEED):
                    killed = self.strike(rng, add, longest)
                    kills += killed
                    if killed and rng.random() < 0.15:  # readers take over what the log holds: they may be killed too
                        self.strike(rng, ('verify', self.case), 0.03)
                    now = self.originals()
                    self.assertGreaterEqual(now, stored, 'an original was lost')
                    stored = now
                if not killed:
                    break
            self.assertEqual(self.run_stemma(*add).returncode, 1)
            self.assertEqual(self.originals(), all_originals)
            self.assertTrue(self.export() == undisturbed, f'another export after round {rounds}, seed {SEED}')
        print(f'{kills} kills in {rounds} rounds', file=sys.stderr)


if __name__ == '__main__':
    unittest.main()
