"""stemma export as annotations, PROV, FollowTheMoney, GraphML and ClaimReview, each by another party's reader."""
import hashlib
import json
import subprocess
import unittest

import exporting

PROV = r'''
import json, sys
from prov.model import ProvDocument
from rdflib import Graph, Namespace, RDF
P = Namespace('http://www.w3.org/ns/prov#')
g = Graph().parse(sys.argv[1], format='turtle')
d = ProvDocument.deserialize(sys.argv[2], format='json')
again = ProvDocument.deserialize(content=d.serialize(format='json'), format='json')
kinds = {}
for r in d.get_records():
    kinds[r.get_type().localpart] = kinds.get(r.get_type().localpart, 0) + 1
named = lambda p: sorted([str(s), str(o)] for s, o in g.subject_objects(P[p]))
json.dump({'types': {t: len(set(g.subjects(RDF.type, P[t]))) for t in ('Entity', 'Activity', 'Agent')}, 'kinds': kinds, 'same': d == again, 'provn': len(d.get_provn()),
           **{p: named(p) for p in ('wasQuotedFrom', 'wasDerivedFrom', 'wasRevisionOf', 'hadPrimarySource', 'wasAttributedTo', 'wasGeneratedBy', 'used', 'endedAtTime')}}, sys.stdout)
'''
FTM = r'''
import json, sys
from followthemoney import model
out, wrong, ids = {}, [], {}
for line in open(sys.argv[1]):
    raw = json.loads(line)
    e = model.get_proxy(raw)
    ids[e.id] = e.schema.name
    out[e.schema.name] = out.get(e.schema.name, 0) + 1
    again = e.to_dict()
    if (again['id'], again['schema']) != (raw['id'], raw['schema']) or {k: sorted(v) for k, v in again['properties'].items()} != {k: sorted(v) for k, v in raw['properties'].items()}:
        wrong.append([raw, again])
    for k, values in raw['properties'].items():
        prop = e.schema.get(k)
        for v in values:
            if prop is None or not prop.type.validate(v) and prop.type.name != 'entity':
                wrong.append([raw['id'], k, v])
    for k in e.schema.required:
        if not e.get(k, quiet=True) and not (k == 'name' and e.caption):
            wrong.append([raw['id'], 'lacks ' + k])
loose = [[raw, v] for raw in map(json.loads, open(sys.argv[1])) for k, vs in raw['properties'].items() if model.get(raw['schema']).get(k).type.name == 'entity' for v in vs if v not in ids]
json.dump({'count': out, 'wrong': wrong[:5], 'loose': loose[:5]}, sys.stdout)
'''
GRAPH = r'''
import json, sys
import networkx
g = networkx.read_graphml(sys.argv[1], force_multigraph=True)
kinds, ties = {}, {}
for _, d in g.nodes(data=True): kinds[d['type']] = kinds.get(d['type'], 0) + 1
for _, _, d in g.edges(data=True): ties[d['type']] = ties.get(d['type'], 0) + 1
json.dump({'kinds': kinds, 'ties': ties, 'nodes': g.number_of_nodes(), 'edges': g.number_of_edges(), 'labels': [d.get('label', '') for _, d in g.nodes(data=True)]}, sys.stdout)
'''
# Terms of http://www.w3.org/ns/anno.jsonld that are used; everything else has to bear our prefix.
ANNO = {'id', 'type', 'partOf', 'startIndex', 'next', 'items', 'first', 'last', 'total', 'label', 'motivation', 'creator', 'created', 'body', 'target', 'name', 'purpose',
        'format', 'value', 'source', 'selector', 'state', 'exact', 'prefix', 'suffix', 'start', 'end', 'sourceDate', '@context'}


def terms(value):
    if isinstance(value, dict):
        for k, v in value.items():
            yield k
            if k != '@context':
                yield from terms(v)
    elif isinstance(value, list):
        for v in value:
            yield from terms(v)


