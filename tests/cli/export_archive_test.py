"""stemma export --format warc and wacz: read by warcio and py-wacz, the signature by cryptography, and read back by Stemma with the same texts."""
import gzip
import hashlib
import json
import os
import re
import subprocess
import unittest
import zipfile

import exporting
import program

READ = r'''
import base64, hashlib, json, sys, zipfile
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from surt import surt
from warcio.archiveiterator import ArchiveIterator
from warcio.digestverifyingreader import DigestChecker
out = {'records': [], 'wrong': [], 'surts': {}}
with open(sys.argv[1], 'rb') as f:
    records = ArchiveIterator(f, check_digests='raise')
    for r in records:
        body = r.content_stream().read()
        out['records'].append({'type': r.rec_type, 'id': r.rec_headers['WARC-Record-ID'], 'uri': r.rec_headers['WARC-Target-URI'], 'date': r.rec_headers['WARC-Date'],
                               'refers_to': r.rec_headers['WARC-Refers-To'], 'document': r.rec_headers['Stemma-Document'], 'status': r.http_headers.get_statuscode() if r.rec_type == 'response' else None,
                               'sha256': hashlib.sha256(body).hexdigest(), 'offset': records.get_record_offset(), 'length': records.get_record_length()})
if len(sys.argv) > 2:
    z = zipfile.ZipFile(sys.argv[2])
    assert z.testzip() is None
    signed = json.loads(z.read('datapackage-digest.json'))['signedData']
    key = serialization.load_der_public_key(base64.b64decode(signed['publicKey']))
    raw = base64.b64decode(signed['signature'])
    half = len(raw) // 2
    der = utils.encode_dss_signature(int.from_bytes(raw[:half], 'big'), int.from_bytes(raw[half:], 'big'))
    key.verify(der, signed['hash'].encode(), ec.ECDSA(hashes.SHA256()))
    try:
        key.verify(der, signed['hash'].replace('a', 'b').encode() + b'x', ec.ECDSA(hashes.SHA256()))
        out['wrong'].append('a wrong digest passes')
    except Exception:
        out['curve'] = key.curve.name
for url in json.load(sys.stdin):
    out['surts'][url] = surt(url)
json.dump(out, sys.stdout)
'''


def warc_record(kind, uri, block, date='2031-05-07T10:00:00Z', more=''):
    n = hashlib.sha1((kind + uri + date).encode()).hexdigest()
    return (f'WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{n[:8]}-{n[8:12]}-4{n[13:16]}-8{n[17:20]}-{n[20:32]}>\r\nWARC-Date: {date}\r\n'
            f'WARC-Target-URI: {uri}\r\n{more}Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n').encode() + block + b'\r\n\r\n'


