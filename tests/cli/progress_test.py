"""stemma add tells how far it is, and stops when asked."""
import json
import os
import pty
import re
import signal
import subprocess
import time
import unittest

import program


class Progress(program.Case):
    def fill(self, files):
        for n in range(files):
            self.write(f'pages/{n:04}.html', program.page('\n'.join(program.story(n * 20 + k) for k in range(20))))
        return self.folder / 'pages'

    def on_terminal(self, *args):
        """Runs with the terminal as stderr; gives the process and a function that reads on until the end or until `until` was seen."""
        main, side = pty.openpty()
        running = subprocess.Popen([program.STEMMA, *map(str, args)], stdout=subprocess.PIPE, stderr=side, env={**os.environ, 'TERM': 'xterm'})
        os.close(side)
        self.addCleanup(running.stdout.close)
        self.addCleanup(running.wait)
        self.addCleanup(running.kill)
        seen = b''

        def read(until=None):
            nonlocal seen
            try:
                while (until is None or until not in seen) and (chunk := os.read(main, 4096)):
                    seen += chunk
            except OSError:
                pass
            return seen.decode(errors='replace')
        return running, read

    def test_a_bar_on_a_terminal(self):
        running, read = self.on_terminal('add', self.case, self.fill(200))
        out = read()
        self.assertEqual(running.wait(), 0)
        self.assertRegex(out, r'[█░]{20} \d+ of 200 files · \d+ documents')
        self.assertTrue(re.search(r'\r\x1b\[Kstemma: .*200 documents from 200 files', out), out[-300:])

    def test_no_bar_elsewhere(self):
        done = self.add(self.fill(20))
        self.assertNotIn('█', done.err)
        self.assertNotIn('\r', done.err)
        self.assertEqual(done.out, '')
        self.assertRegex(done.err, r'\Astemma: .*my\.stemma: 20 documents from 20 files, \d+ attributions\n\Z')

    def test_again_says_what_is_there(self):
        pages = self.fill(3)
        self.add(pages)
        self.assertIn('0 documents from 0 files, 0 attributions, 3 already there', self.add(pages).err)

    def test_quiet_and_json(self):
        pages = self.fill(2)
        self.assertEqual(self.add(pages, '--quiet').err, '')
        self.write('pages/broken.pdf', b'%PDF-1.7\nno more')
        done = self.add(pages, '--json', code=1)
        told = json.loads(done.out)
        self.assertEqual((told['added'], told['already_there'], told['stopped']), (0, 2, False))
        self.assertIn('broken.pdf', told['failures'][0]['path'])
        self.assertIn('broken.pdf', self.add(pages, '--quiet', code=1).err)

    def test_ctrl_c_finishes_what_is_in_hand_and_the_same_command_goes_on(self):
        pages = self.fill(400)
        running, read = self.on_terminal('add', self.case, pages)
        read(until='█'.encode())
        running.send_signal(signal.SIGINT)
        out = read()
        self.assertEqual(running.wait(), 1, out[-500:])
        self.assertIn('finishing the file in hand', out)
        self.assertIn('nothing is lost, and the same command goes on from here', out)
        self.assert_whole()
        there = len(self.documents())
        self.assertTrue(0 < there < 400, there)
        self.add(pages)
        self.assertEqual(len(self.documents()), 400)


if __name__ == '__main__':
    unittest.main()
