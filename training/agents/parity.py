#!/usr/bin/python3
"""Writes what trainer and program must agree on, for tests/unit/lang/agents_parity_test.cpp.

usage: parity.py FOLDER CHECKPOINT.pt OUT.tsv            invented sentences, as the encoder analyses them; part of the repository
       parity.py --cache CACHE FIRSTS.json MODEL OUT     development documents with clusters: OUT.tsv, OUT.f32 (not for the repository);
                                                         STEMMA_AGENT_CASES=OUT STEMMA_AGENT_MODEL=MODEL test_lang

Lines: "#" and first names with 1 male or 2 female; "T" a token: form, tag, Penn tag, head (-1 root), relation, name (B-x, I-x, O),
quotation (-1 none), P new paragraph or S new sentence or -; "M" a mention: head, first, last (inside), coordination, its places, FNV-1a of
its candidates' places, cluster (-1 without a model); "E" ends a document.
"""
import json
import pathlib
import sys

import corpus
import decode
import fit
import info
import mentions
import pairs
import whole

import model_file

TEXT = """Interior Ministry spokeswoman Edda Marlowick said on Tuesday that the ministry would close the port of Port Aldane .
“ I will not resign , and nobody can make me , ” she told Boreal Press , the broadcaster said .

Marlowick and her deputy , Mr. Odo Venn , met the World Fisheries Council ( WFC ) themselves ; the WFC thanked them in 2031 .
Mr. Venn , 42 , called himself a friend of its founder , who lives in Port Aldane 's old town .
“ These boats are ours , ” said a fisherman from the town . “ We built them , and they took them from us . ”

In 2029 , the government of Lorvania had sold its " fleet of the north " to the Harrow Company ; that was a mistake , critics say .
Odo Venn denied this , but Lena Venn , his sister , told him that the company paid those critics each other 's bills ."""
FIRSTS = {"edda": 2, "odo": 1}


def invented():
    d = corpus.Document("invented", "news")
    for paragraph in TEXT.split("\n\n"):
        d.paragraphs.append(len(d.forms))
        for line in paragraph.split("\n"):
            d.starts.append(len(d.forms))
            for form in line.split():
                d.forms.append(form)
                d.gap.append(True)
    return d


def lines(d, of):
    """of: cluster of each mention."""
    names = ["O"] * len(d.forms)
    for first, last, kind in d.names:
        names[first:last + 1] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first)
    quote, starts, paragraphs = info.quotes(d), set(d.starts), set(d.paragraphs)
    for i, form in enumerate(d.forms):
        mark = "P" if i in paragraphs else "S" if i in starts else "-"
        yield "\t".join(["T", form, d.upos[i], d.xpos[i], str(d.head[i]), d.rel[i], names[i], str(quote[i]), mark])
    for j, chosen, places in pairs.rows(d, d.infos):
        text = "".join(f"{i}:{','.join(map(str, sorted(p)))};" for i, p in zip(chosen, places))
        m = d.infos[j].m
        ones = ",".join(map(str, sorted(pairs.one(d.infos[j]))))
        yield "\t".join(["M", str(m.head), str(m.first), str(m.last), str(int(m.together)), ones,
                         f"{corpus.prepare.features.word_hash(text):016x}", str(of[j])])
    yield "E"


def head_line(firsts):
    return "#\t" + "\t".join(f"{k}\t{v}" for k, v in sorted(firsts.items()))


def from_cache(cache, firsts, model, out):
    firsts = json.load(open(firsts))
    documents = fit.load(pathlib.Path(cache), "dev", firsts)[::3] + fit.load(pathlib.Path(cache), "silver-dev", firsts)[::8]
    _, arrays = model_file.read(pathlib.Path(model).read_bytes())
    w = {k.removesuffix(".table"): (v.astype("float64") * (1 << whole.WEIGHT)).astype("int64") for k, v in arrays.items()
         if not k.startswith(("test.", "first."))}
    scorer = whole.Whole({k: v for k, v in w.items()})
    with open(out + ".tsv", "w", encoding="utf-8") as text, open(out + ".f32", "wb") as vectors:
        print(head_line(firsts), file=text)
        for d in documents:
            of = {j: k for k, c in enumerate(decode.found_clusters(scorer, d)) for j in c}
            print("\n".join(lines(d, of)), file=text)
            vectors.write(d.vectors.tobytes())


def main():
    if sys.argv[1] == "--cache":
        return from_cache(*sys.argv[2:6])
    d = corpus.analyse([invented()], corpus.Encoder(sys.argv[1], sys.argv[2]))[0]
    d.found = mentions.find(d)
    d.infos = info.describe(d, d.found, FIRSTS)
    with open(sys.argv[3], "w", encoding="utf-8") as out:
        print("\n".join([head_line(FIRSTS), *lines(d, [-1] * len(d.found))]), file=out)


if __name__ == "__main__":
    main()
