"""What a mention shows of itself: kind, person, number, gender, name type, role ... src/lang/agents/info.cpp does the same."""
import dataclasses

import corpus
import mentions
import words

features = corpus.prepare.features

PRONOUNS = {}
for _i, _forms in enumerate(("i me my mine myself", "we us our ours ourselves 's", "you your yours yourself yourselves",
                             "he him his himself", "she her hers herself", "it its itself", "they them their theirs themselves themself",
                             "this that",
                             "these those", "one another other")):
    PRONOUNS.update(dict.fromkeys(_forms.split(), _i))
I, WE, YOU, HE, SHE, IT, THEY, THIS, THESE, ONE, OTHER = range(11)
PRONOUN, PROPER, COMMON = range(3)
DEFINITE, DEMONSTRATIVE, INDEFINITE, POSSESSED, BARE, NO_DET = range(6)
UNKNOWN, MALE, FEMALE = range(3)             # gender
NOBODY, SOMEBODY = 1, 2                      # animate: 0 unknown
DETERMINERS = {"the": DEFINITE, "this": DEMONSTRATIVE, "that": DEMONSTRATIVE, "these": DEMONSTRATIVE, "those": DEMONSTRATIVE,
               "such": DEMONSTRATIVE, "both": DEFINITE,
               **dict.fromkeys("a an some any no every each another many several few most all either neither".split(), INDEFINITE)}
SUBJECT, OBJECT, OWNER, OBLIQUE, OF_NOUN, COMPOUND, JOINED, ELSE = range(8)
ROLES = {"nsubj": SUBJECT, "nsubj:pass": SUBJECT, "nsubj:outer": SUBJECT, "obj": OBJECT, "iobj": OBJECT, "nmod:poss": OWNER, "obl": OBLIQUE,
         "obl:agent": OBLIQUE, "obl:unmarked": OBLIQUE, "nmod": OF_NOUN, "nmod:unmarked": OF_NOUN, "compound": COMPOUND, "conj": JOINED}
NAME_TYPES = {k: i + 1 for i, k in enumerate(corpus.prepare.TYPES)}   # 0: no name
PERSON, ORGANISATION, GOVERNMENT, PLACE, MEDIA, DOCUMENT, PEOPLE, OTHER_NAME, DATE, MONEY = range(1, 11)
SMALL = {"the", "a", "an", "of", "'s", "and", "for", "in", "on", "'", "this", "that", "these", "those"}
WORDS_KEPT, CORE_KEPT, LOOKED_AT = 12, 6, 64


@dataclasses.dataclass
class Info:
    m: object
    kind: int = COMMON
    pronoun: int = OTHER
    det: int = BARE
    plural: bool = False
    gender: int = UNKNOWN
    animate: int = 0
    type: int = 0          # of the name at its head
    role: int = ELSE
    reflexive: bool = False
    flags: int = 0         # of its head in words.inc
    sentence: int = 0
    paragraph: int = 0
    quote: int = -1        # number of the quotation
    text: tuple = ()       # norms of its words, small ones left out, at most WORDS_KEPT
    core: tuple = ()       # norms of the name at its head, titles and small words left out, at most CORE_KEPT
    name: tuple = ()       # first and last word of a person's name, titles left out
    below: tuple = ()      # of a pronoun that is a subject: head words of names below its verb, at most WORDS_KEPT
    head: str = ""         # norm of the head; of a person's name its last word
    governor: int = -1     # head of its head
    speaks: bool = False   # subject of a verb of speech
    nested: bool = False   # inside another mention
    same_head: int = 0     # earlier mentions with that head
    same_text: bool = False


def key(form):
    """What words are compared by: the norm; the form itself if it holds a digit, which a norm would make 0."""
    return form if any("0" <= c <= "9" for c in form) else features.norm(form)


def quotes(d):
    """Number of the quotation of every token, -1 outside."""
    out, k, inside = [-1] * len(d.forms), -1, False
    for i, q in enumerate(d.quote):
        if q == 1:
            k, inside = k + 1, True
        if q == 0:
            inside = False
        if inside:
            out[i] = k
        if q == 3:
            inside = False
    return out


def _place(starts, n):
    out, k = [], -1
    marks = set(starts)
    for i in range(n):
        k += i in marks
        out.append(max(k, 0))
    return out


def _name_words(d, m, name):
    first, last = m.head, m.head
    if name[m.head] >= 0:
        first, last, _ = d.names[name[m.head]]
    return max(first, m.first), min(last, m.last)


def _gender(info, d, norms, first, last, firsts):
    before = norms[first - 1] if first else ""
    for w in (before, norms[first], norms[info.m.head]):
        f = words.WORDS.get(w, 0)
        if w == norms[info.m.head] or f & words.TITLE:
            if f & words.MALE:
                return MALE
            if f & words.FEMALE:
                return FEMALE
    if info.type == PERSON:
        return firsts.get(norms[first], UNKNOWN)
    return UNKNOWN


