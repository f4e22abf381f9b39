"""Includes point left only: base <- nn <- ingest <- lang <- claims <- read <- link <- store <- report <- answers <- server <- cli."""
import os
import pathlib
import re
import unittest

ROOT = pathlib.Path(os.environ.get('STEMMA_SOURCE_DIR', pathlib.Path(__file__).resolve().parents[2]))
STAGES = ['base', 'nn', 'ingest', 'lang', 'claims', 'read', 'link', 'store', 'protect', 'report', 'answers', 'server', 'cli']
# A public header belongs to the stage that fills what it declares.
PUBLIC = {'span.h': 'base', 'result.h': 'base', 'limits.h': 'base', 'document.h': 'ingest', 'attribution.h': 'claims',
          'grounding.h': 'claims', 'reader.h': 'read', 'claims.h': 'link', 'decision.h': 'link', 'case.h': 'store', 'backup.h': 'store', 'outward.h': 'protect'}
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)


def stage_of(include):
    first, _, rest = include.partition('/')
    return PUBLIC.get(rest) if first == 'stemma' else first if first in STAGES else None


def violations(stage, text):
    """Includes of `text`, a file of `stage`, that point to a later stage or to nothing known."""
    out = []
    for include in INCLUDE.findall(text):
        if '/' not in include:
            continue                      # generated, or of the same folder
        target = stage_of(include)
        if target is None:
            out.append(f'{include}: of no known stage')
        elif STAGES.index(target) > STAGES.index(stage):
            out.append(f'{include}: {stage} may not include {target}')
    return out


class Includes(unittest.TestCase):
    def test_every_include_points_left(self):
        bad, files = [], 0
        for stage in STAGES:
            for path in sorted((ROOT / 'src' / stage).rglob('*')):
                if path.suffix in ('.h', '.cpp', '.inc'):
                    files += 1
                    bad += [f'{path.relative_to(ROOT)}: {v}' for v in violations(stage, path.read_text())]
        for path in sorted((ROOT / 'include' / 'stemma').iterdir()):
            self.assertIn(path.name, PUBLIC, 'give the new public header a stage in tests/structure/includes_test.py')
            files += 1
            bad += [f'{path.relative_to(ROOT)}: {v}' for v in violations(PUBLIC[path.name], path.read_text())]
        self.assertGreater(files, 20)
        self.assertEqual(bad, [])

    def test_a_wrong_include_would_be_seen(self):
        self.assertTrue(violations('base', '#include "link/roots.h"\n'))
        self.assertTrue(violations('lang', '#include "stemma/case.h"\n'))
        self.assertTrue(violations('lang', '#include "elsewhere/x.h"\n'))
        self.assertFalse(violations('link', '#include "base/utf8.h"\n#include "stemma/attribution.h"\n'))

    def test_nothing_below_cli_prints(self):
        bad = []
        for stage in STAGES[:-1]:
            for path in sorted((ROOT / 'src' / stage).rglob('*.cpp')):
                if re.search(r'\bstd::c(out|err|log)\b|[^:\w.]f?printf\s*\(|fmt::print\(|\bputs\(', path.read_text()):
                    bad.append(str(path.relative_to(ROOT)))
        self.assertEqual(bad, [])


if __name__ == '__main__':
    unittest.main()
