"""What src/answers gives of the example case is what desk/src/api.ts says (by way of openapi.json), key by key and type by type."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import shapes

ROOT = pathlib.Path(os.environ.get('STEMMA_SOURCE_DIR', pathlib.Path(__file__).resolve().parents[2]))


@unittest.skipUnless(shapes.jsonschema, 'python3-jsonschema is not installed')
class Contract(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.case = os.path.join(cls.folder.name, 'x.stemma')
        subprocess.run([os.environ['STEMMA'], 'add', cls.case, ROOT / 'examples/brannoch/articles'], check=True, capture_output=True)
        cls.decide()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def decide(cls):
        """Some decisions, so that none of their shapes stays unseen."""
        claims = cls.get('/claims?sort=reported')[0]['items']
        members = cls.get('/claims/' + claims[0]['id'])[0]['member_list']
        for words in (['stance', members[0]['attribution'], 'alleges'], ['accept', members[1]['attribution']], ['merge', claims[1]['id'], claims[2]['id']], ['undo', '1']):
            subprocess.run([os.environ['STEMMA'], 'decide', cls.case, *words], check=True, capture_output=True)

    @classmethod
    def get(cls, *addresses, status=200):
        tool = os.path.join(os.path.dirname(os.environ['STEMMA']), 'answers_tool')
        out = subprocess.run([tool, 'get', cls.case, *addresses], check=True, capture_output=True, text=True).stdout
        answers = [json.loads(line) for line in out.splitlines()]
        for a in answers:
            assert a['status'] == status, a
        return [a['body'] for a in answers]

    def holds(self, of, *addresses, status=200):
        bodies = self.get(*addresses, status=status)
        for address, body in zip(addresses, bodies):
            self.assertEqual(shapes.wrong(body, of)[:20], [], f'{address} is no {of}')
        return bodies

    def test_lists(self):
        for of, addresses in {'ClaimPage': ['/claims', '/claims?q=depot&sort=fragile&status=denied', '/claims?offset=100000', '/claims?q=nosuchword'],
                              'DocumentPage': ['/documents', '/documents?sort=title'], 'AgentPage': ['/agents', '/agents?kind=person'],
                              'FigurePage': ['/figures?limit=500'], 'TimelinePage': ['/timeline?limit=10000', '/timeline?kind=said'],
                              'SearchPage': ['/search?q=depot', '/search?q='], 'NotSeen': ['/not-seen'], 'DecisionPage': ['/decisions']}.items():
            self.assertTrue(self.holds(of, *addresses)[0])

    def test_every_claim(self):
        ids = [c['id'] for c in self.get('/claims?limit=500')[0]['items']]
        views = self.holds('ClaimView', *(f'/claims/{i}' for i in ids))
        self.assertTrue(any(v['denials'] for v in views) and any(v['figures'] for v in views) and any(v['decisions'] for v in views))
        self.assertTrue(any(e['kind'] == 'copy' for v in views for e in v['graph']['edges']))
        off = [f'/claims/{v["id"]}?without={v["roots"][0]["id"]}' for v in views if v['roots']]
        self.assertTrue(all(v['switched'] for v in self.holds('ClaimView', *off)))

    def test_every_document_and_agent(self):
        ids = [d['id'] for d in self.get('/documents?limit=500')[0]['items']]
        views = self.holds('DocumentView', *(f'/documents/{i}' for i in ids))
        self.assertTrue(any(v['passages'] for v in views) and any(v['relations'] for v in views))
        self.holds('Difference', *(f'/documents/{v["id"]}/difference?with={v["passages"][0]["other"]["id"]}' for v in views if v['passages']))
        series = [f['id'] for f in self.get('/figures?limit=500')[0]['items']]
        whole = self.holds('FigureSeries', *(f'/figures/{i}' for i in series))
        self.assertEqual([len(v['points']) for v in whole], [v['total'] for v in whole])
        self.holds('FigureSeries', f'/figures/{series[0]}?offset=1&limit=1')
        agents = [a['id'] for a in self.get('/agents?limit=500')[0]['items']]
        self.holds('AgentView', *(f'/agents/{i}' for i in agents))

    def test_problems(self):
        self.holds('Problem', '/claims/c000000000000', '/claims/', '/nowhere', '/documents/../../etc/passwd', '/agents/%00', status=404)
        self.holds('Problem', '/claims?limit=-1', '/claims?limit=501', '/claims?sort=best', '/claims?from=yesterday', '/claims?offset=1&offset=2', '/timeline?limit=10001',
                   '/search?q=-depot', status=400)

    def test_what_is_wrong_would_be_seen(self):
        good = self.get('/decisions')[0]
        self.assertEqual(shapes.wrong(good, 'DecisionPage'), [])
        for bad in ({**good, 'more': 1}, {k: v for k, v in good.items() if k != 'total'}, {**good, 'total': '3'}, {**good, 'items': [{**good['items'][0], 'kind': 'guess'}]}):
            self.assertNotEqual(shapes.wrong(bad, 'DecisionPage'), [])


if __name__ == '__main__':
    unittest.main()
