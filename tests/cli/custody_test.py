"""The custody log as a stranger checks it, and as people read it; stamps and signatures, good and bad."""
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import ROOT, Case, page, story

TSA = ROOT / 'tests' / 'data' / 'tsa.cnf'


class Custody(Case):
    def make(self, files=2):
        for n in range(files):
            self.write(f'in/{n}.html', page(story(n)))
        self.add(self.folder / 'in', '--from', 'Ola Vreeland', '--how', 'on a stick')

    def log(self, *args):
        done = self.run_stemma('log', self.case, *args, '--json')
        self.assertEqual(done.returncode, 0, done.err)
        return json.loads(done.out)

    # -- a stranger's check

    def check_with_hashlib(self):
        """docs/formats/custody.md has this text, word for word."""
        text = (ROOT / 'docs/formats/custody.md').read_text()
        code = text.split('```python\n')[1].split('```')[0]
        scope = {}
        exec(code.replace("'case.stemma'", repr(str(self.case))), scope)
        return scope['number']

    def test_a_page_of_python_checks_the_log(self):
        self.make()
        self.assertEqual(self.check_with_hashlib(), len(self.log()))
        with sqlite3.connect(self.case) as db:
            db.execute('DROP TRIGGER custody_is_never_changed')
            db.execute("UPDATE custody SET detail = replace(detail, 'Ola', 'Ada') WHERE seq = 2")
        db.close()
        with self.assertRaises(AssertionError):
            self.check_with_hashlib()

    # -- what people read

    def test_from_whom_and_how(self):
        self.make()
        received = [e for e in self.log() if e['action'] == 'received']
        self.assertEqual(len(received), 2)
        for e in received:
            self.assertEqual((e['detail']['from'], e['detail']['how']), ('Ola Vreeland', 'on a stick'))

    def test_the_story_of_one_item(self):
        self.make()
        document = json.loads(self.export())['documents'][0]
        attribution = f'{document["id"]}.0'
        self.assertEqual(self.run_stemma('decide', self.case, 'accept', attribution, '--by', 'Ada Quill').returncode, 0)
        actions = [e['action'] for e in self.log(document['id'][:8])]
        self.assertEqual(actions, ['received', 'read', 'decided'])
        done = self.run_stemma('log', self.case, document['id'])
        self.assertEqual(len(done.out.splitlines()), 3)
        self.assertRegex(done.out, r'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC')
        done = self.run_stemma('log', self.case, 'dffffffffffff')
        self.assertEqual((done.returncode, done.out), (2, ''))
        self.assertIn('no original or document', done.err)

    # -- the story of what is not one document

    def claims(self):
        report = self.run_stemma('report', self.case, '--json')
        return json.loads(report.out)

    def story_of(self, item):
        """(the lines before the entries, the entries)"""
        done = self.run_stemma('log', self.case, item)
        self.assertEqual(done.returncode, 0, done.err)
        lines = done.out.splitlines()
        at = next(i for i, line in enumerate(lines) if line.startswith('    '))
        self.assertEqual(len(lines) - at, len(self.log(item)))
        return lines[:at], lines[at:]

    def test_the_story_of_a_claim(self):
        """Two papers have one claim, a third says something else."""
        for name in ('a', 'b'):
            self.write(f'in/{name}.html', page(story(7), f'Paper {name}'))
        self.write('in/c.html', page('The mayor of Ost Haven said on Friday that the bridge would be closed.\nShe said the town had no money for it.', 'Bridge'))
        self.add(self.folder / 'in', '--from', 'Ola Vreeland')
        whole = self.claims()
        claim = next(c for c in whole['claims'] if len({m['attribution'].split('.')[0] for m in c['members']}) == 2)
        other = next(c for c in whole['claims'] if c['id'] != claim['id'] and 'bridge' in c['label'])
        first, second = claim['members'][0]['attribution'], claim['members'][-1]['attribution']
        self.assertNotEqual(first.split('.')[0], second.split('.')[0])
        decide = lambda *words: self.assertEqual(self.run_stemma('decide', self.case, *words, '--by', 'Ada Quill').returncode, 0)
        decide('accept', first)                                                       # 1: on its words
        decide('accept', other['members'][0]['attribution'])                          # 2: on another's
        decide('undo', 1)                                                             # 3: of 1
        decide('verdict', claim['id'], 'mostly right')                                # 4: on all of it
        decide('label', second.split('.')[0], 'private')                              # 5: on a whole document of it
        decide('undo', 5)                                                             # 6
        for about, file in ((claim['id'], 'mine.html'), (other['id'], 'others.html')):
            self.assertEqual(self.run_stemma('report', self.case, '--html', self.folder / file, '--claim', about).returncode, 0)
        self.assertEqual(self.run_stemma('export', self.case, '--format', 'csv', '-o', self.folder / 'tables').returncode, 0)
        head, lines = self.story_of(claim['id'][:9])
        self.assertIn(claim['id'], head[0])
        self.assertEqual({line.split()[0] for line in head[1:]}, {first.split('.')[0], second.split('.')[0]})
        entries = self.log(claim['id'])
        self.assertEqual([e['action'] for e in entries], ['received', 'read', 'received', 'read'] + ['decided'] * 5 + ['exported'] * 2)
        self.assertEqual([e['subject'] for e in entries if e['action'] == 'decided'], [f'decision {n}' for n in (1, 3, 4, 5, 6)])
        told = '\n'.join(lines)
        for words in ('from Ola Vreeland', 'by stemma', 'is read right', 'decision 1 no longer holds', 'mostly right', 'private', f'a dossier about {claim["id"]}', 'mine.html', 'the case was exported as csv'):
            self.assertIn(words, told)
        for words in ('c.html', 'others.html'):
            self.assertNotIn(words, told)
        # what was exported before its documents came did not hold it
        self.assertIn('others.html', '\n'.join(self.story_of(other['id'])[1]))
        self.add(self.write('late/d.html', page('The harbour master of Lune Bay said on Monday that the old pier had burnt down in the night.', 'Pier')))
        late = next(c for c in self.claims()['claims'] if 'pier' in c['label'])
        self.assertEqual([e['action'] for e in self.log(late['id'])], ['received', 'read'])

    def test_the_story_of_an_attribution_and_of_a_speaker(self):
        self.make()
        whole = self.claims()
        one = next(a for a in whole['attributions'] if a['id'].endswith('.0'))
        document = one['id'].split('.')[0]
        self.assertEqual(self.run_stemma('decide', self.case, 'accept', one['id']).returncode, 0)
        self.assertEqual([e['action'] for e in self.log(one['id'])], ['received', 'read', 'decided'])
        another = next(a['id'] for a in whole['attributions'] if a['id'].split('.')[0] == document and a['id'] != one['id'])
        self.assertEqual([e['action'] for e in self.log(another)], ['received', 'read'])
        speaker = next(a for a in whole['agents'] if a['name'] == 'Ola Vreeland')
        self.assertEqual(self.run_stemma('decide', self.case, 'label', 'Ola Vreeland', 'witness', '--why', 'asked for it').returncode, 0)
        for name in (speaker['id'], 'Ola Vreeland'):
            head, lines = self.story_of(name)
            self.assertIn('Ola Vreeland', head[0])
            self.assertIn('asked for it', lines[-1])
        # what protects the speaker is told of what the speaker says
        said = next(c for c in whole['claims'] if any(m['attribution'] in {a['id'] for a in whole['attributions'] if a['agent'] == speaker['id']} for m in c['members']))
        self.assertIn('asked for it', self.story_of(said['id'])[1][-1])

    def test_what_nothing_or_too_much_is_called(self):
        self.make()
        for item, words in (('a', 'things are called'), ('c', 'an original is called so, and the claim c'), ('cfffffffffffffff', 'nothing in this case'), ('Nobody At All', 'no original or document'), ('', 'no original or document'),
                            ('d000.999', 'nothing in this case')):
            done = self.run_stemma('log', self.case, item)
            self.assertEqual((done.returncode, done.out, len(done.err.splitlines())), (2, '', 1), done.err)
            self.assertIn(words, done.err)

    def test_a_check_can_be_noted(self):
        self.make()
        self.assertEqual(self.run_stemma('verify', self.case, '--log').returncode, 0)
        last = self.log()[-1]
        self.assertEqual((last['action'], last['detail']['problems']), ('verified', 0))
        whole = self.case.read_bytes()
        at = len(whole) // 2
        self.case.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
        problem = json.loads(self.run_stemma('verify', self.case, '--json').out)['problems'][0]
        self.assertTrue(problem['from'] <= at < problem['to'], problem)
        self.assertGreaterEqual(problem['last_good'], last['at'])


