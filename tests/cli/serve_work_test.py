"""What people do at the desk is never lost: decisions, undo, imports; with servers killed, cases moved, disks full, and others at the same case."""
import json
import os
import shutil
import subprocess
import threading
import time
import unittest

import program
from desk_server import ServeCase


class Work(ServeCase):
    def documents_of(self, desk):
        return [d['id'] for d in desk.get('/documents.json').json()['items']]

    def decision(self, desk, why='they were both there'):
        a, b = self.documents_of(desk)[:2]
        return {'decisions': [{'kind': 'not-a-copy', 'first': a, 'second': b, 'why': why}]}

    def decisions(self, case=None):
        lines = self.run_stemma('decide', case or self.case, 'export', '--unsigned').out.splitlines()[1:]
        return [json.loads(line) for line in lines]

    def copies(self, desk):
        return max(d['copies'] for d in desk.get('/documents.json').json()['items'])


class Decisions(Work):
    def test_decided_shown_undone_redone(self):
        desk = self.serve()
        self.assertEqual(self.copies(desk), 1)
        stream = desk.events()
        start = stream.next('generation')[2]['generation']
        made = desk.post('/decisions', self.decision(desk))
        self.assertEqual(made.status, 200, made.body)
        self.assertEqual(made.json()['numbers'], [1])
        self.assertEqual(stream.next('decided')[2], {'numbers': [1], 'by': 'Ada Quill'})
        news = stream.next('generation')[2]
        while news['generation'] == start or news['state'] != 'ready':
            news = stream.next('generation')[2]
        self.assertEqual(self.copies(desk), 0)
        self.assertEqual([(d['by'], d['why']) for d in self.decisions()], [('Ada Quill', 'they were both there')])
        self.assertEqual(desk.post('/undo').json()['numbers'], [2])
        self.assert_problem(desk.post('/undo'), 409)
        desk.wait_for(lambda: self.copies(desk) == 1)
        self.assertEqual(desk.post('/redo').json()['numbers'], [3])
        self.assert_problem(desk.post('/redo'), 409)
        desk.wait_for(lambda: self.copies(desk) == 0)
        self.assertEqual([d.get('undoes', 0) for d in self.decisions()], [0, 1, 2])
        stream.close()
        self.assert_whole()

    def test_a_decision_is_undone_before_it_has_been_counted(self):
        desk = self.serve()
        for n in range(1, 7, 2):  # the answers know the one before at most
            made = desk.post('/decisions', self.decision(desk, f'reason {n}'))
            self.assertEqual(made.json()['numbers'], [n])
            answer = desk.post('/decisions', {'decisions': [{'kind': 'undo', 'first': n}]})
            self.assertEqual((answer.status, answer.json().get('numbers')), (200, [n + 1]), answer.body)
        self.assert_problem(desk.post('/decisions', {'decisions': [{'kind': 'undo', 'first': 1}]}), 422)  # undone already
        self.assert_problem(desk.post('/decisions', {'decisions': [{'kind': 'undo', 'first': 7}]}), 422)  # there is none
        desk.settled()
        self.assertEqual([d.get('undoes', 0) for d in self.decisions()], [0, 1, 0, 3, 0, 5])

    def test_who_has_seen_what_is_in_the_log(self):
        desk = self.serve()
        a, b = [d['id'] for d in desk.get('/documents.json').json()['items']]
        for _ in range(3):
            self.assertEqual(desk.get(f'/documents/{a}.json').status, 200)
        self.assertEqual(desk.get(f'/documents/{b}/custody.json').status, 200)
        self.assertEqual(desk.post('/decisions', {'decisions': [{'kind': 'label', 'first': a, 'value': 'witness'}]}).status, 200)
        desk.wait_for(lambda: any(e['action'] == 'seen' for e in desk.get(f'/documents/{a}/custody.json').json()['entries']))
        self.assertEqual(desk.get(f'/documents/{b}/original').status, 200)
        desk.stop()
        log = json.loads(self.run_stemma('log', self.case, '--json').out)
        self.assertEqual([(e['subject'], e['detail']['by']) for e in log if e['action'] == 'seen'], [(a, 'Ada Quill'), (b, 'Ada Quill')])
        story = json.loads(self.run_stemma('log', self.case, a, '--json').out)
        self.assertEqual([e['action'] for e in story], ['received', 'read', 'decided', 'seen'])
        self.assertIn('Ada Quill', story[-1]['words'])
        self.assert_whole()

    def test_undo_is_of_ones_own_and_outlives_the_server(self):
        ada, bo = self.serve(), self.serve(log_in=False)
        bo.log_in(who='Bo')
        for n in range(3):
            self.assertEqual(ada.post('/decisions', self.decision(ada, f'reason {n}')).status, 200)
        self.assert_problem(bo.post('/undo'), 409)
        self.assertEqual(ada.post('/undo').status, 200)
        ada.stop()
        again = self.serve()
        self.assertEqual([again.post('/undo').status for _ in range(3)], [200, 200, 409])
        self.assertEqual([again.post('/redo').status for _ in range(4)], [200, 200, 200, 409])

    def test_what_is_sent_again_with_its_key_is_decided_once(self):
        desk = self.serve()
        made = {**self.decision(desk), 'key': 'a1'}
        first = desk.post('/decisions', made).json()['numbers']
        again = []  # at once, by several tabs
        threads = [threading.Thread(target=lambda: again.append(desk.post('/decisions', made).json()['numbers'])) for _ in range(4)]
        for t in threads:
            t.start()
        for t in threads:
            t.join(60)
        self.assertEqual(again, [first] * 4)
        desk.settled()  # before, the case may not be linked yet
        claim = desk.get('/claims.json').json()['items'][0]['id']
        member = desk.get(f'/claims/{claim}.json').json()['member_list'][0]['attribution']
        gone = {'key': 'a2', 'decisions': [{'kind': 'reject', 'first': member}]}
        second = desk.post('/decisions', gone)
        self.assertEqual(second.status, 200, second.body)
        desk.wait_for(lambda: desk.get('/decisions.json').json()['total'] == 2)
        desk.kill()  # the answer may be lost with the server
        desk = self.serve()
        self.assertEqual(desk.post('/decisions', gone).json()['numbers'], second.json()['numbers'])  # what it speaks of has no address any more
        self.assertEqual(desk.post('/undo').status, 200)
        desk.wait_for(lambda: desk.get('/decisions.json').json()['total'] == 3)
        self.assertEqual(desk.post('/decisions', {**gone, 'key': 'a3'}).json()['numbers'], [4])  # decided anew, within the second
        desk.post('/session', {'who': 'Bo'})
        self.assertEqual(desk.post('/decisions', made).json()['numbers'], [5])
        self.assert_problem(desk.post('/decisions', {**made, 'key': 'x' * 65}), 422)
        self.assertEqual(len(self.decisions()), 5)
        self.assert_whole()

    def test_bad_decisions_are_refused_whole(self):
        desk = self.serve(log_in=False)
        desk.log_in(who='')
        good = self.decision(desk)['decisions'][0]
        self.assert_problem(desk.post('/decisions', {'decisions': [good]}), 422)  # nobody has said who decides
        for who in ('', ' ', 'x' * 81, 7, None):
            self.assert_problem(desk.post('/session', {'who': who}), 422)
        self.assertEqual(desk.post('/session', {'who': ' Zoë\u202e Quill '}).status, 200)
        for body in (b'{', b'[]x', b'', b'null', {'decisions': {}}, {'decisions': [7]}, {'decisions': [{'kind': 'praise', 'first': 'c1'}]}, {'decisions': [good, {'kind': 'merge', 'first': 'c0', 'second': 'c1'}]},
                     {'decisions': [{**good, 'first': 'd' + '0' * 16}]}, {'decisions': [{**good, 'first': [1]}]}, b'[' * 100000):
            answer = desk.ask('POST', '/decisions', json.dumps(body).encode() if isinstance(body, dict) else body)
            self.assertIn(answer.status, (400, 422), (body, answer.body))
            self.assert_problem(answer, answer.status)
        self.assertEqual(self.decisions(), [])

    def test_no_acknowledged_decision_is_lost_to_kill_9(self):
        for round_ in range(4):
            desk = self.serve()
            before, acknowledged = len(self.decisions()), []

            def decide():
                try:
                    for n in range(100):
                        made = desk.post('/decisions', self.decision(desk, f'{round_}.{n}'))
                        if made.status == 200:
                            acknowledged.append(f'{round_}.{n}')
                except Exception:  # the server is gone
                    pass

            thread = threading.Thread(target=decide)
            thread.start()
            desk.wait_for(lambda: len(acknowledged) > 2)
            time.sleep(0.037 * (round_ + 1))
            desk.kill()
            thread.join(30)
            kept = {d['why'] for d in self.decisions()}
            self.assertLessEqual(set(acknowledged), kept)
            self.assertLessEqual(len(self.decisions()) - before, len(acknowledged) + 1)
            self.assert_whole()

    def test_a_terminal_and_another_server_are_noticed(self):
        one, two = self.serve(), self.serve()
        stream = two.events()
        start = stream.next('generation')[2]['generation']
        self.assertEqual(one.post('/decisions', self.decision(one)).status, 200)
        two.wait_for(lambda: self.copies(two) == 0)
        self.assertGreater(two.get('/session.json').json()['case']['generation'], start)
        done = self.run_stemma('decide', self.case, 'undo', 1)
        self.assertEqual(done.returncode, 0, done.err)
        one.wait_for(lambda: self.copies(one) == 1)
        two.wait_for(lambda: self.copies(two) == 1)
        self.add(self.write('c.html', program.page(program.story(9), 'Third')))
        one.wait_for(lambda: len(self.documents_of(one)) == 3)
        stream.close()

    def test_many_at_once(self):
        desks = [self.serve(), self.serve()]
        wrong = []

        def work(desk, n):
            for i in range(5):
                made = desk.post('/decisions', self.decision(desk, f'{n}.{i}'))
                if made.status != 200:
                    wrong.append(made.body)

        threads = [threading.Thread(target=work, args=(desks[n % 2], n)) for n in range(6)]
        for t in threads:
            t.start()
        for t in threads:
            t.join(120)
        self.assertEqual(wrong, [])
        self.assertEqual(len({d['why'] for d in self.decisions()}), 30)
        self.assert_whole()

    def test_a_patch_goes_to_a_copy(self):
        copy = self.folder / 'copy.stemma'
        shutil.copy(self.case, copy)
        desk = self.serve()
        desk.post('/decisions', self.decision(desk))
        patch = desk.get('/decisions/export')
        self.assertTrue(patch.fields['content-disposition'].startswith('attachment'))
        self.assertEqual(patch.body.decode(), self.run_stemma('decide', self.case, 'export', '--unsigned').out)
        other = self.serve(case=copy)
        self.assertEqual(other.post('/decisions/import', patch.body).json()['numbers'], [1])
        self.assertEqual(other.post('/decisions/import', patch.body).json()['numbers'], [])  # it has it already
        self.assertEqual(self.decisions(copy), self.decisions())
        for broken in (b'', b'{}', patch.body[:-20], patch.body.replace(b'"case":"', b'"case":"0'), b'\xff' * 10):
            self.assert_problem(other.post('/decisions/import', broken), 422)
        self.assertEqual(len(self.decisions(copy)), 1)

    def test_a_stranger_and_a_disagreement_are_left_to_the_command_line(self):
        copy = self.folder / 'copy.stemma'
        shutil.copy(self.case, copy)
        edge = json.loads(self.run_stemma('report', copy, '--json').out)['derived'][0]
        self.assertEqual(self.run_stemma('decide', copy, 'copy', edge['parent'], edge['child']).returncode, 0)
        held = self.decisions(copy)
        self.assertEqual(self.run_stemma('decide', self.case, 'not-a-copy', edge['parent'], edge['child']).returncode, 0)
        desk = self.serve(case=copy)
        for form in ((), ('--unsigned',)):
            self.assert_problem(desk.post('/decisions/import', self.run_stemma('decide', self.case, 'export', *form).stdout), 409)
            self.assertEqual(self.decisions(copy), held)


