#!/usr/bin/python3
"""Learns how likely two units are to be one claim (src/link/likeness.h) from the invented case families.

usage: fit.py [--program build/release/stemma] [--try] [--only MODEL]

Reads bench/sets/cases, the example and Emergent's headlines with the program, takes the traits of pairs from claims_tool, and writes
src/link/likeness_weights.inc: logistic regression with an L2 penalty by Newton's method, each family weighing by the square root of its
pairs. With --try it only prints, for each family, what weights from the others give: average precision of pairs, B-cubed by threshold.
Families in bench/sets/cases/held are not read. Of headlines that stand alone only traits of their own words count (with what else they are like,
Emergent's B-cubed F of the half not learned from is .865, without .885), and the bias is moved so that they are cut best where all are.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

import numpy

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))
sys.dont_write_bytecode = True
from parts import case, claims, invented  # noqa: E402
from parts.program import Bench  # noqa: E402

WEIGHTS = ROOT / "src" / "link" / "likeness_weights.inc"
TRAITS = [w for w in re.findall(r"\b([a-z_]+)(?=[, ])", re.search(r"enum class Trait[^{]*\{(.*?)\};", re.sub(
    r"///<.*", "", (ROOT / "src/link/likeness.h").read_text()), re.S).group(1).replace("\n", " ") + " ")]
OWN_WORDS = ["grams", "jaccard", "contained", "context", "classes", "people", "numbers", "counted", "one_content", "denials", "weak", "only_names",
             "own_voices", "intents", "root_grams", "root_context"]
ONE_CLAIM = int(re.search(r"one_claim = (\d+)", (ROOT / "src/link/thresholds.h").read_text())[1]) / 1024
BLANKET = re.compile(r"accusation|allegation|charge|reports|talk of|claims|account|story|slander")


def read_pairs(bench):
    """What claims_tool says of the case that was exported last; numbers of its documents."""
    path = max(bench.folder.glob("*.stemma"), key=lambda p: p.stat().st_mtime)
    tool = bench.program.parent / "claims_tool"
    lines = [json.loads(x) for x in subprocess.run([tool, "pairs", path], check=True, capture_output=True).stdout.splitlines()]
    return lines, {x["path"]: x["document"] for x in lines if "path" in x}


class Headlines:
    """Emergent: a headline is a document. Half of the claims is aside while the other half teaches."""

    def __init__(self, bench):
        self.name, items = "emergent", list(claims.headlines(bench).items())
        claims.export_headlines(bench, items)
        lines, number = read_pairs(bench)
        item = {n: int(path.rpartition("#")[2]) for path, n in number.items()}
        self.units = [[item[m["document"]] for m in x["members"]] for x in lines if "unit" in x]
        self.gold = [c for _, c in items]
        pairs = [x for x in lines if "pair" in x]
        self.pairs = numpy.array([x["pair"] for x in pairs])
        self.traits = numpy.array([x["traits"] for x in pairs], float) / 1024
        label = [self.gold[u[0]] for u in self.units]
        self.same = numpy.array([label[a] == label[b] for a, b in self.pairs])
        order = {c: n for n, c in enumerate(sorted(set(self.gold)))}
        self.half = [order[c] % 2 for c in self.gold]
        both = numpy.array([[self.half[self.units[a][0]], self.half[self.units[b][0]]] for a, b in self.pairs])
        self.in_half = [(both == h).all(1) for h in (0, 1)]
        self.counts = self.bare = numpy.array([x["bare"] for x in pairs])
        of_headline = collections.defaultdict(list)
        for n, unit in enumerate(self.units):
            of_headline[unit[0]].append(n)
        self.together = numpy.array([p for units in of_headline.values() for p in zip(units, units[1:])])
        self.traits *= numpy.isin(TRAITS, OWN_WORDS)

    def bcubed(self, clusters, halves):
        of = {i: f"alone {i}" for i in range(len(self.gold))}
        for unit, c in zip(self.units, clusters):
            for i in unit:
                of[i] = c
        keep = [i for i, h in enumerate(self.half) if h in halves]
        return claims.bcubed([self.gold[i] for i in keep], [of[i] for i in keep])


    def moved(self, slope, bias, halves):
        """The bias with which a cut at ONE_CLAIM is best for these halves."""
        def f(by):
            merges = dendrogram(len(self.units), self.pairs, scores(self, slope, bias + by), self.together)
            return self.bcubed(cut(len(self.units), merges, ONE_CLAIM), halves)[2]
        return bias + max(numpy.arange(-1.5, 1.75, .25), key=f)


class Family:
    def __init__(self, bench, folder):
        gold = json.loads((folder / "gold.json").read_text())
        export, _ = bench.export(folder / "articles")
        lines, number = read_pairs(bench)
        self.name, self.score = folder.name, bench.scorer("score_case.py")
        where = {d["id"]: number[d["path"]] for d in export["documents"]}
        ident = {(where[a["document"]], str(a["content"]), str(a["cue"])): a["id"] for a in export["attributions"]}
        self.gold, self.found, labels = self.align(gold, export)
        self.units = [[dict(m, id=ident.get((m["document"], str(m["content"]), str(m["cue"])))) for m in x["members"]] for x in lines if "unit" in x]
        label = [set().union(*(labels.get(m["id"], set()) for m in u)) for u in self.units]
        texts = {number[d["path"]]: d["text"] for d in export["documents"]}
        vague = [any(m["stance"] == "denies" and (m["weak"] or BLANKET.search(" ".join(texts[m["document"]][s:e] for s, e in m["pieces"]).lower()))
                     for m in u) or len(v) > 2 for u, v in zip(self.units, label)]
        pairs = [x for x in lines if "pair" in x]
        self.pairs = numpy.array([x["pair"] for x in pairs])
        self.traits = numpy.array([x["traits"] for x in pairs], float) / 1024
        self.same = numpy.array([bool(label[a] & label[b]) for a, b in self.pairs])
        self.counts = numpy.array([bool(label[a] or label[b]) and not vague[a] and not vague[b] for a, b in self.pairs])

    def align(self, gold, export):
        """Gold attributions, which of ours each is, and the claims of ours: as score_case.py finds them."""
        source = pathlib.Path(self.score.__file__).read_text()
        body = source[source.index("def score("):source.index("def table(")].replace("    return {'scores'", "    return locals()\n    return {'scores'")
        names = dict(vars(self.score))
        exec(body, names)
        out = names["score"](gold, export)
        labels = collections.defaultdict(set)
        for key, claim, _, _ in out["gold"].members:
            if key in out["found"]:
                labels[out["found"][key]].add(claim)
        self.g_labels = out["g_labels"]
        return out["gold"], out["found"], labels

    def bcubed(self, clusters, others=False):
        """Over gold attributions, as score_case.py; with `others` also over what belongs to no claim of the gold, each text one by itself."""
        within = collections.defaultdict(set)
        for unit, c in zip(self.units, clusters):
            for m in unit:
                within[m["id"]].add(c)
        keys = list(self.gold.attrs)
        ours = [within[self.found[k]] if k in self.found and within[self.found[k]] else {("alone", k)} for k in keys]
        gold = [self.g_labels[k] for k in keys]
        if others:
            taken = set(self.found.values())
            for n, unit in enumerate(self.units):
                rest = {m["id"] for m in unit} - taken
                gold += [{("other", n)}] * len(rest)
                ours += [within[i] for i in rest]
        return self.score.bcubed(gold, ours)


def fit(families, penalty=20.0):
    x = numpy.concatenate([f.traits[f.counts] for f in families])
    y = numpy.concatenate([f.same[f.counts] for f in families]).astype(float)
    w = numpy.concatenate([numpy.full(f.counts.sum(), f.counts.sum() ** -.5) for f in families])
    w /= w.mean()
    mean, deviation = x.mean(0), x.std(0) + 1e-9
    z = numpy.concatenate([(x - mean) / deviation, numpy.ones((len(x), 1))], 1)
    b = numpy.zeros(z.shape[1])
    ridge = numpy.diag([penalty] * len(mean) + [0])
    for _ in range(25):
        p = 1 / (1 + numpy.exp(-z @ b))
        gradient = z.T @ (w * (y - p)) - ridge @ b
        b += numpy.linalg.solve((z * (w * p * (1 - p))[:, None]).T @ z + ridge, gradient)
    slope = b[:-1] / deviation
    return slope, b[-1] - slope @ mean, b[:-1]


def scores(family, slope, bias):
    return numpy.sqrt(1 / (1 + numpy.exp(-(family.traits @ slope + bias))))


def average_precision(like, same):
    hits = same[numpy.argsort(-like, kind="stable")]
    return float((numpy.cumsum(hits) / numpy.arange(1, len(hits) + 1))[hits].mean())


def dendrogram(n, pairs, like, together=()):
    """Merges of average link as (score, members); those of `together` come first."""
    m = numpy.zeros((n, n))
    m[pairs[:, 0], pairs[:, 1]] = m[pairs[:, 1], pairs[:, 0]] = like
    if len(together):
        m[together[:, 0], together[:, 1]] = m[together[:, 1], together[:, 0]] = 2
    numpy.fill_diagonal(m, -1)
    size, members = numpy.ones(n), [[i] for i in range(n)]
    for _ in range(n - 1):
        a, b = divmod(int(m.argmax()), n)
        yield m[a, b], members[a] + members[b]
        row = (m[a] * size[a] + m[b] * size[b]) / (size[a] + size[b])
        m[a], m[:, a], m[a, a] = row, row, -1
        m[b], m[:, b] = -1, -1
        size[a] += size[b]
        members[a] += members[b]


def cut(n, merges, threshold):
    out = numpy.arange(n)
    for score, members in merges:
        if score < threshold:
            break
        out[members] = members[0]
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / "build" / "release" / "stemma")
    parser.add_argument("--shared", default=ROOT.parent / "shared")
    parser.add_argument("--try", action="store_true", dest="only_try")
    parser.add_argument("--only", choices=["with surroundings", "bare"], help="leave the other weights as they are")
    args = parser.parse_args()
    bench = Bench(args)
    folders = [invented.write(json.loads(f.read_text()), bench.folder / "cases") for f in sorted(case.FAMILIES.glob("*.json"))]
    families = [Family(bench, f) for f in [*folders, case.EXAMPLE]]
    emergent = Headlines(bench)
    bench.close()
    if args.only_try:
        table = collections.defaultdict(list)
        for half in (0, 1):
            emergent.counts = emergent.bare & emergent.in_half[1 - half]
            slope, bias, _ = fit([emergent])
            like = scores(emergent, slope, emergent.moved(slope, bias, [1 - half]))
            clusters = cut(len(emergent.units), dendrogram(len(emergent.units), emergent.pairs, like, emergent.together), ONE_CLAIM)
            print("emergent, half", half, "AP", round(average_precision(like[emergent.in_half[half]], emergent.same[emergent.in_half[half]]), 3),
                  "P R F", *(f"{v:.3f}" for v in emergent.bcubed(clusters, [half])))
        emergent.counts = emergent.bare
        for f in families:
            slope, bias, _ = fit([g for g in families if g is not f])
            like = scores(f, slope, bias)
            merges = list(dendrogram(len(f.units), f.pairs, like))
            row = []
            for t in (3, 5, 7, 9, 11, 13, 16, 19, 22, 25, 28, 32, 36, 40):
                clusters = cut(len(f.units), merges, t / 100)
                r = f.bcubed(clusters)
                table[t].append((r["p"], r["r"], r["f"], f.bcubed(clusters, True)["f"]))
                row.append(round(r["f"], 3))
            print(f"{f.name:12} {len(f.units)} units, {len(f.pairs)} pairs, AP {average_precision(like[f.counts], f.same[f.counts]):.3f}; F by threshold", *row)
        for t, rows in table.items():
            print(f"threshold {t / 100:.2f} ({round(t * 10.24)} of 1024): P R F, F with all others", *(f"{v:.3f}" for v in numpy.mean(rows, 0)))
    with_surroundings, (slope, bias, standard) = fit(families), fit([emergent])
    models = [("with surroundings", with_surroundings), ("bare", (slope, emergent.moved(slope, bias, [0, 1]), standard))]
    written = WEIGHTS.read_text().split("    {.bias")[1:]
    for n, (words, (slope, bias, standard)) in enumerate(models):
        print(words, *(f"{name} {s:.2f}" for name, s in sorted(zip(TRAITS, standard), key=lambda p: -abs(p[1]))))
        if args.only in (None, words):
            written[n] = f" = {round(bias * 1024)},  // {words}\n     .of = {{\n" + "".join(
                f"         {round(s * 1024)},  // {name}\n" for name, s in zip(TRAITS, slope)) + "     }},\n"
    if not args.only_try:
        WEIGHTS.write_text("// Generated by training/likeness/fit.py; do not edit.\n" + "".join("    {.bias" + w for w in written))


main()
