"""What leaves the case by the desk: the pre-flight and its fixes, every form, what stays in, and that nothing is left behind."""
import csv
import hashlib
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest
import zipfile

import preflight_test
import program
from desk_server import ServeCase

FOLDERS = ['csv', 'jsonl', 'warc', 'ftm', 'annotations', 'prov', 'graphml', 'claimreview']


class HandOver(ServeCase):
    def over(self, desk, seconds=60):
        return desk.wait_for(lambda: (lambda v: v['state'] != 'working' and v)(desk.get('/hand-over.json').json()), seconds)

    def make(self, desk, what, **more):
        started = desk.post('/hand-over', {'what': what, **more})
        self.assertEqual(started.status, 200, started.body)
        self.assertEqual(started.json()['state'], 'working')
        return self.over(desk)

    def made(self, desk, what, **more):
        """What was made, and its bytes."""
        view = self.make(desk, what, **more)
        self.assertEqual((view['state'], view['problem']), ('done', None))
        file = desk.get('/hand-over/file')
        self.assertEqual(file.status, 200)
        self.assertEqual(hashlib.sha256(file.body).hexdigest(), view['made']['sha256'])
        self.assertEqual(len(file.body), view['made']['bytes'])
        self.assertIn(view['made']['file'], file.fields['content-disposition'])
        return view['made'], file.body

    def assert_nothing_left(self):
        self.assertEqual([n for n in os.listdir(self.folder) if '-handover' in n], [])


class Forms(HandOver):
    def test_every_form_as_on_the_command_line(self):
        desk = self.serve()
        self.assertEqual(desk.get('/hand-over.json').json(), {'state': 'idle', 'what': None, 'phase': None, 'by': '', 'checked': None, 'made': None, 'problem': None})
        self.assert_problem(desk.get('/hand-over/file'), 404)
        view = self.make(desk, 'claimreview')
        self.assertEqual((view['state'], view['problem']['status']), ('failed', 422))
        self.assertIn('verdict', view['problem']['title'])
        claim = desk.get('/claims.json').json()['items'][0]['id']
        self.assertEqual(desk.post('/decisions', {'decisions': [{'kind': 'verdict', 'first': claim, 'value': 'Misleading'}]}).status, 200)
        for form in FOLDERS:
            made, body = self.made(desk, form)
            self.assertEqual(made['file'], f'my-{form}.zip')
            self.assertTrue(made['noted'])
            self.assertEqual(self.run_stemma('export', self.case, '--format', form, '-o', self.folder / form).returncode, 0)
            with zipfile.ZipFile(io.BytesIO(body)) as packed:
                self.assertIsNone(packed.testzip())
                ours = {n.split('/', 1)[1] for n in packed.namelist()}
                self.assertEqual({n.split('/', 1)[0] for n in packed.namelist()}, {f'my-{form}'})
                theirs = {os.path.relpath(os.path.join(at, f), self.folder / form) for at, _, files in os.walk(self.folder / form) for f in files}
                self.assertEqual(ours, theirs)
                if form == 'csv':
                    rows = {r['of']: r['count'] for r in made['rows']}
                    with packed.open('my-csv/attributions.csv') as f:
                        self.assertEqual(rows['attributions'], len(list(csv.DictReader(io.TextIOWrapper(f, 'utf-8')))))
                    self.assertFalse(packed.read('my-csv/attributions.csv').startswith(b'\xef\xbb\xbf'))
        _, body = self.made(desk, 'csv', bom=True)
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            self.assertTrue(packed.read('my-csv/attributions.csv').startswith(b'\xef\xbb\xbf'))
        made, body = self.made(desk, 'wacz')
        self.assertEqual(made['file'], 'my.wacz')
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            self.assertIn('datapackage.json', packed.namelist())
        made, body = self.made(desk, 'html')
        self.assertEqual(made['file'], 'my-dossier.html')
        self.assertIn(made['digest'].encode(), body)
        made, body = self.made(desk, 'case')
        copy = self.folder / 'copy.stemma'
        copy.write_bytes(body)
        self.assert_whole(copy)
        self.assertEqual({r['of']: r['count'] for r in made['rows']}, {'documents': len(self.documents()), 'decisions': 0})
        self.assert_nothing_left()
        desk.stop()
        log = json.loads(self.run_stemma('log', self.case, '--json').out)
        ours = [e['detail'] for e in log if e['action'] == 'exported' and e['detail'].get('by') == 'Ada Quill']
        self.assertEqual([d['form'] for d in ours], [*FOLDERS, 'csv', 'wacz', 'html', 'case'])
        self.assertIn('by Ada Quill', [e['words'] for e in log if e['action'] == 'exported'][0])
        self.assert_whole()

    def test_what_makes_no_sense_is_refused(self):
        desk = self.serve()
        for body in ({}, {'what': 'pdf'}, {'what': 3}, {'what': 'csv', 'allow': 'x'}, {'what': 'csv', 'allow': [3]}, {'what': 'csv', 'allow': ['witness']}, {'what': 'csv', 'allow': ['witness'], 'why': ' '}, []):
            self.assert_problem(desk.post('/hand-over', body), 422)
        self.assert_problem(desk.post('/hand-over', b'{'), 400)
        nobody = self.serve(log_in=False)
        nobody.log_in(who=None)
        self.assert_problem(nobody.post('/hand-over', {'what': 'csv'}), 422)
        self.assertEqual(desk.get('/hand-over.json').json()['state'], 'idle')

    def test_events_tell_of_it(self):
        desk = self.serve()
        stream = desk.events()
        self.make(desk, 'csv')
        phases, news = [], stream.next('handover')[2]
        while news['state'] == 'working':
            phases += [p for p in [news['phase']] if p not in phases]
            news = stream.next('handover')[2]
        self.assertEqual(phases, ['protecting', 'writing', 'packing', 'noting'])
        self.assertEqual(news, {'state': 'done', 'what': 'csv', 'phase': None})
        stream.close()

    def test_thrown_away_and_gone_with_the_server(self):
        desk = self.serve()
        self.made(desk, 'html')
        self.assertEqual(desk.post('/hand-over/stop').json()['state'], 'idle')
        self.assert_problem(desk.get('/hand-over/file'), 404)
        self.made(desk, 'html')
        desk.kill()
        self.assert_nothing_left()


