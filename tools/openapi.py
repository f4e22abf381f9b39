#!/usr/bin/env python3
"""Writes src/server/openapi.json from desk/src/api.ts (the shapes) and the table of addresses below.

    tools/openapi.py            writes the file
    tools/openapi.py --check    exit code 1 if it would change

api.ts is the contract; what it can say is the small part of TypeScript that this reads: interfaces, unions, arrays, tuples, Record, object types.
"""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
SHAPES, OUT = ROOT / 'desk' / 'src' / 'api.ts', ROOT / 'src' / 'server' / 'openapi.json'

TOKEN = re.compile(r"\s+|//[^\n]*|'([^']*)'|([A-Za-z_]\w*)|(.)", re.S)


def joined(objects):
    """One object with the fields of all."""
    out = {'type': 'object', 'properties': {}, 'required': []}
    for o in objects:
        out['properties'] |= o['properties']
        out['required'] += o.get('required', [])
    return out if out['required'] else {k: v for k, v in out.items() if k != 'required'}


class Types:
    """The types of api.ts as JSON schemas."""

    def __init__(self, text):
        self.tokens = [m.group(0) for m in TOKEN.finditer(text) if not re.match(r'\s|//', m.group(0))]
        self.at, self.schemas = 0, {}
        while self.at < len(self.tokens):
            self.declaration()

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ''

    def take(self, wanted=None):
        token = self.peek()
        if wanted is not None and token != wanted:
            raise SystemExit(f'{SHAPES}: {wanted} expected, {token} found near {" ".join(self.tokens[max(0, self.at - 8):self.at])}')
        self.at += 1
        return token

    def have(self, token):
        if self.peek() == token:
            self.at += 1
            return True
        return False

    def declaration(self):
        self.take('export')
        kind, name = self.take(), self.take()
        if kind == 'interface':
            bases = []
            if self.have('extends'):
                bases.append(self.take())
                while self.have(','):
                    bases.append(self.take())
            self.schemas[name] = joined([self.schemas[b] for b in bases] + [self.object()])
            self.have(';')
        else:
            self.take('=')
            self.schemas[name] = self.union()
            self.have(';')

    def object(self):
        self.take('{')
        properties, required = {}, []
        while not self.have('}'):
            name = self.take().strip("'")
            optional = self.have('?')
            self.take(':')
            properties[name] = self.union()
            if not optional:
                required.append(name)
            self.have(';') or self.have(',')
        out = {'type': 'object', 'properties': properties}
        return out | {'required': required} if required else out

    def union(self):
        self.have('|')
        parts = [self.intersection()]
        while self.have('|'):
            parts.append(self.intersection())
        strings = [p['const'] for p in parts if 'const' in p]
        others = [p for p in parts if 'const' not in p]
        if {'type': 'string'} in others:
            strings = []
        if strings:
            others.insert(0, {'type': 'string', 'enum': strings})
        return others[0] if len(others) == 1 else {'anyOf': others}

    def intersection(self):
        parts = [self.array()]
        while self.have('&'):
            parts.append(self.array())
        return joined([self.schemas[p['$ref'].rpartition('/')[2]] if '$ref' in p else p for p in parts]) if len(parts) > 1 else parts[0]

    def array(self):
        inner = self.simple()
        while self.peek() == '[':
            self.take()
            if self.have(']'):
                inner = {'type': 'array', 'items': inner}
            else:  # the type of a field: CaseSummary['state']
                inner = self.schemas[inner['$ref'].rpartition('/')[2]]['properties'][self.take().strip("'")]
                self.take(']')
        return inner

    def simple(self):
        token = self.peek()
        if token == '{':
            return self.object()
        if self.have('('):
            inner = self.union()
            self.take(')')
            return inner
        if self.have('['):
            items = [self.union()]
            while self.have(','):
                items.append(self.union())
            self.take(']')
            return {'type': 'array', 'prefixItems': items, 'minItems': len(items), 'maxItems': len(items)}
        self.take()
        if token == 'Record':
            self.take('<')
            keys = self.union()
            self.take(',')
            values = self.union()
            self.take('>')
            names = keys.get('enum', [keys['const']] if 'const' in keys else None)
            return {'type': 'object', 'properties': {n: values for n in names}, 'required': names} if names else {'type': 'object', 'additionalProperties': values}
        if token.startswith("'"):
            return {'const': token[1:-1]}
        if token in ('string', 'number', 'boolean', 'null'):
            return {'type': token}
        if token == 'unknown':
            return {}
        return {'$ref': f'#/components/schemas/{token}'}


