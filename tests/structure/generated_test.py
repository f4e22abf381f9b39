"""Generated tables are what their tools make of what they are made from."""
import os
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(os.environ.get('STEMMA_SOURCE_DIR', pathlib.Path(__file__).resolve().parents[2]))


class Generated(unittest.TestCase):
    def test_accuracy_is_that_of_the_last_quality_run(self):
        made = subprocess.run([sys.executable, ROOT / 'tools/accuracy.py'], capture_output=True, text=True, check=True).stdout
        self.assertEqual(made, (ROOT / 'src/report/accuracy.inc').read_text(encoding='utf-8'), 'run: tools/accuracy.py > src/report/accuracy.inc')


if __name__ == '__main__':
    unittest.main()
