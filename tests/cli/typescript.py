"""Whether JSON is what a TypeScript interface says: enough of the language for desk/src/api.ts, strict in both directions.

A key too many is as wrong as one too few: what the contract does not name nobody may lean on.
"""
import re

TOKEN = re.compile(r"\s+|//[^\n]*|/\*.*?\*/|(?P<name>[A-Za-z_]\w*)|(?P<string>'[^']*')|(?P<mark>[{}\[\]()<>|&,;:?=]|\.\.\.)", re.S)


class Types:
    """The exported types of a file."""

    def __init__(self, source):
        self.tokens, at = [], 0
        while at < len(source):
            m = TOKEN.match(source, at)
            if not m:
                raise ValueError(f'unreadable at {source[at:at + 40]!r}')
            if m.lastgroup:
                self.tokens.append(m.group())
            at = m.end()
        self.at, self.named = 0, {}
        while self.at < len(self.tokens):
            self.declaration()

    def next(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def see(self, token):
        return self.at < len(self.tokens) and self.tokens[self.at] == token

    def accept(self, token):
        self.at += (seen := self.see(token))
        return seen

    def expect(self, token):
        found = self.next()
        if found != token:
            raise ValueError(f'{token!r} expected, {found!r} found near {" ".join(self.tokens[self.at - 8:self.at + 3])}')

    def declaration(self):
        self.expect('export')
        kind, name = self.next(), self.next()
        if kind == 'interface':
            bases = []
            if self.accept('extends'):
                bases.append(('ref', self.next()))
                while self.accept(','):
                    bases.append(('ref', self.next()))
            self.named[name] = ('and', bases + [self.object()]) if bases else self.object()
        elif kind == 'type':
            self.expect('=')
            self.named[name] = self.union()
            self.accept(';')
        else:
            raise ValueError(f'export {kind}')

    def union(self):
        self.accept('|')
        options = [self.both()]
        while self.accept('|'):
            options.append(self.both())
        return options[0] if len(options) == 1 else ('or', options)

    def both(self):
        parts = [self.postfix()]
        while self.accept('&'):
            parts.append(self.postfix())
        return parts[0] if len(parts) == 1 else ('and', parts)

    def postfix(self):
        of = self.simple()
        while self.accept('['):
            if self.accept(']'):
                of = ('list', of)
            else:                      # CaseSummary['state']
                of = ('field', of, self.next().strip("'"))
                self.expect(']')
        return of

    def simple(self):
        if self.see('{'):
            return self.object()
        if self.accept('('):
            of = self.union()
            self.expect(')')
            return of
        if self.accept('['):
            items = [self.union()]
            while self.accept(','):
                items.append(self.union())
            self.expect(']')
            return ('tuple', items)
        word = self.next()
        if word.startswith("'"):
            return ('is', word.strip("'"))
        if word == 'Record':
            self.expect('<')
            keys = self.union()
            self.expect(',')
            values = self.union()
            self.expect('>')
            return ('record', keys, values)
        return ('plain', word) if word in ('string', 'number', 'boolean', 'null') else ('ref', word)

    def object(self):
        self.expect('{')
        fields = {}
        while not self.accept('}'):
            name = self.next()
            optional = self.accept('?')
            self.expect(':')
            fields[name] = (self.union(), optional)
            self.accept(';') or self.accept(',')
        return ('object', fields)

    def fields(self, of):
        """All fields of an object type, whatever it is put together of."""
        if of[0] == 'ref':
            return self.fields(self.named[of[1]])
        if of[0] == 'and':
            return {k: v for part in of[1] for k, v in self.fields(part).items()}
        return of[1] if of[0] == 'object' else None

    def wrong(self, value, of, where='$'):
        """What is wrong with a value, a line each."""
        kind = of[0]
        if kind == 'field':
            return self.wrong(value, self.fields(of[1])[of[2]][0], where)
        if kind == 'or':
            tried = [self.wrong(value, option, where) for option in of[1]]
            return [] if [] in tried else min(tried, key=lambda t: (any(x.startswith(f'{where}: ') for x in t), len(t)))
        fields = self.fields(of)
        if fields is not None:
            if not isinstance(value, dict):
                return [f'{where}: {value!r:.60} is no object']
            out = [f'{where}.{k}: missing' for k, (_, optional) in fields.items() if k not in value and not optional]
            out += [f'{where}.{k}: not in the contract' for k in value if k not in fields]
            for k, (inner, _) in fields.items():
                if k in value:
                    out += self.wrong(value[k], inner, f'{where}.{k}')
            return out
        if kind == 'ref':
            return self.wrong(value, self.named[of[1]], where)
        if kind == 'list':
            if not isinstance(value, list):
                return [f'{where}: {value!r:.60} is no list']
            return [x for i, item in enumerate(value) for x in self.wrong(item, of[1], f'{where}[{i}]')]
        if kind == 'tuple':
            if not isinstance(value, list) or len(value) != len(of[1]):
                return [f'{where}: {value!r:.60} is no list of {len(of[1])}']
            return [x for i, inner in enumerate(of[1]) for x in self.wrong(value[i], inner, f'{where}[{i}]')]
        if kind == 'record':
            if not isinstance(value, dict):
                return [f'{where}: {value!r:.60} is no object']
            keys = [o[1] for o in (of[1][1] if of[1][0] == 'or' else [of[1]]) if o[0] == 'is']
            out = [f'{where}.{k}: missing' for k in keys if k not in value] + [f'{where}.{k}: not in the contract' for k in value if keys and k not in keys]
            return out + [x for k, v in value.items() for x in self.wrong(v, of[2], f'{where}.{k}')]
        if kind == 'is':
            return [] if value == of[1] else [f'{where}: {value!r:.60} is not {of[1]!r}']
        fits = {'string': lambda v: isinstance(v, str), 'boolean': lambda v: isinstance(v, bool), 'null': lambda v: v is None,
                'number': lambda v: isinstance(v, (int, float)) and not isinstance(v, bool)}[of[1]](value)
        return [] if fits else [f'{where}: {value!r:.60} is no {of[1]}']
