"""HTML parsers against each other on the same pages, confined against unconfined, and crafted inputs that must cost no more than their size."""
import json
import os
import shutil
import subprocess

from . import crafted
from .figures import Figure
from .program import PAGE_SETS, ROOT, Absent, Broken
from .timing import median, once

SMALL, FACTOR = 300_000, 10
LIMIT = 60  # processor seconds for one input


def output_of(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise Broken(f'{command[0]} failed: {done.stderr.strip()[-300:]}')
    return json.loads(done.stdout)


def racer(bench, name):
    tool = bench.program.parent / name
    if not tool.exists():
        raise Absent(f'{tool} is not built (setup/install --test; setup/build release --target {name})')
    return tool


def all_pages(bench):
    files = []
    for name in PAGE_SETS:
        try:
            files += bench.pages(name).values()
        except Absent:
            continue
    if not files:
        raise Absent(f'{bench.shared}/data holds no page set')
    return files


def html_tree(bench):
    """MB/s of tree building alone, one core, every parser in this run; the parsers of bench/html_tree.cpp take turns."""
    tool, files = racer(bench, 'html_tree'), all_pages(bench)
    one_core = ['taskset', '-c', str(min(os.sched_getaffinity(0)))]
    rates = output_of([*one_core, tool, *files])
    nodes = rates.pop('nodes')
    parse5 = ROOT / 'tests' / 'html5' / 'node_modules' / 'parse5'
    if shutil.which('node') and parse5.exists():
        rates |= output_of(['node', ROOT / 'tests' / 'html5' / 'speed.mjs', *files])
    ours, spread = median(rates.pop('ours'), ',.0f')
    section = f'HTML tree alone ({len(files)} pages, {sum(f.stat().st_size for f in files) / 1e6:.1f} MB, {nodes:,} nodes)'
    peers = tuple(sorted(((n, median(r, '.0f')[0]) for n, r in rates.items()), key=lambda p: -p[1]))
    return [Figure(section, 'MB of HTML/s, one core, this run', ours, 100, peers, ',.0f', True, spread)]


def confinement(bench):
    """What parsing in processes without rights costs: bench/confine_cost.cpp reads all pages with and without them, in turns."""
    tool, files = racer(bench, 'confine_cost'), all_pages(bench)
    out = []
    for threads, clock, what in ((1, 'cpu', 'processor time, one thread'), (len(os.sched_getaffinity(0)), 'wall', 'wall clock, all cores')):
        rounds = output_of([tool, bench.program, str(threads), *files])
        lost = [100 * (c[clock] / i[clock] - 1) for c, i in zip(rounds['confined'], rounds['inside'])]
        value, spread = median(lost, '.1f')
        out.append(Figure(f'confinement ({rounds["documents"]} pages, to attributions)', f'more {what}, %', value, 10, form='.1f', higher=False, spread=spread))
    return out


def linear(bench):
    """10 times the input, how many times the processor time? `stemma read`, start-up taken off, the least of three runs."""
    nothing = bench.folder / 'nothing.txt'
    nothing.write_text('The harbour is open.')
    start = min(once(bench, 'read', '--threads', '1', nothing, one_core=True).cpu for _ in range(5))
    ratios = []
    for name, suffix, make in crafted.SHAPES:
        seconds = []
        for size in (SMALL, SMALL * FACTOR):
            path = bench.folder / f'crafted{suffix}'
            path.write_bytes(make(size))
            try:
                seconds.append(min(once(bench, 'read', '--threads', '1', path, one_core=True, cpu_limit=LIMIT).cpu for _ in range(3)) - start)
            except Broken:                         # given up: count it as the limit, which is a failure at any ratio
                seconds.append(LIMIT)
        # Below two milliseconds the clock decides, not the program.
        ratios.append((seconds[1] / max(seconds[0], 0.002), seconds[1], name))
    ratios.sort(reverse=True)
    section = f'crafted inputs ({len(ratios)} shapes of {SMALL / 1e6:.1f} and {SMALL * FACTOR / 1e6:.1f} MB)'
    slowest = max(ratios, key=lambda r: r[1])
    return [
        Figure(section, f'time at 10 times the size, greatest ({ratios[0][2]})', ratios[0][0], 12, form='.1f', higher=False,
               spread='then ' + ', '.join(f'{n} {r:.1f}' for r, _, n in ratios[1:4])),
        Figure(section, f'slowest at {SMALL * FACTOR / 1e6:.0f} MB ({slowest[2]}), s', slowest[1], form='.2f', higher=False),
    ]
