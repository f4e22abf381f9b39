"""stemma why: claims, documents and attributions explain themselves."""
import gzip
import html
import json
import unittest

import program


class Why(program.Case):
    def setUp(self):
        super().setUp()
        same = program.story(7)
        self.add(self.write('a.html', program.page(same, 'First')), self.write('b.html', program.page(same, 'Second')))
        self.model = json.loads(self.run_stemma('report', self.case, '--json').out)

    def test_a_claim_by_its_shortened_id(self):
        for claim in self.model['claims']:
            done = self.run_stemma('why', self.case, claim['id'][:10])
            self.assertEqual((done.returncode, done.err), (0, ''))
            self.assertIn(claim['headline'], done.out)

    def test_a_document_shows_its_family_and_what_it_says(self):
        for document in self.model['documents']:
            out = self.run_stemma('why', self.case, document['id']).out
            self.assertIn(document['sha256'], out)
            self.assertIn('Its family: who copied whom', out)
            self.assertIn('Ola Vreeland', out)

    def test_an_attribution_names_rule_and_claims(self):
        for attribution in self.model['attributions']:
            done = self.run_stemma('why', self.case, attribution['id'])
            self.assertEqual(done.returncode, 0, done.err)
            self.assertIn(f"found by {attribution['rule']} with confidence", done.out)
        one = json.loads(self.run_stemma('why', self.case, attribution['id'], '--json').out)
        self.assertEqual([a['id'] for a in one['attributions']], [attribution['id']])

    def test_an_attribution_is_found_again_in_the_bytes_of_the_page(self):
        paths = {d['id']: d['path'] for d in self.model['documents']}
        for attribution in self.model['attributions']:
            out = self.run_stemma('why', self.case, attribution['id'], '--json').out
            found, = json.loads(out)['attributions']
            original = found['original']
            self.assertEqual(original['codings'], [])
            with open(paths[attribution['document']], 'rb') as f:
                page = f.read()
            text = next(d['text'] for d in self.model['documents'] if d['id'] == attribution['document'])
            for part in ('source', 'cue', 'content'):
                self.assertEqual(len(original[part]), len(found[part]))
                for (begin, end), (b, e) in zip(original[part], found[part]):
                    there = page[original['offset'] + begin:original['offset'] + end].decode()
                    self.assertEqual(' '.join(html.unescape(there).split()), text[b:e])
            begin = original['offset'] + min(b for part in ('source', 'cue', 'content') for b, _ in original[part])
            words = ' '.join(self.run_stemma('why', self.case, attribution['id']).out.split())
            self.assertRegex(words, f'bytes {begin:,}–[0-9,]+ of the page')

    def test_the_bytes_of_a_packed_page_are_those_that_unpacking_gives(self):
        page = program.page(program.story(9).replace('“', '&ldquo;'), 'Third').encode('utf-16')
        case = self.folder / 'packed.stemma'
        self.assertEqual(self.run_stemma('add', case, self.write('c.html.gz', gzip.compress(page))).returncode, 0)
        dossier = json.loads(self.run_stemma('report', case, '--json').out)
        text, = (d['text'] for d in dossier['documents'])
        attribution = dossier['attributions'][0]['id']
        found, = json.loads(self.run_stemma('why', case, attribution, '--json').out)['attributions']
        self.assertEqual(found['original']['codings'], ['gzip'])
        for (begin, end), (b, e) in zip(found['original']['content'], found['content']):
            self.assertEqual(html.unescape(page[begin:end].decode('utf-16-le')), text[b:e])
        words = ' '.join(self.run_stemma('why', case, attribution).out.split())
        self.assertIn('of the original hold (gzip)', words)

    def test_what_is_not_there_or_not_clear_is_said(self):
        for wrong in ('d', 'zzz', 'c' + 12 * '0' + 'f', self.model['documents'][0]['id'] + '.999', ''):
            done = self.run_stemma('why', self.case, wrong)
            self.assertEqual((done.returncode, done.out), (2, ''), wrong)
            self.assertEqual(done.err.count('\n'), 1)


if __name__ == '__main__':
    unittest.main()
