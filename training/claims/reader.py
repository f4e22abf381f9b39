"""The attribution reader: triggers over a whole document, then, for each trigger, the role of every token around it."""
import pathlib
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import model as model_
from corpus import PAD, TAGS

O, SOURCE, CUE, CONTENT = range(4)
BEFORE, AFTER = 64, 96                 # tokens around a trigger
BOUNDS = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 65, 90])
FAR = len(BOUNDS)
OFFSETS = np.arange(-BEFORE, AFTER + 1)
FAR_ROWS = torch.from_numpy(FAR + np.sign(OFFSETS) * (np.searchsorted(BOUNDS, np.abs(OFFSETS), side="right") - 1))
SIDES = 13


class Batch:
    """Pieces of a corpus in one long row of N places, each piece followed by PAD empty ones. index: row of the corpus or -1."""

    def __init__(self, c, pieces):
        lengths = np.array([b - a for a, b, *_ in pieces])
        starts = np.concatenate([[0], np.cumsum(lengths + PAD)])
        n = int(starts[-1])
        index = np.full(n, -1)
        piece = np.full(n, -1)
        for k, ((a, b, *_), s) in enumerate(zip(pieces, starts)):
            index[s:s + b - a] = np.arange(a, b)
            piece[s:s + b - a] = k
        left, right = np.zeros(n, np.uint8), np.zeros(n, np.uint8)
        left[starts[:-1]], right[starts[:-1] + lengths - 1] = 1, 1
        d = c.device
        self.c, self.pieces, self.starts, self.lengths = c, pieces, starts[:-1], lengths
        self.index, self.piece = torch.from_numpy(index).to(d), torch.from_numpy(piece).to(d)
        self.real = self.index >= 0
        self.rows = self.index.clamp(min=0)
        self.resets = {"left": torch.from_numpy(left).to(d), "right": torch.from_numpy(right).to(d)}
        head = c.head[self.rows]
        shift = torch.arange(n, device=d) - self.index
        place = head + shift                                   # a head lies in the same sentence, so in the same piece but for cut sentences
        ok = self.real & (head < len(c.forms)) & (place >= 0) & (place < n)
        place = torch.where(ok, place, torch.full_like(place, n))
        same = torch.cat([self.piece, torch.tensor([-2], device=d)])[place] == self.piece
        self.head = torch.where(same, place, torch.full_like(place, n))

    def of(self, name):
        v = getattr(self.c, name)[self.rows]
        return v * self.real.view(-1, *([1] * (v.dim() - 1)))


class Windows:
    """The places around each trigger (places of a batch): T x W."""

    def __init__(self, b, triggers):
        d = triggers.device
        place = triggers[:, None] + torch.from_numpy(OFFSETS).to(d)[None]
        inside = (place >= 0) & (place < len(b.index))
        place = place.clamp(0, len(b.index) - 1)
        self.real = inside & (b.piece[place] == b.piece[triggers][:, None]) & b.real[place]
        self.place, self.trigger = place, triggers
        c = b.c
        row, own = b.rows[place], b.rows[triggers][:, None]
        sent, par = c.sent[row] == c.sent[own], c.par[row] == c.par[own]
        side = torch.where(sent, 0, torch.where(par, 4, 8))
        side = side + (b.head[place] == triggers[:, None]) + 2 * (b.head[triggers][:, None] == place)
        self.side = torch.where(place == triggers[:, None], torch.full_like(side, 12), side)
        real = self.real.to(torch.uint8)
        left = real & ~torch.cat([torch.zeros_like(real[:, :1]), real[:, :-1]], 1)
        right = real & ~torch.cat([real[:, 1:], torch.zeros_like(real[:, :1])], 1)
        self.resets = {"left": left.reshape(-1) & 1, "right": right.reshape(-1) & 1}


