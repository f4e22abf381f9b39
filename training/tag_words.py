#!/usr/bin/env python3
"""Counts the tables of the tagger: src/lang/tag_words.inc and src/lang/tag_steps.inc.

    tag_words.py TRAIN.conllu.xz OUTPUT_FOLDER

TRAIN: blocks of tab-separated tokens, column 2 the form, column 5 the Penn tag, blank line between sentences. The tables in the
repository come from the automatic annotation of PolNeAR's training part (740,000 tokens). Only figures of single words and endings
leave the corpus, no text. Deterministic: the same input gives the same files.
"""
import collections
import lzma
import math
import pathlib
import sys
import textwrap

COARSE = {'NN': 'N', 'NNS': 'N', 'NNP': 'P', 'NNPS': 'P', 'PRP': 'R', 'PRP$': 'S', 'WP$': 'W', 'DT': 'D', 'PDT': 'D', 'JJ': 'J', 'JJR': 'J',
          'JJS': 'J', 'CD': 'C', 'VB': 'V', 'VBZ': 'Z', 'VBP': 'Z', 'VBD': 'E', 'VBN': 'X', 'VBG': 'G', 'MD': 'M', 'TO': 'T', 'IN': 'I',
          'RB': 'A', 'RBR': 'A', 'RBS': 'A', 'CC': 'K', 'WDT': 'W', 'WP': 'W', 'WRB': 'W', 'EX': 'H', 'RP': 'L', 'POS': 'O'}
TAGS = 'NPRSDJCVZEXGMTIAKWHLOUY'   # the order of lang::Tag
LEAST_WORD, LEAST_ENDING, LEAST_CAPITAL, RARE = 6, 12, 4, 8
# Words that are no names though they have a capital: members of groups, languages, directions.
COMMON_ENDINGS = ('ans', 'ese', 'ish', 'ists', 'ist', 'crats', 'crat', 'ims', 'im', 'ics', 'ic', 'ian', 'can', 'pean', 'ews', 'cans')


def sentences(path):
    out = []
    for line in lzma.open(path, 'rt', encoding='utf-8'):
        if line.startswith('#'):
            continue
        if not line.strip():
            if out:
                yield out
            out = []
            continue
        columns = line.rstrip('\n').split('\t')
        word = columns[1]
        out.append((word, COARSE.get(columns[4]) or ('Y' if any(c.isalnum() for c in word) else 'U')))
    if out:
        yield out


def is_title(sentence):
    words = [w for w, _ in sentence if w[0].isalpha()]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.7 * len(words)


def profile(counts):
    """{tag: rounded -log2 of its share}, tags under 1.2 % left out."""
    total = sum(counts.values())
    return {t: min(7, round(-math.log2(n / total))) for t, n in counts.items() if t != 'U' and n / total >= 0.012}


def lines(name, about, profiles):
    groups = collections.defaultdict(list)
    for word, p in profiles.items():
        groups[''.join(f'{t}{v}' for t, v in sorted(p.items(), key=lambda x: (x[1], x[0])))].append(word)
    out = [f'// {about}', f'constexpr std::string_view {name}[] = {{']
    for key in sorted(groups, key=lambda k: (-len(groups[k]), k)):
        for line in textwrap.wrap(' '.join(sorted(groups[key])), 110, break_long_words=False, break_on_hyphens=False):
            out.append(f'    "{key} {line}",')
    return out + ['};']


def main():
    source, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    lower, capital, endings, steps = (collections.defaultdict(collections.Counter) for _ in range(4))
    share = collections.Counter()
    for sentence in sentences(source):
        if is_title(sentence):
            continue
        before = 'U'
        for i, (word, tag) in enumerate(sentence):
            share[tag] += 1
            steps[before][tag] += 1
            before = tag
            if not word[0].isupper():
                lower[word.lower().replace('’', "'")][tag] += 1
            elif i > 0:
                capital[word.lower()][tag] += 1
    for word, counts in lower.items():
        if word.isalpha() and sum(counts.values()) <= RARE:
            for k in (1, 2, 3, 4):
                if len(word) > k + 1:
                    for tag, n in counts.items():
                        endings[word[-k:]][tag] += n

    ending_profiles = {s: profile(c) for s, c in endings.items() if sum(c.values()) >= LEAST_ENDING or len(s) == 1}

    def by_ending(word):
        for k in (4, 3, 2, 1):
            if len(word) > k + 1 and word[-k:] in ending_profiles:
                return ending_profiles[word[-k:]]
        return {'N': 0}

    words = {}
    for word, counts in lower.items():
        p = profile(counts)
        plain = word.isascii() and all(c.isalpha() or c in "'-." for c in word)
        if sum(counts.values()) >= LEAST_WORD and plain and p and p != by_ending(word):
            words[word] = p
    capitals = {}
    for word, counts in capital.items():
        n = sum(counts.values())
        common = sum(lower[word].values()) >= LEAST_WORD or word.endswith(COMMON_ENDINGS) and word.isascii() or word == 'i'
        if n >= LEAST_CAPITAL and counts['P'] / n < 0.9 and common:
            capitals[word] = profile(counts)

    out = ['// Made by training/tag_words.py; do not edit by hand. Each line: a profile, then the words that have it. A profile lists tags (one',
           '// letter each, see Tag) with the rounded -log2 of the share of the tag among the word\'s uses: "N0V3" is a noun, one time in eight a verb.']
    out += lines('kTagWords', 'Lower-case words whose tags their ending does not tell.', words)
    out += lines('kTagCapitals', 'Words that are more than a name when they stand capitalised inside a sentence.', capitals)
    out += lines('kTagEndings', 'Endings of words not listed, longest first.', ending_profiles)
    (folder / 'tag_words.inc').write_text('\n'.join(out) + '\n')

    def cost(p):
        return min(255, round(-8 * math.log2(p)))
    out = ['// Made by training/tag_words.py; do not edit by hand.',
           '// Cost (-log2, times 8) of a tag after another: rows are the earlier tag, columns the later one, in the order of Tag.',
           'constexpr std::uint8_t kTagSteps[kTags][kTags] = {']
    for a in TAGS:
        total = sum(steps[a].values()) + 0.3 * 22
        out.append('    {' + ', '.join(str(cost((steps[a][b] + 0.3) / total)) for b in TAGS) + '},')
    out += ['};', '// -log2 of the share of each tag in running text, times 8.',
            'constexpr std::uint8_t kTagShare[kTags] = {' + ', '.join(str(cost(share[t] / sum(share.values()))) for t in TAGS) + '};']
    (folder / 'tag_steps.inc').write_text('\n'.join(out) + '\n')


if __name__ == '__main__':
    main()