class Linked(exporting.Exported):
    def by(self, name, packages, program, *files):
        done = subprocess.run([exporting.foreign(name, *packages), '-c', program, *files], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr[-3000:])
        return json.loads(done.stdout)

    def test_annotations_resolve_on_their_texts(self):
        case = json.loads(self.export())
        wrong = case['attributions'][0]
        self.decide('reject', wrong['id'])
        folder = self.export_as('annotations')
        self.check_manifest(folder)
        collection = json.loads((folder / 'collection.jsonld').read_text())
        self.assertEqual(collection['type'], 'AnnotationCollection')
        at, seen, found = folder / collection['first'], 0, {}
        while at:
            page = json.loads(at.read_text())
            self.assertEqual((page['type'], page['startIndex']), ('AnnotationPage', seen))
            self.assertEqual([t for t in terms(page) if t not in ANNO and not t.startswith('stemma:')], [])
            text = (at.parent / page['stemma:text']['id']).read_bytes()
            self.assertEqual(hashlib.sha256(text).hexdigest(), page['stemma:text']['stemma:sha256'])
            text = text.decode()
            for one in page['items']:
                self.assertLessEqual({'id', 'type', 'motivation', 'creator', 'created', 'body', 'target'}, set(one))
                for target in one['target']:
                    if isinstance(target, str):
                        continue
                    quote, position = target['selector']
                    start, end = position['start'], position['end']
                    self.assertEqual(text[start:end], quote['exact'])
                    self.assertTrue(text[:start].endswith(quote['prefix']) and text[end:].startswith(quote['suffix']))
                    self.assertEqual(len(quote['prefix']), min(32, start))
                found[one['id']] = one
            seen += len(page['items'])
            at = at.parent / page['next'] if 'next' in page else None
        self.assertEqual(seen, collection['total'])
        self.assertEqual(len(found), seen)
        for a in case['attributions']:
            one = found[f"urn:x-stemma:attribution:{a['id']}"]
            for part in ('source', 'cue', 'content'):
                spans = [[t['selector'][1][k] for k in ('start', 'end')] for t in one['target'] if t['stemma:part'] == part]
                self.assertEqual(spans, a[part])
            self.assertEqual(one['stemma:rejected'], a is wrong)
        decided = [one for one in found.values() if 'stemma:decision' in one]
        self.assertEqual([(d['creator']['name'], d['motivation'], d['stemma:holds']) for d in decided], [('Ada Quill', 'editing', True)])
        spans = [d['selector'][1]['start'] for d in decided[0]['target']]
        self.assertEqual(spans, [wrong['content'][0][0]])

    def test_prov(self):
        case, folder = json.loads(self.export()), self.export_as('prov')
        self.check_manifest(folder)
        read = self.by('prov', ['prov', 'rdflib'], PROV, folder / 'case.ttl', folder / 'case.provjson')
        self.assertTrue(read['same'] and read['provn'] > 1000)
        originals = len({d['path'] for d in case['documents']})
        roots = sum(len(c['roots']) for c in case['claims'])
        entities = originals + len(case['documents']) + len(case['attributions']) + len(case['claims']) + roots
        self.assertEqual((read['types']['Entity'], read['kinds']['Entity']), (entities, entities))
        self.assertEqual((read['types']['Activity'], read['kinds']['Activity']), (originals + 1, originals + 1))
        self.assertEqual((read['types']['Agent'], read['kinds']['Agent']), (len(case['agents']) + 1,) * 2)
        name = lambda kind, id: f'urn:x-stemma:{kind}-{id}'
        copies = [[name('document', d['id']), name('document', e['document'])] for d in case['documents'] for e in d['derived_from'] if e['how'] not in ('update', 'correction')]
        quotes = [[name('attribution', a['id']), name('document', a['document'])] for a in case['attributions']]
        self.assertTrue(copies)
        self.assertEqual(read['wasQuotedFrom'], sorted(copies + quotes))
        self.assertEqual(read['hadPrimarySource'], sorted([name('claim', c['id']), name('root', f"{c['id']}-{r['id']}")] for c in case['claims'] for r in c['roots']))
        says = [[name('attribution', a['id']), name('agent', a['agent'])] for a in case['attributions'] if a['agent']]
        self.assertEqual([x for x in read['wasAttributedTo'] if '-d' in x[0] and x[0].startswith('urn:x-stemma:attribution')], sorted(says))
        self.assertEqual(len(read['used']), originals)
        self.assertEqual(len(read['endedAtTime']), originals + 1)

    def test_follow_the_money(self):
        case, folder = json.loads(self.export()), self.export_as('ftm')
        self.check_manifest(folder)
        read = self.by('ftm', ['followthemoney==4.11'], FTM, folder / 'entities.ftm.json')
        self.assertEqual((read['wrong'], read['loose']), ([], []))
        self.assertEqual((read['count']['Article'], read['count']['Note']), (len(case['documents']), len(case['claims'])))
        self.assertEqual(sum(read['count'].get(s, 0) for s in ('Person', 'Organization', 'PublicBody', 'LegalEntity')), len(case['agents']))
        entities = [json.loads(line) for line in (folder / 'entities.ftm.json').read_text().splitlines()]
        hashes = {hashlib.sha1(p.read_bytes()).hexdigest() for p in self.pages}
        self.assertEqual({e['properties']['contentHash'][0] for e in entities if e['schema'] == 'Article'}, hashes)
        roles = {(e['properties']['entity'][0], e['properties']['document'][0], e['properties']['role'][0]) for e in entities if e['schema'] == 'Documentation'}
        self.assertEqual(roles, {(c['id'], m['attribution'].split('.')[0], m['side']) for c in case['claims'] for m in c['members']})
        self.assertTrue((folder / 'tables' / 'members.jsonl').exists())

    def test_graphml(self):
        control = self.write('control.html', '<html><head><title>Odd \x07\x1b &#x1F; title</title></head><body><p>The mayor of Ardle, Mira Sund, said \x01 the <gate> & wall were shut.</p></body></html>')
        self.add(control)
        case, folder = json.loads(self.export()), self.export_as('graphml')
        self.check_manifest(folder)
        read = self.by('graph', ['networkx'], GRAPH, folder / 'case.graphml')
        members = sum(len(c['members']) for c in case['claims'])
        self.assertEqual(read['kinds'], {'document': len(case['documents']), 'agent': len(case['agents']), 'claim': len(case['claims']),
                                         'root': sum(len(c['roots']) for c in case['claims'])})
        self.assertEqual(read['ties']['passes_on'], members)
        self.assertEqual(read['ties']['derived_from'], sum(len(d['derived_from']) for d in case['documents']))
        self.assertIn(f"{read['nodes'] + read['edges']} nodes and edges", self.said)
        self.assertLessEqual({c['label'] for c in case['claims']}, set(read['labels']))

    def test_a_review_is_a_persons_and_nobody_elses(self):
        path = self.folder / 'reviews'
        self.export_as('claimreview', 'reviews', code=2)
        self.assertIn('nobody has given a verdict', self.said)
        self.assertFalse(path.exists())
        before = json.loads(self.export())
        claims = [c['id'] for c in before['claims'][:2]]
        self.decide('verdict', claims[0], '3/5 mostly right: the harbour log says so')
        self.decide('verdict', claims[1], 'Too early to tell')
        self.assertEqual(json.loads(self.export()), before)  # it counts nowhere
        folder = self.export_as('claimreview', 'reviews')
        self.check_manifest(folder)
        reviews = {r['itemReviewed']['identifier']: r for r in json.loads((folder / 'claimreview.jsonld').read_text())}
        self.assertEqual(set(reviews), set(claims))
        first, second = reviews[claims[0]], reviews[claims[1]]
        self.assertEqual(first['reviewRating'], {'@type': 'Rating', 'alternateName': '3/5 mostly right: the harbour log says so', 'ratingValue': 3, 'bestRating': 5, 'worstRating': 1})
        self.assertEqual(second['reviewRating'], {'@type': 'Rating', 'alternateName': 'Too early to tell'})
        for r in reviews.values():
            self.assertEqual((r['@type'], r['author']['name'], r['itemReviewed']['@type']), ('ClaimReview', 'Ada Quill', 'Claim'))
            self.assertTrue(r['claimReviewed'] and r['datePublished'] and r['url'])
        self.decide('undo', 1)
        again = json.loads((self.export_as('claimreview', 'less') / 'claimreview.jsonld').read_text())
        self.assertEqual([r['itemReviewed']['identifier'] for r in again], claims[1:])
        self.decide('verdict', claims[0], ' ', code=2)


if __name__ == '__main__':
    unittest.main()
