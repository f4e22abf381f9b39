"""Bad input: one line that says what, where and what next; the rest of the batch goes on; exit code 1; nothing lost."""
import gzip
import os
import socket
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import STEMMA, Case, page, story


def response(url, text, length=None):
    http = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n' + page(text).encode()
    return (b'WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: %s\r\nWARC-Date: 2031-05-06T00:00:00Z\r\n'
            b'Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n'
            % (url.encode(), len(http) if length is None else length, http))


SAID = '<p>The mayor of Port Elm said on Tuesday that the harbour was open.</p>'

# name, content, words of the failure; what the program says next is checked to be there, not how it is worded
REFUSED = [
    ('empty.html', b'', 'empty'),
    ('picture.html', bytes(range(256)) * 40, 'binary'),
    ('cut.html.gz', gzip.compress(page('\n'.join(story(n) for n in range(300))).encode())[:-900], 'gzip'),
    ('huge.txt', lambda: b'The mayor said that the harbour is open. ' * (200 * 2 ** 20 // 41), 'limit'),
]

# name, content, words of the warning: read all the same, with a note
MENDED = [
    ('nested.html', b'<html><body>' + b'<div>' * 100_000 + SAID.encode() + b'</div>' * 100_000, 'deep'),
    ('attributes.html', b'<html><body><p ' + b' '.join(b'a%d="x"' % i for i in range(200_000)) + b'>' + SAID.encode() + b'</p></body></html>', 'attributes'),
    ('label.html', page('The mayor said that the café was open.').replace('utf-8', 'utf-16le').encode('latin-1'), 'charset'),
]


class BadInput(Case):
    def assert_one_line(self, done, name, word):
        """Exactly one line is about the file; it has the word, and goes on to say what to do."""
        lines = [line for line in done.err.splitlines() if name in line]
        self.assertEqual(len(lines), 1, done.err)
        self.assertIn(word, lines[0])
        self.assertEqual(lines[0].count(name), 1, lines[0])
        self.assertIn('; ', lines[0])

    def add_between_good_ones(self, bad):
        good = [self.write('a.html', page(story(1))), self.write('z.html', page(story(2)))]
        done = self.add(good[0], bad, good[1], code=1)
        self.assertEqual({d['path'] for d in self.documents()} - {str(bad)}, {str(g) for g in good})
        self.assert_whole()
        return done

    def test_what_cannot_be_read(self):
        for name, content, word in REFUSED:
            with self.subTest(name):
                self.case = self.folder / (name[:3] + '.stemma')
                bad = self.write('in/' + name, content() if callable(content) else content)
                done = self.add_between_good_ones(bad)
                self.assert_one_line(done, name, word)
                self.assertEqual(self.sql('SELECT count(*) FROM original')[0][0], 3)  # the bytes are kept

    def test_what_can_be_mended_is_read_and_named(self):
        for name, content, word in MENDED:
            with self.subTest(name):
                self.case = self.folder / (name[:3] + '.stemma')
                done = self.add(self.write('in/' + name, content), code=1)
                self.assert_one_line(done, name, word)
                document, = self.documents()
                self.assertIn('The mayor', document['text'])
                self.assertTrue(any(word in what for what, in self.sql('SELECT what FROM warning')))
                self.assert_whole()

    def test_a_warc_that_lies_about_a_length(self):
        for name, length in (('beyond.warc', 10 ** 9), ('short.warc', 60), ('endless.warc', 2 ** 63)):
            with self.subTest(name):
                self.case = self.folder / (name[:3] + '.stemma')
                warc = self.write(name, response('http://x.example/good', story(1)) + response('http://x.example/lies', story(2), length))
                done = self.add(warc, code=1)
                self.assert_one_line(done, name, 'record')
                self.assertIn('http://x.example/good', [d['path'].split('#')[-1] for d in self.documents()])
                self.assert_whole()

    def test_files_that_are_not_there(self):
        done = self.add_between_good_ones(self.folder / 'none.html')
        self.assert_one_line(done, 'none.html', 'No such file')

    def test_links_that_lead_nowhere_or_round(self):
        self.write('in/good.html', page(story(1)))
        os.symlink('nowhere', self.folder / 'in/lost.html')
        os.symlink('loop.html', self.folder / 'in/loop.html')
        done = self.add(self.folder / 'in', code=1)
        self.assert_one_line(done, 'lost.html', 'No such file')
        self.assert_one_line(done, 'loop.html', 'symbolic link')
        self.assertEqual(len(self.documents()), 1)

    def test_pipes_and_sockets_do_not_make_us_wait(self):
        os.mkfifo(self.folder / 'pipe.html')
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(self.folder / 'socket.html'))
        self.addCleanup(listener.close)
        done = self.add(self.folder / 'pipe.html', self.folder / 'socket.html', code=1, timeout=20)
        self.assert_one_line(done, 'pipe.html', 'regular file')

    def test_a_file_that_we_may_not_read(self):
        bad = self.write('in/secret.html', page(story(3)))
        good = self.write('in/good.html', page(story(1)))
        os.chmod(bad, 0)
        command = [STEMMA, 'add', str(self.case), str(good), str(bad)]
        if os.geteuid() == 0:  # whom nothing is forbidden
            os.chmod(self.folder, 0o777)
            if not os.access('/usr/bin/setpriv', os.X_OK) or subprocess.run(['setpriv', '--reuid=65534', '--clear-groups', 'test', '-x', STEMMA]).returncode:
                self.skipTest('nobody may not run the program here')
            command = ['setpriv', '--reuid=65534', '--clear-groups'] + command
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        done.err = done.stderr
        self.assertEqual(done.returncode, 1, done.err)
        self.assert_one_line(done, 'secret.html', 'Permission denied')
        self.assertEqual(len(self.documents()), 1)

    def test_a_failed_file_is_tried_again_and_forgotten_once_it_can_be_read(self):
        bad = self.write('late.html', b'')
        self.add(bad, code=1)
        self.assertIn('1 failed', self.add(bad, code=1).err)
        self.write('late.html', page(story(1)))
        self.add(bad)
        self.assertEqual(self.sql('SELECT count(*) FROM failure')[0][0], 0)
        self.assertEqual(len(self.documents()), 1)
        self.assertEqual(self.sql('SELECT count(*) FROM original')[0][0], 2)
        self.assert_whole()

    def test_names_that_are_not_text(self):
        name = os.fsencode(self.folder) + b'/caf\xe9 \n\x1b[31m.html'
        with open(name, 'wb') as f:
            f.write(page(story(1)).encode())
        with open(name + b'.bad.html', 'wb') as f:
            f.write(b'')
        done = self.add(os.fsdecode(name), os.fsdecode(name) + '.bad.html', code=1)
        self.assertNotIn('\x1b', done.err)
        self.assertEqual(len([line for line in done.err.splitlines() if 'empty' in line]), 1)
        self.assertEqual(len(self.documents()), 1)
        self.assert_whole()


if __name__ == '__main__':
    unittest.main()
