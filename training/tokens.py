"""Cuts English text into tokens by Universal Dependencies conventions: the contract between the trainer and the program.

The rules are fixed and have no state beyond one run of characters that are not spaces, so C++ can copy them one by one; training/README.md
says them in words, with the cases that `tokens_test.py` checks. spans("He didn't go.") -> [(0, 2), (3, 6), (6, 9), (10, 12), (12, 13)].
"""
import re

# Abbreviations that keep their full stop wherever they stand, in lower case. Months and "no." keep it only before more text of the kind
# that follows them (see _ABBREVIATION_BEFORE_DIGIT).
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof rev hon fr sen sens rep reps gov govs gen lt col sgt capt cmdr adm maj cpl pvt det supt insp pres st ste mt ft "
    "jr sr "
    "inc corp co cos ltd llc plc bros dept assn assoc univ dist ave blvd rd hwy vs etc al jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue tues wed thu thur thurs fri sat sun e.g i.e cf approx est tel ext fig figs vol ed eds pp op viz ca "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn tenn tex "
    "va vt wash wis wyo".split())
# These are words as well: only an abbreviation before a digit ("No. 5", "Mar. 3"), and "." ends the sentence otherwise.
NEEDS_DIGIT = frozenset("no nos mar sun sat ed fig figs vol pp est ext tel mon wed art sec p".split())
# These are words as well: an abbreviation only when written with a capital and followed by a space and a capital or digit.
NEEDS_CAPITAL = frozenset("co gen rep reps sen det pres mt ft del ill ind la mass miss mo ore pa wash ga ala ark fr hon rev col st al "
                          "dist".split())
SPLIT_WORDS = {  # two tokens written as one; the number is the length of the first
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "dunno": 2,
    "dont": 2, "doesnt": 4, "didnt": 3, "isnt": 2, "wasnt": 3, "wont": 2, "cant": 2, "couldnt": 5, "wouldnt": 5, "havent": 4,
    "hasnt": 3, "arent": 3,
    "ive": 1, "im": 1, "youre": 3, "theyre": 4, "thats": 4,
}
_APOSTROPHES = "'’‘`´"
_CLITICS = ("s", "re", "ve", "ll", "d", "m")

_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    r"(?P<url>(?:https?|ftp)://[^\s<>\"“”]+|www\.[^\s<>\"“”]+)"
    r"|(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"
    r"|(?P<handle>[@#][^\W_]\w*)"
    r"|(?P<host>[^\W_][\w-]{0,62}(?:\.[\w-]{1,63}){0,8}\.(?:com|org|net|gov|edu|mil|co\.uk)\b(?:/[^\s<>\"“”]*)?)"
    r"|(?P<dotted>" + _LETTER + r"(?:\." + _LETTER + r")+\b\.?)"
    r"|(?P<number>\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)(?![^\W_])|\d+(?:[.,:/]\d+)+|\d+[A-Za-z]{1,2}(?![^\W_])|\d+)"
    r"|(?P<word>(?:[^\W\d_]|[\u0300-\u036f\u00ad\u200c\u200d])+(?:\d+)?)"
    r"|(?P<dots>\.{2,}|…+)"
    r"|(?P<dashes>-{2,}|—+|–+)"
    r"|(?P<bangs>[.]?[!?]{2,}|\.\?)"
    r"|(?P<smile>[:;=]-?[()DPp](?![^\W_])|\^_\^)"
    r"|(?P<run>\*{2,}|={2,}|_{2,}|~{2,}|\+{2,}|<{2,}|>{2,}|\|{2,}|'{2}|’{2}|‘’|`{2})"
    r"|(?P<other>.)", re.S)

# What a hyphen does not cut off: "re-elect", "e-mail", "anti-war". All else is cut at hyphens, as English UD does ("15 - year").
PREFIXES = frozenset(
    "a e i u o co re un de ex pre non anti pro post sub semi multi mid mini inter intra bi tri micro macro mega neo ultra vice over under "
    "counter pseudo quasi super trans uh mm".split())
