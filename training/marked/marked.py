#!/usr/bin/python3
"""Reads marked texts (README.md): checks them, or writes them as JSON lines with offsets in code points.

usage: marked.py FILE... [--jsonl]
"""
import json
import pathlib
import re
import sys

STANCES = "asserts alleges denies confirms doubts demands commits expects believes asks declares".split()
CERTAINTIES = "certain probable possible open".split()
KINDS = "named_person named_organisation government media document unnamed_individual unnamed_group collective unattributed".split()
ROLES = {"s": "source", "c": "cue", "k": "content"}
_OPEN = re.compile(r"\{((?:\d+[sck])+) ?")


def parse(line):
    """{"text", "attributions": [{"number", "source", "cue", "content", "stance", "negated", "certainty", "kind", "parent"}]}. Errors: ValueError."""
    if line.count("\t") != 1:
        raise ValueError("a line is text, one tab, labels")
    marked, labels = line.split("\t")
    text, open_, spans, at = "", [], {}, 0
    while at < len(marked):
        m = _OPEN.match(marked, at)
        if m:
            open_.append((len(text), re.findall(r"(\d+)([sck])", m.group(1))))
            at = m.end()
        elif marked[at] == "}":
            if not open_:
                raise ValueError("a closing brace too many")
            start, roles = open_.pop()
            if start == len(text):
                raise ValueError("an empty piece")
            for number, role in roles:
                spans.setdefault(int(number), {r: [] for r in ROLES.values()})[ROLES[role]].append([start, len(text)])
            at += 1
        elif marked[at] == "{":
            raise ValueError(f"no role after the brace: {marked[at:at + 20]!r}")
        else:
            text += "\n" if marked[at] == "¶" else marked[at]
            at += 1
    if open_:
        raise ValueError("a brace is not closed")
    found = []
    for label in filter(None, (x.strip() for x in labels.split(";"))):
        words = label.split()
        a = {"number": int(words[0]), "stance": words[1], "negated": False, "certainty": "certain", "kind": None}
        if a["stance"] not in STANCES:
            raise ValueError(f"no such stance: {words[1]}")
        for w in words[2:]:
            if w == "negated":
                a["negated"] = True
            elif w in CERTAINTIES:
                a["certainty"] = w
            elif w in KINDS:
                a["kind"] = w
            else:
                raise ValueError(f"no such label: {w}")
        if a["number"] not in spans or not spans[a["number"]]["content"]:
            raise ValueError(f"attribution {a['number']} has no content")
        a.update({r: sorted(p) for r, p in spans.pop(a["number"]).items()})
        a["kind"] = a["kind"] or ("unattributed" if not a["source"] else None)
        if a["kind"] is None:
            raise ValueError(f"attribution {a['number']} has a source but no kind")
        found.append(a)
    if spans:
        raise ValueError(f"no labels for {sorted(spans)}")
    found.sort(key=lambda a: (a["content"], a["cue"]))
    for a in found:
        key = (a["cue"] or a["content"])[0]
        around = [b for b in found if b is not a and any(s <= key[0] and key[1] <= e for s, e in b["content"]) and b["content"] != a["content"]]
        parent = min(around, key=lambda b: sum(e - s for s, e in b["content"]), default=None)
        a["parent"] = parent["number"] if parent else None
    return {"text": text, "attributions": found}


def read(path):
    """[(line number, parsed)] of one file. Errors: ValueError that names the line."""
    out = []
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if line.strip() and not line.startswith("#"):
            try:
                out.append((number, parse(line)))
            except (ValueError, IndexError) as e:
                raise ValueError(f"{path}:{number}: {e}") from None
    return out


def main():
    paths = [pathlib.Path(p) for p in sys.argv[1:] if p != "--jsonl"]
    wrong = 0
    for path in paths:
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            line = line.rstrip("\n")
            if not line.strip() or line.startswith("#"):
                continue
            try:
                text = parse(line)
            except (ValueError, IndexError) as e:
                print(f"{path}:{number}: {e}", file=sys.stderr)
                wrong += 1
                continue
            if "--jsonl" in sys.argv:
                print(json.dumps({"id": f"{path.stem}:{number}", **text}, ensure_ascii=False))
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
