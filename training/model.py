"""The language encoder and its heads. docs/formats/model.md gives the same formulas for the program that runs it.

A batch is one long row of N tokens: texts one after another, each followed by PAD places that hold zeros. No layer looks across a PAD.
"""
import ctypes
import pathlib
import subprocess

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import features

WORD, SUB, SHAPE, FLAG = 96, 64, 24, 8
INPUT = WORD + SUB + SHAPE + FLAG      # 192
WIDTH, HALF = 160, 80                  # set_width() changes them before a model is made
FLAGS = 17                             # quote state * 4 + first of sentence + 2 * last of sentence; 16: masked in pretraining
LISTS = 16                             # codes of name_lists.py
ARC, REL, LEMMA, BOUND, BOUND_WINDOW = 64, 64, 64, 32, 2
FAR = 24                               # arc distances are clipped to -FAR .. FAR
PAD = 2                                # places between texts: as far as the model for sentence ends looks


def set_width(width):
    global WIDTH, HALF
    WIDTH, HALF = width, width // 2


def _library(folder):
    """scan.c, compiled for this machine beside the checkpoints."""
    source = pathlib.Path(__file__).with_name("scan.c")
    target = pathlib.Path(folder) / "scan.so"
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        subprocess.run(["gcc", "-O3", "-march=native", "-ffast-math", "-shared", "-fPIC", source, "-o", target, "-lm"], check=True)
    return ctypes.CDLL(str(target))


LIBRARY = None


def load_kernels(folder):
    global LIBRARY
    LIBRARY = _library(folder)


def _ptr(t, offset=0):
    return ctypes.c_void_p(t.data_ptr() + 4 * offset)


class Dropout(nn.Module):
    """nn.Dropout from a pool of masks made once: drawing new ones takes a fifth of the training time."""

    def __init__(self, share):
        super().__init__()
        self.pool = (torch.rand(1 << 22) >= share).float() / (1 - share)

    def forward(self, x):
        if not self.training:
            return x
        n = x.numel()
        pool = self.pool if n < len(self.pool) // 2 else self.pool.repeat(2 + 2 * n // len(self.pool))
        at = int(torch.randint(len(pool) - n, (1,)))
        return x * pool[at:at + n].view(x.shape)


class Scan(torch.autograd.Function):
    """Both directions at once: u is N x 6 half (left-to-right's u, f, r, then right-to-left's), x is N x 2 half, p is 8 x half."""

    @staticmethod
    def forward(ctx, u, x, p, reset_left, reset_right):
        n, half = x.shape[0], x.shape[1] // 2
        u, x, p = u.contiguous(), x.contiguous(), p.contiguous()
        if x.is_cuda:
            import scan_cuda
            h, ctx.card = scan_cuda.forward(u, x, p, reset_left, reset_right)
            ctx.save_for_backward(u, x, p)
            return h
        state = torch.empty(6, n, half)
        h = torch.empty(n, 2 * half)
        size = ctypes.c_ssize_t
        for k, (step, reset) in enumerate(((1, reset_left), (-1, reset_right))):
            LIBRARY.scan_forward(size(n), size(half), step, _ptr(u, 3 * k * half), size(6 * half), _ptr(x, k * half), size(2 * half),
                                 _ptr(p, 4 * k * half), ctypes.c_void_p(reset.data_ptr()), _ptr(state[3 * k]), _ptr(state[3 * k + 1]),
                                 _ptr(state[3 * k + 2]), _ptr(h, k * half), size(2 * half))
        ctx.save_for_backward(u, x, p, reset_left, reset_right, state)
        return h

    @staticmethod
    def backward(ctx, gh):
        if gh.is_cuda:
            import scan_cuda
            return (*scan_cuda.backward(gh.contiguous(), *ctx.saved_tensors, ctx.card), None, None)
        u, x, p, reset_left, reset_right, state = ctx.saved_tensors
        gh = gh.contiguous()
        n, half = x.shape[0], x.shape[1] // 2
        gu, gx, gp = torch.empty_like(u), torch.empty_like(x), torch.zeros_like(p)
        size = ctypes.c_ssize_t
        for k, (step, reset) in enumerate(((1, reset_left), (-1, reset_right))):
            LIBRARY.scan_backward(size(n), size(half), step, _ptr(u, 3 * k * half), size(6 * half), _ptr(x, k * half), size(2 * half),
                                  _ptr(p, 4 * k * half), ctypes.c_void_p(reset.data_ptr()), _ptr(state[3 * k]), _ptr(state[3 * k + 1]),
                                  _ptr(state[3 * k + 2]), _ptr(gh, k * half), size(2 * half), _ptr(gu, 3 * k * half), _ptr(gx, k * half),
                                  _ptr(gp, 4 * k * half))
        return gu, gx, gp, None, None


