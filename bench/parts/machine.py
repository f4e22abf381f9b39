"""Under what a figure was measured: machine, compiler, flags, commit, date."""
import datetime
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return ''
    return (done.stdout.strip().splitlines() or [''])[0] if done.returncode == 0 else ''


def field(path, key):
    """Value of the first `key ... : value` line of a /proc file."""
    try:
        for line in pathlib.Path(path).read_text().splitlines():
            if line.startswith(key):
                return line.partition(':')[2].strip()
    except OSError:
        pass
    return ''


def cache(program):
    """CMakeCache.txt of the build folder that `program` lies in, as {name: value}."""
    try:
        lines = (pathlib.Path(program).resolve().parent / 'CMakeCache.txt').read_text().splitlines()
    except OSError:
        return {}
    pairs = (line.partition('=') for line in lines if '=' in line and line[:1] not in '#/')
    return {key.partition(':')[0]: value for key, _, value in pairs}


def conditions(program):
    """{what: words}, in the order in which it is printed."""
    model, family = field('/proc/cpuinfo', 'model name'), field('/proc/cpuinfo', 'cpu family')
    cpu = f'{model} (family {family}, model {field("/proc/cpuinfo", "model	")})'
    memory = int((field('/proc/meminfo', 'MemTotal') or '0 kB').split()[0]) / 2 ** 20
    c = cache(program)
    kind = c.get('CMAKE_BUILD_TYPE', '')
    compiler = c.get('CMAKE_CXX_COMPILER', '')
    flags = ' '.join(x for x in (c.get('CMAKE_CXX_FLAGS'), c.get(f'CMAKE_CXX_FLAGS_{kind.upper()}')) if x)
    changed = first_line('git', 'status', '--porcelain', '--untracked-files=no', '--', 'src', 'include', 'schema', 'CMakeLists.txt',
                         'cmake')
    return {
        'machine': f'{cpu}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB',
        'compiler': f'{first_line(compiler, "--version")}, {kind} {flags}' if compiler else 'not known (no CMakeCache.txt there)',
        'program': first_line(str(program), '--version') or 'not built',
        'commit': (first_line('git', 'rev-parse', '--short=12', 'HEAD') or 'not known') + (' with changes' if changed else ''),
        'date': datetime.datetime.now(datetime.timezone.utc).strftime('%Y-%m-%d %H:%M UTC'),
    }


def lines(conditions):
    return '\n'.join(f'{k + ":":10}{v}' for k, v in conditions.items())
