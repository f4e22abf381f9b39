"""The passphrase of the key that signs: chosen when it is made, asked for when it is used, changed, taken away; at a terminal and in scripts."""
import fcntl
import hashlib
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import STEMMA, Case, page, story

WORDS = 'tide and time, ñandú'


class Terminal:
    """A program that a person runs at a terminal of its own; its standard output leads elsewhere, as in `stemma decide ... > FILE`."""

    def __init__(self, *args):
        self.master, slave = pty.openpty()

        def mine():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        self.child = subprocess.Popen([STEMMA, *map(str, args)], stdin=slave, stdout=subprocess.PIPE, stderr=slave, preexec_fn=mine)
        self.slave = slave
        self.seen = ''

    def wait_for(self, words):
        end = time.monotonic() + 60
        while words not in self.seen:
            ready, _, _ = select.select([self.master], [], [], max(0, end - time.monotonic()))
            if not ready:
                raise AssertionError(f'no {words!r} in {self.seen!r}')
            self.seen += os.read(self.master, 4096).decode()
        self.seen = self.seen.split(words, 1)[1]

    def echoes(self):
        return bool(termios.tcgetattr(self.slave)[3] & termios.ECHO)

    def type(self, text):
        os.write(self.master, text.encode())

    def answer(self, question, text):
        self.wait_for(question)
        end = time.monotonic() + 60
        while self.echoes() and time.monotonic() < end:   # the question stands there before the echo is off
            time.sleep(0.01)
        self.type(text + '\n')

    def end(self):
        """(exit code, what stood on the terminal since the last answer, standard output)"""
        out, _ = self.child.communicate(timeout=60)
        while select.select([self.master], [], [], 0.2)[0]:
            self.seen += os.read(self.master, 4096).decode()
        echoes = self.echoes()
        os.close(self.master)
        os.close(self.slave)
        assert echoes, 'the terminal no longer shows what is typed'
        return self.child.returncode, self.seen, out.decode()


