"""stemma serve against who should not get in: other names, other origins, other methods, slow and huge requests, used links."""
import http.client
import re
import socket
import ssl
import subprocess
import time
import unittest

import program
from desk_server import LOCAL, ServeCase, free_port


class Doors(ServeCase):
    def test_a_link_opens_once_and_the_cookie_is_strict(self):
        desk = self.serve(log_in=False)
        self.assertRegex(desk.link, rf'^http://127\.0\.0\.1:\d+/login/[\w-]{{43}}$')
        path = '/' + desk.link.split('/', 3)[3]
        self.assertEqual(desk.ask('HEAD', path, session=False).status, 403)  # a preview does not use it up
        self.assertEqual(desk.get(path, fields={'Sec-Purpose': 'prefetch'}, session=False).status, 403)
        first = desk.get(path, session=False)
        self.assertEqual((first.status, first.fields['location']), (303, '/'))
        cookie = first.cookies[0]
        for word in ('HttpOnly', 'SameSite=Strict', 'Path=/'):
            self.assertIn(word, cookie)
        again = desk.get(path, session=False)
        self.assertEqual(again.status, 403)
        self.assertNotIn('set-cookie', again.fields)
        fresh = desk.wait_for(lambda: re.search(r'http://\S+/login/\S+', desk.words())).group(0)  # said to the terminal, not to the browser
        self.assertNotIn(fresh.rsplit('/', 1)[1].encode(), again.body)
        desk.log_in(fresh)

    def test_nothing_without_a_session(self):
        desk = self.serve(log_in=False)
        for path in ('/claims.json', '/session.json', '/events', '/openapi.json', '/documents/d1/original', '/documents/d1/look', '/decisions/export', '/import.json', '/hand-over.json', '/hand-over/file', '/nowhere'):
            answer = desk.get(path)
            self.assert_problem(answer, 401)
            self.assertIn('terminal', answer.json()['next'])
        for path in ('/decisions', '/undo', '/redo', '/session', '/import?path=x', '/import/start', '/decisions/import', '/hand-over', '/hand-over/stop', '/logout'):
            self.assert_problem(desk.post(path, {'who': 'x'}), 401)
        desk.cookie = f'stemma-{desk.port}=' + 'A' * 43
        self.assert_problem(desk.get('/claims.json'), 401)
        page = desk.get('/claims', fields={'Accept': 'text/html'})
        self.assertEqual(page.status, 401)
        self.assertIn('text/html', page.fields['content-type'])

    def test_rebinding(self):
        desk = self.serve()
        for host in ('evil.example', f'evil.example:{desk.port}', '127.0.0.1', f'127.0.0.1:{desk.port + 1}', ''):
            self.assert_problem(desk.get('/claims.json', fields={'Host': host}), 421)
        self.assertEqual(desk.get('/claims.json', fields={'Host': f'localhost:{desk.port}'}).status, 200)
        self.assert_problem(desk.get('/claims.json', fields={'Host': None}), 400)
        both = desk.raw(f'GET /claims.json HTTP/1.1\r\nHost: {desk.host}\r\nHost: evil.example\r\nCookie: {desk.cookie}\r\n\r\n')
        self.assertIn(b' 400 ', both.split(b'\r\n')[0])
        absolute = desk.raw(f'GET http://evil.example/claims.json HTTP/1.1\r\nHost: {desk.host}\r\nCookie: {desk.cookie}\r\n\r\n')
        self.assertIn(b' 400 ', absolute.split(b'\r\n')[0])

    def test_other_origins(self):
        desk = self.serve()
        before = self.run_stemma('decide', self.case, 'export').out
        for fields in ({'Origin': 'http://evil.example'}, {'Origin': 'null'}, {'Origin': f'http://localhost:{desk.port}'}, {'Sec-Fetch-Site': 'cross-site'}, {'Sec-Fetch-Site': 'same-site'},
                       {'Origin': f'http://{desk.host}', 'Sec-Fetch-Site': 'cross-site'}):
            self.assert_problem(desk.get('/claims.json', fields=fields), 403)
            self.assert_problem(desk.post('/undo', fields=fields), 403)
        self.assertEqual(desk.get('/claims.json', fields={'Origin': f'http://{desk.host}', 'Sec-Fetch-Site': 'same-origin'}).status, 200)
        self.assertEqual(self.run_stemma('decide', self.case, 'export').out, before)

    def test_no_change_without_the_token(self):
        desk = self.serve()
        for fields in ({'X-Stemma-Token': None}, {'X-Stemma-Token': 'x'}, {'X-Stemma-Token': desk.token[:-1]}, {'X-Stemma-Token': desk.token + 'x'}):
            for path in ('/session', '/decisions', '/undo', '/redo', '/decisions/import', '/import?path=a', '/import/start', '/hand-over', '/hand-over/stop', '/logout'):
                self.assert_problem(desk.post(path, {'who': 'Mallory'}, fields=fields), 403)
        self.assertEqual(desk.get('/session.json').json()['who'], 'Ada Quill')
        # Nor by another method, nor with the session of another server.
        for method in ('PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT', 'post', 'X'):
            answer = desk.ask(method, '/decisions', b'{}', fields={'X-Stemma-Token': desk.token})
            self.assertIn(answer.status, (400, 405), method)
        self.assertEqual(desk.ask('DELETE', '/decisions').fields['allow'], 'GET, HEAD, POST')

    def test_logged_out_is_out(self):
        desk, other = self.serve(), None
        before, cookie = desk.events(), desk.cookie
        fresh = desk.wait_for(lambda: desk.get('/claims', fields={'Accept': 'text/html', 'Cookie': None}) and re.search(r'http://\S+/login/\S+', desk.words())).group(0)
        desk.log_in(fresh, who='Bo')  # another browser; its session is its own
        other, desk.cookie = desk.cookie, cookie
        desk.token = desk.get('/session.json').json()['token']
        answer = desk.post('/logout')
        self.assertEqual((answer.status, answer.json()), (200, {'ended': True}))
        self.assertIn('Max-Age=0', answer.cookies[0])
        self.assertEqual(before.next('ended')[1], 'ended')  # other tabs of that browser are told, and their streams end
        with self.assertRaisesRegex(AssertionError, 'the stream ended'):
            before.next()
        before.close()
        self.assert_problem(desk.get('/claims.json'), 401)
        self.assert_problem(desk.post('/undo'), 401)
        desk.cookie = other
        self.assertEqual(desk.get('/session.json').json()['who'], 'Bo')

    def test_every_answer_locks_the_page_in(self):
        desk = self.serve()
        document = self.documents()[0]['id']
        for path, accept in (('/', 'text/html'), ('/claims', 'text/html'), ('/claims.json', '*/*'), ('/nowhere', '*/*'), (f'/documents/{document}/look', 'text/html'), (f'/documents/{document}/original', '*/*'),
                             ('/openapi.json', '*/*'), ('/claims?q=%zz', 'text/html')):
            f = desk.get(path, fields={'Accept': accept}).fields
            policy = f['content-security-policy']
            self.assertIn("default-src 'none'", policy, path)
            self.assertNotIn('unsafe-eval', policy)
            self.assertNotRegex(policy, r'script-src[^;]*unsafe|https?:|\*')
            self.assertEqual((f['x-content-type-options'], f['referrer-policy'], f['cross-origin-opener-policy'], f['cross-origin-resource-policy']), ('nosniff', 'no-referrer', 'same-origin', 'same-origin'))
            self.assertIn(f['x-frame-options'], ('DENY', 'SAMEORIGIN'))
            self.assertNotIn('access-control-allow-origin', f)
        look = desk.get(f'/documents/{document}/look').fields
        self.assertTrue(look['content-security-policy'].startswith('sandbox; '))
        original = desk.get(f'/documents/{document}/original')
        self.assertEqual(original.fields['content-type'], 'application/octet-stream')
        self.assertTrue(original.fields['content-disposition'].startswith('attachment'))
        self.assertIn(original.body, [(self.folder / n).read_bytes() for n in ('a.html', 'b.html')])

    def test_path_tricks(self):
        desk = self.serve()
        for path in ('/../etc/passwd', '/assets/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/%2e%2e%2fx', '/claims/%00', '/a\\b', '/%', '/%zz', '//evil.example', '/claims//c1', '/claims/%ff', '/claims/',
                     '/claims/a%0d%0aX-Evil:%201', '/claims?q=%00'):
            answer = desk.raw(f'GET {path} HTTP/1.1\r\nHost: {desk.host}\r\nCookie: {desk.cookie}\r\nConnection: close\r\n\r\n')
            self.assertRegex(answer.split(b'\r\n')[0], rb' (400|404) ', path)
            self.assertNotIn(b'root:', answer)
            self.assertNotIn(b'\r\nX-Evil', answer)
        for path in ('/claims/c1/x', '/etc/passwd', '/index.html/x', '/documents/..%5c/look'):
            self.assertIn(desk.get(path).status, (400, 404), path)

    def test_hostile_queries_are_answered_in_words(self):
        desk = self.serve()
        for path in ('/claims.json?limit=-1', '/claims.json?limit=99999999999999999999', '/claims.json?offset=x', '/claims.json?sort=drop', '/claims/c0.json', '/documents/d0.json', '/agents/a0.json', '/timeline.json?from=never',
                     "/claims/' OR 1=1.json", '/documents/d1/difference.json?with=d2'):
            answer = desk.get(path.replace(' ', '%20'))
            self.assertIn(answer.status, (400, 404, 410), path)
            self.assert_problem(answer, answer.status)


