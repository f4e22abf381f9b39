"""A measured figure beside its target and its peers, and the table that shows them."""
import dataclasses


@dataclasses.dataclass
class Figure:
    section: str           # which set it was measured on
    measure: str
    ours: object           # a number, or None where the set has nothing to count
    target: object = None  # what an issue demands: a number in the same unit
    peers: tuple = ()      # (name, number) pairs, best first; published or re-scored, see docs/quality.md
    form: str = '.3f'      # how numbers are written
    higher: bool = True    # False: the target is an upper bound
    spread: str = ''       # how far single runs lay apart, already written out

    def show(self, value):
        return '-' if value is None else format(value, self.form)

    def met(self):
        if self.target is None or self.ours is None:
            return None
        return self.ours >= self.target if self.higher else self.ours <= self.target

    def as_json(self):
        return {'section': self.section, 'measure': self.measure, 'ours': self.ours, 'spread': self.spread or None,
                'target': self.target, 'target_is': 'at least' if self.higher else 'at most', 'met': self.met(),
                'peers': [{'name': n, 'value': v} for n, v in self.peers]}


def table(figures):
    """One line for each figure, under the name of its section. A column that would be empty is left out."""
    rows = []
    for f in figures:
        target = '' if f.target is None else ('>= ' if f.higher else '<= ') + f.show(f.target)
        met = {None: '', True: 'yes', False: 'no'}[f.met()]
        peers = ', '.join(f'{n} {f.show(v)}' for n, v in f.peers)
        rows.append((f.section, ('  ' + f.measure, f.show(f.ours), f.spread, target, met, peers)))
    head = ('measure', 'ours', 'spread', 'target', 'met', 'others')
    right = {'ours', 'target'}
    shown = [k for k, name in enumerate(head) if name != 'spread' or any(cells[k] for _, cells in rows)]
    width = [max(len(cells[k]) for _, cells in rows + [('', head)]) for k in range(len(head))]

    def line(cells):
        return '  '.join(cells[k].rjust(width[k]) if head[k] in right else cells[k].ljust(width[k]) for k in shown).rstrip()
    out, section = [line(head)], None
    for name, cells in rows:
        if name != section:
            section = name
            out.append(section)
        out.append(line(cells))
    return '\n'.join(out)
