"""The bill of materials is one, and names all that the program loads; so does docs/dependencies.md."""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(os.environ.get('STEMMA_SOURCE_DIR', pathlib.Path(__file__).resolve().parents[2]))
STEMMA = os.environ.get('STEMMA', str(ROOT / 'build' / 'dev' / 'stemma'))
# What docs/dependencies.md calls a library.
CALLED = {'libicu': 'ICU', 'libuchardet': 'uchardet', 'libcld2': 'CLD2', 'libexpat': 'Expat', 'libz.': 'zlib', 'libdeflate': 'libdeflate', 'libzstd': 'zstd',
          'libbrotli': 'Brotli', 'libsqlite3': 'SQLite', 'libcrypto': 'OpenSSL', 'libssl': 'OpenSSL', 'libargon2': 'libargon2', 'libfmt': 'fmt'}
TOOLCHAIN = ('libstdc++.', 'libgcc_s.', 'libc.', 'libm.', 'ld-linux', 'libasan.', 'libubsan.', 'libtsan.')


class Sbom(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        command = [sys.executable, ROOT / 'tools/sbom.py', STEMMA]
        how = {'capture_output': True, 'text': True, 'check': True, 'env': {**os.environ, 'SOURCE_DATE_EPOCH': '1938000000'}}
        cls.text = subprocess.run(command, **how).stdout
        cls.again = subprocess.run(command, **how).stdout
        cls.bom = json.loads(cls.text)
        cls.needed = re.findall(r'\(NEEDED\).*\[(.+)\]', subprocess.run(['readelf', '-d', STEMMA], capture_output=True, text=True, check=True).stdout)

    def test_its_form_is_cyclonedx_1_5(self):
        self.assertEqual((self.bom['bomFormat'], self.bom['specVersion'], self.bom['version']), ('CycloneDX', '1.5', 1))
        self.assertRegex(self.bom['serialNumber'], r'^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
        self.assertEqual(self.bom['metadata']['timestamp'], '2031-05-31T13:20:00Z')
        refs = [c['bom-ref'] for c in self.bom['components']]
        self.assertEqual(len(refs), len(set(refs)))
        for c in self.bom['components']:
            self.assertLessEqual(set(c), {'type', 'bom-ref', 'name', 'version', 'scope', 'purl', 'hashes', 'licenses', 'externalReferences'})
            self.assertIn(c['type'], ('library', 'machine-learning-model', 'data'))
            self.assertIn(c['scope'], ('required', 'optional', 'excluded'))
            if c['type'] == 'library':
                self.assertRegex(c['purl'], r'^pkg:(deb|npm)/[^ ]+@[^ ]+$')
                self.assertTrue(c['version'])
        self.assertEqual(set(self.bom['dependencies'][0]['dependsOn']), set(refs))

    def test_the_same_program_gives_the_same_bytes(self):
        self.assertEqual(self.text, self.again)

    def test_nothing_is_linked_that_is_not_listed(self):
        page = (ROOT / 'docs/dependencies.md').read_text().split('## Linked into the program')[1].split('\n## ')[0]
        self.assertGreater(len(self.needed), 5)
        for library in self.needed:
            if library.startswith(TOOLCHAIN):
                continue
            word = next((word for front, word in CALLED.items() if library.startswith(front)), None)
            self.assertIsNotNone(word, f'{library} is linked; say in docs/dependencies.md what for, and here what it is called there')
            self.assertRegex(page, rf'(?m)^\| [^|]*\b{word}\b', f'{library} is linked, and docs/dependencies.md does not say so')

    def test_models_and_the_desks_packages_are_listed_as_they_are(self):
        listed = {c['name']: c for c in self.bom['components']}
        for path in (ROOT / 'models').iterdir():
            if path.name != 'README.md':
                self.assertEqual(listed[path.name]['hashes'][0]['content'], hashlib.sha256(path.read_bytes()).hexdigest())
        for name in json.loads((ROOT / 'desk/package.json').read_text())['dependencies']:
            self.assertIn(name, listed)
        self.assertNotIn('vite', listed)


if __name__ == '__main__':
    unittest.main()
