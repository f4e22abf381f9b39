"""How linking grows: generated cases of 10^4, 10^5 and, asked for, 10^6 documents; one more document; families alone (bench/link_tool.cpp)."""
import json
import os
import subprocess

from .copies import articles
from .figures import Figure
from .program import Absent, Broken
from .timing import median


def tool(bench, *arguments, one_core=False):
    """What link_tool prints, with its peak memory in MiB and the processor seconds of all cores."""
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
    return json.loads(out.read_text()) | {'peak_mb': used.ru_maxrss / 1024, 'cpu_s': used.ru_utime + used.ru_stime}


def scale(bench):
    """Walls beside targets; processor time beside them, which other programs move less, and by which growth is told."""
    cores = len(os.sched_getaffinity(0))
    section = f'linking generated cases, {cores} cores'
    sizes = [10000, 100000] + ([1000000] if bench.args.million else [])
    out, before = [], None
    for n in sizes:
        run = tool(bench, 'whole', n)
        seconds = {10000: 60, 1000000: 45 * 60}.get(n)
        out.append(Figure(section, f'{n:,} documents, s', run['total_s'], seconds, (), ',.1f', False,
                          f'records {run["records_s"]}, matters {run["matters_s"]}, linking {run["link_s"]}, union {run["unite_s"]}'))
        out.append(Figure(section, f'{n:,} documents, processor s', run['cpu_s'], None, (), ',.1f', False,
                          f'{run["matters"]:,} matters, the largest of {run["largest"]:,}'))
        out.append(Figure(section, f'{n:,} documents, peak MiB', run['peak_mb'], 8192 if n == 1000000 else None, (), ',.0f', False))
        if before:
            out.append(Figure(section, f'processor time from {before["documents"]:,} to {n:,}, times linear',
                              run['cpu_s'] / before['cpu_s'] / (n / before['documents']), 1.3, (), '.2f', False))
        before = run
    one = tool(bench, 'one', 100000)
    for key, measure, target in (('ms', 'one more document into 100,000, ms', 200), ('cpu_ms', 'of processor time, ms', None),
                                 ('place_cpu_ms', 'of these finding its matter, ms', None)):
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
    out = []
    for key, measure, target, peers in (('seconds', 'million words/s, one core', 10, ()),
                                        ('candidates_s', 'of these finding the pairs to compare', None, (('fingerprints alone, research', 23),)),
                                        ('house_s', 'marking house text, million words/s', None, ()),
                                        ('cut_s', 'cutting words and hashing them, million words/s', None, ())):
        value, spread = median([r['words'] / max(r[key], 1e-4) / 1e6 for r in runs], '.1f')
        out.append(Figure(section, measure, value, target, peers, '.1f', True, spread))
    return out
