"""How fast a case of 10,000 documents answers, and what it takes in memory: bench/answers_tool.cpp, without a server or a browser."""
import json
import subprocess

from .figures import Figure
from .program import Absent, Broken

DOCUMENTS = 10000
SLOWEST = 100  # ms, of any answer: a click


def tool(bench, name, *arguments, out=None):
    program = bench.program.parent / name
    if not program.exists():
        raise Absent(f'{program} is not built (setup/build release --target {name})')
    ran = subprocess.run([program, *map(str, arguments)], stdout=out or subprocess.PIPE, text=True)
    if ran.returncode != 0:
        raise Broken(f'{name} {arguments[0]} ended with {ran.returncode}')
    return ran.stdout


def big_case(bench):
    """A case of invented articles, about 300 words each; made once (two minutes) and kept beside the build."""
    case = bench.program.parent / f'answers-{DOCUMENTS}.stemma'
    if not case.exists():
        lines = bench.folder / 'articles.jsonl'
        with open(lines, 'w', encoding='utf-8') as f:
            tool(bench, 'link_tool', 'articles', DOCUMENTS, out=f)
        made = case.with_suffix('.part')
        made.unlink(missing_ok=True)
        subprocess.run([bench.program, 'add', made, lines], check=True, capture_output=True)
        made.rename(case)
    return case


def answers(bench):
    run = json.loads(tool(bench, 'answers_tool', 'time', big_case(bench)))
    c = run['case']
    section = f'answers of the desk ({c["documents"]:,} documents, {c["claims"]:,} claims, {c["attributions"]:,} attributions)'
    out = [Figure(section, 'loading the case, ms', run['load_ms'], None, (), ',.0f', False),
           Figure(section, 'first list of claims, once loaded, ms', run['first_view_ms'], 300, (), '.1f', False),
           Figure(section, 'resident after loading, MiB', run['loaded_mb'], None, (), '.0f', False),
           Figure(section, 'resident after all these answers, MiB', run['resident_mb'], 200, (), '.0f', False),
           Figure(section, 'peak while loading, MiB', run['peak_mb'], None, (), '.0f', False)]
    for row in run['addresses']:
        out.append(Figure(section, f'{row["what"]}: p99 of {row["asked"]}, ms', row['p99'], SLOWEST, (), '.1f', False, f'half in {row["p50"]:.1f}; up to {row["bytes"]:,} bytes'))
    return out
