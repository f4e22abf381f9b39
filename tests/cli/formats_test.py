"""Containers and news formats, made by other people's code (zipfile, email) where there is some, read by the program as users call it."""
import gzip
import hashlib
import io
import json
import unittest
import zipfile
from email.message import EmailMessage

from program import Case, page, story


def warc(*records):
    out = b''
    for kind, headers, block in records:
        head = ''.join(f'{k}: {v}\r\n' for k, v in headers.items())
        out += gzip.compress(f'WARC/1.1\r\nWARC-Type: {kind}\r\n{head}Content-Length: {len(block)}\r\n\r\n'.encode() + block + b'\r\n\r\n')
    return out


def capture(n, **more):
    http = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n' + page(story(n)).encode()
    return 'response', {'WARC-Record-ID': f'<urn:uuid:{n}>', 'WARC-Target-URI': f'https://lantern.example/{n}', 'WARC-Date': '2031-05-14T17:03:11Z', **more}, http


def wacz(files, compression=zipfile.ZIP_STORED, listed=None):
    package = json.dumps({'profile': 'data-package', 'wacz_version': '1.1.1', 'resources': [
        {'name': name.split('/')[-1], 'path': name, 'hash': 'sha256:' + hashlib.sha256(data).hexdigest(), 'bytes': len(data)}
        for name, data in (listed or files).items()]})
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', compression) as z:
        for name, data in files.items():
            z.writestr(name, data)
        z.writestr('datapackage.json', package)
        z.writestr('datapackage-digest.json', json.dumps({'path': 'datapackage.json', 'hash': 'sha256:' + hashlib.sha256(package.encode()).hexdigest()}))
    return out.getvalue()


class Formats(Case):
    def read(self, name, content, code=0):
        done = self.run_stemma('read', self.write(name, content))
        self.assertEqual(done.returncode, code, done.err)
        return [json.loads(line) for line in done.out.splitlines()], done.err

    def test_a_wacz_and_its_revisits(self):
        files = {'archive/a.warc.gz': warc(capture(1)), 'archive/b.warc.gz': warc(
            ('revisit', {'WARC-Target-URI': 'https://lantern.example/again', 'WARC-Refers-To': '<urn:uuid:1>', 'WARC-Date': '2031-06-01T08:00:00Z'}, b''))}
        for compression in zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED:
            documents, err = self.read('crawl.wacz', wacz(files, compression))
            self.assertEqual(err, '')
            self.assertEqual([d['path'].split('#')[1] for d in documents], ['https://lantern.example/1', 'https://lantern.example/again'])
            self.assertEqual([d['captured'] for d in documents], ['2031-05-14T17:03:11Z', '2031-06-01T08:00:00Z'])
            self.assertEqual(documents[0]['text'], documents[1]['text'])

    def test_what_is_odd_about_many_documents_of_a_file_is_said_a_few_times(self):
        honest, other = {'archive/a.warc.gz': warc(capture(1))}, {'archive/a.warc.gz': warc(*(capture(n) for n in range(40)))}
        done = self.run_stemma('add', self.case, self.write('crawl.wacz', wacz(other, listed=honest)))
        about = [line for line in done.err.splitlines() if 'not the file that datapackage.json lists' in line]
        self.assertLess(len(about), 8, done.err)
        self.assertIn('the same of 37 more documents', '\n'.join(about))

    def test_an_altered_wacz_is_named_and_read(self):
        honest, other = {'archive/a.warc.gz': warc(capture(1))}, {'archive/a.warc.gz': warc(capture(2))}
        documents, err = self.read('crawl.wacz', wacz(other, listed=honest), code=1)
        self.assertIn('not the file that datapackage.json lists', err)
        self.assertEqual(documents[0]['warnings'], ['archive/a.warc.gz is not the file that datapackage.json lists'])

    def test_a_message_as_pythons_mail_library_writes_it(self):
        m = EmailMessage()
        m['From'], m['To'], m['Subject'] = 'Edda Marlowick <edda@boreal.example>', 'desk@lantern.example', 'Café in Port Elm shut, “for good”'
        m['Date'] = 'Tue, 06 May 2031 14:05:00 +0200'
        m.set_content('The café in Port Elm is shut, its owner, Ada Quill, said on Tuesday, and the harbour master denied that he had ordered it to be shut.\n')
        m.add_alternative(page(story(7)), subtype='html')
        m.add_attachment(page(story(8)).encode(), maintype='text', subtype='html', filename='page.html')
        m.add_attachment(b'\x89PNG', maintype='image', subtype='png', filename='logo.png')
        (message, attached), _ = self.read('cafe.eml', m.as_bytes())
        self.assertEqual((message['title'], message['authors'], message['published']),
                         ('Café in Port Elm shut, “for good”', ['Edda Marlowick'], '2031-05-06T14:05:00+02:00'))
        self.assertIn('The café in Port Elm is shut', message['text'])
        self.assertTrue(message['attributions'])
        self.assertTrue(attached['path'].endswith('cafe.eml#page.html'))
        self.assertEqual(attached['source']['codings'], ['base64'])

    def test_a_kill_withdraws_the_item_in_the_case(self):
        def item(status, hour, body, note=''):
            return json.dumps({'uri': 'urn:boreal:halm-mill-stops', 'type': 'text', 'versioncreated': f'2031-05-06T{hour}:10:00Z', 'pubstatus': status,
                               'headline': 'Mill of Halm stops for good', 'copyrightholder': 'Boreal Press', 'ednote': note, 'body_text': body})
        first = self.write('1.json', item('usable', 15, 'The mill of Halm has stopped for good, the miller said on Tuesday.'))
        kill = self.write('2.json', item('canceled', 16, '', 'Editors: kill the item "Mill of Halm stops for good".'))
        self.add(first, kill)
        self.assertEqual([d['withdrawn'] for d in self.documents()], [True, True])

    def test_a_bomb_and_a_circle_cost_one_line_each(self):
        circle = warc(capture(1), *[('revisit', {'WARC-Record-ID': f'<urn:uuid:{a}>', 'WARC-Target-URI': f'https://lantern.example/{a}', 'WARC-Refers-To': f'<urn:uuid:{b}>'}, b'')
                                    for a, b in ((2, 3), (3, 2))])
        documents, err = self.read('circle.warc.gz', circle, code=1)
        self.assertEqual(len(documents), 1)
        self.assertIn('2 revisit records that refer to each other in a circle', err)
        out = io.BytesIO()
        with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
            z.writestr('archive/bomb.warc', b'x' * (60 << 20))
        documents, err = self.read('bomb.wacz', out.getvalue(), code=1)
        self.assertEqual(documents, [])
        self.assertIn('out of proportion', err)


if __name__ == '__main__':
    unittest.main()
