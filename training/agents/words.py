"""What some words say of whom they stand for: src/lang/agents/words.inc, one list for trainer and program."""
import pathlib
import re

FLAGS = {k: 1 << i for i, k in enumerate("male female title role body government media document collective place speech".split())}
MALE, FEMALE, TITLE, ROLE, BODY, GOVERNMENT, MEDIA, DOCUMENT, COLLECTIVE, PLACE, SPEECH = FLAGS.values()

_INC = pathlib.Path(__file__).resolve().parents[2] / "src" / "lang" / "agents" / "words.inc"


def _read():
    lines = _INC.read_text(encoding="utf-8").split("\n")
    found = (re.fullmatch(r'WORD\("([^"]+)", ([a-z| ]+)\)', line) for line in lines)
    return {m[1]: sum(FLAGS[f] for f in m[2].split(" | ")) for m in found if m}


WORDS = _read()