class Http(ServeCase):
    def test_head_and_not_modified(self):
        desk = self.serve()
        whole, head = desk.get('/claims.json'), desk.ask('HEAD', '/claims.json')
        self.assertEqual((head.status, head.body, head.fields['content-length']), (200, b'', str(len(whole.body))))
        tag = whole.fields['etag']
        self.assertEqual(desk.get('/claims.json', fields={'If-None-Match': tag}).status, 304)
        self.assertEqual(desk.get('/claims.json', fields={'If-None-Match': '"other"'}).status, 200)
        other = self.serve()
        self.assertEqual(other.get('/claims.json', fields={'If-None-Match': tag}).status, 200)  # another server's answers are others

    def test_packed_for_who_takes_it(self):
        import gzip
        desk = self.serve()
        plain = desk.get('/openapi.json')
        packed = desk.get('/openapi.json', fields={'Accept-Encoding': 'br, gzip'})
        self.assertEqual(packed.fields['content-encoding'], 'gzip')
        self.assertLess(len(packed.body), len(plain.body) / 3)
        self.assertEqual(gzip.decompress(packed.body), plain.body)
        self.assertNotIn('content-encoding', desk.get('/openapi.json', fields={'Accept-Encoding': 'gzip;q=0'}).fields)
        self.assertNotIn('content-encoding', desk.get('/session.json', fields={'Accept-Encoding': 'gzip'}).fields)

    def test_pipelined_and_kept_alive(self):
        desk = self.serve()
        one = f'GET /session.json HTTP/1.1\r\nHost: {desk.host}\r\nCookie: {desk.cookie}\r\n\r\n'
        answers = desk.raw(one * 3, timeout=5)
        self.assertEqual(answers.count(b'HTTP/1.1 200 OK'), 3)
        c = http.client.HTTPConnection(LOCAL, desk.port, timeout=10)
        for _ in range(3):
            c.request('GET', '/session.json', headers={'Cookie': desk.cookie})
            self.assertEqual(c.getresponse().read()[:1], b'{')
        c.close()
        old = desk.raw(f'GET /session.json HTTP/1.0\r\nHost: {desk.host}\r\nCookie: {desk.cookie}\r\n\r\n')
        self.assertIn(b'Connection: close', old)

    def test_too_large(self):
        desk = self.serve()
        start = f'GET /claims.json?q={"x" * 9000} HTTP/1.1\r\nHost: {desk.host}\r\n\r\n'
        self.assertIn(b' 414 ', desk.raw(start).split(b'\r\n')[0])
        self.assertIn(b' 414 ', desk.raw('GET /' + 'x' * 100000).split(b'\r\n')[0])
        fields = ''.join(f'X-{n}: {"y" * 1000}\r\n' for n in range(64))
        self.assertIn(b' 431 ', desk.raw(f'GET / HTTP/1.1\r\nHost: {desk.host}\r\n{fields}\r\n').split(b'\r\n')[0])
        self.assert_problem(desk.post('/session', b'{"who": "' + b'x' * 100000 + b'"}'), 413)
        chunked = f'POST /session HTTP/1.1\r\nHost: {desk.host}\r\nCookie: {desk.cookie}\r\nX-Stemma-Token: {desk.token}\r\nTransfer-Encoding: chunked\r\n\r\n' + ('ffff\r\n' + 'x' * 0xffff + '\r\n') * 3
        self.assertIn(b' 413 ', desk.raw(chunked).split(b'\r\n')[0])

    def test_no_requests(self):
        desk = self.serve()
        for junk in (b'\x16\x03\x01\x02\x00\x01', b'GET\r\n\r\n', b'GET / HTTP/9.9\r\n\r\n', b'\r\n\r\n\r\n', b'GET / HTTP/1.1\r\nHost 1\r\n\r\n', b'POST /session HTTP/1.1\r\nContent-Length: -1\r\n\r\n', b'\0' * 100,
                     b'POST /session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', b'GET / HTTP/1.1\r\nX: a\r\n b\r\n\r\n'):
            answer = desk.raw(junk, timeout=5)
            if answer:
                self.assertRegex(answer.split(b'\r\n')[0], rb'^HTTP/1\.1 4\d\d ', junk)
        self.assertEqual(desk.get('/session.json').status, 200)

    def test_a_slow_client_is_hung_up_on_and_stops_nobody(self):
        desk = self.serve()
        slow = [socket.create_connection((LOCAL, desk.port), timeout=30) for _ in range(50)]
        began = time.time()
        for s in slow:
            s.sendall(b'GET /claims.json HTTP/1.1\r\nHo')
        self.assertEqual(desk.get('/session.json').status, 200)
        for _ in range(8):
            time.sleep(1)
            for s in slow[:10]:
                try:
                    s.sendall(b'x')  # a byte now and then does not help
                except OSError:
                    pass
        for s in slow:
            s.settimeout(15)
            while True:
                try:
                    got = s.recv(4096)
                except ConnectionResetError:
                    break
                if not got:
                    break
                self.assertIn(b' 408 ', got[:20])
            s.close()
        self.assertLess(time.time() - began, 25)
        self.assertEqual(desk.get('/session.json').status, 200)

    def test_two_hundred_streams_miss_nothing(self):
        desk = self.serve()
        streams = [desk.events() for _ in range(200)]
        for s in streams:
            self.assertEqual(s.next()[1], 'generation')
        for n in range(50):
            self.assertEqual(desk.post(f'/import?path=f{n}', b'x').status, 200)
        self.assertEqual(desk.post('/import/start').status, 200)
        seen = []
        for s in streams:
            got = []
            while not got or got[-1][2].get('state') not in ('done', 'failed'):
                got.append(s.next('progress'))
            seen.append([n for n, _, _ in got])
        self.assertTrue(all(s == seen[0] for s in seen))
        self.assertEqual(seen[0], sorted(seen[0]))
        # One that was away gets what it missed.
        late = desk.events(last=seen[0][0])
        self.assertEqual([late.next('progress')[0] for _ in seen[0][1:]], seen[0][1:])
        lost = desk.events(last=3)
        self.assertTrue(lost.next('generation')[2]['lost'])
        for s in (*streams, late, lost):
            s.close()


