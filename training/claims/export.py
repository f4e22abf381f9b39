#!/usr/bin/python3
"""Writes an attribution reader of fit.py as a model file (docs/formats/model.md), after checking what whole numbers cost.

usage: export.py FOLDER READER.pt ENCODER.model OUT.model

FOLDER: as fit.py's; scores its attribution-dev.npz in f32 and with every product in 8 bits. ENCODER.model: whose vectors the reader was trained on.
"""
import copy
import pathlib
import sys

import numpy as np
import torch

import corpus as corpus_
import fit
import reader as reader_

import export as language_export    # noqa: I100  of the folder above
import model_file

THRESHOLD, LOSS_ALLOWED = 0.6, 0.3
RECIPE = {
    "name": "attributions",
    "licence": "CC BY-SA 4.0 for the weights, as the encoder's that they read",
    "data": ["PolNeAR train (attributions)", "training/marked (invented)", "AllSides articles, as a larger reader of the same data marked them"],
    "recipe": ["training/claims/polnear.py", "training/claims/teacher.py pretrain", "training/claims/fit.py"],
}


def self_test(model, c):
    """A piece of 40 tokens with made-up vectors and the tags of a real text, and what the f32 model makes of them."""
    rng = np.random.default_rng(7)
    n = 40
    small = copy.copy(c)
    made = {"encoded": torch.from_numpy(rng.normal(size=(n, c.encoded.shape[1])).astype(np.float32)),
            "embed": torch.from_numpy(0.3 * rng.normal(size=(n, c.embed.shape[1])).astype(np.float32))}
    for k in (*corpus_.TAGS, "quote", "first", "sent", "par"):
        made[k] = getattr(c, k)[:n]
    head = c.head[:n]
    made["head"] = torch.where(head < n, head, torch.full_like(head, n))
    for k, v in made.items():
        setattr(small, k, v)
    small.forms = c.forms[:n]
    b = reader_.Batch(small, [(0, n, 0)])
    trigger = 17
    with torch.no_grad():
        x = model.read(b)
        triggers = model.trigger(x)[:n, 0]
        w = reader_.Windows(b, torch.tensor([trigger]))
        roles = model.look(x, w)[0][w.real[0]]
    rows = np.stack([made[k].numpy() + (k in corpus_.TAGS) for k in (*corpus_.TAGS, "quote", "first")]).astype(np.uint16)
    return [("test.encoded", made["encoded"].numpy()), ("test.embedded", made["embed"].numpy()), ("test.rows", rows),
            ("test.head", made["head"].numpy().astype(np.uint32)), ("test.place", np.stack([made["sent"].numpy(), made["par"].numpy()]).astype(np.uint32)),
            ("test.trigger", np.array([trigger], np.uint32)), ("test.triggers", triggers.numpy()), ("test.roles", roles.numpy())]


def tensors(model):
    state = {k: v.detach().numpy().astype(np.float32) for k, v in model.state_dict().items()}
    far = state.pop("far.weight")[reader_.FAR_ROWS.numpy()]                 # one row for each place of the window
    out = [("far", far)]
    for k, v in state.items():
        if not k.startswith("flat."):
            out.append((k.replace("entry.tags.", "entry."), v))
    return out


def main():
    folder, path, encoder, out = (pathlib.Path(a) for a in sys.argv[1:5])
    device = torch.device("cpu")
    torch.set_num_threads(1)
    corpus_.model_.load_kernels(folder)
    language, vocabulary = corpus_.load_language(folder, folder / "language.pt", device)
    dev = corpus_.polnear(folder / "attribution-dev.npz", language, vocabulary, device)
    model = fit.load(path, language, device)
    whole = copy.deepcopy(model)
    language_export.in_bytes(whole)
    scores = {name: reader_.scores(dev, reader_.predict([m], dev, THRESHOLD)) for name, m in (("f32", model), ("int8", whole))}
    print(scores)
    if scores["f32"]["all"] - scores["int8"]["all"] > LOSS_ALLOWED:
        print("refused: 8 bits cost too much")
        return 1
    sizes = {"encoded": dev.encoded.shape[1], "embedded": dev.embed.shape[1], "width": model.norm.weight.shape[0], "second": model.second_norm.weight.shape[0],
             "before": reader_.BEFORE, "after": reader_.AFTER, "head": model.entry.head_in.weight.shape[0], "second_layers": len(model.second),
             **reader_.TAG_SIZES, "quote": 8, "first": 4}
    labels = corpus_.batches.load_labels(folder)
    header = {"kind": "attribution reader", **RECIPE, "layers": "r" * len(model.layers), "labels": {**{k: labels[k] for k in corpus_.TAGS}, "encoder": [encoder.read_bytes()[32:38].hex()]}, "sizes": sizes,
              "scores": scores, "self_test": {"sentences": [], "tolerance": 0.002}}
    print(out, model_file.write(out, header, tensors(model) + self_test(model, dev)), "bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