_WORD_CHAR = re.compile(r"[^\W_]")
_CLITIC = re.compile(r"([" + _APOSTROPHES + r"])(s|re|ve|ll|d|m)(?![^\W_])", re.I)
_NT = re.compile(r"n[" + _APOSTROPHES + r"]t(?![^\W_])", re.I)
_PHONE = re.compile(r"\d+(?:-\d+){2,}(?![^\W_])|\(?\d{3}\)?-\d{4}(?![^\W_])")
_AND = re.compile(r"[A-Z]{1,2}&[A-Z](?![^\W_])")


def _word(text, start, end, out):
    """A run of letters that begins at start: what may be glued to it (clitics, prefix and hyphen, full stop of an abbreviation)."""
    word = text[start:end].lower()
    # n't, which takes the n away from the word
    if word.endswith("n") and end - start > 1:
        m = _NT.match(text, end - 1)
        if m:
            out.append((start, end - 1))
            out.append((end - 1, m.end()))
            return m.end()
    # O'Neill, d'Ivoire, o'clock, Qur'an
    if end < len(text) and text[end] in "'’" and not _CLITIC.match(text, end):
        m = _TOKEN.match(text, end + 1)
        if m and m.lastgroup == "word":
            end = m.end()
            word = text[start:end].lower()
    # re-elect, e-mail
    if end + 1 < len(text) and text[end] in "-‐‑" and (word in PREFIXES):
        m = _TOKEN.match(text, end + 1)
        if m and m.lastgroup == "word":
            return _word_tail(text, start, m.end(), out)
    return _word_tail(text, start, end, out)


def _word_tail(text, start, end, out):
    word = text[start:end].lower()
    if word in SPLIT_WORDS:
        cut = start + SPLIT_WORDS[word]
        out.append((start, cut))
        out.append((cut, end))
        return end
    if end < len(text) and text[end] == "." and _keeps_stop(text, start, end):
        end += 1
    out.append((start, end))
    return end


def _keeps_stop(text, start, end):
    """Whether the full stop at `end` belongs to the abbreviation text[start:end]."""
    word = text[start:end]
    low = word.lower()
    after = text[end + 1] if end + 1 < len(text) else ""
    if after == "." or (after and _WORD_CHAR.match(after)):
        return False
    rest = text[end + 1:end + 4].lstrip(" \u00a0")
    following = rest[0] if rest else ""
    if len(word) == 1 and word.isupper() and (not after or after in " \u00a0,;)'’-"):
        return word != "I" or following.isupper()  # an initial
    if low not in ABBREVIATIONS and low not in NEEDS_DIGIT and low not in NEEDS_CAPITAL:
        return False
    if low in NEEDS_DIGIT and low not in NEEDS_CAPITAL:
        return following.isdigit()
    if low in NEEDS_CAPITAL:
        return word[0].isupper() and (following.isupper() or following.isdigit() or following == ",")
    return True


def spans(text):
    """[(start, end)] of the tokens, in code points, in order; characters between them are white space."""
    out = []
    i, n = 0, len(text)
    while i < n:
        c = text[i]
        if c.isspace() or c in "\u200b\ufeff\u200e\u200f":
            i += 1
            continue
        # an apostrophe: 's after a token, 90s, or a mark by itself
        if c in _APOSTROPHES and out and out[-1][1] == i:
            m = _CLITIC.match(text, i)
            if m and _WORD_CHAR.match(text[i - 1]) or m and text[i - 1] in ".\"”)%":
                out.append((i, m.end()))
                i = m.end()
                continue
        m = _PHONE.match(text, i) or _AND.match(text, i)
        if m is None:
            m = _TOKEN.match(text, i)
        kind, end = m.lastgroup, m.end()
        if kind == "url" or kind == "host":
            while end > i + 1 and text[end - 1] in ".,;:!?)]'’":
                end -= 1
        elif kind == "word":
            i = _word(text, i, end, out)
            continue
        out.append((i, end))
        i = end
    return out
