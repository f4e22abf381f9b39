"""How a name is folded and hashed before it is looked up. The same as src/claims/ground/places/name_key.cpp: tests hold them together."""
import unicodedata

SPECIAL = {'ø': 'o', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ı': 'i', 'ħ': 'h', 'ŧ': 't', 'ə': 'e'}
SPACES = set(' -/_\u00a0\u2010\u2011\u2012\u2013\u2014\t\n')
WORDS = {'saint': 'st', 'sainte': 'ste', 'mount': 'mt', 'fort': 'ft'}
MASK = (1 << 64) - 1


def fold(name):
    """Small Latin letters without marks, digits, one space between words; all else is left out, other scripts stay as they are."""
    words, word = [], []
    for c in name + ' ':
        if c in SPACES:
            if word:
                words.append(''.join(word))
                word = []
            continue
        for d in unicodedata.normalize('NFD', c.lower()) if c < '\u0370' or '\u1e00' <= c <= '\u1eff' else c:
            word += [e for e in SPECIAL.get(d, d) if e.isascii() and e.isalnum() or c >= '\u0370' and not '\u1e00' <= c <= '\u2bff']
    return ' '.join(WORDS.get(w, w) for w in words)


def fnv(data, h=0xcbf29ce484222325):
    for b in data:
        h = (h ^ b) * 0x100000001b3 & MASK
    return h


def mixed(h):
    h ^= h >> 32
    return h * 0x9e3779b97f4a7c15 & MASK


def key(name):
    return mixed(fnv(fold(name).encode()))


def exact_key(form):
    """Of a short form that counts only as it is written."""
    return mixed(fnv(b'=' + form.encode()))


def people_key(name):
    return mixed(fnv(b'~' + fold(name).encode()))


def letters(first, last):
    """Two ASCII letters for each code point, a space where there is one or none: the tables of latin_letters.inc."""
    return ''.join(fold(chr(c))[:2].ljust(2) for c in range(first, last))


if __name__ == '__main__':
    print('// Made by training/places/folding.py: the plain letters of U+00C0..U+024F and U+1E00..U+1EFF, two places each.')
    for name, first, last in (('kLatin', 0xc0, 0x250), ('kLatinAdditional', 0x1e00, 0x1f00)):
        table = letters(first, last)
        print(f'constexpr std::string_view {name} =')
        print('\n'.join(f'    "{table[i:i + 120]}"' for i in range(0, len(table), 120)) + ';')
