"""What the tests of the command line share: the program, a folder that goes away, and files that behave badly."""
import gzip
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get('STEMMA_SOURCE_DIR', pathlib.Path(__file__).resolve().parents[2]))
STEMMA = os.environ.get('STEMMA', str(ROOT / 'build' / 'dev' / 'stemma'))


class Case(unittest.TestCase):
    """Every test has a folder of its own, and the program."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='stemma-test-'))
        self.case = self.folder / 'my.stemma'
        self.addCleanup(shutil.rmtree, self.folder, True)
        os.environ['XDG_CONFIG_HOME'] = str(self.folder / 'config')  # signing keys: never the user's own

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def small_disk(self, size):
        """A folder on a disk of that size, as mount takes it; skips the test where none can be mounted."""
        disk = self.folder / 'disk'
        disk.mkdir()
        if os.geteuid() != 0 or subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={size}', 'none', disk], capture_output=True).returncode:
            self.skipTest('no small file system can be mounted here')
        self.addCleanup(subprocess.run, ['umount', '-l', disk], capture_output=True)
        return disk

    def run_stemma(self, *args, timeout=120, **how):
        done = subprocess.run([STEMMA, *map(os.fspath, (str(a) if isinstance(a, int) else a for a in args))], capture_output=True, timeout=timeout, **how)
        done.out, done.err = done.stdout.decode(errors='replace'), done.stderr.decode(errors='replace')
        self.assertGreaterEqual(done.returncode, 0, f'killed by signal {-done.returncode}: {done.err[-2000:]}')
        return done

    def add(self, *files, code=0, **how):
        done = self.run_stemma('add', self.case, *files, **how)
        self.assertEqual(done.returncode, code, done.err)
        return done

    def export(self, case=None):
        done = self.run_stemma('export', case or self.case, '--format', 'json')
        self.assertEqual(done.returncode, 0, done.err)
        return done.stdout

    def documents(self):
        return json.loads(self.export())['documents']

    def assert_whole(self, case=None):
        done = self.run_stemma('verify', case or self.case)
        self.assertEqual((done.returncode, done.err), (0, ''), done.out)

    def sql(self, text, *values):
        with sqlite3.connect(self.case) as db:
            rows = db.execute(text, values).fetchall()
        db.close()
        return rows


def page(text, title='A page', head=''):
    body = ''.join(f'<p>{p}</p>\n' for p in text.split('\n'))
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><article><h1>{title}</h1>\n{body}</article></body></html>'


def story(n):
    """An invented report, long enough to be one; no two alike."""
    return (f'The harbour office of Port Elm said on Tuesday that {n} boats had left before the storm.\n'
            f'“We counted {n} boats,” said Ola Vreeland, a spokeswoman for the office.\n'
            f'The fishers\' union denied that number {n} and spoke of {n + 3} boats.')


def size(path):
    """Of a file that another program may take away at any moment; -1 if it is not there."""
    try:
        return os.path.getsize(path)
    except FileNotFoundError:
        return -1


def limit_file_size(size):
    """For preexec_fn: writing past `size` bytes fails as on a full disk, and does not end the program."""
    import resource

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit
