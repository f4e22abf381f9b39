"""stemma preflight: twenty trails planted in an invented case, most of which must be found; false alarms are counted.

`python3 tests/cli/preflight_test.py --figures` prints both figures."""
import json
import sys
import unittest

import program

EXAMPLE = program.ROOT / 'examples' / 'brannoch' / 'articles'


def page(title, published, author, *paragraphs, caption=''):
    figure = f'<figure><img src="a.jpg"><figcaption>{caption}</figcaption></figure>' if caption else ''
    return (f'<html><head><title>{title}</title><meta property="article:published_time" content="{published}"><meta name="author" content="{author}">'
            f'<meta property="og:site_name" content="The Sorrel Packet"></head><body><article><h1>{title}</h1>'
            + f'<p>{paragraphs[0]}</p>{figure}' + ''.join(f'<p>{p}</p>' for p in paragraphs[1:]) + '</article></body></html>')


# The Isle of Sorrel, its people and papers are invented. Quenby Varrow is a witness, Tansy Oldacre a survivor, Corin Sedge a minor.
PAGES = {
    'a.html': page('Quarantine sheds at Cold Harbour were locked at night', '2034-02-11T06:12:47Z', 'Ellis Marr',
                   'Quenby Varrow said the sheds at Cold Harbour had been locked from the outside every night. “They counted us by the colour of our boots,” Varrow said.',
                   'She worked at the quay dispensary for nine years. Her sister keeps the bakery in Tolley Lane.',
                   'Varrow, 41, said that nobody had asked the people in the sheds for their names. The harbour board said that the sheds had never been locked.',
                   'On 3 February Quenby Varrow was seen at the ferry steps in Tolley.',
                   'The ferry company said on Friday that it would not sail before the ice had gone.'),
    'b.html': page('Harbour board denies that sheds were locked', '2034-02-12', 'Ellis Marr',
                   'The harbour board denied that anybody had been held. “They counted us by the colour of our boots,” a nurse at the quay dispensary told the Packet.',
                   'A woman who signed a letter to the board only as Q. V. said that she had seen the keys.',
                   'The board said that a Ms Varow had never been employed by it.',
                   'The board met for two hours. Its chair, Osric Tallow, said that the minutes would be published.'),
    'c.html': page('What Tansy Oldacre told the inquiry', '2034-02-14', 'Ellis Marr',
                   'Tansy Oldacre said she had been one of three women in the third shed. She has a scar across the left hand.',
                   'Oldacre, known to the other women as Little Wren, said the guards had taken their coats. She can be reached at wren.sorrel@packet.example, her lawyer said.',
                   'The inquiry said that it would hear the guards in March.',
                   'The guard at the door burned the letters in the iron stove while the women watched from the bench.',
                   caption='Tansy Oldacre outside the chapel with her green bicycle'),
    'd.html': page('Letters were burned in front of women, inquiry hears', '2034-02-15', 'Ellis Marr',
                   'While the women watched from a bench, a guard burned their letters in an iron stove, the inquiry heard.',
                   'Idris Varrow said that the harbour board had not answered him. The lawyer of the board, Piran Dell, said that it would answer in time.',
                   'The inquiry adjourned until Monday. A clerk said the room had been cold.'),
    'e.html': page('Boy says he carried water to sheds', '2034-02-16', 'Ellis Marr',
                   'Corin Sedge said he had carried water to the sheds. He is the youngest pupil of the Tolley school.',
                   'His grandmother runs the lamp shop, and Sedge, 12 years old, lives there with her. Corin Sedge lost two fingers in a winch; the missing fingers were noted by the doctor.',
                   'The full hearing of Corin Sedge is at https://packet.example/hearing/day-four for all to read.',
                   'The school said that lessons would begin again after the thaw.'),
    'f.html': page('The midwife who would not sign', '2034-02-18', 'Ellis Marr',
                   'Quenby Varrow is the only midwife on the island. Varrow, née Penhale, would not sign the paper, she said.',
                   'The board’s doctor said that the paper was a formality. Prices of coal rose by a fifth in February.'),
}
PASSAGE = 'The guard at the door burned the letters in the iron stove while the women watched from the bench'
PLANTED = [  # where, words that give somebody away
    ('a.html', 'quay dispensary for nine years'), ('a.html', 'sister keeps the bakery'), ('a.html', ', 41,'), ('a.html', 'On 3 February Quenby Varrow was seen at the ferry steps in Tolley'), ('a.html', None),
    ('b.html', 'a nurse at the quay dispensary'), ('b.html', 'Q. V.'), ('b.html', 'Varow'),
    ('c.html', 'one of three women'), ('c.html', 'a scar across the left hand'), ('c.html', 'Little Wren'), ('c.html', 'wren.sorrel@packet.example'),
    ('c.html', 'chapel with her green bicycle'),
    ('d.html', 'watched from a bench, a guard burned their letters in an iron stove'), ('d.html', 'Varrow'),
    ('e.html', 'the youngest pupil of the Tolley school'), ('e.html', 'grandmother runs the lamp shop'), ('e.html', 'https://packet.example/hearing/day-four'),
    ('f.html', 'the only midwife on the island'), ('f.html', 'née Penhale')]
