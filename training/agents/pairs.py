"""Numbers of a pair of mentions, each one place out of a group (one-hot). src/lang/agents/features.cpp does the same; agents_cases.tsv
holds invented cases that both must pass.
"""
import info as I_
from info import COMMON, HE, I, IT, NOBODY, OTHER, OWNER, PERSON, PRONOUN, PROPER, SHE, SOMEBODY, SUBJECT, THEY, UNKNOWN, WE, YOU

PAIR = {"distance_sentences": 21, "distance_mentions": 24, "text": 32, "pronoun_to": 231, "noun_to_pronoun": 110, "noun_to_noun": 100,
        "types": 6, "role": 24, "parallel": 4, "around": 6, "clause": 2, "quotes": 15, "speaker": 20, "determiners": 36, "place": 4,
        "kinds": 9, "recent": 44, "prominence": 12, "speech": 4, "copula": 2, "premodified": 4, "text_far": 16, "owner": 4,
        "recent_subject": 44, "names": 24}
ONE = {"what": 21, "det": 6, "type": 11, "role": 24, "quoted": 6, "length": 15, "earlier": 12, "sentence": 12, "nested": 6, "together": 2,
       "flags": 12, "same_text": 6, "after_head": 4}


def _offsets(groups):
    out, at = {}, 0
    for k, n in groups.items():
        out[k] = at
        at += n
    return out, at


PAIR_AT, PAIR_SIZE = _offsets(PAIR)
ONE_AT, ONE_SIZE = _offsets(ONE)
WINDOW = 50


def bucket(n, bounds):
    """How many of the ascending bounds are <= n."""
    return sum(n >= b for b in bounds)


def what(a):
    """0 .. 10 a pronoun by class; 11 .. 20 a noun by what it may stand for and its number."""
    if a.kind == PRONOUN:
        return a.pronoun
    if a.animate == SOMEBODY:
        k = a.gender if a.gender else 0
    else:
        k = 3 if a.animate == NOBODY else 4
    return 11 + 2 * k + a.plural


def group(a):
    """0 first and second person, 1 he, she, they, 2 everything else."""
    if a.kind == PRONOUN and a.pronoun in (I, WE, YOU):
        return 0
    return 1 if a.kind == PRONOUN and a.pronoun in (HE, SHE, THEY) else 2


def agree(m, a):
    """Whether pronoun m can stand for a by gender, number and kind, as far as a shows them."""
    if a.kind == PRONOUN:
        return a.pronoun == m.pronoun or (m.pronoun in (I_.THIS,) and a.pronoun == IT)
    p = m.pronoun
    if p in (HE, SHE):
        return not a.plural and a.animate != NOBODY and a.gender != (I_.FEMALE if p == HE else I_.MALE)
    if p in (IT, I_.THIS):
        return not a.plural and a.animate != SOMEBODY
    if p in (THEY, I_.THESE):
        return a.plural or (a.animate == NOBODY and a.type not in (0, I_.PLACE, I_.DATE, I_.MONEY)) or bool(a.flags & I_.words.BODY)
    return False


def text_relation(m, a):
    """0 the same words, 1 the same head and m adds nothing, 2 the same head, 3 all of m's words in a, 4 all of a's in m,
    5 letters of the other, 6 some word shared, 7 none."""
    x, y = set(m.text), set(a.text)
    if m.text == a.text:
        return 0
    if m.head == a.head:
        return 1 if x <= y else 2
    if x and x <= y:
        return 3
    if y and y <= x:
        return 4
    if acronym(m.text, a.text) or acronym(a.text, m.text):
        return 5
    return 6 if x & y else 7


def acronym(short, long):
    return len(short) == 1 and len(long) >= 2 and len(short[0]) >= 2 and short[0].replace(".", "") == "".join(w[0] for w in long)


