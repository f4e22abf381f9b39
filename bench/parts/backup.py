"""How long a back-up of a large case takes while somebody reads it."""
import os
import shutil
import subprocess
import time

from .figures import Figure
from .program import Absent, Broken

BYTES = 5 * 10**9
PIECE = 48 * 2**20


def large_case(bench):
    """5 GB of originals that nothing compresses; the program keeps what it cannot read."""
    if shutil.disk_usage(bench.folder).free < 4 * BYTES:
        raise Absent(f'{4 * BYTES / 1e9:.0f} GB have to be free in {bench.folder}')
    case, part = bench.folder / 'large.stemma', bench.folder / 'part.bin'
    for _ in range(0, BYTES, PIECE):
        part.write_bytes(os.urandom(PIECE))
        if bench.run('add', '--quiet', case, part).returncode not in (0, 1):
            raise Broken('the large case could not be made')
    part.unlink()
    return case


def backup(bench):
    case, copy = large_case(bench), bench.folder / 'copy.stemma'
    began, reads = time.monotonic(), []
    writing = subprocess.Popen([bench.program, 'backup', case, copy], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while writing.poll() is None:
        asked = time.monotonic()
        if bench.run('search', case, 'harbour').returncode != 0:
            raise Broken('the case could not be read meanwhile')
        reads.append(time.monotonic() - asked)
        time.sleep(0.05)
    seconds = time.monotonic() - began
    if writing.returncode != 0:
        raise Broken(f'backup ended with {writing.returncode}: {writing.stderr.read().decode(errors="replace")[-300:]}')
    size = os.path.getsize(copy)
    section = f'back-up of a case of {size / 1e9:.1f} GB that is read meanwhile ({len(reads)} searches)'
    return [Figure(section, 's, checked and on the disk (one run)', seconds, 60, form='.1f', higher=False),
            Figure(section, 'MB/s', size / seconds / 1e6, form=',.0f'),
            Figure(section, 'slowest search meanwhile, s', max(reads), form='.2f', higher=False)]