class Recurrent(nn.Module):
    """h = SRU(norm(x)), both directions; the highway of each direction carries its half of x."""

    def __init__(self, width=None):
        super().__init__()
        width = width or WIDTH
        self.norm = nn.LayerNorm(width)
        self.linear = nn.Linear(width, 3 * width, bias=False)
        self.gates = nn.Parameter(torch.zeros(8, width // 2))   # vf, bf, vr, br of each direction
        with torch.no_grad():
            self.gates[1::4] = 0.5      # bf: remember a little from the start
            self.gates[3::4] = -0.5     # br: let x through at the start

    def forward(self, x, batch):
        return Scan.apply(self.linear(self.norm(x)), x, self.gates, batch["left"], batch["right"])


def neighbours(x):
    """N x 3 C: [x(t - 1), x(t), x(t + 1)]; zeros before the first and after the last."""
    y = F.pad(x, (0, 0, 1, 1))
    return torch.cat([y[:-2], y[1:-1], y[2:]], 1)


class Convolution(nn.Module):
    """x + relu(W [y(t - 1), y(t), y(t + 1)] + b) with y = norm(x)."""

    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.linear = nn.Linear(3 * WIDTH, WIDTH)

    def forward(self, x, batch):
        return x + F.relu(self.linear(neighbours(self.norm(x) * batch["real"])))


class Model(nn.Module):
    def __init__(self, words, labels, layers="rrr", dropout=0.3):
        super().__init__()
        self.layers_text = layers
        self.word = nn.Embedding(words, WORD, sparse=True)                          # row 0: unknown
        self.sub = nn.EmbeddingBag(features.SUBWORD_ROWS, SUB, mode="sum", sparse=True, padding_idx=0)  # row 0: none
        self.shape = nn.Embedding(features.SHAPE_ROWS, SHAPE)
        self.flag = nn.Embedding(FLAGS, FLAG)
        self.list = nn.Embedding(LISTS, FLAG)      # added to the flag's: the file has one table for both
        for table, size in ((self.word, 0.1), (self.sub, 0.1), (self.shape, 0.3), (self.flag, 0.3)):
            nn.init.normal_(table.weight, 0, size)
        nn.init.zeros_(self.list.weight)
        self.entry = nn.Linear(3 * INPUT, WIDTH)
        self.layers = nn.ModuleList({"c": Convolution, "r": Recurrent}[k]() for k in layers)
        self.norm = nn.LayerNorm(WIDTH)
        self.drop = Dropout(dropout)
        self.drop_in = Dropout(dropout * 0.6)
        self.upos = nn.Linear(WIDTH, len(labels["upos"]))
        self.xpos = nn.Linear(WIDTH, len(labels["xpos"]))
        self.name = nn.Linear(WIDTH, len(labels["name"]))
        self.lemma_in, self.lemma = nn.Linear(WIDTH, LEMMA), nn.Linear(LEMMA, len(labels["lemma"]))
        self.parsers = nn.ModuleDict({"ud2": Parser(len(labels["rel"])), "ud1": Parser(len(labels["rel1"]))})
        self.bound_in, self.bound = nn.Linear((2 * BOUND_WINDOW + 1) * (INPUT - FLAG) + 1, BOUND), nn.Linear(BOUND, 1)

    def embed(self, batch):
        """N x (INPUT - FLAG): what a token is, whatever stands around it."""
        return torch.cat([self.word(batch["word"]), self.sub(batch["sub"]), self.shape(batch["shape"])], 1) * batch["real"]

    def encode(self, batch, inputs=None):
        inputs = self.embed(batch) if inputs is None else inputs
        flag = self.flag(batch["flag"])
        if "list" in batch:                        # not in pretraining
            flag = flag + self.list(batch["list"])
        x = self.drop_in(torch.cat([inputs, flag * batch["real"]], 1))
        x = self.drop(F.relu(self.entry(neighbours(x)))) * batch["real"]
        for layer in self.layers:
            x = layer(x, batch) * batch["real"]
            x = self.drop(x)
        return self.norm(x)

    def lemmas(self, x):
        return self.lemma(F.relu(self.lemma_in(x)))

    def bounds(self, inputs, batch):
        """One logit for every place of batch["cand"]: a sentence ends after that token."""
        w = BOUND_WINDOW
        padded = F.pad(inputs, (0, 0, w, w))
        around = torch.cat([padded[batch["cand"] + k] for k in range(2 * w + 1)] + [batch["cand_gap"]], 1)
        return self.bound(self.drop(F.relu(self.bound_in(around)))).squeeze(1)


def load_vectors(model, path):
    """Rows of vectors.cpp into the word table."""
    vectors = torch.from_numpy(np.fromfile(path, np.float32).reshape(-1, WORD))
    with torch.no_grad():
        model.word.weight[1:] = vectors * (0.25 / vectors.std())
        model.word.weight[0] = 0


def optimisers(dense, sparse, rate):
    return [torch.optim.AdamW(dense, lr=rate, betas=(0.9, 0.98), weight_decay=1e-3),
            torch.optim.SparseAdam(sparse, lr=rate, betas=(0.9, 0.98))]


class Parser(nn.Module):
    """score(d, h) = a(d) . b(h) + bias(h - d); a, b = relu maps of the encoder's output, a then through a square matrix."""

    def __init__(self, relations):
        super().__init__()
        self.dep, self.head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.square = nn.Linear(ARC, ARC)
        self.root = nn.Parameter(torch.randn(ARC) * 0.1)
        self.far = nn.Parameter(torch.zeros(2 * FAR + 1))
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL, bias=False)
        self.rel_root = nn.Parameter(torch.zeros(REL))
        self.rel = nn.Linear(REL, relations)
        self.drop = Dropout(0.25)

    def arcs(self, x, at):
        """x: N x WIDTH; at: S x L token numbers (padded with any). S x L x (L + 1) scores, head 0 is the root."""
        s, length = at.shape
        a = self.square(self.drop(F.relu(self.dep(x))))[at]
        b = self.drop(F.relu(self.head(x)))[at]
        b = torch.cat([self.root.expand(s, 1, ARC), b], 1)
        place = torch.arange(length, device=x.device)
        far = self.far[(place[None, :] - place[:, None]).clamp(-FAR, FAR) + FAR]
        return torch.bmm(a, b.transpose(1, 2)) * 0.25 + F.pad(far, (1, 0))

    def relations(self, x, dep, head):
        """Logits for the pairs dep -> head (token numbers; head -1: root)."""
        h = torch.cat([self.rel_head(x), self.rel_root[None]], 0)[head]
        return self.rel(self.drop(F.relu(self.rel_dep(x)[dep] + h)))