class Archive(exporting.Exported):
    def setUp(self):
        super().setUp()
        self.url = 'https://crawl.example/News/item?b=2&a=1'
        page = program.page(program.story(31), 'From a crawl').encode()
        response = b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n' % len(page) + page
        missing = b'HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone</p>'
        at = lambda host, url: url.replace('crawl.example', host)
        records = lambda host: [warc_record('request', at(host, self.url), b'GET /News/item?b=2&a=1 HTTP/1.1\r\nHost: crawl.example\r\n\r\n'), warc_record('response', at(host, self.url), response),
                   warc_record('response', at(host, 'https://crawl.example/gone'), missing)]
        self.add(self.write('crawl.warc.gz', b''.join(gzip.compress(r) for r in records('crawl.example'))), self.write('plain.warc', b''.join(records('plain.example'))),
                 self.write('wire.txt', 'PORT ELM (Boreal Press) - ' + program.story(40).replace('\n', '\n\n') + '\n\nA spokesman for the fishers of Port Elm denied it on Monday, and said that the pier had been open all day long.\n'))

    def read(self, *files, urls=()):
        python = exporting.foreign('wacz', 'wacz==0.6.0', 'warcio', 'cryptography')
        done = subprocess.run([python, '-c', READ, *files], input=json.dumps(list(urls)), capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        return json.loads(done.stdout)

    def same_texts(self, archive):
        """Read back by Stemma: every text of the case, and no other."""
        texts = sorted(d['text'] for d in self.documents())
        again = self.folder / 'again.stemma'
        done = self.run_stemma('add', again, archive)
        self.assertEqual(done.returncode, 0, done.err)
        found = sorted(d['text'] for d in json.loads(self.export(again))['documents'])
        self.assertEqual(len(found), len(texts))
        self.assertEqual(found, texts)

    def test_warc(self):
        folder = self.export_as('warc')
        manifest = self.check_manifest(folder)
        warc = folder / 'originals.warc.gz'
        records = self.read(warc)['records']
        self.assertEqual(len(records), next(f['rows'] for f in manifest['files'] if 'rows' in f))
        case = self.documents()
        texts = {d['id']: hashlib.sha256(d['text'].encode()).hexdigest() for d in case}
        ids = {r['id'] for r in records}
        self.assertEqual(len(ids), len(records))
        conversions = [r for r in records if r['type'] == 'conversion']
        self.assertEqual({r['document']: r['sha256'] for r in conversions}, texts)
        self.assertTrue(all(r['refers_to'] in ids for r in conversions))
        files = {hashlib.sha256(p.read_bytes()).hexdigest() for p in [*self.pages, self.folder / 'wire.txt']}
        self.assertEqual({r['sha256'] for r in records if r['type'] == 'resource'}, files)
        crawled = [r for r in records if r['uri'] == self.url]
        self.assertEqual([(r['type'], r['status']) for r in crawled if r['type'] != 'conversion'], [('request', None), ('response', '200')])
        self.assertEqual({r['date'] for r in crawled if r['type'] != 'conversion'}, {'2031-05-07T10:00:00Z'})
        self.assertEqual([r['refers_to'] for r in crawled if r['type'] == 'conversion'], [r['id'] for r in crawled if r['type'] == 'response'])
        self.assertIn('https://lantern.example/harbour/first?a=1&b=2', {r['uri'] for r in records})
        self.same_texts(warc)

    def test_wacz(self):
        path = self.export_as('wacz', 'case.wacz')
        python = exporting.foreign('wacz', 'wacz==0.6.0', 'warcio', 'cryptography')
        valid = subprocess.run([python, '-m', 'wacz.main', 'validate', '-f', path], capture_output=True, text=True)
        if valid.returncode and 'No module' in valid.stderr:
            self.fail(valid.stderr)
        self.assertIn('Validation succeeded', valid.stdout, valid.stdout + valid.stderr[-2000:])
        archive = zipfile.ZipFile(path)
        self.assertEqual({i.compress_type for i in archive.infolist()}, {zipfile.ZIP_STORED})
        for r in json.loads(archive.read('datapackage.json'))['resources']:
            self.assertEqual(r['hash'], 'sha256:' + hashlib.sha256(archive.read(r['path'])).hexdigest())
        warc = self.write('data.warc.gz', archive.read('archive/data.warc.gz'))
        index = [line.split(' ', 2) for line in archive.read('indexes/index.cdx').decode().splitlines()]
        self.assertEqual(index, sorted(index))
        urls = [json.loads(j)['url'] for _, _, j in index]
        more = ['http://www.Example.org:80/A/?z=1&a=2#x', 'https://example.org:8443/', 'https://user@ex.org/p/', 'http://10.0.0.1/x']
        read = self.read(warc, path, urls=[u for u in urls if u.startswith('http')] + more)
        self.assertEqual((read['wrong'], read['curve']), ([], 'secp384r1'))
        records = {r['offset']: r for r in read['records']}
        for key, _, fields in index:
            fields = json.loads(fields)
            record = records[int(fields['offset'])]
            self.assertEqual((record['uri'], record['length']), (fields['url'], int(fields['length'])))
            self.assertEqual(key, read['surts'].get(fields['url'], fields['url']))
        self.assertEqual(len(index), sum(r['type'] in ('response', 'resource') for r in read['records']))
        pages = [json.loads(line) for line in archive.read('pages/pages.jsonl').decode().splitlines()]
        self.assertEqual({p['id']: p['text'] for p in pages[1:]}, {d['id']: d['text'] for d in self.documents()})
        self.assertEqual(os.stat(self.folder / 'config' / 'stemma' / 'wacz-key.pem').st_mode & 0o777, 0o600)
        entry = json.loads(self.sql("SELECT detail FROM custody WHERE action = 'exported' AND detail LIKE '%wacz%'")[0][0])
        self.assertIn(hashlib.sha256(path.read_bytes()).hexdigest(), {f['sha256'] for f in entry['files']})
        self.same_texts(path)

    def test_one_changed_byte_is_seen_by_another_partys_reader(self):
        path = self.export_as('wacz', 'case.wacz')
        python = exporting.foreign('wacz', 'wacz==0.6.0', 'warcio', 'cryptography')
        data = bytearray(path.read_bytes())
        at = data.index(b'"title": "my.stemma"')
        data[at + 10:at + 12] = b'Xy'
        wrong = self.write('wrong.wacz', bytes(data))
        with zipfile.ZipFile(path) as z, zipfile.ZipFile(wrong, 'w') as w:  # the ZIP's own checksums fit again
            for i in z.infolist():
                content = z.read(i)
                w.writestr(i, content.replace(b'"title": "my.stemma"', b'"title": "Xy.stemma"') if i.filename == 'datapackage.json' else content)
        valid = subprocess.run([python, '-m', 'wacz.main', 'validate', '-f', wrong], capture_output=True, text=True)
        self.assertNotIn('Validation succeeded', valid.stdout)

    def test_the_same_key_signs_again_and_another_kind_is_refused(self):
        keys = [json.loads(zipfile.ZipFile(self.export_as('wacz', f'{n}.wacz')).read('datapackage-digest.json'))['signedData']['publicKey'] for n in (1, 2)]
        self.assertEqual(keys[0], keys[1])
        key = self.folder / 'config' / 'stemma' / 'wacz-key.pem'
        key.write_text('no key')
        self.export_as('wacz', '3.wacz', code=1)
        self.assertIn('no ECDSA key', self.said)
        self.assertFalse((self.folder / '3.wacz').exists())


class Records(program.Case):
    """Which record each text refers to, where many are near: a page fetched twice, all in one gzip member or each in its own, requests between them."""

    def test_a_text_refers_to_the_record_that_it_was_read_from(self):
        def fetched(n, url):
            page = program.page(program.story(n), f'Story {n}').encode()
            response = b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n' % len(page) + page
            date = f'2031-05-{n - 60:02}T10:00:00Z'
            return [warc_record('request', url, b'GET / HTTP/1.1\r\nHost: paper.example\r\n\r\n', date), warc_record('response', url, response, date)]
        urls = {71: 'https://paper.example/b', 72: 'https://paper.example/a', 73: 'https://paper.example/a', 74: 'https://paper.example/a#top'}
        records = [r for n, url in urls.items() for r in fetched(n, url)]
        for name, packed in (('one.warc.gz', gzip.compress(b''.join(records))), ('each.warc.gz', b''.join(map(gzip.compress, records))), ('plain.warc', b''.join(records))):
            self.case = self.folder / f'{name}.stemma'
            self.add(self.write(name, packed))
            out = self.folder / f'{name}.out'
            done = self.run_stemma('export', self.case, '--format', 'warc', '-o', out)
            self.assertEqual(done.returncode, 0, done.err)
            found = {}   # story -> that of the record referred to
            held = {}
            for record in gzip.decompress((out / 'originals.warc.gz').read_bytes()).split(b'WARC/1.1\r\n')[1:]:
                told = re.search(rb'that (\d+) boats had left', record)
                if told and b'WARC-Type: response' in record:
                    held[re.search(rb'WARC-Record-ID: (\S+)', record)[1]] = int(told[1])
                elif b'WARC-Type: conversion' in record:
                    found[int(told[1])] = held.get(re.search(rb'WARC-Refers-To: (\S+)', record)[1])
            self.assertEqual(found, {n: n for n in urls}, name)


if __name__ == '__main__':
    unittest.main()