PAGED = ['offset', 'limit']
WORDS = {'offset': 'index of the first item', 'limit': 'at most so many items', 'q': 'words to look for', 'sort': 'order', 'agent': 'id of an agent', 'outlet': 'name of an outlet',
         'root_kind': 'kind of a root', 'side': 'supports, denies or neutral', 'status': 'see ClaimPage', 'from': 'first day', 'to': 'last day', 'without': 'ids of roots, with commas',
         'without_fold': 'ROOT:N', 'with': 'id of the other document', 'kind': 'kind', 'claim': 'id of a claim', 'path': 'what the file is called: a label, never a path'}
# address, what it is, schema of the answer, names in the query
READ = [
    ('/claims', 'Claims, with facets', 'ClaimPage', ['q', 'sort', 'agent', 'outlet', 'root_kind', 'side', 'status', 'from', 'to', *PAGED]),
    ('/claims/{id}', 'A claim with all that it rests on', 'ClaimView', ['without', 'without_fold']),
    ('/figures', 'Quantities that somebody put a figure on, those that many speak of first', 'FigurePage', ['q', *PAGED]),
    ('/figures/{id}', 'One quantity: its figures over time', 'FigureSeries', PAGED),
    ('/documents', 'Documents', 'DocumentPage', ['q', 'outlet', 'sort', *PAGED]),
    ('/documents/{id}', 'A document: its text and all that was read in it', 'DocumentView', []),
    ('/documents/{id}/difference', 'Two documents side by side', 'Difference', ['with']),
    ('/documents/{id}/custody', 'What was done to a document and its original, in plain words', 'Custody', []),
    ('/agents', 'Who speaks', 'AgentPage', ['q', 'kind', *PAGED]),
    ('/agents/{id}', 'An agent and what they say, newest first', 'AgentView', PAGED),
    ('/timeline', 'What was said and what happened, by day', 'TimelinePage', ['kind', 'from', 'to', 'claim', *PAGED]),
    ('/search', 'Claims and paragraphs that hold the words', 'SearchPage', ['q', *PAGED]),
    ('/not-seen', 'What the case cannot tell', 'NotSeen', []),
    ('/decisions', 'What people have decided, newest first', 'DecisionPage', PAGED),
    ('/import', 'The job that reads files', 'Job', []),
    ('/hand-over', 'The pre-flight and the file that leaves', 'HandOver', []),
    ('/session', 'This session and its case', 'Session', []),
]
FILES = [
    ('/', 'The desk, to a browser; the session to a program', 'text/html'),
    ('/documents/{id}/original', 'The bytes as they came, as a download', 'application/octet-stream'),
    ('/documents/{id}/look', 'The original look, inert: for an iframe with sandbox', 'text/html'),
    ('/decisions/export', 'All decisions as a patch: lines of JSON', 'application/x-ndjson'),
    ('/hand-over/file', 'What was made to leave the case, as a download', 'application/octet-stream'),
    ('/events', 'News as server-sent events: generation, progress, claims, decided, handover, ended, gone (desk/src/api.ts)', 'text/event-stream'),
    ('/openapi', 'This description', 'application/json'),
    ('/login', 'The form that asks for the password, where there is one', 'text/html'),
    ('/login/{id}', 'A login link, good for one use: sets the session cookie and leads to /', 'text/html'),
]
DECISIONS = {'type': 'object', 'properties': {'decisions': {'type': 'array', 'items': {'$ref': '#/components/schemas/NewDecision'}},
                                               'key': {'type': 'string', 'maxLength': 64, 'description': 'drawn at random: what is sent again with it, after a lost answer, is not decided twice'}}, 'required': ['decisions']}
NOTHING = {'type': 'object'}
ORDER = {'type': 'object', 'properties': {'what': {'anyOf': [{'const': 'preflight'}, {'$ref': '#/components/schemas/HandOverForm'}]}, 'bom': {'type': 'boolean', 'description': 'csv: a byte order mark'},
         'allow': {'type': 'array', 'items': {'type': 'string'}, 'description': 'what leaves although it is protected: labels, ids, "decision 7"'}, 'why': {'type': 'string'}}, 'required': ['what']}
