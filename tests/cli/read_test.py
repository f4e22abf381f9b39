"""stemma read: one line of JSON a document, in the order of the input, whatever the threads."""
import json
import os
import subprocess
import time
import unittest

import program


def line(n, **more):
    return json.dumps({'id': f't{n}', 'text': program.story(n), **more}) + '\n'


class Read(program.Case):
    def test_a_line_for_each_document_in_order_of_the_input(self):
        for n in range(12):
            self.write(f'pages/{n:02}.html', program.page(program.story(n), f'Boats {n}'))
        one = self.run_stemma('read', '--threads', 1, self.folder / 'pages')
        many = self.run_stemma('read', '--threads', 8, self.folder / 'pages')
        self.assertEqual((one.returncode, one.err), (0, ''))
        self.assertEqual(one.stdout, many.stdout)
        lines = [json.loads(x) for x in one.out.splitlines()]
        self.assertEqual([os.path.basename(x['path']) for x in lines], [f'{n:02}.html' for n in range(12)])
        self.assertTrue(all(x['attributions'] for x in lines))

    def test_offsets_count_code_points(self):
        done = self.run_stemma('read', self.write('a.html', program.page('“Naïve 😀 boats – all of them – left,” said Ola Vreeland, a spokeswoman.\n' + program.story(1))))
        read = json.loads(done.out)
        pieces = [read['text'][s:e] for a in read['attributions'] for s, e in a['content'] + a['cue'] + a['source']]
        self.assertTrue(any('boats – all of them – left' in p for p in pieces), pieces)
        self.assertIn('said', pieces)

    def test_what_cannot_be_read_is_named_and_the_rest_goes_on(self):
        good = self.write('good.html', program.page(program.story(1)))
        bad = self.write('bad.bin', bytes(range(256)) * 40)
        done = self.run_stemma('read', bad, self.folder / 'absent', good)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(len(done.out.splitlines()), 1)
        self.assertEqual(len(done.err.splitlines()), 2, done.err)
        self.assertIn('bad.bin', done.err)
        self.assertIn('absent', done.err)

    def test_plain_texts_as_lines_of_json(self):
        text = 'Préface. ' + program.story(3)
        done = self.run_stemma('read', '--from', 'jsonl', '-', input=(json.dumps({'id': 'a', 'text': text}) + '\n\n' + line(4, published='2031-05-06', title=None)).encode())
        self.assertEqual((done.returncode, done.err), (0, ''))
        first, second = map(json.loads, done.out.splitlines())
        self.assertEqual((first['id'], first['text']), ('a', text))
        self.assertEqual(second['published'], '2031-05-06')

    def test_a_bad_line_costs_only_itself(self):
        lines = [line(1), '{"id": "x", "text": \n', '[1]\n', '{"id": "y"}\n', '{"id": 7, "text": "Seven said so."}\n', '{"id":"z","text":12}\n', b'{"id":"u","text":"\xff"}\n', line(2)]
        done = self.run_stemma('read', '--from', 'jsonl', self.write('in.jsonl', b''.join(x if isinstance(x, bytes) else x.encode() for x in lines)))
        self.assertEqual(done.returncode, 1)
        self.assertEqual([json.loads(x)['id'] for x in done.out.splitlines()], ['t1', '7', 't2'])
        for n in (2, 3, 4, 6, 7):
            self.assertIn(f'in.jsonl, line {n}: ', done.err)
        self.assertEqual(len(done.err.splitlines()), 5)

    def test_many_lines_keep_their_order(self):
        source = ''.join(line(n) for n in range(2000)).encode()
        done = self.run_stemma('read', '--from', 'jsonl', '--threads', 4, '-', input=source)
        self.assertEqual([json.loads(x)['id'] for x in done.out.splitlines()], [f't{n}' for n in range(2000)])
        self.assertEqual(done.stdout, self.run_stemma('read', '--from', 'jsonl', '--threads', 1, '-', input=source).stdout)

    def test_the_last_line_needs_no_line_break(self):
        done = self.run_stemma('read', '--from', 'jsonl', '-', input=line(1).rstrip().encode())
        self.assertEqual(len(done.out.splitlines()), 1)
        self.assertEqual(self.run_stemma('read', '--from', 'jsonl', '-', input=b'').out, '')

    def test_a_line_is_answered_before_the_next_one_comes(self):
        with subprocess.Popen([program.STEMMA, 'read', '--from', 'jsonl', '-'], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
            for n in range(3):
                running.stdin.write(line(n).encode())
                running.stdin.flush()
                self.assertEqual(json.loads(running.stdout.readline())['id'], f't{n}')
            running.stdin.close()
            self.assertEqual(running.wait(), 0)

    def test_a_reader_that_goes_away_is_no_failure(self):
        source = self.write('in.jsonl', ''.join(line(n) for n in range(3000)))
        with subprocess.Popen([program.STEMMA, 'read', '--from', 'jsonl', source], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            running.stdout.readline()
            running.stdout.close()
            self.assertEqual(running.stderr.read(), b'')
            self.assertEqual(running.wait(), 0)


if __name__ == '__main__':
    unittest.main()
