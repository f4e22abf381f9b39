"""What the tests of `stemma serve` share: the server as a process, a session, requests as raw bytes."""
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time

import program

LOCAL = '127.0.0.1'


def free_port():
    with socket.socket() as s:
        s.bind((LOCAL, 0))
        return s.getsockname()[1]


class Answer:
    def __init__(self, status, fields, body):
        self.status, self.fields, self.body = status, {k.lower(): v for k, v in fields}, body
        self.cookies = [v for k, v in fields if k.lower() == 'set-cookie']

    def json(self):
        return json.loads(self.body)


class Desk:
    """A running server and one session with it."""

    def __init__(self, case, *options, log_in=True, before=(), **how):
        self.process = subprocess.Popen([*before, program.STEMMA, 'serve', os.fspath(case), '--no-open', *map(str, options)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)
        self.said, self.heard = [], threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()
        self.link = self.process.stdout.readline().strip()
        if not self.link:
            self.process.wait(10)
            raise AssertionError(f'the server did not start: {self.words()}')
        named = re.search(r':(\d+)', self.link)  # behind a proxy the address has none: then it was given
        self.port = int(named.group(1) if named else options[options.index('--port') + 1])
        self.host = f'{LOCAL}:{self.port}'
        self.cookie = self.token = None
        if log_in:
            self.log_in()

    def _listen(self):
        for line in self.process.stderr:
            self.said.append(line)

    def words(self):
        time.sleep(0.1)
        return ''.join(self.said)

    def raw(self, data, timeout=30):
        """Sends bytes, gives all that comes back until the server hangs up or is silent."""
        with socket.create_connection((LOCAL, self.port), timeout=timeout) as s:
            s.sendall(data if isinstance(data, bytes) else data.encode())
            s.shutdown(socket.SHUT_WR)
            out = b''
            while True:
                try:
                    got = s.recv(65536)
                except (socket.timeout, ConnectionResetError):
                    break
                if not got:
                    break
                out += got
            return out

    def ask(self, method, path, body=None, fields=None, session=True, timeout=60):
        all_fields = {'Host': self.host}
        if session and self.cookie:
            all_fields['Cookie'] = self.cookie
            if method == 'POST':
                all_fields['X-Stemma-Token'] = self.token
        all_fields.update(fields or {})
        c = http.client.HTTPConnection(LOCAL, self.port, timeout=timeout)
        try:
            c.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            data = json.dumps(body).encode() if isinstance(body, (dict, list)) else body
            for name, value in all_fields.items():
                if value is not None:
                    c.putheader(name, value)
            if data is not None:
                c.putheader('Content-Length', str(len(data)))
            c.endheaders(data)
            r = c.getresponse()
            return Answer(r.status, r.getheaders(), r.read())
        finally:
            c.close()

    def get(self, path, **how):
        return self.ask('GET', path, **how)

    def post(self, path, body=None, **how):
        return self.ask('POST', path, {} if body is None else body, **how)

    def log_in(self, link=None, who='Ada Quill'):
        path = '/' + (link or self.link).split('/', 3)[3]
        answer = self.get(path, session=False)
        assert answer.status == 303, (answer.status, answer.body)
        self.cookie = answer.cookies[0].split(';')[0]
        self.token = self.get('/session.json').json()['token']
        if who:
            assert self.post('/session', {'who': who}).status == 200

    def events(self, last=None):
        return Stream(self, last)

    def wait_for(self, what, seconds=60):
        """Until what() is true; gives it."""
        until = time.time() + seconds
        while time.time() < until:
            got = what()
            if got:
                return got
            time.sleep(0.1)
        raise AssertionError('it did not come: ' + self.words())

    def settled(self):
        return self.wait_for(lambda: self.get('/session.json').json()['case']['state'] in ('ready', 'read_only'))

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(30)
        self.process.stdout.close()
        return code


class Stream:
    """An event stream: next() gives (id, name, data)."""

    def __init__(self, desk, last=None):
        self.socket = socket.create_connection((LOCAL, desk.port), timeout=30)
        head = f'GET /events HTTP/1.1\r\nHost: {desk.host}\r\nCookie: {desk.cookie}\r\n' + (f'Last-Event-ID: {last}\r\n' if last is not None else '') + '\r\n'
        self.socket.sendall(head.encode())
        self.file = self.socket.makefile('r', encoding='utf-8', newline='\n')
        status = self.file.readline()
        assert ' 200 ' in status, status
        while self.file.readline().strip():
            pass

    def next(self, name=None):
        number = kind = data = None
        until = time.time() + 90
        for line in self.file:
            if time.time() > until:
                raise AssertionError(f'no event {name or ""} came')
            line = line.rstrip('\n')
            if line.startswith('id: '):
                number = int(line[4:])
            elif line.startswith('event: '):
                kind = line[7:]
            elif line.startswith('data: '):
                data = json.loads(line[6:])
            elif not line and kind:
                if name is None or kind == name:
                    return number, kind, data
                number = kind = data = None
        raise AssertionError('the stream ended')

    def close(self):
        self.file.close()
        self.socket.close()


class ServeCase(program.Case):
    """A small case, and servers that end with the test."""

    def setUp(self):
        super().setUp()
        self.add(self.write('a.html', program.page(program.story(7), 'First')), self.write('b.html', program.page(program.story(7), 'Second')))

    def serve(self, *options, case=None, **how):
        desk = Desk(case or self.case, *options, **how)
        self.addCleanup(desk.stop)
        return desk

    def assert_problem(self, answer, status):
        self.assertEqual(answer.status, status, answer.body)
        self.assertEqual(answer.fields['content-type'], 'application/problem+json', answer.body)
        p = answer.json()
        self.assertEqual(p['status'], status)
        self.assertTrue(p['title'])
        for field in ('title', 'detail', 'next'):
            self.assertNotIn('\n', p.get(field, ''))
            self.assertNotRegex(p.get(field, ''), r'std::|what\(\)|SQLITE|terminate|json\.exception')
        return p
