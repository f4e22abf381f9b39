"""Captures of one page, from files to dossiers: one report, and what was changed is said in every form."""
import json
import unittest

import program

FILLER = ['The ferry from Solen missed its second crossing when a winch failed, and forty cars waited on the ramp until the tide had turned.',
          'A spare part is on its way from a yard up the coast, where the last ship of the same class was broken up eleven years ago.',
          'Passengers were given soup and blankets in the customs hall, and a choir on its way home sang until the lamps were put out.']


def page(modified, paragraphs, outlet='Moor Herald', address='https://moor.example/news/fire', title='Fire at the winch house of Solen'):
    body = ''.join(f'<p>{p}</p>\n' for p in paragraphs)
    link = f'<link rel="canonical" href="{address}">' if address else ''
    meta = json.dumps({'@context': 'https://schema.org', '@type': 'NewsArticle', 'headline': title, 'datePublished': '2031-05-06T08:00:00Z',
                       'dateModified': modified, 'publisher': {'@type': 'Organization', 'name': outlet}})
    return (f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>{link}<script type="application/ld+json">{meta}</script></head>'
            f'<body><article><h1>{title}</h1>{body}</article></body></html>')


class Captures(program.Case):
    def dossier(self, *pages):
        self.add(*[self.write(f'{i}.html', p) for i, p in enumerate(pages)])
        return json.loads(self.run_stemma('report', self.case, '--json').out)

    def test_a_number_changed_quietly_is_said_in_every_form(self):
        said = 'Police chief Ola Vreeland said on Tuesday that {} people had died in the fire at the winch house.'
        d = self.dossier(page('2031-05-06T10:00:00Z', FILLER + [said.format(17)]), page('2031-05-06T18:00:00Z', FILLER + [said.format(12)]))
        edit, = d['edits']
        self.assertEqual((edit['quiet'], edit['dated'], edit['corrects']), (True, True, False))
        self.assertEqual([d['documents'][i]['modified'][11:13] for i in (0, 1)].index('10'), [x['id'] for x in d['documents']].index(edit['before']))
        number, = [s for s in edit['sayings'] if s['kind'] == 'number']
        self.assertEqual([w['quote'] for w in number['why']], ['17', '12'])
        self.assertTrue(number['claims'])
        for claim in d['claims']:
            self.assertEqual(claim['reported_by'], 1)
        html = self.folder / 'd.html'
        self.assertEqual(self.run_stemma('report', self.case, '--html', html).returncode, 0)
        for text in (html.read_text(), self.run_stemma('report', self.case, '--markdown').out, self.run_stemma('report', self.case).out,
                     self.run_stemma('why', self.case, edit['after']).out, self.run_stemma('why', self.case, number['claims'][0]).out):
            self.assertIn('changed quietly', ' '.join(text.split()))
            self.assertIn('another number', ' '.join(text.split()))

    def test_a_correction_is_announced(self):
        d = self.dossier(page('2031-05-06T10:00:00Z', FILLER), page('2031-05-06T18:00:00Z', ['Correction: an earlier version named another harbour.'] + FILLER))
        edit, = d['edits']
        self.assertEqual((edit['quiet'], edit['corrects']), (False, True))
        self.assertEqual([e['how'] for e in d['derived']], ['correction'])

    def test_an_agency_s_text_that_nobody_has_added(self):
        printed = ['SOLEN, 6 May (Corvid Wire) - ' + FILLER[0]] + FILLER[1:]
        d = self.dossier(page('2031-05-06T10:00:00Z', printed + ['Readers of this paper wrote in about the price of tickets.'], 'Alder', 'https://alder.example/a', 'Winch fails'),
                         page('2031-05-06T11:00:00Z', printed + ['Another quay is planned for the summer after next.'], 'Birch', 'https://birch.example/b', 'Cars wait'))
        text, = d['absent']
        self.assertEqual((text['issuer'], len(text['children'])), ('Corvid Wire', 2))
        self.assertIn('A text of Corvid Wire', self.run_stemma('report', self.case).out)


if __name__ == '__main__':
    unittest.main()
