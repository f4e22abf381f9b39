"""How linking grows: generated cases of 10^4, 10^5 and, asked for, 10^6 documents; one more document; families alone (bench/link_tool.cpp)."""
import json
import os
import subprocess

from .copies import articles
from .figures import Figure
from .program import Absent, Broken
from .timing import median


def tool(bench, *arguments, one_core=False):
    """What link_tool prints, with its peak memory in MiB."""
    program = bench.program.parent / 'link_tool'
    if not program.exists():
        raise Absent(f'{program} is not built (setup/build release --target link_tool)')
    out = bench.folder / 'link.json'
    pin = {min(os.sched_getaffinity(0))}
    with open(out, 'w', encoding='utf-8') as f:
        started = subprocess.Popen([program, *map(str, arguments)], stdout=f, preexec_fn=(lambda: os.sched_setaffinity(0, pin)) if one_core else None)
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode != 0:
        raise Broken(f'link_tool {arguments[0]} ended with {started.returncode}')
    return json.loads(out.read_text()) | {'peak_mb': used.ru_maxrss / 1024}


def scale(bench):
    cores = len(os.sched_getaffinity(0))
    section = f'linking generated cases, {cores} cores'
    sizes = [10000, 100000] + ([1000000] if bench.args.million else [])
    out, before = [], None
    for n in sizes:
        run = tool(bench, 'whole', n)
        seconds = {10000: 60, 1000000: 45 * 60}.get(n)
        out.append(Figure(section, f'{n:,} documents, s', run['total_s'], seconds, (), ',.1f', False,
                          f'records {run["records_s"]}, matters {run["matters_s"]}, linking {run["link_s"]}, union {run["unite_s"]}'))
        out.append(Figure(section, f'{n:,} documents, peak MiB', run['peak_mb'], 8192 if n == 1000000 else None, (), ',.0f', False))
        if before:
            out.append(Figure(section, f'growth from {before["documents"]:,} to {n:,}, times linear', run['total_s'] / before['total_s'] / (n / before['documents']), 1.3,
                              (), '.2f', False))
        before = run
    one = tool(bench, 'one', 100000)
    for key, measure, target in (('ms', 'one more document into 100,000, ms', 200), ('place_ms', 'of these finding its matter, ms', None)):
        value, spread = median(one[key], '.0f')
        out.append(Figure(section, measure, value, target, (), '.0f', False, spread))
    return out


def families(bench):
    lines = bench.folder / 'texts.jsonl'
    with open(articles(bench), encoding='utf-8') as f, open(lines, 'w', encoding='utf-8') as out:
        for a in map(json.loads, f):
            out.write(json.dumps(a['text']) + '\n')
    runs = [tool(bench, 'families', lines, 1, one_core=True) for _ in range(bench.args.runs)]
    section = f'families alone: copied pairs found and proved ({runs[0]["documents"]:,} articles, {runs[0]["words"]:,} words, {runs[0]["kin"]:,} pairs)'
    value, spread = median([r['words'] / r['seconds'] / 1e6 for r in runs], '.1f')
    return [Figure(section, 'million words/s, one core', value, 10, (('fingerprints alone, research', 23),), '.1f', True, spread)]
