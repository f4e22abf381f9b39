"""Pages are parsed in confined processes: nothing is left of them, however the program ends, and it says what the kernel lacks."""
import ctypes
import os
import pathlib
import signal
import struct
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import ROOT, Case, page, story

HOSTILE = os.environ.get('STEMMA_BUILD_DIR', str(ROOT / 'build' / 'dev')) + '/hostile_parser'
LANDLOCK_CREATE_RULESET = 444  # on every machine


def children_of(pid):
    found = []
    for task in pathlib.Path(f'/proc/{pid}/task').iterdir():
        found += [int(child) for child in (task / 'children').read_text().split()]
    return found


def lives(pid):
    try:
        return pathlib.Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()[0] not in 'ZX'
    except OSError:
        return False


def without_landlock():
    """For preexec_fn: from now on this process and its children have a kernel without Landlock."""
    libc = ctypes.CDLL(None, use_errno=True)
    steps = b''.join(struct.pack('<HBBI', *step) for step in (
        (0x20, 0, 0, 0),                          # load the call's number
        (0x15, 0, 1, LANDLOCK_CREATE_RULESET),
        (0x06, 0, 0, 0x00050000 | 38),            # ENOSYS
        (0x06, 0, 0, 0x7fff0000)))                # allowed
    code = ctypes.create_string_buffer(steps)
    program = struct.pack('<HxxxxxxQ', len(steps) // 8, ctypes.addressof(code))
    assert libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, ctypes.create_string_buffer(program), 0, 0) == 0


class Confine(Case):
    def owner_of_a_loop(self):
        owner = subprocess.Popen([HOSTILE, 'own', 'loop'], stdout=subprocess.PIPE, start_new_session=True)
        self.addCleanup(owner.stdout.close)
        self.assertEqual(owner.stdout.readline(), b'started\n')
        children = children_of(owner.pid)
        self.assertEqual(len(children), 1)
        time.sleep(0.2)
        self.assertTrue(lives(children[0]))
        return owner, children[0]

    def assert_ends(self, pid):
        end = time.monotonic() + 30
        while lives(pid) and time.monotonic() < end:
            time.sleep(0.05)
        self.assertFalse(lives(pid), 'the parser outlived its owner')

    def test_a_killed_owner_takes_its_parsers_with_it(self):
        owner, child = self.owner_of_a_loop()
        owner.kill()
        owner.wait()
        self.assert_ends(child)

    def test_so_does_one_that_is_interrupted(self):
        owner, child = self.owner_of_a_loop()
        os.killpg(owner.pid, signal.SIGINT)
        owner.wait()
        self.assert_ends(child)

    def test_a_parser_is_not_reached_by_the_terminal_nor_looked_into(self):
        owner, child = self.owner_of_a_loop()
        self.assertNotEqual(os.getsid(child), os.getsid(owner.pid))
        status = dict(line.split(':', 1) for line in pathlib.Path(f'/proc/{child}/status').read_text().splitlines())
        self.assertEqual(status['NoNewPrivs'].strip(), '1')
        self.assertEqual(status['Seccomp'].strip(), '2')
        if os.getuid() != 0:
            with self.assertRaises(PermissionError):
                os.readlink(f'/proc/{child}/fd/3')
        owner.kill()
        owner.wait()
        self.assert_ends(child)

    def test_nobody_else_starts_a_parser(self):
        done = self.run_stemma('self', 'parse')
        self.assertEqual(done.returncode, 2)
        self.assertIn('only the program itself starts this', done.err)

    def test_says_once_what_the_kernel_lacks_and_goes_on(self):
        pages = [self.write(f'{n}.html', page(story(n))) for n in range(5)]
        for command in (['read'], ['add', self.case], ['dump', '--stage=ingest']):
            done = self.run_stemma(*command, *pages, preexec_fn=without_landlock)
            self.assertEqual(done.returncode, 0, done.err)
            self.assertEqual(done.err.count('Landlock'), 1, done.err)
        self.assertEqual(len(self.documents()), 5)
        self.assertNotIn('Landlock', self.run_stemma('read', *pages).err)


if __name__ == '__main__':
    unittest.main()
