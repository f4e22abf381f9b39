"""Times one run of the program: wall clock, processor seconds, peak memory."""
import dataclasses
import json
import os
import statistics
import subprocess
import sys

from .program import Broken

# The run is started by a small process of its own: Linux counts the memory of the process that starts a program as the
# program's own peak, and this one would be too large by far.
STARTER = r'''
import json, os, resource, sys, time
out, core, seconds, *command = sys.argv[1:]
if core: os.sched_setaffinity(0, {int(core)})
to = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
err = os.open(out + ".err", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
if seconds: resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
start = time.perf_counter()
pid = os.posix_spawn(command[0], command, os.environ,
                     file_actions=[(os.POSIX_SPAWN_DUP2, to, 1), (os.POSIX_SPAWN_DUP2, err, 2)])
_, status, used = os.wait4(pid, 0)
json.dump({"wall": time.perf_counter() - start, "cpu": used.ru_utime + used.ru_stime, "peak_mb": used.ru_maxrss / 1024,
           "code": os.waitstatus_to_exitcode(status)}, sys.stdout)
'''


@dataclasses.dataclass
class Run:
    wall: float      # seconds
    cpu: float       # processor seconds, of all threads
    peak_mb: float   # MiB resident at most; not below the 10 or so of the process that starts it
    code: int
    out: str         # file with what it printed; the next run overwrites it
    err: str         # what it said on stderr


def once(bench, *arguments, one_core=False, cpu_limit=None):
    """One run. Broken if the program stops itself, or uses more than `cpu_limit` processor seconds."""
    bench.need_program()
    out = str(bench.folder / 'timed.out')
    core = str(min(os.sched_getaffinity(0))) if one_core else ''
    done = subprocess.run([sys.executable, '-I', '-S', '-c', STARTER, out, core, str(cpu_limit or ''), str(bench.program), *map(str, arguments)],
                          capture_output=True, text=True)
    if done.returncode != 0:
        raise Broken(f'cannot start {bench.program}: {done.stderr.strip()[-200:]}')
    with open(out + '.err', encoding='utf-8', errors='replace') as f:
        run = Run(**json.loads(done.stdout), out=out, err=f.read())
    if run.code not in (0, 1):
        raise Broken(f'stemma {arguments[0]} ended with {run.code}: {run.err.strip()[-300:]}')
    return run


def several(bench, runs, *arguments, before=lambda: None, one_core=False):
    """`runs` runs, each after a call of `before`."""
    out = []
    for _ in range(runs):
        before()
        out.append(once(bench, *arguments, one_core=one_core))
    return out


def median(values, form):
    """(median, its spread in words)"""
    values = sorted(values)
    return statistics.median(values), f'{format(values[0], form)} to {format(values[-1], form)}'
