"""What the tests of exports share: a case with something of everything in it, and other people's programs in an environment of their own."""
import csv
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import unittest

import program

BUILD = pathlib.Path(os.environ.get('STEMMA_BUILD_DIR', program.ROOT / 'build' / 'dev'))
HOSTILE = ('=HYPERLINK("http://x.example/","press")', '+44 20 1', '-minus', '@SUM(A1)', "'apostrophe", 'two\nlines, "quoted"')


def foreign(name, *packages):
    """A Python with packages of the registry, made once beside the build; skips the test where the registry cannot be reached."""
    home = BUILD / 'foreign' / name
    python, done = home / 'bin' / 'python', home / 'done'
    if not done.exists():
        made = subprocess.run([sys.executable, '-m', 'venv', '--clear', home], capture_output=True)
        got = made.returncode == 0 and subprocess.run([python, '-m', 'pip', 'install', '-q', '--retries', '1', '--timeout', '20', *packages],
                                                      capture_output=True, timeout=900).returncode == 0
        if not got:
            raise unittest.SkipTest(f'{" and ".join(packages)} cannot be installed here: the registry cannot be reached')
        done.write_text('\n'.join(packages))
    return python


class Exported(program.Case):
    """A small case: a report, its copy, a denial, a hostile title, and a page that holds every kind of odd character."""

    def setUp(self):
        super().setUp()
        same = program.story(7)
        self.pages = [self.write('a.html', program.page(same, 'First', '<meta name="author" content="Ola Quist">'
                                                        '<link rel="canonical" href="https://lantern.example/harbour/first?a=1&amp;b=2">'
                                                        '<meta property="article:published_time" content="2031-05-06T08:30:00+02:00">')),
                      self.write('b.html', program.page(same, 'Second')),
                      self.write('c.html', program.page('Naïve – 😀. ' + program.story(8), HOSTILE[0].replace('"', '&quot;')))]
        self.pages += [self.write(f'h{i}.html', program.page(f'The mayor of Ardle, Mira Sund, said that {HOSTILE[i]} was on the wall.\nShe denied it.', HOSTILE[i].split('\n')[0]))
                       for i in range(1, len(HOSTILE))]
        self.add(*self.pages)

    def run_stemma(self, *args, **how):
        how.setdefault('env', {**os.environ, 'XDG_CONFIG_HOME': str(self.folder / 'config')})  # where keys are made
        return super().run_stemma(*args, **how)

    def decide(self, *words, code=0):
        done = self.run_stemma('decide', self.case, *words, '--by', 'Ada Quill', '--why', '=1+1 is a reason')
        self.assertEqual(done.returncode, code, done.err)

    def export_as(self, form, name=None, *more, code=0):
        path = self.folder / (name or form)
        done = self.run_stemma('export', self.case, '--format', form, '--output', path, *more)
        self.assertEqual(done.returncode, code, done.err)
        self.said = done.err
        return path

    def check_manifest(self, folder):
        """Every file is as the manifest says, nothing else is there, and the log has the manifest."""
        manifest = json.loads((folder / 'manifest.json').read_text())
        listed = {f['path']: f for f in manifest['files']}
        there = {str(p.relative_to(folder)) for p in folder.rglob('*') if p.is_file()}
        self.assertEqual(there, set(listed) | {'manifest.json'})
        for name, f in listed.items():
            data = (folder / name).read_bytes()
            self.assertEqual((hashlib.sha256(data).hexdigest(), len(data)), (f['sha256'], f['bytes']), name)
            if 'rows' in f:
                self.assertIn(f"{f['rows']} {f['rows_of']}", self.said)
        readme = (folder / 'README.md').read_text()
        for left in manifest['left_out']:
            self.assertIn(f"left out: {left['count']}: {left['what']}", self.said)
            self.assertIn(f"{left['count']}: ", readme)
        entry = json.loads(self.sql("SELECT detail FROM custody WHERE action = 'exported' ORDER BY seq DESC LIMIT 1")[0][0])
        logged = {f['file']: f['sha256'] for f in entry['files']}
        self.assertEqual(logged['manifest.json'], hashlib.sha256((folder / 'manifest.json').read_bytes()).hexdigest())
        return manifest


def read_csv(path):
    with open(path, encoding='utf-8-sig', newline='') as f:
        return list(csv.DictReader(f))


def text_of(cell):
    """The guard taken off."""
    return cell[1:] if cell.startswith("'") else cell