def names(m, a):
    """0 not both names; 1 the same, 2 the later within the earlier, 3 the earlier within the later, 4 letters of the other, 5 some word
    shared, 6 none, 7 persons with one last word and two first words."""
    x, y = m.core, a.core
    if not x or not y:
        return 0
    if x == y:
        return 1
    if m.name and a.name and m.name[1] == a.name[1] and m.name[0] != a.name[0]:
        return 7
    if set(x) <= set(y):
        return 2
    if set(y) <= set(x):
        return 3
    if acronym(x, y) or acronym(y, x):
        return 4
    return 5 if set(x) & set(y) else 6


def _types(m, a):
    if not m.type or not a.type:
        return 0
    if m.type != a.type:
        return 5
    return {I_.PERSON: 1, I_.PLACE: 3}.get(m.type, 2 if m.type in (I_.ORGANISATION, I_.GOVERNMENT, I_.MEDIA) else 4)


def one(m):
    """Places of a mention alone."""
    k = m.kind
    out = [("what", what(m)), ("det", m.det), ("type", m.type), ("role", 3 * m.role + k), ("quoted", 2 * k + (m.quote >= 0)),
           ("length", 5 * k + bucket(m.m.last - m.m.first, (1, 2, 4, 8))), ("earlier", 4 * k + bucket(m.same_head, (1, 2, 4))),
           ("sentence", 4 * k + bucket(m.sentence, (1, 3, 8))), ("nested", 2 * k + m.nested), ("together", int(m.m.together)),
           ("same_text", 2 * k + m.same_text), ("after_head", 2 * (m.m.last > m.m.head) + (m.m.first < m.m.head))]
    out += [("flags", i) for i in range(11) if m.flags >> i & 1]
    return [ONE_AT[g] + v for g, v in out]


def pair(m, a, between, recent, subjects, speaker):
    """Places of m with its possible antecedent a. between: mentions from a to m (1: neighbours); recent: how many mentions that agree
    with pronoun m stand between; subjects: how many of these are subjects outside quotation marks; speaker: 0 nobody known speaks m's
    quotation, 1 somebody else than a, 2 a, 3 m stands in none."""
    k, g = m.kind, group(m)
    apart = m.sentence - a.sentence
    out = [("distance_sentences", 7 * k + bucket(apart, (1, 2, 3, 4, 8, 16))),
           ("distance_mentions", 8 * k + bucket(between, (2, 3, 4, 6, 9, 16, 31))), ("kinds", 3 * k + a.kind), ("types", _types(m, a)),
           ("role", 3 * a.role + g), ("determiners", 6 * m.det + a.det), ("prominence", 3 * bucket(a.same_head, (1, 2, 4)) + k),
           ("place", 2 * (a.sentence == 0) + (m.paragraph == a.paragraph)), ("speaker", 5 * speaker + _voice(m))]
    if k == PRONOUN:
        out += [("pronoun_to", 21 * m.pronoun + what(a)), ("recent", 4 * m.pronoun + min(recent, 3)),
                ("recent_subject", 4 * m.pronoun + min(subjects, 3)),
                ("parallel", 2 * (apart == 0) + (m.role == a.role)), ("speech", 2 * m.speaks + a.speaks),
                ("owner", 2 * (m.role == OWNER) + (m.governor == a.governor and m.governor >= 0))]
    elif a.kind == PRONOUN:
        out.append(("noun_to_pronoun", 11 * (what(m) - 11) + a.pronoun))
    else:
        t = text_relation(m, a)
        out += [("noun_to_noun", 10 * (what(m) - 11) + what(a) - 11), ("text", 8 * (2 * (k == PROPER) + (a.kind == PROPER)) + t),
                ("text_far", 2 * t + (apart > 3)), ("premodified", 2 * (len(m.text) > 1) + (len(a.text) > 1))]
        out.append(("names", 3 * names(m, a) + (1 if m.type == a.type == PERSON else 2 if m.type == a.type else 0)))
    if a.m.last >= m.m.last:
        out.append(("around", 2 * k + (m.role == OWNER)))
    elif a.governor == m.governor and m.governor >= 0:
        out.append(("clause", int(m.reflexive)))
    out.append(("quotes", 5 * g + _quotes(m, a)))
    if m.governor == a.m.head or a.governor == m.m.head:
        out.append(("copula", int(a.role == SUBJECT)))
    return [PAIR_AT[x] + v for x, v in out]