class Trouble(Work):
    def test_a_case_moved_away_and_back(self):
        desk = self.serve()
        made = self.decision(desk)
        stream = desk.events()
        away = self.folder / 'away'
        away.mkdir()
        names = [n for n in os.listdir(self.folder) if n.startswith('my.stemma')]
        for n in names:
            os.rename(self.folder / n, away / n)
        problem = stream.next('gone')[2]
        self.assertIn('move it back', problem['next'])
        self.assertEqual(desk.get('/session.json').json()['case']['state'], 'gone')
        for answer in (desk.post('/decisions', made), desk.post('/undo'), desk.post('/decisions', made)):
            problem = self.assert_problem(answer, 503)
            self.assertIn('move it back', problem['next'])
        self.assertFalse(self.case.exists())  # nothing was made in its place
        for n in names:
            os.rename(away / n, self.folder / n)
        desk.settled()
        self.assertEqual(desk.post('/decisions', self.decision(desk)).status, 200)
        stream.close()
        self.assert_whole()

    def test_another_case_in_its_place_is_not_written_to(self):
        desk = self.serve()
        made = self.decision(desk)
        other = self.folder / 'other.stemma'
        self.run_stemma('add', other, self.folder / 'a.html', self.folder / 'b.html')
        before = self.export(other)
        for tail in ('-wal', '-shm'):
            if os.path.exists(f'{self.case}{tail}'):
                os.unlink(f'{self.case}{tail}')
        os.replace(other, self.case)
        answer = desk.post('/decisions', made)
        self.assert_problem(answer, 503)
        self.assertEqual(self.export(), before)
        self.assertEqual(self.decisions(), [])

    def test_read_only(self):
        as_nobody = ()
        if os.geteuid() == 0:
            as_nobody = ('setpriv', '--reuid=65534', '--clear-groups')
            if not os.access('/usr/bin/setpriv', os.X_OK) or subprocess.run([*as_nobody, 'test', '-x', program.STEMMA]).returncode:
                self.skipTest('nobody may not run the program here')
        os.chmod(self.case, 0o444)
        os.chmod(self.folder, 0o555)
        self.addCleanup(os.chmod, self.folder, 0o755)
        desk = self.serve(before=as_nobody)
        self.assertEqual(desk.get('/session.json').json()['case']['state'], 'read_only')
        self.assert_problem(desk.post('/decisions', self.decision(desk)), 403)
        self.assert_problem(desk.post('/import?path=x', b'x'), 403)

    def test_a_writer_elsewhere_is_waited_for_then_named(self):
        desk = self.serve()
        desk.settled()
        import fcntl
        path = f'{self.case}-lock'
        while True:  # the server may write itself a moment longer, and takes the name with it
            lock = open(path, 'w')
            fcntl.flock(lock, fcntl.LOCK_EX)
            if os.path.exists(path) and os.path.samestat(os.stat(path), os.fstat(lock.fileno())):
                break
            lock.close()
        result = []
        thread = threading.Thread(target=lambda: result.append(desk.post('/decisions', self.decision(desk))))
        thread.start()
        time.sleep(1)
        self.assertEqual(desk.get('/claims.json').status, 200)  # reading goes on
        os.unlink(path)
        lock.close()
        thread.join(60)
        self.assertEqual(result[0].status, 200, result[0].body)

    def test_a_full_disk(self):
        disk = self.small_disk('4m')
        case = disk / 'my.stemma'
        shutil.copy(self.case, case)
        desk = self.serve(case=case)
        desk.settled()
        problem = self.assert_problem(desk.post('/import?path=large.html', b'x' * 6_000_000), 507)
        self.assertIn('disk space', problem['next'])
        deadline = time.monotonic() + 10  # it is taken away after the answer
        while os.path.exists(f'{case}-import') and os.listdir(f'{case}-import') and time.monotonic() < deadline:
            time.sleep(.05)
        left = os.listdir(f'{case}-import') if os.path.exists(f'{case}-import') else []
        self.assertEqual(left, [])
        (disk / 'filler').write_bytes(b'x' * (shutil.disk_usage(disk).free - 400_000))
        # Decisions until nothing fits any more: each is either saved or refused in words.
        made, status = 0, 200
        body = self.decision(desk, 'a reason ' + 'x' * 10_000)
        while status == 200 and made < 100:
            answer = desk.post('/decisions', body)
            status = answer.status
            made += status == 200
        problem = self.assert_problem(answer, 507)
        self.assertIn('disk is full', problem['title'])
        self.assertEqual(desk.get('/claims.json').status, 200)
        (disk / 'filler').unlink()
        self.assertEqual(desk.post('/decisions', body).status, 200)  # and the server goes on when there is room
        desk.stop()
        self.assertEqual(len(self.decisions(case)), made + 1)
        self.assert_whole(case)


