"""No form of export holds the name of a person who is labelled, or a passage that is redacted; each says what is withheld."""
import gzip
import json
import unittest
import zipfile

import exporting

FORMS = ('csv', 'jsonl', 'warc', 'ftm', 'annotations', 'prov', 'graphml')


class Protected(exporting.Exported):
    def bytes_of(self, path):
        for file in [path] if path.is_file() else [p for p in path.rglob('*') if p.is_file()]:
            data = file.read_bytes()
            yield file.name, file.name.encode() + data
            if file.name.endswith('.gz'):
                yield file.name, gzip.decompress(data)
            if zipfile.is_zipfile(file):
                for name in zipfile.ZipFile(file).namelist():
                    inside = zipfile.ZipFile(file).read(name)
                    yield name, gzip.decompress(inside) if name.endswith('.gz') else inside

    def test_a_witness_is_in_no_form(self):
        case = json.loads(self.export())
        said = next(a for a in case['attributions'] if any('Mira Sund' in d['text'] for d in case['documents'] if d['id'] == a['document']) and a['agent'])
        name = next(a['name'] for a in case['agents'] if a['id'] == said['agent'])
        self.assertEqual(name, 'Mira Sund')
        self.decide('label', said['agent'], 'witness')
        for form in FORMS:
            folder = self.export_as(form)
            manifest = self.check_manifest(folder)
            self.assertTrue(any('original' in left['what'] for left in manifest['left_out']), form)
            for where, data in self.bytes_of(folder):
                for secret in (b'Mira Sund', b'Sund'):
                    self.assertNotIn(secret, data, f'{form}: {where}')
        path = self.export_as('wacz', 'case.wacz')
        for where, data in self.bytes_of(path):
            self.assertNotIn(b'Sund', data, where)


if __name__ == '__main__':
    unittest.main()