class Passphrase(Case):
    def setUp(self):
        super().setUp()
        self.key = self.folder / 'config' / 'stemma' / 'signing-key.pem'
        self.words = self.write('words', WORDS + '\nsecond line\n')

    def make(self):
        self.add(self.write('a.html', page(story(1))))

    def sign(self, *args, code=0, **how):
        # Without a terminal: the tests may be started from one.
        done = self.run_stemma('sign', self.case, *args, start_new_session=True, **({'stdin': subprocess.DEVNULL} | how if 'input' not in how else how))
        self.assertEqual(done.returncode, code, done.err)
        return done

    def passphrase(self, *args, code=0):
        done = self.run_stemma('passphrase', *args, start_new_session=True, stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, code, done.err)
        return done

    def public_key(self, passphrase=None):
        """As openssl reads it; None if it does not."""
        how = ['-passin', f'file:{self.write("pass", passphrase)}'] if passphrase is not None else ['-passin', 'pass:']
        done = subprocess.run(['openssl', 'pkey', '-in', self.key, '-pubout', *how], capture_output=True)
        return done.stdout if done.returncode == 0 else None

    def signatures(self):
        return self.sql('SELECT count(*) FROM stamp')[0][0]

    def refused(self, done, *words):
        self.assertEqual((done.out, len(done.err.splitlines())), ('', 1), done.err)
        for w in words:
            self.assertIn(w, done.err)

    # -- in scripts

    def test_made_with_one_from_a_file_and_used_with_it(self):
        self.make()
        done = self.sign('--passphrase-file', self.words)
        self.assertIn('locked with your passphrase', done.err)
        self.assertIn('ENCRYPTED PRIVATE KEY', self.key.read_text())
        self.assertEqual(self.key.stat().st_mode & 0o777, 0o600)
        self.assertIsNotNone(self.public_key(WORDS))
        self.assertIsNone(self.public_key('other'))
        text = subprocess.run(['openssl', 'asn1parse', '-in', self.key], capture_output=True, text=True).stdout
        for part in ('PBES2', 'PBKDF2', 'hmacWithSHA256', 'aes-256-cbc', f'{600_000:X}'):
            self.assertIn(part, text)
        self.sign('--passphrase-file', self.words)
        self.sign('--passphrase-file', '/dev/stdin', input=WORDS.encode() + b'\r\n')
        read, write = os.pipe()
        os.write(write, WORDS.encode())
        os.close(write)
        self.sign('--passphrase-file', f'/dev/fd/{read}', pass_fds=[read])
        self.assertEqual(self.signatures(), 4)
        self.assert_whole()

    def test_what_is_wrong_changes_nothing(self):
        self.make()
        self.sign('--passphrase-file', self.words)
        case, key = self.case.read_bytes(), self.key.read_bytes()
        wrong, empty = self.write('wrong', 'no such words'), self.write('empty', '\nsecond')
        for args, words in [
            (['--passphrase-file', wrong], 'does not open this key'),
            (['--passphrase-file', empty], 'its first line is empty'),
            (['--passphrase-file', self.folder / 'none'], 'none'),
            (['--passphrase-file', self.folder], 'Is a directory'),
            ([], 'no terminal to ask at; give it with --passphrase-file'),
        ]:
            self.refused(self.sign(*args, code=1), words)
        done = self.run_stemma('decide', self.case, 'export', '--passphrase-file', wrong)
        self.assertEqual(done.returncode, 2)
        self.refused(done, 'does not open this key')
        self.key.rename(self.folder / 'away')
        self.refused(self.sign('--key', self.key, '--passphrase-file', self.words, code=1), 'signing-key.pem')
        self.assertEqual(list(self.key.parent.iterdir()), [])
        (self.folder / 'away').rename(self.key)
        self.assertTrue(self.case.read_bytes() == case and self.key.read_bytes() == key)

    def test_a_passphrase_that_cannot_be_one_makes_no_key(self):
        self.make()
        for bad, words in (('x' * 1001, 'at most 1000'), ('a\0b', 'zero byte')):
            self.refused(self.sign('--passphrase-file', self.write('bad', bad), code=1), words)
            self.assertFalse(self.key.exists())
        self.assertEqual(self.signatures(), 0)
        self.sign('--passphrase-file', self.write('longest', 'x' * 1000))
        self.assertIsNotNone(self.public_key('x' * 1000))

    def test_no_key_is_made_for_what_is_no_case(self):
        done = self.run_stemma('sign', self.folder / 'none.stemma')
        self.assertEqual(done.returncode, 3, done.err)
        self.assertFalse(self.key.exists())

    def test_without_a_terminal_and_a_file_a_key_has_none_and_says_so(self):
        self.make()
        self.assertIn('without a passphrase', self.sign().err)
        self.assertIn('BEGIN PRIVATE KEY', self.key.read_text())
        self.sign()
        self.assertIn('has no passphrase', self.sign('--passphrase-file', self.words).err)
        self.assertEqual(self.signatures(), 3)

    def test_given_changed_and_taken_away(self):
        self.make()
        self.sign()
        before = self.public_key()
        other, empty = self.write('other', 'other words'), self.write('empty', '')
        self.assertIn('has a passphrase now', self.passphrase('--new-passphrase-file', self.words).err)
        self.assertEqual(self.public_key(WORDS), before)
        self.assertEqual(self.key.stat().st_mode & 0o777, 0o600)
        whole = hashlib.sha256(self.key.read_bytes()).hexdigest()
        self.refused(self.passphrase('--new-passphrase-file', other, code=2), 'no terminal to ask at')
        self.refused(self.passphrase('--passphrase-file', other, '--new-passphrase-file', other, code=2), 'does not open this key')
        self.refused(self.passphrase('--passphrase-file', self.words, code=2), '--new-passphrase-file')
        self.refused(self.passphrase('--passphrase-file', self.words, '--new-passphrase-file', self.write('long', 'y' * 1001), code=2), 'at most 1000')
        self.assertEqual(hashlib.sha256(self.key.read_bytes()).hexdigest(), whole)
        self.assertIn('was changed', self.passphrase('--passphrase-file', self.words, '--new-passphrase-file', other).err)
        self.assertEqual((self.public_key('other words'), self.public_key(WORDS)), (before, None))
        self.sign('--passphrase-file', other)
        self.assertIn('no passphrase now', self.passphrase('--passphrase-file', other, '--new-passphrase-file', empty).err)
        self.assertEqual(self.public_key(), before)
        self.sign()
        self.assertEqual(len(set(self.sql('SELECT who FROM stamp'))), 1)   # one key all the time
        self.assertEqual([f.name for f in self.key.parent.iterdir()], ['signing-key.pem'])

    def test_a_link_to_a_key_stays_one(self):
        self.make()
        self.sign()
        real = self.folder / 'stick.pem'
        self.key.rename(real)
        self.key.symlink_to(real)
        self.passphrase('--new-passphrase-file', self.words)
        self.assertTrue(self.key.is_symlink())
        self.assertIn('ENCRYPTED', real.read_text())
        self.refused(self.passphrase('--key', self.folder / 'none.pem', code=1), 'none.pem')

    # -- at a terminal

    def test_a_person_chooses_it_and_is_asked_for_it_and_nothing_shows(self):
        self.make()
        at = Terminal('decide', self.case, 'export', '--by', 'Ada Quill')
        at.wait_for('there is no signing key yet')
        at.answer('New passphrase (empty: none): ', WORDS)
        at.answer('The same again: ', 'another')
        at.answer('They differ. New passphrase (empty: none): ', WORDS)
        at.answer('The same again: ', WORDS)
        code, seen, out = at.end()
        self.assertEqual(code, 0, seen)
        self.assertNotIn('tide', seen)
        self.assertIn('made a signing key', seen)
        self.assertTrue(out.startswith('{"stemma_patch":2'), out)
        self.assertIsNotNone(self.public_key(WORDS))
        at = Terminal('sign', self.case)
        at.answer(f'Passphrase of {self.key}: ', WORDS)
        code, seen, out = at.end()
        self.assertEqual((code, out), (0, ''), seen)
        self.assertNotIn('tide', seen)
        self.assertEqual(self.signatures(), 1)
        at = Terminal('sign', self.case)
        at.answer(f'Passphrase of {self.key}: ', 'wrong')
        code, seen, out = at.end()
        self.assertEqual(code, 1, seen)
        self.assertIn('does not open this key', re.sub(r'\s+', ' ', seen))
        self.assertEqual(self.signatures(), 1)

    def test_an_empty_one_is_none_and_three_that_differ_make_no_key(self):
        self.make()
        at = Terminal('sign', self.case)
        for question in ('New passphrase (empty: none): ', 'They differ. New passphrase (empty: none): ', 'They differ. New passphrase (empty: none): '):
            at.answer(question, 'one')
            at.answer('The same again: ', 'two')
        code, seen, _ = at.end()
        self.assertEqual(code, 1, seen)
        self.assertFalse(self.key.parent.exists())
        self.assertEqual(self.signatures(), 0)
        at = Terminal('sign', self.case)
        at.answer('New passphrase (empty: none): ', '')
        at.answer('The same again: ', '')
        code, seen, _ = at.end()
        self.assertEqual(code, 0, seen)
        self.assertIsNotNone(self.public_key())

    def test_changed_at_a_terminal(self):
        self.make()
        self.sign('--passphrase-file', self.words)
        at = Terminal('passphrase')
        at.answer(f'Passphrase of {self.key}: ', WORDS)
        at.answer('New passphrase (empty: none): ', 'brief')
        at.answer('The same again: ', 'brief')
        code, seen, _ = at.end()
        self.assertEqual(code, 0, seen)
        self.assertIsNotNone(self.public_key('brief'))

    def test_ctrl_c_ends_it_and_the_terminal_shows_again_what_is_typed(self):
        self.make()
        self.sign('--passphrase-file', self.words)
        case = self.case.read_bytes()
        at = Terminal('sign', self.case)
        at.wait_for(f'Passphrase of {self.key}: ')
        end = time.monotonic() + 60
        while at.echoes() and time.monotonic() < end:
            time.sleep(0.01)
        self.assertFalse(at.echoes())
        at.type('\x03')
        code, _, _ = at.end()   # looks at the echo
        self.assertEqual(code, -signal.SIGINT)
        self.assertTrue(self.case.read_bytes() == case)

    def test_a_terminal_that_is_closed(self):
        self.make()
        self.sign('--passphrase-file', self.words)
        at = Terminal('sign', self.case)
        at.answer(f'Passphrase of {self.key}: ', '\x04')   # Ctrl-D, then an empty line
        code, seen, _ = at.end()
        self.assertEqual(code, 1, seen)
        self.assertIn('nothing was answered', re.sub(r'\s+', ' ', seen))


if __name__ == '__main__':
    unittest.main()
