"""kill -9 at random moments of stemma decide: the case is whole after each, a decision is there entirely or not at all, none that was made
is lost, and what the case says is what its decisions say. The moments come from a seed (STEMMA_KILL_SEED)."""
import json
import os
import random
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import STEMMA, Case, page, size, story

KILLS = int(os.environ.get('STEMMA_DECIDE_KILLS', '40'))
SEED = int(os.environ.get('STEMMA_KILL_SEED', '20310506'))


class Kill9Decide(Case):
    def listed(self):
        done = self.run_stemma('decide', self.case, 'list', '--json')
        self.assertEqual(done.returncode, 0, done.err)
        return json.loads(done.out)

    def strike(self, rng, command, longest):
        """True if the program was killed, False if it was done before: at any time, or soon after it has begun to write."""
        victim = subprocess.Popen([STEMMA, *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        log, end = f'{self.case}-wal', time.monotonic() + longest
        if rng.random() < .6:
            while victim.poll() is None and time.monotonic() < end and size(log) <= 0:
                pass
            time.sleep(rng.uniform(0, .004))
        else:
            time.sleep(rng.uniform(0, longest))
        victim.kill()
        return victim.wait() < 0

    def test_a_decision_is_there_or_not(self):
        for name, title in (('a.html', 'First'), ('b.html', 'Second'), ('c.html', 'Third')):
            self.add(self.write(name, page(story(7 if name < 'c' else 9), title)))
        edge = json.loads(self.run_stemma('report', self.case, '--json').out)['derived'][0]
        copies = ('decide', self.case, 'not-a-copy', edge['child'], edge['parent'], '--by', 'Ada Quill')
        without = self.export()
        began = time.monotonic()
        self.assertEqual(self.run_stemma(*copies).returncode, 0)
        longest = time.monotonic() - began
        decided = self.export()
        self.assertNotEqual(decided, without)
        self.assertEqual(self.run_stemma('decide', self.case, 'undo', 1).returncode, 0)
        self.assertEqual(self.export(), without)

        rng, kills, before = random.Random(SEED), 0, self.listed()
        while kills < KILLS:
            with self.subTest(kills=kills, seed=SEED):
                held = [d for d in before if d['state'] == 'applied' and d['decision'] == 'not-a-copy']
                killed = self.strike(rng, ('decide', self.case, 'undo', held[0]['number']) if held else copies, longest)
                kills += killed
                self.assert_whole()
                now = self.listed()
                self.assertEqual([d['number'] for d in now[:len(before)]], [d['number'] for d in before], 'a decision was lost')
                self.assertLessEqual(len(now), len(before) + 1)
                if not killed:
                    self.assertEqual(len(now), len(before) + 1)
                holds = any(d['state'] == 'applied' and d['decision'] == 'not-a-copy' for d in now)
                self.assertTrue(self.export() == (decided if holds else without), 'the case does not say what its decisions say')
                before = now
        print(f'{kills} kills, {len(before)} decisions made', file=sys.stderr)


if __name__ == '__main__':
    unittest.main()
