"""Looks for words in a file in every form that they may hide in: charsets, normal forms, compression, archives, databases, encodings."""
import base64
import binascii
import gzip
import html
import io
import re
import shutil
import sqlite3
import subprocess
import unicodedata
import urllib.parse
import zipfile
import zlib

ZSTD_MAGIC = b'\x28\xb5\x2f\xfd'
SQLITE_MAGIC = b'SQLite format 3\0'


def plain(text):
    """Folded: case, accents, white space, typographic marks."""
    text = ''.join(c for c in unicodedata.normalize('NFKD', text) if not unicodedata.combining(c) and unicodedata.category(c) != 'Cf')
    text = text.casefold().translate({0x2019: "'", 0x2018: "'", 0x201c: '"', 0x201d: '"', 0x2013: '-', 0x2014: '-'})
    return re.sub(r'[\s_+\-]+', ' ', text)


def unzstd(data):
    if shutil.which('zstd') is None:
        raise RuntimeError('the zstd program is not installed')
    return subprocess.run(['zstd', '-dcq'], input=data, capture_output=True, check=False).stdout


def pieces(data, depth=0):
    """The bytes, and all that is packed in them."""
    yield data
    if depth > 4:
        return
    if data.startswith(SQLITE_MAGIC):
        yield from (p for cell in cells(data) for p in pieces(cell, depth + 1))
    for at in (m.start() for m in re.finditer(re.escape(ZSTD_MAGIC), data)):
        yield from pieces(unzstd(data[at:]), depth + 1)
    for at in (m.start() for m in re.finditer(rb'\x1f\x8b\x08', data)):
        try:
            yield from pieces(zlib.decompressobj(31).decompress(data[at:]), depth + 1)
        except zlib.error:
            pass
    if data.startswith(b'PK\x03\x04'):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from pieces(archive.read(name), depth + 1)


def cells(data):
    """Every value of every table of a database."""
    import os
    import tempfile
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'case')
        with open(path, 'wb') as file:
            file.write(data)
        db = sqlite3.connect(f'file:{path}?mode=ro&immutable=1', uri=True)
        try:
            tables = [n for n, sql in db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'") if not sql.upper().startswith('CREATE VIRTUAL')]
            for table in tables:
                for row in db.execute(f'SELECT * FROM "{table}"'):
                    for value in row:
                        if isinstance(value, str):
                            yield value.encode('utf-8', 'surrogateescape')
                        elif isinstance(value, bytes):
                            yield value
        finally:
            db.close()


def texts(data):
    """The bytes as text, in every charset and with every escape undone."""
    for charset in ('utf-8', 'latin-1', 'utf-16-le', 'utf-16-be'):
        yield data.decode(charset, 'ignore')
    text = data.decode('utf-8', 'ignore')
    yield html.unescape(text)
    yield urllib.parse.unquote(text)
    yield re.sub(r'\\u([0-9a-fA-F]{4})', lambda m: chr(int(m[1], 16)), text)
    for run in re.findall(rb'[A-Za-z0-9+/_-]{12,}={0,2}', data):
        try:
            yield base64.b64decode(run.replace(b'-', b'+').replace(b'_', b'/') + b'==').decode('utf-8', 'ignore')
        except (binascii.Error, ValueError):
            pass


def found(data, words):
    """Those of the words that stand in the bytes, in whatever form."""
    wanted = {w: plain(w) for w in words}
    out = set()
    for piece in pieces(data):
        for text in texts(piece):
            folded = plain(text)
            out |= {w for w, p in wanted.items() if p in folded}
    return out