def _voice(m):
    """Who a pronoun is in a conversation: 0 I, 1 we, 2 you, 3 he or she, 4 all else."""
    if m.kind != PRONOUN:
        return 4
    return {I: 0, WE: 1, YOU: 2, HE: 3, SHE: 3}.get(m.pronoun, 4)


def _quotes(m, a):
    """0 neither in quotation marks, 1 only m, 2 only a, 3 both in the same, 4 in two."""
    if m.quote < 0:
        return 0 if a.quote < 0 else 2
    return 1 if a.quote < 0 else 3 if a.quote == m.quote else 4


def speakers(d, infos):
    """{number of a quotation: number of the mention that speaks it}: the subject of the verb that the quotation hangs on, else the
    subject of a verb of speech that stands outside in one of its sentences, else the speaker of the quotation before in the paragraph."""
    quote = I_.quotes(d)
    subject_of = {}
    for i, a in enumerate(infos):
        if a.role == SUBJECT and a.governor >= 0 and not a.m.together:
            subject_of.setdefault(a.governor, i)
    said = {}
    for i, a in enumerate(infos):
        if a.speaks and a.quote < 0:
            said.setdefault(a.sentence, i)
    sentence = {}
    for s, (first, end) in enumerate(d.sentences()):
        for i in range(first, end):
            sentence[i] = s
    paragraph_at = set(d.paragraphs)
    out, last, seen = {}, None, -1
    for i, q in enumerate(quote):
        if i in paragraph_at:
            last = None
        if q < 0:
            continue
        if q != seen:
            seen = q
            if last is not None:
                out.setdefault(q, last)
            direct = False
        h = d.head[i]
        if not direct and h >= 0 and quote[h] != q and h in subject_of and quote[infos[subject_of[h]].m.head] != q:
            out[q], direct = subject_of[h], True
        elif not direct and sentence[i] in said:
            out[q] = said[sentence[i]]
        last = out.get(q)
    return out


def candidates(infos, j, index):
    """Numbers of the mentions that j may point to, nearest first: the WINDOW before it, and for a noun the latest one of the same head
    or, for a name, with one of its words."""
    out = list(range(j - 1, max(-1, j - 1 - WINDOW), -1))
    m = infos[j]
    if m.kind != PRONOUN:
        for w in (m.head,) + m.core[:4]:
            i = index.get(w)
            if i is not None and i < j - WINDOW and i not in out:
                out.append(i)
    return out


def remember(infos, j, index):
    m = infos[j]
    if m.kind != PRONOUN:
        index[m.head] = j
        for w in m.core[:4]:
            index[w] = j


def rows(d, infos, wanted=None):
    """For each mention j (of `wanted`): (j, candidates, list of places for each)."""
    index, voices = {}, speakers(d, infos)
    for j, m in enumerate(infos):
        if wanted is None or j in wanted:
            speaker = voices.get(m.quote) if m.quote >= 0 else None
            agreeing, subjects, places, chosen = 0, 0, [], candidates(infos, j, index)
            for i in chosen:
                a = infos[i]
                said = 3 if m.quote < 0 else 0 if speaker is None else 2 if speaker == i else 1
                places.append(pair(m, a, j - i, agreeing, subjects, said))
                if m.kind == PRONOUN and agree(m, a):
                    agreeing += 1
                    subjects += a.role == SUBJECT and a.quote < 0
            yield j, chosen, places
        remember(infos, j, index)
