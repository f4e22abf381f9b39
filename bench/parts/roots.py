"""The root count alone: gold attributions, claims and sides of the example and the invented families go in, so that what is wrong is wrong
in counting. Needs bench/roots_tool beside the program (cmake --build build/release --target roots_tool)."""
import json
import statistics
import subprocess

from . import invented
from .case import EXAMPLE, FAMILIES
from .figures import Figure
from .program import Absent


def counted(tool, folders):
    """A dict for each claim: folder, claim, want, got, roots."""
    done = subprocess.run([tool, *folders], stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def roots_gold(bench):
    tool = bench.program.parent / 'roots_tool'
    if not tool.exists():
        raise Absent(f'{tool} is not built (cmake --build {tool.parent.name} --target roots_tool)')
    sources = [json.loads(f.read_text(encoding='utf-8')) for f in sorted(FAMILIES.glob('*.json'))]
    out = []
    for about, folders in (('example', [EXAMPLE]),
                           ('invented families', [invented.write(s, bench.folder / 'roots') for s in sources if not invented.check(s)])):
        claims = counted(tool, folders)
        if not claims:
            continue
        section = f'roots counted on gold claims, {about} ({len(claims)} claims)'
        out.append(Figure(section, 'claims whose four numbers are exact', statistics.fmean(c['want'] == c['got'] for c in claims), .75))
        out.append(Figure(section, 'supporting roots, mean absolute error', statistics.fmean(abs(c['want'][0] - c['got'][0]) for c in claims), .25,
                          form='.2f', higher=False))
    return out