def _noun(info, d, norms, name, children, firsts, surnames):
    m, h = info.m, info.m.head
    info.type = NAME_TYPES[d.names[name[h]][2]] if name[h] >= 0 else 0
    info.kind = PROPER if d.upos[h] == "PROPN" or (0 < info.type < DATE) else COMMON
    info.flags = words.WORDS.get(norms[h], 0)
    first, last = _name_words(d, m, name)
    if first == last and info.kind == PROPER and info.type != PERSON and norms[h] in surnames and not m.together:
        info.type = PERSON
    if info.kind == PROPER and not m.together:
        core = [w for w in norms[first:last + 1] if w not in SMALL and not words.WORDS.get(w, 0) & words.TITLE]
        info.core = tuple(core[:CORE_KEPT])
    if info.type == PERSON:
        info.head = norms[last]
        while first < last and words.WORDS.get(norms[first], 0) & words.TITLE:
            first += 1
        info.name = (norms[first], norms[last]) if first < last else ()
    info.gender = _gender(info, d, norms, first, last, firsts) or (surnames.get(norms[last], 0) if info.type == PERSON else 0)
    info.plural = m.together or d.xpos[h] in ("NNS", "NNPS") or (bool(info.flags & words.COLLECTIVE) and not info.flags & words.BODY)
    if info.type:
        info.animate = SOMEBODY if info.type in (PERSON, PEOPLE) else NOBODY
    elif info.flags & (words.ROLE | words.COLLECTIVE):
        info.animate = SOMEBODY
    elif info.flags & (words.BODY | words.DOCUMENT | words.PLACE):
        info.animate = NOBODY
    if m.together:
        info.gender, info.type = UNKNOWN, 0
    owned = any(d.rel[c] == "nmod:poss" for c in children[h])
    info.det = POSSESSED if owned else DETERMINERS.get(norms[m.first], BARE)


def _pronoun(info, d, norm):
    info.kind = PRONOUN
    info.pronoun = PRONOUNS.get(norm, OTHER)
    info.reflexive = norm.endswith(("self", "selves"))
    info.det = NO_DET
    info.plural = info.pronoun in (WE, THEY, THESE)
    info.gender = {HE: MALE, SHE: FEMALE}.get(info.pronoun, UNKNOWN)
    info.animate = {I: SOMEBODY, WE: SOMEBODY, YOU: SOMEBODY, HE: SOMEBODY, SHE: SOMEBODY, IT: NOBODY, THIS: NOBODY}.get(info.pronoun, 0)


def surnames_of(d, norms, firsts):
    """{last word of a person's full name: gender by title or first name; UNKNOWN if two bearers differ}."""
    out = {}
    for first, last, kind in d.names:
        if kind != "person":
            continue
        title = words.WORDS.get(norms[first - 1], 0) if first else 0
        while first < last and words.WORDS.get(norms[first], 0) & words.TITLE:
            title |= words.WORDS[norms[first]]
            first += 1
        gender = MALE if title & words.MALE else FEMALE if title & words.FEMALE else UNKNOWN
        if not gender and first < last:
            gender = firsts.get(norms[first], UNKNOWN)
        if first == last and not gender:
            continue
        out[norms[last]] = gender if out.get(norms[last], gender) in (gender, UNKNOWN) else -1
    return {w: max(g, UNKNOWN) for w, g in out.items()}


def describe(d, found, firsts):
    """Info of each of the mentions `found`. firsts: {norm of a first name: MALE or FEMALE}."""
    norms = [key(w) for w in d.forms]
    name, children, quote = mentions.in_name(d), mentions.children_of(d), quotes(d)
    sentence, paragraph = _place(d.starts, len(norms)), _place(d.paragraphs, len(norms))
    surnames = surnames_of(d, norms, firsts)
    heads, texts, out, reach = {}, set(), [], -1
    for m in found:
        h = m.head
        info = Info(m, sentence=sentence[h], paragraph=paragraph[h], quote=quote[h], head=norms[h], governor=d.head[h])
        info.role = ROLES.get(d.rel[h], ELSE)
        looked_at = norms[m.first:min(m.last + 1, m.first + LOOKED_AT)]
        info.text = tuple(w for w in looked_at if w not in SMALL and (w[0].isalnum() or len(w) > 2))[:WORDS_KEPT]
        if d.upos[h] == "PRON" and not m.together:
            _pronoun(info, d, norms[h])
        else:
            _noun(info, d, norms, name, children, firsts, surnames)
        info.speaks = info.role == SUBJECT and info.governor >= 0 and bool(words.WORDS.get(norms[info.governor], 0) & words.SPEECH)
        info.nested = m.last <= reach
        reach = max(reach, m.last)
        info.same_head, info.same_text = heads.get(info.head, 0), info.text in texts
        heads[info.head] = info.same_head + 1
        texts.add(info.text)
        out.append(info)
    _named_below(d, out)
    return out


AHEAD = 40    # mentions behind a pronoun


def _is_named_by(d, name, verb):
    """The object of the verb, or the subject or object of the clause that says what it is about."""
    if name.role not in (SUBJECT, OBJECT):
        return False
    if name.governor == verb:
        return name.role == OBJECT
    return name.governor >= 0 and d.head[name.governor] == verb and d.rel[name.governor] in ("ccomp", "xcomp")


def _named_below(d, infos):
    """Principle C of binding (Chomsky 1981): whoever is named below the verb of a pronoun is not whom the pronoun stands for."""
    for i, m in enumerate(infos):
        if m.kind != PRONOUN or m.role != SUBJECT or m.governor < 0:
            continue
        below = []
        for other in infos[i + 1:i + 1 + AHEAD]:
            if other.sentence != m.sentence:
                break
            if other.kind == PROPER and _is_named_by(d, other, m.governor):
                below.append(other.head)
        m.below = tuple(below[:WORDS_KEPT])
