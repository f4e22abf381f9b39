"""Cases that a hostile hand might send, at one size and at twice that: processor seconds of reading and linking must no more than double."""
import random

from . import invented
from .figures import Figure
from .timing import once

HOUSE = 'Subscribe to the Valley Herald for a crown a week, have it brought to your door by noon and never miss what moves the valley and its people again.'
CLAIM = 'soldiers closed the bridge at Ostrel to ambulances on the night of the flood'


def words(dice, n=24):
    return ' '.join(''.join(dice.choice('abdefgiklmnoprstuvz') for _ in range(6)) for _ in range(n)).capitalize() + '.'


def document(k, publisher, paragraphs):
    return {'file': f'{k:05}', 'title': f'Report {k}', 'publisher': publisher, 'published': f'2041-02-{k % 28 + 1:02}T10:00:00Z', 'paragraphs': paragraphs}


def copies(dice, n):
    text = [words(dice), words(dice), f'Mayor Ines Pell said that {CLAIM}.', words(dice)]
    return [document(k, f'Outlet {k % 700}', text) for k in range(n)]


def furniture(dice, n):
    return [document(k, 'Valley Herald', [words(dice), words(dice), words(dice), HOUSE]) for k in range(n)]


def circle(dice, n):
    return [document(k, f'Outlet {k}', [f'Outlet {(k + 1) % n} reported that {CLAIM}.', words(dice), words(dice)]) for k in range(n)]


def transcript(dice, n):
    """One text of nothing but quotations, printed twice."""
    text = [f'“{words(dice, 14)}”' for _ in range(n)]
    return [document(k, f'Outlet {k}', text) for k in range(2)]


KINDS = (('copies of one page', copies, 5000), ('pages that share only furniture', furniture, 1000), ('reports of which each cites the next, in one circle', circle, 500),
         ('quotations of one transcript, printed twice', transcript, 2000))


def crafted_cases(bench):
    bench.need_program()
    out = []
    for what, make, size in KINDS:
        seconds = []
        for n in (size // 2, size):
            folder = bench.folder / f'{make.__name__}-{n}'
            folder.mkdir()
            for d in make(random.Random(n), n):
                (folder / f'{d["file"]}.html').write_text(invented.page(d), encoding='utf-8')
            seconds.append(once(bench, 'add', bench.folder / f'{folder.name}.stemma', folder, one_core=True, cpu_limit=600).cpu)
        section = 'cases that a hostile hand might send, read and linked on one core'
        out.append(Figure(section, f'{size:,} {what}, s', seconds[1], None, (), '.1f', False))
        out.append(Figure(section, '  times as long as half of them', seconds[1] / seconds[0], 2.6, (), '.2f', False))
    return out