class Protected(HandOver):
    def setUp(self):
        super().setUp()
        self.case.unlink()
        self.add(*[self.write(f'in/{name}', text) for name, text in preflight_test.PAGES.items()])

    def test_preflight_fix_and_default_deny(self):
        desk = self.serve()
        self.assertEqual(self.make(desk, 'preflight')['checked']['total'], 0)
        for name, label in (('Quenby Varrow', 'witness'), ('Tansy Oldacre', 'survivor')):
            self.assertEqual(desk.post('/decisions', {'decisions': [{'kind': 'label', 'first': name, 'value': label}]}).status, 200)
        desk.settled()
        checked = self.make(desk, 'preflight')['checked']
        told = json.loads(self.run_stemma('preflight', self.case, '--json').out)
        self.assertEqual([(f['kind'], f['document'], f['words'], f['who']) for f in checked['findings']], [(f['kind'], f['document'], f['words'], f['who']) for f in told['findings']])
        self.assertGreater(checked['total'], 5)
        # The fixes are decisions like any other.
        answer = desk.post('/decisions', {'decisions': [f['fix'] for f in checked['findings']]})
        self.assertEqual(answer.status, 200, answer.body)
        desk.settled()
        self.assertLess(self.make(desk, 'preflight')['checked']['total'], checked['total'] / 2)
        made, body = self.made(desk, 'csv')
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            everything = b''.join(packed.read(n) for n in packed.namelist())
        self.assertFalse([name for name in (b'Quenby', b'Tansy', b'Oldacre') if name in everything])
        self.assertGreater(made['marks'], 0)
        self.assertEqual(made['pseudonyms'], 2)
        self.assertTrue(any('redacted' in l['what'] for l in made['left_out']))
        for form in ('html', 'case'):
            made, body = self.made(desk, form)
            self.assertFalse([name for name in (b'Quenby', b'Tansy', b'Oldacre') if name in body])
        # By an explicit word, with a reason that the log keeps.
        made, body = self.made(desk, 'csv', allow=['witness', 'private'], why='she asked for it')
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            self.assertTrue(b'Quenby Varrow' in b''.join(packed.read(n) for n in packed.namelist()))
        desk.stop()
        log = json.loads(self.run_stemma('log', self.case, '--json').out)
        let_out = [e['detail'] for e in log if e['action'] == 'let out']
        self.assertEqual([(d['what'], d['by'], d['why']) for d in let_out], [('witness,private', 'Ada Quill', 'she asked for it')])
        self.assertEqual(sum(e['action'] == 'pseudonyms made' for e in log), 1)
        self.assert_whole()


