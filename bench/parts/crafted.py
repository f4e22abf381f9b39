"""Inputs that a hostile hand might craft: each a name, a file suffix, and a function from a size to about that many bytes."""
import base64
import io
import json
import zipfile


def repeat(unit, size):
    unit = unit.encode() if isinstance(unit, str) else unit
    return unit * (size // len(unit) + 1)


def numbered(form, size):
    """`form` with a running number at its %d."""
    out, total, i = [], 0, 0
    while total < size:
        out.append((form % i).encode())
        total += len(out[-1])
        i += 1
    return b''.join(out)


SENTENCE = 'The harbour master said on Friday that no boat had left the quay, and that none would leave. '
PARAGRAPH = f'<p>{SENTENCE * 3}</p>\n'


def page(body, head=''):
    body, head = (b.encode() if isinstance(b, str) else b for b in (body, head))
    return b'<!DOCTYPE html><html lang=en><head><title>Boats stay</title>' + head + b'</head><body><h1>Boats stay</h1>' + body + b'</body></html>'


def ld(value):
    return b'<script type="application/ld+json">' + value + b'</script>'


def in_page(form):
    return lambda size: page(numbered(form, size) if '%d' in form else repeat(form, size))


def warc_record(uri, block):
    head = f'WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: {uri}\r\nContent-Type: text/html\r\nContent-Length: {len(block)}\r\n\r\n'
    return head.encode() + block + b'\r\n\r\n'


def warc(size, block):
    out, total, i = [], 0, 0
    while total < size:
        out.append(warc_record(f'https://lantern.example/{i}', block))
        total += len(out[-1])
        i += 1
    return b''.join(out)


def rss(size, item):
    return b'<?xml version="1.0"?><rss version="2.0"><channel><title>Lantern</title>' + numbered(item, size) + b'</channel></rss>'


def wacz(size):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w') as z:
        z.writestr('datapackage.json', '{"resources": []}')
        for i in range(size // 700 + 1):
            z.writestr(f'archive/{i}.warc', warc_record(f'https://lantern.example/{i}', page(PARAGRAPH)))
    return out.getvalue()


MAIL = b'From: a@example.org\nSubject: Boats\nMIME-Version: 1.0\n'

SHAPES = [
    ('paragraphs', '.html', in_page(PARAGRAPH)),
    ('paragraphs without end tags', '.html', in_page('<p>Boats stay, he said.')),
    ('one paragraph', '.html', lambda n: page(b'<p>' + repeat(SENTENCE, n))),
    ('one word', '.html', lambda n: page(b'<p>' + repeat('boats', n))),
    ('lines by br', '.html', in_page('He said so, and left.<br><br>')),
    ('empty elements', '.html', in_page('<div></div>')),
    ('nested div', '.html', in_page('<div>')),
    ('nested span, words', '.html', in_page('<span>a ')),
    ('nested lists', '.html', in_page('<ul><li>boats ')),
    ('nested tables', '.html', in_page('<table><tr><td>boats ')),
    ('nested article', '.html', in_page('<article><h2>Boats</h2><p>They stay, he said.')),
    ('many articles', '.html', in_page('<article><h2>Boat %d</h2>' + PARAGRAPH + '</article>')),
    ('live entries', '.html', in_page('<div class=entry><time datetime="2031-05-06T10:00:00Z">10:00</time><h2>Boat %d</h2>' + PARAGRAPH + '</div>')),
    ('posts of a blog', '.html', lambda n: numbered(
        '<article><h2><a href="/b">Boats stay %d</a></h2><p>6 May 2031, by Edda Marlowick</p>' + PARAGRAPH * 3 + '</article>', n)),
    ('posts inside posts', '.html', in_page('<div class=post><h2>Boats stay</h2>' + PARAGRAPH * 3 + '</div><div class=post>')),
    ('times without text', '.html', in_page('<p>10:42</p><p>no boats</p>')),
    ('teasers', '.html', in_page('<div class=t><h3><a href="/%d">Boats stay in the harbour</a></h3><p>They stay, he said, until Monday.</p></div>')),
    ('text in boxes', '.html', in_page('<div class=row><div class=story-text>' + PARAGRAPH + '</div></div>')),
    ('headings over links', '.html', in_page('<div><h3>Related stories</h3>' + PARAGRAPH + '</div>')),
    ('titles and headings', '.html', lambda n: page(numbered('<h2>Boats stay in the harbour %d</h2>', n // 2), numbered(
        '<meta property="og:title" content="Boats stay in the harbour %d">', n // 2))),
    ('sites and headings', '.html', lambda n: page(numbered('<h3>More Lantern %d</h3>' + PARAGRAPH, n // 2), ld(
        b'[' + numbered('{"@type":"WebSite","name":"Lantern %d"},', n // 2) + b'{}]'))),
    ('table cells', '.html', lambda n: page(b'<table>' + repeat('<tr><td>4</td><td>boats</td></tr>', n))),
    ('links', '.html', in_page('<a href="/boat-%d">Boat</a> ')),
    ('class names', '.html', in_page('<div class="share promo comment related author">a</div>')),
    ('one long class', '.html', lambda n: page(b'<div class="' + repeat('share promo ', n) + b'">a</div>')),
    ('attributes', '.html', lambda n: page(b'<p ' + numbered('a%d=1 ', n) + b'>a')),
    ('bylines', '.html', in_page('<p class=byline>By Edda Marlowick and Jane Orme</p>')),
    ('rel=author', '.html', in_page('<a rel=author href=/x>Edda Marlowick %d</a>')),
    ('dates', '.html', in_page('<time datetime="2031-05-06">6 May 2031</time> ')),
    ('datelines', '.html', in_page('<p>PORT ALDANE, 6 May (Boreal Press) - Boats stay, he said.</p>')),
    ('headings', '.html', in_page('<h2>Boats stay in the harbour</h2>')),
    ('h1 in a row', '.html', in_page('<h1>Boats stay in the harbour</h1>')),
    ('captions', '.html', in_page('<figure><img><figcaption>Boats, by Jane Orme / Boreal Press</figcaption></figure>')),
    ('block quotes', '.html', in_page('<blockquote>“Boats stay,” she said.</blockquote>')),
    ('open quotation marks', '.html', in_page('“Boats stay, ')),
    ('nested quotation marks', '.html', lambda n: page(b'<p>' + repeat('“‘', n))),
    ('he said he said', '.html', lambda n: page(b'<p>' + repeat('he said that ', n))),
    ('capital words', '.html', lambda n: page(b'<p>' + repeat('Edda ', n))),
    ('full stops', '.html', lambda n: page(b'<p>' + repeat('. ', n))),
    ('character references', '.html', in_page('&amp;&notit;&#x41;')),
    ('meta tags', '.html', lambda n: page('', numbered('<meta property="article:author" content="Edda Marlowick %d">', n))),
    ('meta titles', '.html', lambda n: page('', repeat('<meta property="og:title" content="Boats stay - Lantern">', n))),
    ('one long title', '.html', lambda n: page('', b'<title>' + repeat('Boats - ', n) + b'</title>')),
    ('one long url', '.html', lambda n: page('', b'<link rel=canonical href="https://lantern.example/' + repeat('2031/', n) + b'">')),
    ('JSON-LD, nested', '.html', lambda n: page(PARAGRAPH, ld(repeat('{"a":', n)))),
    ('JSON-LD, nested lists', '.html', lambda n: page(PARAGRAPH, ld(repeat('[', n)))),
    ('JSON-LD, authors', '.html', lambda n: page(PARAGRAPH, ld(
        b'{"@type":"NewsArticle","author":[' + numbered('{"name":"Edda Marlowick %d"},', n) + b'{"name":"Jane Orme"}]}'))),
    ('JSON-LD, blocks', '.html', lambda n: page(PARAGRAPH, repeat(ld(b'{"@type":"NewsArticle","headline":"Boats stay"}'), n))),
    ('JSON-LD, body', '.html', lambda n: page(repeat(PARAGRAPH, n // 2), ld(
        json.dumps({'@type': 'NewsArticle', 'articleBody': SENTENCE * (n // 2 // len(SENTENCE))}).encode()))),
    ('JSON-LD, live updates', '.html', lambda n: page(PARAGRAPH, ld(b'{"@type":"LiveBlogPosting","liveBlogUpdate":[' + numbered(
        '{"@type":"BlogPosting","headline":"Boat %d","articleBody":"It stays, he said.","datePublished":"2031-05-06T10:00:00Z"},', n) + b'{}]}'))),
    ('windows-1252', '.html', lambda n: page(repeat('<p>Caf\xe9 owners said no, and left.</p>'.encode('cp1252'), n), '<meta charset=windows-1252>')),
    ('no charset', '.html', lambda n: b'<p>' + repeat(b'\xc8\xe9\xf4\xe8 boats ', n)),
    ('plain lines', '.txt', lambda n: repeat('Boats stay, he said.\n', n)),
    ('one plain line', '.txt', lambda n: repeat(SENTENCE, n)),
    ('headers', '.txt', lambda n: repeat('Subject: boats\n', n)),
    ('mail, nested parts', '.eml', lambda n: MAIL + b'Content-Type: multipart/mixed; boundary=b\n\n' + repeat(
        '--b\nContent-Type: multipart/mixed; boundary=b\n\n', n)),
    ('mail, many parts', '.eml', lambda n: MAIL + b'Content-Type: multipart/mixed; boundary=b\n\n'
     + repeat('--b\nContent-Type: text/plain\n\nBoats stay, he said.\n', n) + b'--b--\n'),
    ('mail, unclosed words', '.eml', lambda n: MAIL + b'Subject: ' + repeat('=?utf-8?q?', n) + b'\n\nBoats stay, he said.\n'),
    ('mail, quoted-printable', '.eml', lambda n: MAIL + b'Content-Transfer-Encoding: quoted-printable\n\n' + repeat('Boats=20stay=\n, he said.\n', n)),
    ('mail, base64', '.eml', lambda n: MAIL + b'Content-Transfer-Encoding: base64\n\n' + base64.encodebytes(repeat(SENTENCE, n * 3 // 4))),
    ('NewsML, nested items', '.xml', lambda n: b'<newsMessage>' + repeat('<newsItem><contentSet><inlineData>Boats stay.</inlineData></contentSet>', n)),
    ('NewsML, items', '.xml', lambda n: b'<newsMessage>' + numbered(
        '<newsItem guid="urn:%d"><contentSet><inlineData>Boats stay, he said.</inlineData></contentSet></newsItem>', n) + b'</newsMessage>'),
    ('ninjs, names', '.json', lambda n: b'{"uri":"a","versioncreated":"2031-05-06",' + numbered('"k%d":"a",', n) + b'"headline":"Boats"}'),
    ('lines of JSON', '.jsonl', lambda n: numbered('{"id": "%d", "text": "Boats stay, he said."}\n', n)),
    ('one line of JSON', '.jsonl', lambda n: json.dumps({'id': 'a', 'text': SENTENCE * (n // len(SENTENCE))}).encode()),
    ('feed items', '.xml', lambda n: rss(n, '<item><title>Boat %d</title><description>It stays, he said.</description></item>')),
    ('feed, nested', '.xml', lambda n: b'<?xml version="1.0"?><rss version="2.0"><channel>' + repeat('<item>', n)),
    ('feed, links and bases', '.xml', lambda n: b'<feed xml:base="https://lantern.example/"><entry>' + repeat('<link xml:base="a/" href="b"/>', n)
     + b'<title>Boats stay, he said.</title></entry></feed>'),
    ('JSON Feed', '.json', lambda n: b'{"version":"https://jsonfeed.org/version/1.1","items":[' + numbered(
        '{"id":"%d","content_html":"<p>It stays, he said.</p>"},', n) + b'{}]}'),
    ('WARC records', '.warc', lambda n: warc(n, page(PARAGRAPH * 4))),
    ('WARC, empty records', '.warc', lambda n: warc(n, b'')),
    ('WARC, revisits', '.warc', lambda n: warc(n // 2, page(PARAGRAPH * 4)) + numbered(
        'WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Target-URI: https://lantern.example/r%d\r\nWARC-Refers-To: <urn:none>\r\nContent-Length: 0\r\n\r\n\r\n\r\n', n // 2)),
    ('WACZ, entries', '.wacz', wacz),
    ('WARC, headers', '.warc', lambda n: b'WARC/1.1\r\n' + repeat('WARC-Type: response\r\n', n) + b'\r\n'),
]


def lines(size, *forms):
    """Paragraphs of `forms` in turn, each with a running number where it has a %d."""
    out, total, i = [], 0, 0
    while total < size:
        form = forms[i % len(forms)]
        out.append(form % i if '%d' in form else form)
        total += len(out[-1]) + 1
        i += 1
    return '\n'.join(out)


def times(unit, size):
    return unit * (size // len(unit) + 1)


# What an attribution reader could choke on: a name, and a function from a size to a text of about that many characters.
QUIET = 'The boats lay in the harbour on Friday, and their nets were dry. '
TEXTS = [
    ('plain reports', lambda n: lines(n, SENTENCE, '“No boat has left,” he told reporters. “None will.”', 'The owners, according to the union, deny it.')),
    ('open quotation marks', lambda n: times('“Boats stay, he said, and then: "None will leave. ', n)),
    ('open quotation marks in paragraphs', lambda n: lines(n, '“Boats stay, he said.', 'She asked: "Why?', '‘Because,’ he said, “it blows.')),
    ('closing quotation marks', lambda n: times('Boats stay,” he said. None will leave’ she said” ', n)),
    ('quotation marks alone', lambda n: times('“ " ” ', n)),
    ('nested quotation marks', lambda n: '“‘' * (n // 4) + 'boats stay' + '’”' * (n // 4) + ', she said.'),
    ('a wire in capitals', lambda n: lines(n, 'HARBOUR MASTER SAYS NO BOAT HAS LEFT; OWNERS DENY THAT CREWS WERE TOLD TO STAY, ACCORDING TO THE UNION.',
                                           'PORT ALDANE (BOREAL PRESS) - "NONE WILL LEAVE," THE MINISTER TOLD PARLIAMENT ON DAY %d.')),
    ('bullet lists of quotes', lambda n: lines(n, '- “Boat %d stays,” says Edda Marlowick', '• Jane Orme: “None will leave.”', '* "It blows." (harbour master)')),
    ('questions and answers', lambda n: lines(n, 'Q: Did boat %d leave the quay, as the owners said?', 'A: No. I told them that none would, and they agreed.')),
    ('one interview', lambda n: 'Edda Marlowick, harbour master, told the Lantern:\n' + lines(
        n, 'LANTERN: What did the owners say of boat %d?', 'MARLOWICK: They said, and I believed them, that it would stay. I thought: “It blows.”')),
    ('no attribution', lambda n: times(QUIET, n)),
    ('no attribution, paragraphs', lambda n: lines(n, QUIET.strip())),
    ('one content of a page', lambda n: '“' + times(QUIET, n) + '” the harbour master said.'),
    ('one content of many paragraphs', lambda n: 'The harbour master said: “' + lines(n, '“' + QUIET.strip()) + '”'),
    ('one content without marks', lambda n: 'The harbour master said that ' + times('the boats lay in the harbour and ', n) + 'the nets were dry.'),
    ('said said said', lambda n: times('said ', n)),
    ('said. said. said.', lambda n: times('He said. ', n)),
    ('X said that X said that', lambda n: times('Orme said that ', n) + 'boats stay.'),
    ('names said that', lambda n: ' '.join(f'Orme{chr(97 + i % 26)} Marl{i} said that' for i in range(n // 24 + 1)) + ' boats stay.'),
    ('according to X, according to', lambda n: 'Boats stay' + times(', according to Orme', n) + '.'),
    ('a source of many names', lambda n: times('Edda Marlowick, Jane Orme and ', n) + 'the union said that boats stay.'),
    ('a speaker far away', lambda n: 'Edda Marlowick is harbour master.\n' + times('He said so. “It blows,” he said. ', n)),
    ('he, she, they', lambda n: times('He told her that they told him that she said so. ', n)),
    ('commas and verbs', lambda n: times('said, told, asked, denied, ', n)),
    ('colons', lambda n: times('Orme: boats: ', n)),
    ('numbers in a table', lambda n: lines(n, '12\t1,234\t5.5 pc\t$17m\t%d\t3/4\t12-17')),
    ('between and between', lambda n: times('between 12 and between 17 and ', n)),
    ('one number', lambda n: 'It cost ' + '1' * n + ' crowns, he said.'),
    ('number words', lambda n: times('million hundred twenty-five thousand and ', n)),
    ('at least at least', lambda n: times('at least more than about ', n) + '12 people died.'),
    ('people killed people', lambda n: times('12 people killed 17 people and wounded ', n) + '30.'),
    ('dates', lambda n: lines(n, 'On 31 February and Thursday 6 May 2031, last week, early %d days ago, every Friday from 2 to 4 pm.')),
    ('last last', lambda n: times('last next early late two days before ', n) + 'Friday.'),
    ('weekdays', lambda n: times('Monday Tuesday ', n)),
    ('places', lambda n: times('Paris, Texas, London, Ontario, northern Georgia and Jordan, ', n)),
    ('one name of places', lambda n: times('New York London Paris ', n)),
    ('addresses', lambda n: times('14 Quay Street, Flat 3, London, ', n)),
    ('events in events', lambda n: times('the attack on the killing of the arrest of ', n) + 'the guard.'),
    ('verbs in verbs', lambda n: 'They ' + times('tried to want to begin to refuse to ', n) + 'leave.'),
]