WRITE = [
    ('/logout', 'Ends this session', 'application/json', NOTHING, 'LoggedOut', []),
    ('/session', 'Says under which name decisions are made', 'application/json', {'type': 'object', 'properties': {'who': {'type': 'string'}}, 'required': ['who']}, 'Session', []),
    ('/decisions', 'Decides; saved when this answers, shown when an event says so', 'application/json', DECISIONS, 'Decided', []),
    ('/decisions/import', 'Takes over a patch that was made for this case', 'application/x-ndjson', {'type': 'string'}, 'Decided', []),
    ('/undo', 'Undoes the last decision of this name that holds', 'application/json', NOTHING, 'Decided', []),
    ('/redo', 'Takes the last undo back', 'application/json', NOTHING, 'Decided', []),
    ('/import', 'Receives one file', 'application/octet-stream', {'type': 'string'}, 'Job', ['path']),
    ('/import/start', 'Reads what was received', 'application/json', NOTHING, 'Job', []),
    ('/hand-over', 'Begins the pre-flight, or makes the file that leaves; one at a time', 'application/json', ORDER, 'HandOver', []),
    ('/hand-over/stop', 'Stops what runs, or throws away what was made', 'application/json', NOTHING, 'HandOver', []),
]
PROBLEM = {'description': 'RFC 9457: what went wrong and what to do next', 'content': {'application/problem+json': {'schema': {'$ref': '#/components/schemas/Problem'}}}}


def parameters(address, names):
    out = [{'name': 'id', 'in': 'path', 'required': True, 'schema': {'type': 'string'}}] if '{id}' in address else []
    return out + [{'name': n, 'in': 'query', 'description': WORDS[n], 'schema': {'type': 'integer', 'minimum': 0} if n in PAGED else {'type': 'string'}} for n in names]


def operation(summary, address, names, answers):
    out = {'summary': summary, 'responses': answers | {'default': PROBLEM}}
    given = parameters(address, names)
    return out | {'parameters': given} if given else out


def answer(kind, schema=None):
    return {'200': {'description': 'done', 'content': {kind: {'schema': schema or {'type': 'string'}}}}}


def build():
    paths = {}
    for address, summary, shape, names in READ:
        paths.setdefault(address, {})['get'] = operation(summary, address, names, answer('application/json', {'$ref': f'#/components/schemas/{shape}'}))
    for address, summary, kind in FILES:
        one = operation(summary, address, [], answer(kind) if address != '/login/{id}' else {'303': {'description': 'logged in'}})
        if address.startswith('/login'):
            one['security'] = []
        paths.setdefault(address, {})['get'] = one
    paths['/login']['post'] = {'summary': 'Logs in with the password', 'security': [], 'requestBody': {'content': {'application/x-www-form-urlencoded': {'schema': {
        'type': 'object', 'properties': {'password': {'type': 'string'}}, 'required': ['password']}}}}, 'responses': {'303': {'description': 'logged in'}, 'default': {
            'description': 'the form again, with what was wrong', 'content': {'text/html': {'schema': {'type': 'string'}}}}}}
    for address, summary, kind, body, shape, names in WRITE:
        one = operation(summary, address, names, answer('application/json', {'$ref': f'#/components/schemas/{shape}'}))
        one['requestBody'] = {'content': {kind: {'schema': body}}}
        one['security'] = [{'cookie': [], 'token': []}]
        paths.setdefault(address, {})['post'] = one
    return {
        'openapi': '3.1.0',
        'info': {'title': 'Stemma desk', 'version': '1', 'license': {'name': 'see LICENSE'}, 'description':
                 'What stemma serve answers, to the machine that it runs on. Every view has one address: a browser is given the desk there, and the data under ".json" behind '
                 'the path or with "Accept: application/json". Offsets are code points; times are UTC. Host, Origin and Sec-Fetch-Site are checked on every request.'},
        'servers': [{'url': '/'}],
        'security': [{'cookie': []}],
        'paths': paths,
        'components': {
            'securitySchemes': {'cookie': {'type': 'apiKey', 'in': 'cookie', 'name': 'stemma-PORT', 'description': 'set by a login link or by the password'},
                                'token': {'type': 'apiKey', 'in': 'header', 'name': 'X-Stemma-Token', 'description': 'Session.token'}},
            'schemas': Types(SHAPES.read_text()).schemas,
        },
    }


def main():
    text = json.dumps(build(), indent=1, ensure_ascii=False) + '\n'
    if '--check' in sys.argv[1:]:
        return 0 if OUT.read_text() == text else 1
    OUT.write_text(text)
    return 0


if __name__ == '__main__':
    sys.exit(main())