class Trouble(HandOver):
    def setUp(self):
        super().setUp()
        self.add(*[self.write(f'many/{n}.html', program.page(program.story(200 + n), f'Story {n}')) for n in range(150)])

    def children(self, desk):
        out = subprocess.run(['ps', '-o', 'pid=,args=', '--ppid', str(desk.process.pid)], capture_output=True, text=True).stdout
        return [int(line.split()[0]) for line in out.splitlines() if 'hand-over' in line]

    def log(self):
        return [e for e in json.loads(self.run_stemma('log', self.case, '--json').out) if e['action'] == 'exported']

    def test_stopped_half_way_nothing_is_left(self):
        desk = self.serve()
        self.assertEqual(desk.post('/hand-over', {'what': 'csv'}).status, 200)
        desk.wait_for(lambda: self.children(desk))
        self.assert_problem(desk.post('/hand-over', {'what': 'html'}), 409)  # one at a time
        desk.post('/hand-over/stop')
        view = self.over(desk)
        self.assertEqual((view['state'], view['made'], view['problem']), ('stopped', None, None))
        self.assert_problem(desk.get('/hand-over/file'), 404)
        self.assert_nothing_left()
        self.assertEqual(self.log(), [])
        self.made(desk, 'csv')  # and it goes on

    def test_a_server_that_is_killed_leaves_no_child_and_the_next_one_clears_up(self):
        desk = self.serve()
        self.assertEqual(desk.post('/hand-over', {'what': 'csv'}).status, 200)
        child = desk.wait_for(lambda: self.children(desk))[0]
        desk.kill()
        for _ in range(100):
            if not os.path.exists(f'/proc/{child}'):
                break
            time.sleep(.05)
        self.assertFalse(os.path.exists(f'/proc/{child}'))
        again = self.serve()
        self.assert_nothing_left()
        self.assertEqual(self.log(), [])
        self.made(again, 'jsonl')

    def test_work_that_dies_is_said_in_words(self):
        desk = self.serve()
        desk.post('/hand-over', {'what': 'csv'})
        os.kill(desk.wait_for(lambda: self.children(desk))[0], signal.SIGKILL)
        view = self.over(desk)
        self.assertEqual(view['state'], 'failed')
        self.assertIn('memory', view['problem']['next'])
        self.assert_nothing_left()

    def test_a_full_disk(self):
        disk = self.small_disk(self.case.stat().st_size + 600_000)
        case = disk / 'my.stemma'
        shutil.copy(self.case, case)
        desk = self.serve(case=case)
        desk.settled()
        view = self.make(desk, 'csv')
        self.assertEqual((view['state'], view['problem']['status']), ('failed', 507))
        self.assertIn('disk is full', view['problem']['title'])
        self.assertIn('disk space', view['problem']['next'])
        self.assertEqual([n for n in os.listdir(disk) if '-handover' in n], [])
        self.assertEqual(desk.get('/claims.json').status, 200)

    def test_while_files_are_read_it_waits_for_its_line_in_the_log(self):
        desk = self.serve()
        for n in range(40):
            self.assertEqual(desk.post(f'/import?path={n}.html', program.page(program.story(900 + n), f'Late {n}').encode()).status, 200)
        desk.post('/import/start')
        desk.wait_for(lambda: desk.get('/import.json').json()['state'] == 'reading')
        made, _ = self.made(desk, 'graphml')
        self.assertTrue(made['noted'])
        self.assertEqual([e['detail']['form'] for e in self.log()], ['graphml'])


if __name__ == '__main__':
    unittest.main()
