#!/usr/bin/python3
"""The trainer's cut into tokens and its features keep to the cases that the program is tested with as well. Standard library only."""
import os
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(os.environ.get('STEMMA_SOURCE_DIR', pathlib.Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(ROOT / 'training'))
import features  # noqa: E402
import tokens  # noqa: E402


def table(name):
    with open(ROOT / 'training' / name, encoding='utf-8') as f:
        return [line.rstrip('\n').split('\t') for line in f]


class Training(unittest.TestCase):
    def test_tokens(self):
        cases = table('token_cases.tsv')
        self.assertGreater(len(cases), 20)
        for text, wanted in cases:
            self.assertEqual(' '.join(text[a:b] for a, b in tokens.spans(text)), wanted)

    def test_tokens_cover_all_but_white_space(self):
        for text in [c[0] for c in table('token_cases.tsv')] + ["''''", '....', "'", 'don', 'x\u200by', "n't", '\u00ad', 'a\u0301b', '😀!']:
            end = 0
            for a, b in tokens.spans(text):
                self.assertLess(a, b)
                self.assertTrue(all(c.isspace() or c in '\u200b\ufeff\u200e\u200f' for c in text[end:a]), text)
                end = b
            self.assertFalse(text[end:].strip(' \u200b'))

    def test_long_runs_are_cut_in_linear_time(self):
        for piece in ('a', 'a.', "'", '1,', '1-', 'a-', '.', 'A&', '@', 'http://', "n'"):
            self.assertTrue(tokens.spans(piece * 20000))

    def test_features(self):
        for word, norm, digest, shape, rows in table('feature_cases.tsv'):
            self.assertEqual(features.norm(word), norm)
            self.assertEqual(f'{features.word_hash(norm):016x}', digest)
            self.assertEqual(features.shape(word), int(shape))
            self.assertEqual(' '.join(map(str, features.subword_rows(norm))), rows)


try:
    import numpy
    import model_file
except ImportError:
    numpy = None


@unittest.skipUnless(numpy, 'python3-numpy is not there')
class ModelFile(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        path = pathlib.Path(self.folder.name) / 'tiny.model'
        tensors = [('a', numpy.arange(6, dtype=numpy.int8).reshape(2, 3)), ('b', numpy.array([0.5, -2], numpy.float32))]
        size = model_file.write(path, {'kind': 'language encoder', 'name': 'Zähler'}, tensors)
        self.data = path.read_bytes()
        self.assertEqual(size, len(self.data))

    def tearDown(self):
        self.folder.cleanup()

    def test_what_is_written_is_read(self):
        header, tensors = model_file.read(self.data)
        self.assertEqual(header['name'], 'Zähler')
        self.assertEqual(tensors['a'].tolist(), [[0, 1, 2], [3, 4, 5]])
        self.assertEqual(tensors['b'].tolist(), [0.5, -2])

    def test_cut_anywhere(self):
        for size in range(len(self.data)):
            with self.assertRaises(model_file.Broken):
                model_file.read(self.data[:size])

    def test_any_byte_changed(self):
        for at in range(len(self.data)):
            changed = bytearray(self.data)
            changed[at] ^= 0x40
            with self.assertRaises(model_file.Broken):
                model_file.read(bytes(changed))

    def test_newer_version_is_named(self):
        newer = self.data[:12] + (9).to_bytes(4, 'little') + self.data[16:]
        with self.assertRaisesRegex(model_file.Broken, 'version 9'):
            model_file.read(newer)


if __name__ == '__main__':
    unittest.main()
