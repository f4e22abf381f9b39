"""What the pre-flight finds of leaks that were planted in an invented case (tests/cli/preflight_test.py), and how often it cries wolf."""
import os
import re
import subprocess
import sys

from .figures import Figure
from .program import ROOT, Absent, Broken


def leaks(bench):
    if not bench.program.exists():
        raise Absent(f'{bench.program} is not built (setup/build makes it)')
    ran = subprocess.run([sys.executable, ROOT / 'tests' / 'cli' / 'preflight_test.py', '--figures'], capture_output=True, text=True,
                         env=os.environ | {'STEMMA': str(bench.program), 'STEMMA_SOURCE_DIR': str(ROOT)})
    told = re.search(r'planted (\d+), found (\d+), false alarms (\d+) of (\d+) findings', ran.stdout)
    if told is None:
        raise Broken(f'preflight_test.py --figures said: {(ran.stdout + ran.stderr)[-300:]}')
    planted, found, false, findings = map(int, told.groups())
    section = f'pre-flight, {planted} planted combination leaks (an invented case that was seen while rules were mended)'
    return [Figure(section, 'found', found, 18, (), 'd'), Figure(section, f'false alarms among {findings} findings', false, None, (), 'd', False)]