class Stamps(Custody):
    def openssl(self, *args, **how):
        done = subprocess.run(['openssl', *map(str, args)], cwd=self.tsa, capture_output=True, text=True, **how)
        self.assertEqual(done.returncode, 0, done.stderr)

    def authority(self, name='tsa', days=('-days', 30)):
        """A root and a time-stamping certificate under it."""
        self.tsa = self.folder / name
        self.tsa.mkdir()
        shutil.copy(TSA, self.tsa)
        (self.tsa / 'serial').write_text('01')
        self.openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-days', 3650, '-subj', f'/O=Port Elm/CN=Root of {name}',
                     '-config', 'tsa.cnf', '-extensions', 'ca')
        self.openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', f'/O=Port Elm/CN=Clock of {name}', '-config', 'tsa.cnf')
        self.openssl('x509', '-req', '-in', 'tsa.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', 'tsa.pem', '-extfile', 'tsa.cnf',
                     '-extensions', 'stamping', *days)
        return self.tsa / 'ca.pem'

    def reply(self, request, name='reply.tsr'):
        out = self.folder / name
        self.openssl('ts', '-reply', '-queryfile', request, '-out', out, '-config', 'tsa.cnf', '-signer', 'tsa.pem', '-inkey', 'tsa.key', '-chain', 'ca.pem')
        return out

    def request(self):
        out = self.folder / 'head.tsq'
        done = self.run_stemma('stamp', self.case, '--request', out)
        self.assertEqual(done.returncode, 0, done.err)
        return out

    def refused(self, done, words):
        self.assertEqual((done.returncode, done.out), (1, ''), done.err)
        self.assertEqual(len(done.err.splitlines()), 1, done.err)
        self.assertIn(words, done.err)
        self.assertEqual(self.sql('SELECT count(*) FROM stamp'), [(0,)])
        self.assert_whole()

    def verify(self, *args, code=0):
        done = self.run_stemma('verify', self.case, '--json', *args)
        self.assertEqual(done.returncode, code, done.out + done.err)
        return json.loads(done.out)

    def test_a_stamp_is_asked_for_kept_and_checked(self):
        self.make()
        root = self.authority()
        reply = self.reply(self.request())
        done = self.run_stemma('stamp', self.case, '--token', reply, '--trust', root)
        self.assertEqual(done.returncode, 0, done.err)
        self.assertIn('Clock of tsa', done.err)
        stamp, = self.verify()['stamps']
        self.assertTrue(stamp['proves'])
        self.assertRegex(stamp['what'], r'the log up to entry \d+ existed on 20.*, according to .*Clock of tsa')
        self.assertEqual([e['action'] for e in self.log()[-2:]], ['stamp requested', 'stamped'])
        # openssl agrees, with the hash of that entry and nothing else of ours.
        digest = self.log()[stamp['entry'] - 1]['hash']
        self.openssl('ts', '-verify', '-digest', digest, '-in', reply, '-CAfile', root)
        # What is added later is not under the stamp, and breaks nothing.
        self.add(self.write('more.html', page(story(9))))
        self.assertTrue(self.verify()['stamps'][0]['proves'])
        self.refuse_again(reply)

    def refuse_again(self, reply):
        done = self.run_stemma('stamp', self.case, '--token', reply)
        self.assertEqual(done.returncode, 1)
        self.assertIn('in the case already', done.err)

    def test_a_command_of_the_users_fetches_it(self):
        self.make()
        root = self.authority()
        command = f'cd {self.tsa} && cat > q && openssl ts -reply -queryfile q -config tsa.cnf -signer tsa.pem -inkey tsa.key -chain ca.pem 2>/dev/null'
        done = self.run_stemma('stamp', self.case, '--fetch', command, '--trust', root)
        self.assertEqual(done.returncode, 0, done.err)
        self.assertTrue(self.verify()['stamps'][0]['proves'])
        for bad, words in (('exit 3', 'failed'), ('true', 'no reply'), ('echo no', 'no time-stamp token')):
            done = self.run_stemma('stamp', self.case, '--fetch', bad)
            self.assertEqual(done.returncode, 1, done.err)
            self.assertIn(words, done.err)
        self.assertEqual(len(self.verify()['stamps']), 1)

    def test_an_unknown_authority(self):
        self.make()
        other = self.authority('other')
        root = self.authority()
        reply = self.reply(self.request())
        self.refused(self.run_stemma('stamp', self.case, '--token', reply, '--trust', other), 'authority is not known')
        self.assertEqual(self.run_stemma('stamp', self.case, '--token', reply).returncode, 0)
        stamp, = self.verify()['stamps']                        # kept, proves nothing yet, and is no damage
        self.assertFalse(stamp['proves'])
        self.assertIn('--trust', stamp['what'])
        self.assertTrue(self.verify('--trust', root)['stamps'][0]['proves'])

    def test_an_expired_chain(self):
        self.make()
        root = self.authority(days=('-days', -1) if self.can_backdate() else ('-days', 0))
        reply = self.reply(self.request())
        self.refused(self.run_stemma('stamp', self.case, '--token', reply, '--trust', root), 'not valid at the time of the stamp')

    def can_backdate(self):
        return True

    def test_a_stamp_of_another_case(self):
        self.make()
        root = self.authority()
        reply = self.reply(self.request())
        self.case = self.folder / 'other.stemma'
        self.make()
        self.refused(self.run_stemma('stamp', self.case, '--token', reply, '--trust', root), 'not of this log')

    def test_a_changed_token_and_what_is_none(self):
        self.make()
        root = self.authority()
        reply = self.reply(self.request())
        bytes_of = bytearray(reply.read_bytes())
        bytes_of[-20] ^= 1                                     # in the signature
        self.refused(self.run_stemma('stamp', self.case, '--token', self.write('bad.tsr', bytes(bytes_of)), '--trust', root), 'is not kept')
        self.refused(self.run_stemma('stamp', self.case, '--token', self.write('page.html', 'no token')), 'no time-stamp token')
        self.refused(self.run_stemma('stamp', self.case, '--token', reply, '--trust', self.write('x.pem', 'no certificate')), 'no certificate')
        done = self.run_stemma('stamp', self.case)
        self.assertEqual(done.returncode, 2)

    def test_the_log_is_signed(self):
        self.make()
        key = self.folder / 'my.key'
        self.tsa = self.folder
        self.openssl('genpkey', '-algorithm', 'ed25519', '-out', key)
        self.assertEqual(self.run_stemma('sign', self.case, '--key', key).returncode, 0)
        stamp, = self.verify()['stamps']
        self.assertTrue(stamp['proves'])
        entry = self.log()[stamp['entry'] - 1]
        self.assertEqual((entry['action'], entry['detail']['key']), ('signed', stamp['who']))
        # As anybody can check it.
        (token,), = self.sql('SELECT token FROM stamp')
        self.write('sig', token)
        self.write('said', f'stemma log entry {entry["seq"]} {entry["hash"]}\n')
        self.openssl('pkey', '-in', key, '-pubout', '-out', 'pub.pem')
        self.openssl('pkeyutl', '-verify', '-pubin', '-inkey', 'pub.pem', '-rawin', '-in', 'said', '-sigfile', 'sig')

    def test_a_lost_key_and_another_one(self):
        self.make()
        self.tsa = self.folder
        first, second = self.folder / '1.key', self.folder / '2.key'
        for key in (first, second):
            self.openssl('genpkey', '-algorithm', 'ed25519', '-out', key)
        self.assertEqual(self.run_stemma('sign', self.case, '--key', first).returncode, 0)
        first.unlink()
        before = self.case.read_bytes()
        done = self.run_stemma('sign', self.case, '--key', first)
        self.assertEqual((done.returncode, len(done.err.splitlines())), (1, 1), done.err)
        self.assertIn('1.key', done.err)
        self.assertTrue(self.case.read_bytes() == before)
        done = self.run_stemma('sign', self.case, '--key', second)
        self.assertEqual(done.returncode, 0, done.err)
        self.assertIn('another key', done.err)
        self.assertEqual([s['proves'] for s in self.verify()['stamps']], [True, True])

    def test_a_taken_away_stamp_and_a_forged_signature(self):
        self.make()
        self.tsa = self.folder
        key = self.folder / 'my.key'
        self.openssl('genpkey', '-algorithm', 'ed25519', '-out', key)
        self.run_stemma('sign', self.case, '--key', key)
        whole = self.case.read_bytes()
        for sql, words in (('DROP TRIGGER stamp_is_never_deleted; DELETE FROM stamp', 'is missing; the log tells of it'),
                           ("DROP TRIGGER stamp_is_never_changed; UPDATE stamp SET token = zeroblob(64)", 'does not fit')):
            self.case.write_bytes(whole)
            with sqlite3.connect(self.case) as db:
                db.executescript(sql)
            db.close()
            self.assertIn(words, self.run_stemma('verify', self.case).out)


if __name__ == '__main__':
    unittest.main()