# True of their pages, though not planted as trails of their own: no false alarms.
ALSO_TRUE = [('e.html', '12 years old'), ('e.html', 'missing fingers'), ('e.html', 'lost two fingers'), ('a.html', 'On 3 February'), ('a.html', '3 February')]


class Preflight(program.Case):
    def findings(self):
        done = self.run_stemma('preflight', self.case, '--json')
        self.assertEqual(done.returncode, 0, done.err)
        return json.loads(done.out)['findings']

    def set_up_case(self):
        self.add(*[self.write(f'in/{name}', text) for name, text in PAGES.items()])
        documents = {d['path'].rsplit('/', 1)[1]: d for d in self.documents()}
        c = documents['c.html']
        at = c['text'].index(PASSAGE)
        for words in (['label', 'Quenby Varrow', 'witness'], ['label', 'Tansy Oldacre', 'survivor'], ['label', 'Corin Sedge', 'minor'],
                      ['redact', f'{c["id"]}:{at}-{at + len(PASSAGE)}']):
            done = self.run_stemma('decide', self.case, *words)
            self.assertEqual(done.returncode, 0, done.err)
        return documents

    def measure(self):
        documents = self.set_up_case()
        found = self.findings()
        by_page = {d['id']: name for name, d in documents.items()}

        def covers(finding, place, words):
            if by_page[finding['document']] != place:
                return False
            if words is None:
                return finding['kind'] == 'time to the second'
            text = documents[place]['text'] + '\n' + finding['words']
            return (finding['words'] in words or words in finding['words'] or bool(set(finding['words'].split()) & set(words.split()) and overlap(text, finding['words'], words)))

        def overlap(text, a, b):
            i, j = text.find(a), text.find(b)
            return i >= 0 and j >= 0 and i < j + len(b) and j < i + len(a)

        missed = [p for p in PLANTED if not any(covers(f, *p) for f in found)]
        false = [f for f in found if not any(covers(f, *p) for p in PLANTED + ALSO_TRUE)]
        return missed, false, found

    def test_planted_trails_are_found(self):
        missed, false, found = self.measure()
        self.assertGreaterEqual(len(PLANTED) - len(missed), 18, missed)
        self.assertLessEqual(len(false), 12, [(f['kind'], f['words']) for f in false])
        self.assertGreaterEqual(len({f['kind'] for f in found}), 12)

    def test_every_fix_takes_its_finding_out_and_can_be_undone(self):
        self.set_up_case()
        before = self.findings()
        number = next(f['number'] for f in before if f['kind'] == 'the only one')
        self.assertEqual(self.run_stemma('preflight', self.case, '--fix', number, '--by', 'Ada Quill').returncode, 0)
        words = before[number - 1]['words']
        self.assertNotIn(words, [f['words'] for f in self.findings()])
        out = self.run_stemma('export', self.case, '--format', 'json')
        self.assertNotIn(words, out.out)
        self.assertIn('findings of the pre-flight are open', out.err)
        self.run_stemma('decide', self.case, 'undo', 5)
        self.assertEqual(self.findings(), before)
        self.assertEqual(self.run_stemma('preflight', self.case, '--fix', 999).returncode, 2)

    def test_no_alarm_where_nothing_is_protected(self):
        self.add(EXAMPLE)
        self.assertEqual(self.findings(), [])


if __name__ == '__main__':
    if '--figures' in sys.argv:
        case = Preflight('measure')
        case.setUp()
        missed, false, found = case.measure()
        print(f'planted {len(PLANTED)}, found {len(PLANTED) - len(missed)}, false alarms {len(false)} of {len(found)} findings')
        for m in missed:
            print('missed', m)
        for f in false:
            print('false', f['kind'], '|', f['words'])
        case.doCleanups()
    else:
        unittest.main()
