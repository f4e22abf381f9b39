"""The scorer: from the places of pairs.py and the encoder's vectors of two heads to one number. docs/formats/model.md has the formula."""
import numpy as np
import torch
from torch import nn

import pairs

HIDDEN, PRODUCT = 48, 24


def padded(lists, nothing):
    """Lists of places as one array, short rows filled with `nothing`, a place whose weights are zero."""
    width = max((len(p) for p in lists), default=1)
    out = np.full((len(lists), width), nothing, np.int64)
    for i, p in enumerate(lists):
        out[i, :len(p)] = p
    return out


def _table(rows, columns):
    table = nn.EmbeddingBag(rows + 1, columns, mode="sum", padding_idx=rows)
    nn.init.normal_(table.weight, 0, 0.05)
    with torch.no_grad():
        table.weight[rows] = 0
    return table


class Scorer(nn.Module):
    def __init__(self, width, dropout=0.3):
        super().__init__()
        self.pair = _table(pairs.PAIR_SIZE, HIDDEN)
        self.later, self.earlier, self.new = (_table(pairs.ONE_SIZE, HIDDEN) for _ in range(3))
        self.left, self.right = nn.Linear(width, PRODUCT), nn.Linear(width, PRODUCT)     # of the later and of the earlier mention's head
        self.product = nn.Linear(PRODUCT, HIDDEN)
        self.left_hidden, self.right_hidden = nn.Linear(PRODUCT, HIDDEN, bias=False), nn.Linear(PRODUCT, HIDDEN, bias=False)
        self.new_hidden = nn.Linear(PRODUCT, HIDDEN)
        self.out, self.new_out = nn.Linear(HIDDEN, 1), nn.Linear(HIDDEN, 1)
        self.drop, self.drop_in = nn.Dropout(dropout), nn.Dropout(0.2)

    def forward(self, s):
        """s: a Sample. (score of each pair, score of "nobody before" of each anaphor)."""
        v = self.drop_in(torch.from_numpy(s.vectors))
        ones = torch.from_numpy(s.ones)
        left, right = self.left(v), self.right(v)
        later = self.later(ones) + self.left_hidden(left)
        earlier = self.earlier(ones) + self.right_hidden(right)
        m, a = torch.from_numpy(s.m), torch.from_numpy(s.a)
        x = self.pair(torch.from_numpy(s.pairs)) + later[m] + earlier[a] + self.product(left[m] * right[a])
        j = torch.from_numpy(s.anaphors)
        n = self.new(ones[j]) + self.new_hidden(left[j])
        return self.out(self.drop(torch.relu(x))).squeeze(1), self.new_out(self.drop(torch.relu(n))).squeeze(1)
