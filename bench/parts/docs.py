"""Rewrites the block of a document that a bench command has made, between two markers."""
import pathlib


def markers(name):
    return f'<!-- {name}: begin (this block is rewritten by `{name} --write-docs`) -->', f'<!-- {name}: end -->'


def write(path, name, text):
    """Puts `text` between the markers of `name`. Raises ValueError where they are missing."""
    path = pathlib.Path(path)
    begin, end = markers(name)
    old = path.read_text(encoding='utf-8')
    head, found, rest = old.partition(begin)
    inside, closed, tail = rest.partition(end)
    if not found or not closed:
        raise ValueError(f'{path}: the lines "{begin}" and "{end}" are missing')
    path.write_text(f'{head}{begin}\n```text\n{text}\n```\n{end}{tail}', encoding='utf-8')
