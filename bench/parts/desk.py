"""The desk as a browser meets it: stemma serve on a case of 10,000 documents, and two hundred open event streams."""
import http.client
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

from .answers import DOCUMENTS, SLOWEST, big_case
from .figures import Figure
from .program import Absent, Broken

ROOT = pathlib.Path(__file__).resolve().parents[2]
STREAMS, DECISIONS = 200, 50


def client(bench):
    """tests/cli/desk_server.py, for the program that is measured."""
    os.environ['STEMMA'] = str(bench.program)
    sys.path.insert(0, str(ROOT / 'tests' / 'cli'))
    import desk_server
    return desk_server


def resident(desk):
    """MiB of the server's memory."""
    for line in pathlib.Path(f'/proc/{desk.process.pid}/status').read_text().splitlines():
        if line.startswith('VmRSS:'):
            return int(line.split()[1]) / 1024
    return 0


def timed(desk, path, times):
    """Milliseconds of each answer, over one connection that is kept, packed as for a browser."""
    c = http.client.HTTPConnection('127.0.0.1', desk.port, timeout=120)
    out, size = [], 0
    for _ in range(times):
        began = time.perf_counter()
        c.request('GET', path, headers={'Host': desk.host, 'Cookie': desk.cookie, 'Accept-Encoding': 'gzip'})
        r = c.getresponse()
        body = r.read()
        out.append((time.perf_counter() - began) * 1000)
        assert r.status == 200, (path, r.status, body[:200])
        size = len(body)
    c.close()
    return out, size


def p99(values):
    return sorted(values)[max(0, -(-len(values) * 99 // 100) - 1)]


def large(bench, server):
    section = f'desk over HTTP ({DOCUMENTS:,} documents)'
    began = time.perf_counter()
    desk = server.Desk(big_case(bench))
    try:
        opened = time.perf_counter() - began
        first, _ = timed(desk, '/claims.json', 1)
        out = [Figure(section, 'from the command to the link, s', opened, None, (), '.1f', False), Figure(section, 'first list of claims, ms', first[0], 300, (), '.1f', False)]
        claims = desk.get('/claims.json?limit=20').json()['items']
        documents = desk.get('/documents.json?limit=20').json()['items']
        agents = desk.get('/agents.json?limit=20').json()['items']
        kinds = {
            'claims, sorted and filtered': ['/claims.json?sort=fragile&status=contested', '/claims.json?q=boats', '/claims.json?sort=newest&offset=500'],
            'one claim': [f'/claims/{c["id"]}.json' for c in claims],
            'one document': [f'/documents/{d["id"]}.json' for d in documents],
            'documents': ['/documents.json', '/documents.json?sort=title&offset=5000'],
            'agents and one of them': ['/agents.json'] + [f'/agents/{a["id"]}.json' for a in agents],
            'search': ['/search.json?q=harbour', '/search.json?q=boats+storm'],
            'timeline of 10,000': ['/timeline.json?limit=10000'],
        }
        for what, paths in kinds.items():
            all_times, most = [], 0
            for path in paths:
                times, size = timed(desk, path, max(2, 40 // len(paths)))
                all_times += times
                most = max(most, size)
            out.append(Figure(section, f'{what}: p99 of {len(all_times)}, ms', p99(all_times), SLOWEST, (), '.1f', False, f'half in {statistics.median(all_times):.1f}; up to {most:,} bytes packed'))
        streams = [desk.events() for _ in range(STREAMS)]
        out.append(Figure(section, f'resident after all that, {STREAMS} streams open, MiB', resident(desk), 200, (), '.0f', False))
        for s in streams:
            s.close()
        return out
    finally:
        desk.stop()


def clicks(bench):
    """In Debian's Chromium; tests/desk/run says what that needs."""
    section = f'desk in the browser ({DOCUMENTS:,} documents, Chromium, from the event to the frame that shows the answer)'
    if not pathlib.Path('/usr/bin/chromium').exists() or not (ROOT / 'desk' / 'node_modules').exists():
        raise Absent('chromium or desk/node_modules is not there (npm ci in desk/)')
    ran = subprocess.run(['node', ROOT / 'bench' / 'desk_clicks.mjs', big_case(bench), '10'], capture_output=True, text=True, env=os.environ | {'STEMMA': str(bench.program)})
    if ran.returncode != 0:
        raise Broken(f'desk_clicks.mjs: {ran.stderr[-300:]}')
    run = json.loads(ran.stdout)
    out = [Figure(section, f'first view, median of {len(run["first_view"])}, ms', statistics.median(run['first_view']), 300, (), '.0f', False, f'worst {max(run["first_view"]):.0f}')]
    for kind, times in run['clicks'].items():
        out.append(Figure(section, f'{kind}: median of {len(times)}, ms', statistics.median(times), SLOWEST, (), '.0f', False, f'worst {max(times):.0f}'))
    return out


def streams(bench, server):
    """On the example case: every stream has to get every event; from the answer to a decision to its event on the last stream."""
    case = bench.folder / 'streams.stemma'
    subprocess.run([bench.program, 'add', '-q', case, ROOT / 'examples' / 'brannoch' / 'articles'], check=True, capture_output=True)
    desk = server.Desk(case)
    try:
        open_streams = [desk.events() for _ in range(STREAMS)]
        claim = desk.get('/claims.json?limit=1').json()['items'][0]['id']
        attribution = desk.get(f'/claims/{claim}.json').json()['member_list'][0]['attribution']
        lags, lost = [], 0
        for n in range(DECISIONS):
            made = desk.post('/decisions', {'decisions': [{'kind': 'accept', 'first': attribution, 'why': str(n)}]})
            assert made.status == 200, made.body
            began = time.perf_counter()
            for s in open_streams:
                lost += s.next('decided')[2]['numbers'] != made.json()['numbers']
            lags.append((time.perf_counter() - began) * 1000)
        section = f'{STREAMS} event streams, {DECISIONS} decisions'
        return [Figure(section, 'events that did not come', lost, 0, (), 'd', False),
                Figure(section, 'until the last stream has it: p99, ms', p99(lags), None, (), '.1f', False, f'half in {statistics.median(lags):.1f}')]
    finally:
        desk.stop()


def desk(bench):
    server = client(bench)
    if not bench.program.exists():
        raise Absent(f'{bench.program} is not built (setup/build release)')
    return streams(bench, server) + large(bench, server) + clicks(bench)
