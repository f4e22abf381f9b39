#!/usr/bin/python3
"""bench/quality and bench/speed say what they lack and go on; their documents have the block that they rewrite."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(os.environ.get('STEMMA_SOURCE_DIR', pathlib.Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(ROOT / 'bench'))
from parts import crafted, docs, errors, figures, marked_sets  # noqa: E402


def bench(name, *arguments):
    return subprocess.run([ROOT / 'bench' / name, *arguments], capture_output=True, text=True)


class Bench(unittest.TestCase):
    def test_help_names_every_section(self):
        for name, section in (('quality', 'polnear'), ('speed', 'start-up')):
            done = bench(name, '--help')
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(section, done.stdout)

    def test_skips_what_is_absent(self):
        with tempfile.TemporaryDirectory() as empty:
            nowhere = ('--shared', empty, '--program', empty + '/stemma')
            for name in ('quality', 'speed'):
                done = bench(name, *nowhere, '--json')
                self.assertEqual(done.returncode, 0, done.stderr)
                result = json.loads(done.stdout)
                self.assertEqual(result['figures'], [])
                self.assertEqual(result['failed'], {})
                self.assertTrue(result['skipped'])
                self.assertTrue(all(why.startswith(empty) for why in result['skipped'].values()), result['skipped'])
                self.assertIn('nothing was measured', bench(name, *nowhere).stdout)
            done = bench('attribution_errors', *nowhere)
            self.assertEqual((done.returncode, done.stdout.partition('/')[0]), (0, 'skipped: '), done.stderr)

    def test_docs_have_their_blocks(self):
        for page, name in (('quality', 'quality'), ('quality', 'attribution_errors'), ('speed', 'speed')):
            text = (ROOT / 'docs' / f'{page}.md').read_text(encoding='utf-8')
            for marker in docs.markers(f'bench/{name}'):
                self.assertEqual(text.count(marker), 1, f'docs/{page}.md: {marker}')

    def test_block_is_replaced_and_nothing_else(self):
        begin, end = docs.markers('bench/x')
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / 'x.md'
            page.write_text(f'before\n{begin}\nold\n{end}\nafter\n')
            docs.write(page, 'bench/x', 'new')
            docs.write(page, 'bench/x', 'newer')
            self.assertEqual(page.read_text(), f'before\n{begin}\n```text\nnewer\n```\n{end}\nafter\n')
            page.write_text('no block here\n')
            with self.assertRaises(ValueError):
                docs.write(page, 'bench/x', 'new')
            self.assertEqual(page.read_text(), 'no block here\n')

    def test_marked_sets_are_right(self):
        kinds = {a['group'].partition(' (')[0] for a in marked_sets.articles('elsewhere.txt').values()}
        self.assertEqual(kinds, {'kind: agency', 'kind: rights report', 'kind: local press'})
        beside = [a for a in marked_sets.articles('nesting.txt').values() if a['group'].startswith('side by side')]
        self.assertGreater(len(beside), 20)
        self.assertTrue(all(x['parent'] is None for a in beside for x in a['attributions']))

    def test_depth_of_nesting(self):
        parent = marked_sets.parents([{'id': 'a', 'parent': None}, {'id': 'c', 'parent': 'b'}, {'id': 'b', 'parent': 'a'}], 'id')
        self.assertEqual(parent, [None, 2, 0])
        self.assertEqual([marked_sets.depth(parent, i) for i in range(3)], [0, 2, 1])

    def test_edges_of_contents(self):
        for found, wanted in (({3, 4, 5, 6}, ['left too long']), ({5, 6}, ['left too short']), ({4, 5, 6, 7}, ['right too long']),
                              ({3, 4, 5}, ['left too long', 'right too short']), ({4, 6}, ['a piece inside'])):
            self.assertEqual(errors.edges({4, 5, 6}, found), wanted)

    def test_crafted_texts_have_their_size(self):
        for name, make in crafted.TEXTS:
            for size in (3_000, 30_000):
                self.assertTrue(.8 * size < len(make(size)) < 1.2 * size, f'{name}: {len(make(size))} instead of {size}')

    def test_figure_meets_its_target(self):
        def met(*a, **k):
            return figures.Figure('set', 'measure', *a, **k).met()
        self.assertIs(met(.9749, .975), False)
        self.assertIs(met(.9751, .975), True)
        self.assertIs(met(51.2, 50, higher=False, form='.1f'), False)
        self.assertIs(met(50, 50, higher=False, form='.1f'), True)
        self.assertIsNone(met(None, 1))
        self.assertIsNone(met(.5))


if __name__ == '__main__':
    unittest.main()
