"""stemma export --format csv and jsonl: every row against the case export, by Python's csv and python3-jsonschema."""
import json
import os
import signal
import subprocess
import time
import unittest

import exporting
import program
from exporting import read_csv, text_of

FORMULA = ('=', '+', '-', '@', '\t', '\r', '\n')


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


class Tables(exporting.Exported):
    def case_export(self):
        return json.loads(self.export())

    def test_every_row_is_that_of_the_case_export(self):
        first = next(a for a in self.case_export()['attributions'] if a['stance'] == 'denies')
        self.decide('reject', first['id'])
        case, folder = self.case_export(), self.export_as('csv')
        self.check_manifest(folder)
        rows = lambda name: read_csv(folder / f'{name}.csv')
        null = lambda cell: text_of(cell) or None

        documents = rows('documents')
        self.assertEqual(len(documents), len(case['documents']))
        edges = rows('edges')
        for row, d in zip(documents, case['documents']):
            self.assertEqual([row['id'], text_of(row['path']), null(row['title']), null(row['publisher']), null(row['agency']), json.loads(row['authors']),
                              null(row['published']), row['language'], row['withdrawn'] == 'true'],
                             [d[k] for k in ('id', 'path', 'title', 'publisher', 'agency', 'authors', 'published', 'language', 'withdrawn')])
            self.assertEqual((folder / 'texts' / f"{d['id']}.txt").read_bytes().decode(), d['text'])
            self.assertEqual(int(row['characters']), len(d['text']))
            self.assertEqual([{'document': e['to'], 'how': e['how']} for e in edges if e['kind'] == 'derived_from' and e['from'] == d['id']], d['derived_from'])
            self.assertEqual([e['to'] for e in edges if e['kind'] == 'relies_on' and e['from'] == d['id'] and e['to']], d['reports_on'])
        self.assertIn('2031-05-06T06:30:00Z', {row['published_utc'] for row in documents})

        texts = {d['id']: d['text'] for d in case['documents']}
        attributions = [r for r in rows('attributions') if r['rejected'] == 'false']
        self.assertEqual([r['id'] for r in rows('attributions') if r['rejected'] == 'true'], [first['id']])
        self.assertEqual(len(attributions), len(case['attributions']))
        for row, a in zip(attributions, case['attributions']):
            self.assertEqual([row['id'], row['document'], *(json.loads(row[k]) for k in ('source', 'cue', 'content')), null(row['agent']), row['stance'],
                              null(row['parent']), null(row['said'])],
                             [a[k] for k in ('id', 'document', 'source', 'cue', 'content', 'agent', 'stance', 'parent', 'said')])
            for part in ('source', 'cue', 'content'):
                self.assertEqual(text_of(row[f'{part}_words']), ' … '.join(texts[a['document']][b:e] for b, e in a[part]))

        agents = rows('agents')
        self.assertEqual([{'id': r['id'], 'name': text_of(r['name']), 'aliases': json.loads(r['aliases']), 'kind': r['kind'], 'affiliation': null(r['affiliation']),
                           'candidates': json.loads(r['candidates'])} for r in agents], case['agents'])
        members, roots = rows('members'), rows('roots')
        counts = ('supporting', 'supporting_unknown', 'denying', 'denying_unknown')
        self.assertEqual([{'id': c['id'], 'label': text_of(c['label']),
                           'members': [{'attribution': m['attribution'], 'side': m['side'], 'root': null(m['root'])} for m in members if m['claim'] == c['id']],
                           'roots': [{'id': r['id'], 'agent': null(r['agent']), 'kind': r['kind'], 'side': r['side'], 'why': json.loads(r['why'])}
                                     for r in roots if r['claim'] == c['id']],
                           'independent': {k: int(c[k]) for k in counts}} for c in rows('claims')], case['claims'])
        self.assertEqual(len(members), sum(len(c['members']) for c in case['claims']))
        denials = rows('denials')
        for d in case['denials']:
            of = lambda kind: [r['claim'] for r in denials if r['attribution'] == d['attribution'] and r['relation'] == kind and r['claim']]
            self.assertEqual((of('covers'), of('may_cover')), (d['claims'], d['may_cover']))
        self.assertEqual({r['attribution'] for r in denials}, {d['attribution'] for d in case['denials']})
        number = lambda cell: float(cell) if cell else None
        points = [{**p, 'quantity': s['quantity'], 'series': n} for n, s in enumerate(case['figures'], 1) for p in s['series']]
        figures = rows('figures')
        self.assertEqual(len(figures), len(points))
        for row, p in zip(figures, points):
            self.assertEqual([int(row['series']), text_of(row['quantity']), row['document'], null(row['attribution']), [int(row['begin']), int(row['end'])], row['bound'],
                              number(row['value']), number(row['low']), number(row['high']), null(row['unit']), null(row['as_of']), null(row['claim']), null(row['root'])],
                             [p[k] for k in ('series', 'quantity', 'document', 'attribution', 'span', 'bound', 'value', 'low', 'high', 'unit', 'as_of', 'claim', 'root')])
        self.assertEqual([{'date': r['date'], 'end': null(r['end']), 'kind': r['kind'], 'label': text_of(r['label']), 'document': r['document'],
                           'claims': json.loads(r['claims'])} for r in rows('timeline')], case['timeline'])
        decision = rows('decisions')[0]
        self.assertEqual((decision['decision'], decision['by'], text_of(decision['why']), decision['holds']), ('reject', 'Ada Quill', '=1+1 is a reason', 'true'))

    def test_no_cell_is_a_formula_and_the_guard_comes_off(self):
        folder = self.export_as('csv')
        titles = {text_of(r['title']) for r in read_csv(folder / 'documents.csv')}
        self.assertLessEqual({h.split('\n')[0] for h in exporting.HOSTILE}, titles)
        guarded = 0
        for table in folder.glob('*.csv'):
            for row in read_csv(table):
                for cell in row.values():
                    try:
                        float(cell)
                    except ValueError:
                        self.assertFalse(cell.startswith(FORMULA), f'{table.name}: {cell!r}')
                        guarded += cell.startswith("'")
        self.assertGreaterEqual(guarded, len(exporting.HOSTILE) - 1)

    def test_the_byte_order_mark_is_there_when_it_is_wanted(self):
        plain, marked = self.export_as('csv', 'plain'), self.export_as('csv', 'marked', '--bom')
        for table in plain.glob('*.csv'):
            self.assertEqual((marked / table.name).read_bytes(), b'\xef\xbb\xbf' + table.read_bytes())

    def test_the_dictionary_has_every_column_and_no_other(self):
        folder = self.export_as('csv')
        readme = (folder / 'README.md').read_text()
        for table in folder.glob('*.csv'):
            section = readme.split(f'### {table.stem}\n')[1].split('\n### ')[0].split('\n## ')[0]
            described = [line.split('|')[1].strip() for line in section.splitlines() if line.startswith('| ') and not line.startswith('| column')]
            self.assertEqual(described, table.read_text().splitlines()[0].split(','))

    def test_lines_are_those_of_the_tables_and_fit_their_schema(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest('python3-jsonschema is not installed')
        tables, folder = self.export_as('csv'), self.export_as('jsonl')
        self.check_manifest(folder)
        checked = 0
        for path in sorted(folder.glob('*.jsonl')):
            schema = json.loads((folder / 'schema' / f'{path.stem}.schema.json').read_text())
            validator = jsonschema.Draft202012Validator(schema)
            jsonschema.Draft202012Validator.check_schema(schema)
            rows = read_csv(tables / f'{path.stem}.csv')
            objects = lines(path)
            self.assertEqual(len(rows), len(objects))
            for row, one in zip(rows, objects):
                validator.validate(one)
                checked += 1
                for key, cell in row.items():
                    value = one[key]
                    same = (cell == '' if value is None else text_of(cell) == value if isinstance(value, str) else json.loads(cell) == value)
                    self.assertTrue(same, (path.stem, key, cell, value))
            with self.assertRaises(jsonschema.ValidationError):
                validator.validate({'type': path.stem, 'stray': 1})
        self.assertGreater(checked, 100)
        self.assertEqual([d['text'] for d in lines(folder / 'documents.jsonl')], [d['text'] for d in self.case_export()['documents']])

    def test_what_is_there_is_never_written_over(self):
        folder = self.export_as('csv')
        before = {p: p.read_bytes() for p in folder.rglob('*') if p.is_file()}
        done = self.run_stemma('export', self.case, '--format', 'csv', '-o', folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn('there already', done.err)
        self.assertEqual(before, {p: p.read_bytes() for p in folder.rglob('*') if p.is_file()})
        self.assertEqual(list(self.folder.glob('*.part')), [])

    def test_wrong_forms_and_places_are_said_in_words(self):
        done = self.run_stemma('export', self.case, '--format', 'xls', '-o', self.folder / 'x')
        self.assertEqual(done.returncode, 2)
        for form in ('json', 'csv', 'jsonl'):
            self.assertIn(form, done.err)
        self.assertEqual(self.run_stemma('export', self.case, '--format', 'csv').returncode, 2)
        self.assertEqual(self.run_stemma('export', self.case, '--format', 'csv', '-o', '/nowhere/x').returncode, 1)

    def test_a_full_disk_leaves_nothing_under_the_name(self):
        done = self.run_stemma('export', self.case, '--format', 'csv', '-o', self.folder / 'full', preexec_fn=program.limit_file_size(4096))
        self.assertEqual(done.returncode, 1)
        self.assertFalse((self.folder / 'full').exists())
        self.assertEqual(list(self.folder.glob('full*')), [])

    def test_killed_at_any_moment_there_is_all_or_nothing(self):
        path, whole = self.folder / 'killed', 0
        for n in range(12):
            running = subprocess.Popen([program.STEMMA, 'export', self.case, '--format', 'csv', '-o', path], stderr=subprocess.DEVNULL)
            time.sleep(0.02 + 0.03 * n)
            running.send_signal(signal.SIGKILL)
            running.wait()
            if path.exists():
                whole += 1
                self.said = ''
                manifest = json.loads((path / 'manifest.json').read_text())
                for f in manifest['files']:
                    self.assertEqual(os.path.getsize(path / f['path']), f['bytes'])
                path.rename(self.folder / f'kept{n}')
        self.assert_whole()
        self.assertGreaterEqual(len(list(self.folder.glob('killed.*.part'))) + whole, 1)


if __name__ == '__main__':
    unittest.main()
