"""Language models by name: --model and stemma self model, with files that are damaged."""
import pathlib
import unittest

import program

MODEL = program.ROOT / 'models' / 'encoder.model'


class Models(program.Case):
    def setUp(self):
        super().setUp()
        self.good = MODEL.read_bytes()
        self.text = self.write('a.txt', 'Gate shut\n\nThe gate was shut, Dr. Farrow said.\n')

    def refused(self, data, *words):
        path = self.write('bad.model', data)
        for command in (('self', 'model', path), ('read', '--model', path, self.text), ('dump', '--stage=lang', '--model', path, self.text)):
            done = self.run_stemma(*command)
            self.assertEqual((done.returncode, done.out), (1, ''), command)
            for word in words:
                self.assertIn(word, done.err)
        done = self.run_stemma('add', self.case, self.text, '--model', path)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(words[0], done.err)

    def test_the_model_of_the_program_is_whole(self):
        done = self.run_stemma('self', 'model')
        self.assertEqual((done.returncode, done.err), (0, ''))
        for line in (r'kind +language encoder', r'digest +[0-9a-f]{12}', r'version +1', r'self-test +passed', r'score +\d+\.\d+ +ewt-dev upos'):
            self.assertRegex(done.out, '(?m)^' + line)
        named = self.run_stemma('self', 'model', MODEL)
        others = [self.run_stemma('self', 'model', MODEL.parent / name) for name in ('agents.model', 'attributions.model', 'stance.model')]
        self.assertEqual('\n'.join([named.out] + [o.out for o in others]), done.out)
        self.assertIn(named.out.split('digest')[1].split()[0], self.run_stemma('--version').out)

    def test_a_model_that_is_named_reads_as_the_one_in_the_program_does(self):
        self.assertEqual(self.run_stemma('read', '--model', MODEL, self.text).out, self.run_stemma('read', self.text).out)

    def test_cut_short(self):
        for size in (0, 11, 40, 63, 64, 1000, len(self.good) // 2, len(self.good) - 1):
            with self.subTest(size=size):
                done = self.run_stemma('self', 'model', self.write('cut.model', self.good[:size]))
                self.assertEqual((done.returncode, done.out), (1, ''))
                self.assertIn('cut.model: ', done.err)
        self.refused(self.good[:-1], 'bytes')

    def test_bits_flipped(self):
        for at in (3, 20, 30, 50, 70, len(self.good) // 2, len(self.good) - 1):
            with self.subTest(at=at):
                done = self.run_stemma('self', 'model', self.write('flip.model', self.good[:at] + bytes([self.good[at] ^ 16]) + self.good[at + 1:]))
                self.assertEqual((done.returncode, done.out), (1, ''))

    def test_newer_versions_are_named(self):
        self.refused(self.good[:12] + (9).to_bytes(4, 'little') + self.good[16:], '9', '1')

    def test_other_files(self):
        self.refused(b'<html>no model</html>' * 100, 'not')
        done = self.run_stemma('self', 'model', pathlib.Path('/nowhere/at/all.model'))
        self.assertEqual(done.returncode, 1)
        self.assertIn('/nowhere/at/all.model', done.err)


if __name__ == '__main__':
    unittest.main()