class Import(Work):
    def send(self, desk, count, start=0):
        for n in range(start, start + count):
            body = program.page(program.story(100 + n), f'Story {n}').encode()
            self.assertEqual(desk.post(f'/import?path=folder/{n}.html', body).status, 200)

    def done(self, desk):
        return desk.wait_for(lambda: (lambda j: j['state'] in ('done', 'failed') and j)(desk.get('/import.json').json()), 120)

    def test_files_dropped_become_documents_while_one_watches(self):
        desk = self.serve()
        stream = desk.events()
        self.send(desk, 12)
        self.assertEqual(desk.post('/import?path=bad.pdf', b'%PDF-1.4 broken').status, 200)
        self.assertEqual(desk.get('/import.json').json()['state'], 'receiving')
        self.assertEqual(desk.post('/import/start').status, 200)
        rows = []
        while True:
            _, kind, data = stream.next()
            if kind == 'claims':
                rows += data['items']
            if kind == 'progress' and data['state'] in ('done', 'failed'):
                break
        self.assertEqual((data['state'], data['files_done'], data['documents']), ('done', 13, 12), data)
        self.assertEqual([f['path'] for f in data['failed']], ['bad.pdf'])
        self.assertTrue(rows)
        desk.settled()
        documents = desk.get('/documents.json?limit=500').json()['items']
        self.assertEqual(len(documents), 14)
        paths = {d['path'] for d in self.documents()}
        self.assertIn('folder/3.html', paths)
        self.assertFalse(os.path.exists(f'{self.case}-import'))
        stream.close()
        self.assert_whole()

    def test_names_are_labels(self):
        desk = self.serve()
        outside = self.folder / 'outside.html'
        for name in ('../outside.html', '/tmp/x.html', '..%2F..%2Foutside.html', '....//outside.html', 'a%0Ab.html', '%2e%2e', 'x' * 3000, '', 'my.stemma', '%D8%A7.html'):
            answer = desk.post(f'/import?path={name}', program.page(program.story(3)).encode())
            self.assertEqual(answer.status, 200, (name, answer.body))
        self.assertFalse(outside.exists())
        self.assertEqual(set(os.listdir(self.folder)) - {'a.html', 'b.html'} - {n for n in os.listdir(self.folder) if n.startswith('my.stemma')}, set())
        self.assertTrue(all(n.split('.')[0].isdigit() for n in os.listdir(f'{self.case}-import')))
        desk.post('/import/start')
        self.assertEqual(self.done(desk)['state'], 'done')

    def test_killed_in_between_it_goes_on(self):
        desk = self.serve()
        self.send(desk, 40)
        desk.post('/import/start')
        desk.wait_for(lambda: desk.get('/import.json').json()['files_done'] > 5)
        desk.kill()
        again = self.serve()
        job = self.done(again)
        self.assertEqual(job['state'], 'done', job)
        again.settled()
        self.assertEqual(len(self.documents()), 42)
        self.assertFalse(os.path.exists(f'{self.case}-import'))
        self.assert_whole()

    def test_two_desks_receive_at_once(self):
        one, two = self.serve(), self.serve()
        for n in range(6):
            self.send(one, 1, 10 + n)
            self.send(two, 1, 20 + n)
        self.assertEqual({n for n in os.listdir(self.folder) if '-import' in n}, {'my.stemma-import', 'my.stemma-import-2'})
        one.post('/import/start')
        two.post('/import/start')
        self.assertEqual([self.done(d)['documents'] for d in (one, two)], [6, 6])
        self.assertEqual(len(self.documents()), 14)
        self.assertEqual([n for n in os.listdir(self.folder) if '-import' in n], [])

    def test_one_may_decide_while_it_reads(self):
        desk = self.serve()
        made = self.decision(desk)
        self.send(desk, 60)
        desk.post('/import/start')
        desk.wait_for(lambda: desk.get('/import.json').json()['state'] == 'reading')
        self.assertEqual(desk.post('/decisions', made).status, 200)
        self.assertNotEqual(desk.get('/import.json').json()['state'], 'done')
        self.assertEqual(self.done(desk)['state'], 'done')
        self.assertEqual(len(self.decisions()), 1)


if __name__ == '__main__':
    unittest.main()
