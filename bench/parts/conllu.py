"""CoNLL-U as the treebanks have it and as `stemma dump --stage=lang` prints it, and names in BIO: words with their place in the text.

A place is counted in characters that are not white space, from the start of the document: the same whatever stands between the words.
"""
import dataclasses
import lzma


@dataclasses.dataclass
class Word:
    form: str
    start: int            # characters before it in its document, white space left out
    end: int
    lemma: str = '_'
    upos: str = '_'
    head: int = -1        # index into the sentence's words; -1: root
    relation: str = '_'
    misc: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Document:
    ident: str
    sentences: list = dataclasses.field(default_factory=list)   # lists of Word
    paragraphs: list = dataclasses.field(default_factory=list)  # their texts; none in what the program printed

    def words(self):
        return [w for s in self.sentences for w in s]


def size(text):
    return len(''.join(text.split()))


def lines_of(path):
    opened = lzma.open(path, 'rt', encoding='utf-8') if str(path).endswith('.xz') else open(path, encoding='utf-8')
    with opened as f:
        yield from (line.rstrip('\n') for line in f)


def read(lines):
    """Documents of CoNLL-U lines. Words of a multiword token share its letters by their own lengths, the last takes what is left."""
    document, rows, fresh = None, [], True
    for line in lines:
        if line.startswith('# newdoc'):
            if document:
                yield document
            document, place, fresh = Document(line.partition('=')[2].strip()), 0, True
        elif line.startswith('# newpar'):
            fresh = True
        elif line.startswith('#'):
            continue
        elif line:
            rows.append(line.split('\t'))
        elif rows:
            if fresh:
                document.paragraphs.append('')
            place = _sentence(document, rows, place)
            rows, fresh = [], False
    if rows:
        if fresh:
            document.paragraphs.append('')
        _sentence(document, rows, place)
    if document:
        yield document


def _sentence(document, rows, place):
    words, heads, text = [], [], ''
    until, surface_end = 0, 0
    for c in rows:
        if '.' in c[0]:
            continue
        misc = dict(item.partition('=')[::2] for item in c[9].split('|')) if c[9] != '_' else {}
        after = '' if misc.get('SpaceAfter') == 'No' else ' '
        if '-' in c[0]:
            until, surface_end = int(c[0].split('-')[1]), place + size(c[1])
            text += c[1] + after
            continue
        number = int(c[0])
        end = place + size(c[1])
        if number <= until:
            end = surface_end if number == until else min(end, surface_end)
        else:
            text += c[1] + after
        words.append(Word(c[1], place, end, c[2], c[3], relation=c[7], misc=misc))
        heads.append(int(c[6]) - 1 if c[6] != '_' else -1)
        place = end
    for word, head in zip(words, heads):
        word.head = head
    document.sentences.append(words)
    before = document.paragraphs[-1]
    document.paragraphs[-1] = before + ('' if not before or before.endswith(' ') else ' ') + text if text.strip() else before
    return place


def bio(path):
    """Documents of a BIO file; a sentence is a paragraph, its words stand a space apart. Types are in misc['Name'], as B- and I-."""
    document, words, place = Document('0'), [], 0
    for line in lines_of(path):
        if line.startswith('# doc'):
            if document.sentences:
                yield document
            document, place = Document(line.partition('=')[2].strip()), 0
        elif '\t' in line:
            form, tag = line.split('\t')[:2]
            form = ''.join(form.split()) or '_'
            words.append(Word(form, place, place + len(form), misc={} if tag == 'O' else {'Name': tag}))
            place += len(form)
        elif words:
            document.sentences.append(words)
            document.paragraphs.append(' '.join(w.form for w in words))
            words = []
    if words:
        document.sentences.append(words)
        document.paragraphs.append(' '.join(w.form for w in words))
    if document.sentences:
        yield document


def names(document, kinds):
    """{(start, end, kind)} of misc['Name'] runs; kinds: types to kinds, others are left out."""
    out = set()
    for sentence in document.sentences:
        first, kind = None, None
        for i, word in enumerate(sentence + [Word('', 0, 0)]):
            tag = word.misc.get('Name', 'O')
            if first is not None and not (tag.startswith('I-') and tag[2:] == kind):
                if kind in kinds:
                    out.add((sentence[first].start, sentence[i - 1].end, kinds[kind]))
                first = None
            if tag != 'O' and first is None:
                first, kind = i, tag[2:]
    return out