class Outside(ServeCase):
    def hash_file(self):
        done = self.run_stemma('self', 'password', input=b'four grey horses ran\n')
        self.assertEqual(done.returncode, 0, done.err)
        self.assertTrue(done.out.startswith('$argon2id$'))
        return self.write('desk.hash', done.out)

    def refused(self, *options):
        done = self.run_stemma('serve', self.case, '--no-open', *options, timeout=30)
        self.assertEqual(done.returncode, 2, done.err)
        return done.err

    def test_nobody_else_gets_in_without_password_and_tls(self):
        file = self.hash_file()
        self.assertIn('needs a password', self.refused('--listen', '0.0.0.0'))
        self.assertIn('needs a password', self.refused('--behind-proxy', '--host', 'desk.example'))
        self.assertIn('needs TLS', self.refused('--listen', '0.0.0.0', '--password-file', file))
        self.assertIn('--host', self.refused('--behind-proxy', '--password-file', file))
        self.assertIn('Argon2id', self.refused('--listen', '0.0.0.0', '--password-file', self.write('clear.txt', 'four grey horses ran'), '--behind-proxy', '--host', 'x'))
        self.assertIn('belong together', self.refused('--tls-cert', file))
        self.assertIn('not a certificate', self.refused('--tls-cert', file, '--tls-key', file))
        self.assertIn('not an address', self.refused('--listen', 'everywhere', '--password-file', file, '--behind-proxy', '--host', 'x'))
        self.assertEqual(self.run_stemma('self', 'password', input=b'short\n').returncode, 2)

    def test_password_behind_a_proxy(self):
        desk = self.serve('--port', free_port(), '--behind-proxy', '--host', 'desk.example', '--password-file', self.hash_file(), log_in=False)
        desk.host = 'desk.example'
        form = {'Content-Type': 'application/x-www-form-urlencoded', 'Origin': 'https://desk.example'}
        page = desk.get('/claims', fields={'Accept': 'text/html'})
        self.assertEqual(page.status, 401)
        self.assertIn(b'type="password"', page.body)
        self.assertEqual(desk.post('/login', b'password=four+grey+horses+ran', fields={**form, 'Origin': None}).status, 403)
        self.assertEqual(desk.post('/login', b'password=four+grey+horses+ran', fields={**form, 'Origin': 'http://desk.example'}).status, 403)
        good = desk.post('/login', b'password=four+grey+horses+ran', fields=form)
        self.assertEqual(good.status, 303)
        self.assertRegex(good.cookies[0], r'^__Host-stemma.*Secure')
        self.assertIn('strict-transport-security', good.fields)
        for _ in range(5):
            wrong = desk.post('/login', b'password=guess', fields=form)
            self.assertEqual(wrong.status, 403)
            self.assertEqual(wrong.cookies, [])
        throttled = desk.post('/login', b'password=four+grey+horses+ran', fields=form)
        self.assertEqual(throttled.status, 429)
        self.assertGreater(int(throttled.fields['retry-after']), 0)

    def test_tls(self):
        try:
            subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', self.folder / 'key.pem', '-out', self.folder / 'cert.pem', '-days', '2', '-subj', '/CN=localhost',
                            '-addext', 'subjectAltName=IP:127.0.0.1'], check=True, capture_output=True)
        except FileNotFoundError:
            self.skipTest('openssl is not installed')
        desk = self.serve('--tls-cert', self.folder / 'cert.pem', '--tls-key', self.folder / 'key.pem', log_in=False)
        self.assertTrue(desk.link.startswith('https://'))
        context = ssl.create_default_context(cafile=str(self.folder / 'cert.pem'))
        c = http.client.HTTPSConnection(LOCAL, desk.port, context=context, timeout=20)
        c.request('GET', '/' + desk.link.split('/', 3)[3])
        r = c.getresponse()
        r.read()
        self.assertEqual(r.status, 303)
        self.assertIn('Secure', r.getheader('Set-Cookie'))
        c.request('GET', '/session.json', headers={'Cookie': r.getheader('Set-Cookie').split(';')[0]})
        self.assertEqual(c.getresponse().status, 200)
        c.close()
        self.assertEqual(desk.raw(b'GET / HTTP/1.1\r\n\r\n', timeout=5)[:5].count(b'HTTP/'), 0)  # no plain answer on that port
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
        old.set_ciphers('ALL:@SECLEVEL=0')
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
        with self.assertRaises((ssl.SSLError, OSError)):
            old.wrap_socket(socket.create_connection((LOCAL, desk.port), timeout=10))

    def test_bad_words_on_the_command_line(self):
        self.assertEqual(self.run_stemma('serve', self.folder / 'none.stemma', '--no-open').returncode, 3)
        self.assertEqual(self.run_stemma('serve', self.write('x.stemma', 'junk'), '--no-open').returncode, 3)
        self.assertEqual(self.run_stemma('serve', self.case, '--port', 99999).returncode, 2)
        desk = self.serve()
        done = self.run_stemma('serve', self.case, '--no-open', '--port', desk.port)
        self.assertEqual(done.returncode, 3)
        self.assertIn('taken', done.err)


if __name__ == '__main__':
    unittest.main()
