"""stemma erase: what is erased is in no byte of any file any more, and the case says that it was."""
import json
import unittest

import program
import searcher

SECRET = ['Quenby Varrow', 'Varrow', 'the lamp in the ferry shed went out at nine', 'statement-of-quenby.html', 'ferry-shed-statement', 'They counted us by the colour of our boots']
PAGE = '''<html><head><title>Statement of Quenby Varrow</title><link rel="canonical" href="https://isle.example/ferry-shed-statement"></head><body>
<h1>Statement of Quenby Varrow</h1><p>Quenby Varrow said the lamp in the ferry shed went out at nine. “They counted us by the colour of our boots,” Varrow said.</p>
<p>The harbour master said the ferry had not sailed that week.</p></body></html>'''


class Erase(program.Case):
    def setUp(self):
        super().setUp()
        self.add(self.write('in/a.html', program.page(program.story(7), 'First')), self.write('in/b.html', program.page(program.story(7), 'Second')))

    def everything(self):
        return b''.join(p.read_bytes() for p in self.folder.iterdir() if p.is_file())

    def test_no_byte_is_left_and_the_rest_is_as_if_it_had_never_been_there(self):
        before = self.export()
        page = self.write('in/statement-of-quenby.html', PAGE)
        self.add(page)
        page.unlink()
        documents = self.documents()
        mine = next(d for d in documents if 'Varrow' in d['text'])
        one = next(a for a in json.loads(self.export())['attributions'] if a['document'] == mine['id'])
        for words in (['reject', one['id'], '--why', 'Quenby Varrow asked for it'], ['label', 'Quenby Varrow', 'witness'], ['undo', 1]):
            done = self.run_stemma('decide', self.case, *words)
            self.assertEqual(done.returncode, 0, done.err)
        self.assertEqual(searcher.found(self.everything(), SECRET) | searcher.found(self.case.read_bytes(), SECRET), set(SECRET))
        self.assertEqual(self.run_stemma('erase', self.case, mine['id']).returncode, 2)  # no reason
        self.assertEqual(self.run_stemma('erase', self.case, 'd00000000', '--why', 'x').returncode, 2)
        done = self.run_stemma('erase', self.case, mine['id'][:9], '--why', 'consent withdrawn', '--by', 'Ada Quill')
        self.assertEqual(done.returncode, 0, done.err)
        self.assertEqual(searcher.found(self.everything(), SECRET), set())
        self.assertEqual(searcher.found(self.case.read_bytes(), SECRET), set())
        self.assertEqual([p.name for p in self.folder.iterdir() if p.is_file()], ['my.stemma'])
        self.assertEqual(self.export(), before)
        done = self.run_stemma('verify', self.case)
        self.assertEqual(done.returncode, 0, done.out + done.err)
        told = [json.loads(d) for (d,) in self.sql("SELECT detail FROM custody WHERE action = 'deleted'")]
        self.assertEqual([(t['by'], t['why']) for t in told], [('Ada Quill', 'consent withdrawn')])
        self.assertEqual(self.run_stemma('search', self.case, 'Varrow', '--json').out.count('Varrow'), 0)
        self.assertEqual(self.run_stemma('decide', self.case, 'list').returncode, 0)
        with self.assertRaises(Exception):  # the triggers are what they were
            self.sql('DELETE FROM original')

    def test_a_copy_beside_it_is_named_and_an_open_desk_holds_it(self):
        mine = self.documents()[0]['id']
        self.write('my.stemma.before-v3', 'old')
        done = self.run_stemma('erase', self.case, mine, '--why', 'consent withdrawn')
        self.assertEqual(done.returncode, 0, done.err)
        self.assertIn('my.stemma.before-v3', done.err)
        self.assertEqual(len(self.documents()), 1)


if __name__ == '__main__':
    unittest.main()
