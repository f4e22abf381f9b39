"""From a token's text to the numbers that the encoder reads: the contract between trainer and program, in words in docs/formats/model.md.

norm("Didn’t") -> "didn't"; word_hash("said") is FNV-1a, 64 bits, of the norm's UTF-8; subword_rows gives rows of the hashed table; shape
gives a row of the shape table.
"""
import functools

SUBWORD_ROWS = 1 << 15
SUBWORDS = 9    # at most so many rows a token; unused places hold 0, a row of zeros
SHAPE_ROWS = 512

_NORM = str.maketrans({**dict.fromkeys("’‘`´", "'"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("–—‐‑", "-"),
                       **dict.fromkeys("0123456789", "0"), **dict.fromkeys("\u00ad\u200c\u200d")})
_FNV_OFFSET, _FNV_PRIME, _MASK = 0xCBF29CE484222325, 0x100000001B3, (1 << 64) - 1


@functools.lru_cache(1 << 20)
def norm(word):
    """Lower case (Unicode simple folding by character), quotes and dashes made ASCII, every digit 0, joiners and soft hyphens gone."""
    lower = word.lower()
    if len(lower) != len(word):  # one character became two (İ): leave those alone, so that places stay comparable
        lower = "".join(low if len(low) == 1 else c for c in word for low in [c.lower()])
    return lower.translate(_NORM)


def fnv(data, seed=_FNV_OFFSET):
    for b in data:
        seed = ((seed ^ b) * _FNV_PRIME) & _MASK
    return seed


def word_hash(norm_):
    return fnv(norm_.encode())


def _row(kind, piece):
    """Row 1 .. SUBWORD_ROWS - 1; the kind's letter keeps a prefix apart from a suffix of the same letters."""
    h = fnv(piece.encode(), fnv(kind))
    return 1 + ((h ^ (h >> 32)) & 0xFFFFFFFF) % (SUBWORD_ROWS - 1)


@functools.lru_cache(1 << 20)
def subword_rows(n):
    """Of a norm: its first 1 to 4 and last 1 to 4 characters (those that it has), and the whole; 'w' also when it is in the vocabulary."""
    rows = [_row(b"w", n)]
    for k in range(1, 5):
        if len(n) < k:
            break
        rows.append(_row(b"p", n[:k]))
        rows.append(_row(b"s", n[-k:]))
    return rows


@functools.lru_cache(1 << 20)
def shape(word):
    """Upper, lower, digit, other, in runs of at most 2 kept, at most 8 signs; hashed to a row."""
    signs, last, run = [], "", 0
    for c in word:
        s = "X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c
        run = run + 1 if s == last else 1
        last = s
        if run <= 2 and len(signs) < 8:
            signs.append(s)
    h = fnv("".join(signs).encode())
    return ((h ^ (h >> 32)) & 0xFFFFFFFF) % SHAPE_ROWS
