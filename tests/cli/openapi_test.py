"""openapi.json is what the server does: every route is in it, nothing else is, and every answer has the shape that it promises."""
import json
import re
import subprocess
import sys
import unittest

import program
import shapes
from desk_server import ServeCase

ROOT = program.ROOT


class OpenApi(ServeCase):
    def test_written_from_the_contract(self):
        self.assertEqual(subprocess.run([sys.executable, ROOT / 'tools' / 'openapi.py', '--check']).returncode, 0, 'run tools/openapi.py and commit src/server/openapi.json')

    def test_every_route_and_no_other(self):
        table = re.findall(r'\{"(GET|POST)", "(/[^"]*)", Route::', (ROOT / 'src' / 'server' / 'routes.cpp').read_text())
        self.assertGreater(len(table), 25)
        described = json.loads((ROOT / 'src' / 'server' / 'openapi.json').read_text())['paths']
        self.assertEqual(sorted(table), sorted((method.upper(), path) for path, item in described.items() for method in item))

    @unittest.skipUnless(shapes.jsonschema, 'python3-jsonschema is not installed')
    def test_answers_as_it_says(self):
        self.case.unlink()
        self.add(ROOT / 'examples' / 'brannoch' / 'articles')
        desk = self.serve()
        api = desk.get('/openapi.json').json()
        self.assertEqual(api['openapi'], '3.1.0')

        def check(answer, method, path):
            self.assertEqual(answer.status, 200, (path, answer.body[:500]))
            content = api['paths'][path][method]['responses']['200']['content']
            kind = answer.fields['content-type'].split(';')[0]
            self.assertIn(kind, content, path)
            if kind == 'application/json' and path != '/openapi':
                self.assertEqual(shapes.wrong(answer.json(), content[kind]['schema'])[:5], [], path)
            return answer

        def get(path, address=None, query=''):
            return check(desk.get((address or path) + ('' if path.endswith(('original', 'look', 'export', 'file', '/')) else '.json') + query), 'get', path)

        claims = get('/claims', query='?limit=500').json()['items']
        for c in claims[:40]:
            claim = get('/claims/{id}', f'/claims/{c["id"]}').json()
            roots = [r['id'] for r in claim['roots']]
            if roots:
                self.assertTrue(get('/claims/{id}', f'/claims/{c["id"]}', f'?without={roots[0]}').json()['switched'])
        documents = [d['id'] for d in get('/documents', query='?limit=500').json()['items']]
        self.assertEqual(len(documents), 30)
        for d in documents:
            view = get('/documents/{id}', f'/documents/{d}').json()
            get('/documents/{id}/look', f'/documents/{d}/look')
            get('/documents/{id}/original', f'/documents/{d}/original')
            for p in view['passages'][:1]:
                get('/documents/{id}/difference', f'/documents/{d}/difference', f'?with={p["other"]["id"]}')
        for a in get('/agents', query='?limit=100').json()['items']:
            get('/agents/{id}', f'/agents/{a["id"]}')
        for f in get('/figures').json()['items'][:10]:
            get('/figures/{id}', f'/figures/{f["id"]}')
        for path in ('/timeline', '/not-seen', '/decisions', '/import', '/hand-over', '/session', '/openapi'):
            get(path)
        get('/search', query='?q=depot')
        self.assertEqual(desk.get('/', fields={'Accept': 'text/html'}).status, 200)
        made = check(desk.post('/decisions', {'decisions': [{'kind': 'accept', 'first': claim['member_list'][0]['attribution'], 'why': 'as it stands'}]}), 'post', '/decisions')
        self.assertEqual(made.json()['numbers'], [1])
        check(desk.post('/undo'), 'post', '/undo')
        check(desk.post('/redo'), 'post', '/redo')
        check(desk.post('/session', {'who': 'Bo'}), 'post', '/session')
        check(desk.post('/import?path=x', b'x'), 'post', '/import')
        check(desk.post('/import/start'), 'post', '/import/start')
        for what in ('preflight', 'jsonl'):
            check(desk.post('/hand-over', {'what': what}), 'post', '/hand-over')
            desk.wait_for(lambda: desk.get('/hand-over.json').json()['state'] == 'done')
        self.assertTrue(get('/hand-over').json()['made']['rows'])
        get('/hand-over/file')
        check(desk.post('/hand-over/stop'), 'post', '/hand-over/stop')
        patch = get('/decisions/export')
        check(desk.post('/decisions/import', patch.body), 'post', '/decisions/import')
        desk.settled()
        self.assertEqual(get('/decisions').json()['total'], 3)
        for path in ('/claims/c0.json', '/nowhere', '/claims.json?limit=x'):
            self.assertEqual(shapes.wrong(desk.get(path).json(), 'Problem'), [])
        check(desk.post('/logout'), 'post', '/logout')


if __name__ == '__main__':
    unittest.main()
