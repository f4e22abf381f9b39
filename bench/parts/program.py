"""Runs the program under test and holds what it read, so that every page is read once."""
import functools
import gzip
import importlib.util
import json
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE_SETS = ('article-extraction-benchmark', 'fundus-evaluation', 'fundus-pages', 'page-metadata', 'readability-pages')
BODY_KINDS = {'paragraph', 'subheading', 'quote', 'list', 'speaker', 'correction'}


class Absent(Exception):
    """Something that a figure needs is not on this machine; its message says what."""


class Broken(Exception):
    """The program failed where it must not; its message says how."""


def article_body(reading):
    """The article's body as every extraction figure counts it: the text of the blocks of BODY_KINDS, one a line.

    Left out, because the hand-made golds mostly leave them out: headline, standfirst, captions.
    """
    text = reading['text']
    return '\n'.join(text[s:e] for s, e in (b['span'] for b in reading['blocks'] if b['kind'] in BODY_KINDS))


class Bench:
    def __init__(self, args):
        self.args = args
        self.program = pathlib.Path(args.program).resolve()
        self.shared = pathlib.Path(args.shared).resolve()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='stemma-bench-'))
        self.notes = []                            # printed below the figures

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    # ------------------------------------------------------------------ what lies beside the checkout

    def need(self, *parts):
        path = self.shared.joinpath(*parts)
        if not path.exists():
            raise Absent(f'{path} is not there')
        return path

    def data(self, *parts):
        return self.need('data', *parts)

    def score(self, script, *arguments):
        """Runs a scorer of shared/eval with --json."""
        done = subprocess.run([sys.executable, self.need('eval', script), *arguments, '--json'], capture_output=True, text=True)
        if done.returncode != 0:
            raise Broken(f'{script} failed: {done.stderr.strip()[-500:]}')
        return json.loads(done.stdout)

    @functools.cache
    def scorer(self, script):
        """A scorer of shared/eval as a module."""
        spec = importlib.util.spec_from_file_location(script.removesuffix('.py'), self.need('eval', script))
        module = importlib.util.module_from_spec(spec)
        sys.dont_write_bytecode = True             # the folder belongs to others
        spec.loader.exec_module(module)
        return module

    @functools.cache
    def pages(self, name):
        """The pages of a set as plain HTML files: {id: path}."""
        source, target = self.data(name), self.folder / 'pages' / name
        target.mkdir(parents=True)
        out = {}
        archive = source / 'pages-dev.tar.xz'
        if archive.exists():
            with tarfile.open(archive) as tar:
                for item in tar:
                    if item.isfile() and not item.name.endswith(('/expected.html', '/expected-metadata.json')):
                        ident = item.name.removesuffix('/source.html')
                        out[ident] = target / (ident if ident.endswith(('.html', '.htm')) else ident + '.html')
                        out[ident].write_bytes(tar.extractfile(item).read())
        for page in sorted(source.glob('html/*.html.gz')):
            ident = page.name.removesuffix('.html.gz')
            out[ident] = target / (ident + '.html')
            out[ident].write_bytes(gzip.decompress(page.read_bytes()))
        return out

    # ------------------------------------------------------------------ the program

    def need_program(self):
        if not self.program.exists():
            raise Absent(f'{self.program} is not built (setup/build makes it)')

    def run(self, *arguments, stdin=None, timeout=600):
        """Runs the program; any exit code comes back. A time-out is a finding, not an accident: Broken."""
        self.need_program()
        try:
            return subprocess.run([self.program, *arguments], stdin=stdin, capture_output=True, timeout=timeout)
        except subprocess.TimeoutExpired:
            raise Broken(f'stemma {arguments[0]} was stopped after {timeout} s') from None

    def read_lines(self, *arguments, stdin=None):
        """(readings, exit code) of `stemma read`."""
        done = self.run('read', *arguments, stdin=stdin)
        return [json.loads(line) for line in done.stdout.split(b'\n') if line.strip()], done.returncode

    def texts(self, name, articles):
        """A file of articles ({"id", "text", "published"?, "title"?}) for read_texts and floor_texts."""
        path = self.folder / f'{name}.jsonl'
        with open(path, 'w', encoding='utf-8') as out:
            out.writelines(json.dumps(a) + '\n' for a in articles)
        return path

    @functools.cache
    def read_texts(self, path):
        """{id: reading} of a file of texts."""
        lines, code = self.read_lines('--from', 'jsonl', path)
        if code != 0:
            raise Broken(f'stemma read --from jsonl ended with {code}')
        return {r['id']: r for r in lines}

    @functools.cache
    def floor_texts(self, path):
        """The same by the floor reader, the baseline (bench/floor_reader.cpp); None where it is not built."""
        tool = self.program.parent / 'floor_reader'
        if not tool.exists():
            note = f'the floor is left out: {tool} is not built (setup/build release --target floor_reader)'
            self.notes += [note] if note not in self.notes else []
            return None
        with open(path, 'rb') as f:
            done = subprocess.run([tool], stdin=f, capture_output=True)
        if done.returncode != 0:
            raise Broken(f'floor_reader failed: {done.stderr.decode(errors="replace").strip()[-300:]}')
        return {r['id']: r for r in map(json.loads, done.stdout.splitlines())}

    @functools.cache
    def read_pages(self, name):
        """-> ({id: reading}, [ids without a line], [ids that stopped the program])"""
        pages = self.pages(name)
        by_path = {str(p): i for i, p in pages.items()}
        lines, code = self.read_lines(*by_path)
        crashed = []
        if code not in (0, 1):                    # find out which
            lines = []
            for path, ident in by_path.items():
                more, code = self.read_lines(path)
                lines += more
                if code not in (0, 1):
                    crashed.append(ident)
        readings = {by_path[r['path']]: r for r in lines if r.get('path') in by_path}
        return readings, sorted(set(pages) - set(readings)), crashed

    @functools.cache
    def export(self, *paths):
        """The case export of the given files, through `add` and `export --format json`; -> (export, path of its file)."""
        number = len(list(self.folder.glob('*.stemma')))
        case, out = self.folder / f'{number}.stemma', self.folder / f'{number}.json'
        done = self.run('add', str(case), *map(str, paths))
        if done.returncode not in (0, 1):
            raise Broken(f'stemma add ended with {done.returncode}: {done.stderr.decode(errors="replace").strip()[-300:]}')
        done = self.run('export', str(case), '--format', 'json')
        if done.returncode != 0:
            raise Broken(f'stemma export ended with {done.returncode}: {done.stderr.decode(errors="replace").strip()[-300:]}')
        out.write_bytes(done.stdout)
        return json.loads(done.stdout), out