class Lstm(nn.Module):
    """In place of model.Recurrent, to compare: a residual LSTM over normed inputs, both directions."""

    def __init__(self, width):
        super().__init__()
        self.norm, self.cell = nn.LayerNorm(width), nn.LSTM(width, width // 2, bidirectional=True, batch_first=True)

    def forward(self, x, resets):
        first, last = resets["left"].nonzero()[:, 0], resets["right"].nonzero()[:, 0]
        lengths = last - first + 1
        longest = int(lengths.max())
        place = first[:, None] + torch.arange(longest, device=x.device)[None]
        ok = torch.arange(longest, device=x.device)[None] < lengths[:, None]
        y = self.norm(x)[place.clamp(max=len(x) - 1)]
        packed = nn.utils.rnn.pack_padded_sequence(y, lengths.cpu(), batch_first=True, enforce_sorted=False)
        out, _ = nn.utils.rnn.pad_packed_sequence(self.cell(packed)[0], batch_first=True, total_length=longest)
        return x.index_put((place[ok],), out[ok] + x[place[ok]])


class Entry(nn.Module):
    """What a token shows: the encoder's vector, its own embedding, its head's vector, tags."""

    def __init__(self, encoded, embed, sizes, width):
        super().__init__()
        self.tags = nn.ModuleDict({k: nn.Embedding(sizes[k] + 1, TAG_SIZES[k]) for k in TAGS})
        self.quote, self.first = nn.Embedding(5, 8), nn.Embedding(3, 4)
        self.head_in = nn.Linear(encoded, 48, bias=False)
        self.out = nn.Linear(encoded + embed + 48 + sum(TAG_SIZES.values()) + 8 + 4, width)

    def forward(self, b, encoded, embed):
        head = torch.cat([self.head_in(encoded), torch.zeros(1, 48, device=encoded.device)])[b.head]
        tags = [self.tags[k](torch.where(b.real, b.of(k) + 1, torch.zeros_like(b.rows))) for k in TAGS]
        return F.relu(self.out(torch.cat([encoded, embed, head, *tags, self.quote(b.of("quote")), self.first(b.of("first"))], 1)))


TAG_SIZES = {"upos": 8, "xpos": 16, "rel": 16, "name": 8}


class Reader(nn.Module):
    """own: a language model whose layers this reader takes over and trains further (its tables stay as they are); None: the encoder's vectors as they are."""

    def __init__(self, encoded, embed, sizes, width=256, layers=2, second=128, dropout=0.3, own=None, use_embed=True, cell=model_.Recurrent):
        super().__init__()
        self.use_embed = use_embed
        if own is not None:
            self.own_entry, self.own_layers, self.own_norm, self.own_flag = own.entry, own.layers, own.norm, own.flag
        self.own = own is not None
        self.entry = Entry(encoded, embed if use_embed else 0, sizes, width)
        self.layers = nn.ModuleList(cell(width) for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        self.trigger, self.flat = nn.Linear(width, 1), nn.Linear(width, 4)
        self.drop = nn.Dropout(dropout)
        self.around, self.at = nn.Linear(width, second), nn.Linear(width, second, bias=False)
        self.far, self.side = nn.Embedding(2 * FAR + 1, second), nn.Embedding(SIDES, second)
        self.second = nn.ModuleList(cell(second) for _ in range(2))
        self.second_norm = nn.LayerNorm(second)
        self.roles = nn.Linear(second, 4)

    def read(self, b):
        """N x width."""
        real = b.real.float()[:, None]
        embed = b.of("embed").float()
        if self.own:
            flag = self.own_flag(b.of("quote") * 4 + (b.of("first") > 0)) * real
            x = torch.cat([embed, flag], 1)
            x = self.drop(F.relu(self.own_entry(model_.neighbours(x)))) * real
            for layer in self.own_layers:
                x = self.drop(layer(x, b.resets) * real)
            encoded = self.own_norm(x) * real
        else:
            encoded = b.of("encoded").float()
        x = self.entry(b, self.drop(encoded), self.drop(embed) if self.use_embed else embed[:, :0])
        x = self.drop(x) * real
        for layer in self.layers:
            x = self.drop(layer(x, b.resets) * real)
        return self.norm(x) * real

    def look(self, x, w):
        """T x W x 4 logits."""
        t, width = w.place.shape
        y = self.around(x)[w.place] + self.at(x)[w.trigger][:, None] + self.far(FAR_ROWS.to(x.device))[None] + self.side(w.side)
        y = (self.drop(F.relu(y)) * w.real[..., None]).reshape(t * width, -1)
        real = w.real.reshape(-1, 1)
        for layer in self.second:
            y = self.drop(layer(y, w.resets) * real)
        return self.roles(self.second_norm(y)).reshape(t, width, 4)


def targets(c, b):
    """Trigger targets and mask, flat labels, places of the triggers, and the label row of each (T x W; -1: outside)."""
    n = len(b.index)
    trigger, mask, flat = np.zeros(n, np.float32), np.ones(n, np.float32), np.zeros(n, np.int64)
    places, labels = [], []
    buffer = np.zeros(n, np.int64)
    for (first, last, d), s in zip(b.pieces, b.starts):
        shift = int(s) - first
        inside = [a for a in c.attributions[d] if first <= a[0] < last]
        cut = [[rows[(rows >= first) & (rows < last)] + shift for rows in a[1:]] for a in inside]
        for source, cue, content in cut:
            if c.outermost:
                mask[content] = 0
            for rows, label in ((content, CONTENT), (source, SOURCE), (cue, CUE)):
                flat[rows] = label
        for a, (source, cue, content) in zip(inside, cut):
            t = a[0] + shift
            trigger[t], mask[t] = 1, 1
            places.append(t)
            for rows, label in ((content, CONTENT), (source, SOURCE), (cue, CUE)):
                buffer[rows] = label
            at = t + OFFSETS
            labels.append(np.where((at >= 0) & (at < n), buffer[np.clip(at, 0, n - 1)], 0))
            for rows in (content, source, cue):
                buffer[rows] = 0
    d = c.device
    mask *= b.real.cpu().numpy()
    return (torch.from_numpy(trigger).to(d), torch.from_numpy(mask).to(d), torch.from_numpy(flat).to(d), torch.tensor(places, dtype=torch.long, device=d),
            torch.from_numpy(np.array(labels, np.int64).reshape(len(places), len(OFFSETS))).to(d))


def loss(model, c, b):
    """The loss on gold pieces: triggers, flat roles (an auxiliary task), roles around the gold triggers."""
    trigger, mask, flat, places, labels = targets(c, b)
    x = model.read(b)
    total = (F.binary_cross_entropy_with_logits(model.trigger(x)[:, 0], trigger, reduction="none") * mask).sum() / trigger.sum().clamp(min=1)
    total = total + 2 * F.cross_entropy(model.flat(x)[b.real], flat[b.real])
    if len(places):
        w = Windows(b, places)
        total = total + 8 * F.cross_entropy(model.look(x, w)[w.real], labels[w.real])
    return total


def soft_loss(model, teachers, b, sample=0.25):
    """The loss against what teachers make of the same pieces: mean probabilities; roles around the places that they hold for triggers."""
    with torch.no_grad():
        read = [t.read(b) for t in teachers]
        p = torch.stack([torch.sigmoid(t.trigger(x)[:, 0].float()) for t, x in zip(teachers, read)]).mean(0) * b.real
        flat = torch.stack([F.softmax(t.flat(x).float(), 1) for t, x in zip(teachers, read)]).mean(0)
        places = (p > sample).nonzero()[:, 0][:len(p) // 8]  # a cap for readers that know nothing yet
        w = Windows(b, places)
        roles = torch.stack([F.softmax(t.look(x, w).float(), 2) for t, x in zip(teachers, read)]).mean(0) if len(places) else None
    x = model.read(b)
    total = (F.binary_cross_entropy_with_logits(model.trigger(x)[:, 0], p, reduction="none") * b.real).sum() / p.sum().clamp(min=1)
    total = total - 2 * (flat * F.log_softmax(model.flat(x), 1)).sum(1)[b.real].mean()
    if len(places):
        total = total - 8 * (roles * F.log_softmax(model.look(x, w), 2)).sum(2)[w.real].mean()
    return total


def predict(models, c, threshold, longest=10 ** 9, group=12000):
    """[(document, {role: rows}, probability, trigger row)] of all documents; models: one or several, whose probabilities are averaged."""
    pieces, out, held, tokens = c.pieces(longest), [], [], 0
    for i, piece in enumerate(pieces):
        held.append(piece)
        tokens += piece[1] - piece[0]
        if tokens < group and i + 1 < len(pieces):
            continue
        with torch.no_grad():
            b = Batch(c, held)
            read = [m.read(b) for m in models]
            p = torch.stack([torch.sigmoid(m.trigger(x)[:, 0].float()) for m, x in zip(models, read)]).mean(0) * b.real
            places = (p > threshold).nonzero()[:, 0]
            if len(places):
                w = Windows(b, places)
                roles = torch.stack([F.log_softmax(m.look(x, w).float(), 2) for m, x in zip(models, read)]).mean(0)
                best = torch.where(w.real, roles.argmax(2), torch.zeros_like(w.place)).cpu().numpy()
                rows, piece_of, p_of = b.rows[w.place].cpu().numpy(), b.piece[places].cpu().numpy(), p[places].cpu().numpy()
                for k in range(len(places)):
                    out.append((held[piece_of[k]][2], {r: rows[k][best[k] == v] for r, v in (("source", SOURCE), ("cue", CUE), ("content", CONTENT))},
                                float(p_of[k]), int(rows[k][BEFORE])))
        held, tokens = [], 0
    return out


def words_only(c, rows):
    keep = frozenset(int(r) for r in rows if any(ch.isalnum() or ch == "_" for ch in c.forms[r]))
    return keep or frozenset(int(r) for r in rows)


def outermost(found):
    """Drops what stands inside another's content: the corpus marks the outermost only. Of two that hold each other the likelier stays."""
    by = {}
    for f in found:
        by.setdefault(f[0], []).append(f)
    kept = []
    for fs in by.values():
        sets = [set(f[1]["content"].tolist()) for f in fs]
        for i, f in enumerate(fs):
            inner = any(j != i and f[3] in sets[j] and not (g[3] in sets[i] and g[2] < f[2]) for j, g in enumerate(fs))
            if not inner and sets[i]:
                kept.append(f)
    return kept


def scores(c, found):
    """Exact span F1 by role, of whole attributions ("all"), trigger F1, P, R, in percent; eval/score_attribution.py's measures on our tokens."""
    hits = {r: [0, 0, 0] for r in ("source", "cue", "content", "all", "relaxed", "trigger")}
    by = {}
    for f in outermost(found):
        by.setdefault(f[0], []).append(f)
    for d in range(len(c.attributions)):
        golds = [{r: words_only(c, rows) for r, rows in zip(("source", "cue", "content"), a[1:])} for a in c.attributions[d]]
        mine = [{r: words_only(c, rows) for r, rows in f[1].items()} for f in by.get(d, [])]
        g_t, f_t = {a[0] for a in c.attributions[d]}, {f[3] for f in by.get(d, [])}
        for k, v in enumerate((len(g_t & f_t), len(g_t), len(f_t))):
            hits["trigger"][k] += v
        pairs = sorted(((2 * len(g["content"] & m["content"]) / (len(g["content"]) + len(m["content"])), len(g["cue"] & m["cue"]), i, j)
                        for i, g in enumerate(golds) for j, m in enumerate(mine) if g["content"] & m["content"]), reverse=True)
        used_g, used_m = set(), set()
        for f, common, i, j in pairs:
            if i in used_g or j in used_m:
                continue
            used_g.add(i), used_m.add(j)
            for r in ("source", "cue", "content"):
                hits[r][0] += bool(golds[i][r]) and golds[i][r] == mine[j][r]
            hits["all"][0] += golds[i] == mine[j]
            near = bool(golds[i]["source"] & mine[j]["source"]) or not (golds[i]["source"] or mine[j]["source"])
            hits["relaxed"][0] += f >= 0.5 and near and (common > 0 or not (golds[i]["cue"] or mine[j]["cue"]))
        for r in ("source", "cue", "content"):
            hits[r][1] += sum(bool(g[r]) for g in golds)
            hits[r][2] += sum(bool(m[r]) for m in mine)
        for r in ("all", "relaxed"):
            hits[r][1] += len(golds)
            hits[r][2] += len(mine)
    f = {r: round(200 * h[0] / max(1, h[1] + h[2]), 1) for r, h in hits.items()}
    f["P"], f["R"] = round(100 * hits["trigger"][0] / max(1, hits["trigger"][2]), 1), round(100 * hits["trigger"][0] / max(1, hits["trigger"][1]), 1)
    return f
