"""Attributions from what the reader's two parts say: the likeliest spans around each trigger, and which triggers to believe.

The second part gives each token of a window its role probabilities one by one. Taking the best role of each token puts an edge where the probability
passes one half: at the median of the places where the edge may be. A span is right only if its edge is, so here an edge stands at the likeliest place:
where the probability changes most. Between two neighbours as much as can be of each role's mass stays with the role (the smaller of both), and what is
left moves: from the roles that lose to those that gain, in proportion. This is a Markov chain that has the reader's own probabilities at every token and
changes as seldom as these allow; its likeliest path, found by Viterbi, is the answer, under rules that the annotation keeps but for a handful: one cue,
which holds the trigger; one source at most; some content. Then a quotation of which an end was taken with more is taken whole, even out of the window.

An attribution's score is the trigger's log odds and the mean log probabilities of its spans. What stands in another's content is left out.
"""
import collections

import numpy as np

O, SOURCE, CUE, CONTENT = range(4)
NAMES = ((SOURCE, "source"), (CUE, "cue"), (CONTENT, "content"))
OPENING, INSIDE, CLOSING = 1, 2, 3   # states of batches.Corpus.quote
FLOOR = 1e-3          # added to every probability
LOOSE = 0.05          # share of a change that does not depend on the role before
SURE = 0.5            # a source or a piece of content above this somewhere is there: that token keeps it
CONFIDENCE = 2.0      # weight of the spans' mean log probabilities against the trigger's log odds
THRESHOLD = 0.0       # of an attribution's score
HIDING = -0.3         # below THRESHOLD by this much, an attribution is not given but still hides what stands in its content
LEAST = 0.3           # triggers below this are not looked at
NEVER = -1e4

# What the path has had so far goes into its state: role, whether the source has begun, whether content has begun.
STATES = [(r, s, c) for r in range(4) for s in (0, 1) for c in (0, 1) if (r != SOURCE or s) and (r != CONTENT or c)]
ROLE, BEGUN, HELD = (np.array(v) for v in zip(*STATES))


def _follows(a, b):
    (r, s, c), (q, t, d) = a, b
    begun = t == s if q != SOURCE else t and (r == SOURCE or not s)
    return begun and d == (c or q == CONTENT)


FOLLOWS = np.array([[0.0 if _follows(a, b) else NEVER for b in STATES] for a in STATES])
BEGINS = np.array([0.0 if s == (r == SOURCE) and c == (r == CONTENT) else NEVER for r, s, c in STATES])
TO_TRIGGER = FOLLOWS + np.where((ROLE == CUE)[:, None] & (ROLE != CUE)[None], NEVER, 0.0)    # up to the trigger a cue once begun goes on
FROM_TRIGGER = FOLLOWS + np.where((ROLE != CUE)[:, None] & (ROLE == CUE)[None], NEVER, 0.0)  # after it a cue once ended does not come again


def chain(m):
    """T x W - 1 x 4 x 4: log probabilities of each token's role given that of the one before, where m (T x W x 4) are those of each alone."""
    before, after = m[:, :-1], m[:, 1:]
    stay = np.minimum(before, after)
    lost, won = before - stay, after - stay
    joint = lost[..., :, None] * won[..., None, :] / np.maximum(lost.sum(-1), 1e-9)[..., None, None]
    joint[..., range(4), range(4)] += stay
    return np.log((1 - LOOSE) * joint / before[..., :, None] + LOOSE * after[..., None, :])


def sure(m, before):
    """T x W x 4: NEVER for what contradicts the trigger as cue, the best token for a source, and the best of each piece that is likelier content than else."""
    out = np.zeros_like(m)
    for k in range(len(m)):
        content = np.flatnonzero(m[k].argmax(1) == CONTENT)
        pieces = [p for p in np.split(content, np.flatnonzero(np.diff(content) > 1) + 1) if len(p)]
        tops = [(m[k, :, SOURCE].argmax(), SOURCE), *((p[m[k, p, CONTENT].argmax()], CONTENT) for p in pieces)]
        for at, role in [(a, r) for a, r in tops if m[k, a, r] > SURE and a != before] + [(before, CUE)]:
            out[k, at] = NEVER
            out[k, at, role] = 0
    return out


def spans(roles, real, before):
    """T x W: the role of each token, and (T) the sum over the roles of their tokens' mean log probability."""
    m = np.where(real[..., None], (np.exp(roles.astype(np.float64)) + FLOOR) / (1 + 4 * FLOOR), [1 - 3e-6, 1e-6, 1e-6, 1e-6])
    step, keep = chain(m), sure(m, before)
    score = BEGINS + (np.log(m[:, 0]) + keep[:, 0])[:, ROLE]
    back = np.zeros((*m.shape[:2], len(STATES)), np.int64)
    for i in range(1, m.shape[1]):
        step_i = step[:, i - 1] + keep[:, i, None, :]
        total = score[:, :, None] + step_i[:, ROLE][:, :, ROLE] + (TO_TRIGGER if i <= before else FROM_TRIGGER)
        back[:, i], score = total.argmax(1), total.max(1)
    every = np.arange(len(m))
    path = np.zeros(m.shape[:2], np.int64)
    path[:, -1] = (score + np.where(HELD == 1, 0, NEVER)).argmax(1)
    for i in range(m.shape[1] - 1, 0, -1):
        path[:, i - 1] = back[every, i, path[:, i]]
    best = np.where(real, ROLE[path], O)
    own = np.log(np.take_along_axis(m, best[..., None], 2))[..., 0]
    return best, sum((own * (best == r)).sum(1) / np.maximum(1, (best == r).sum(1)) for r in (SOURCE, CUE, CONTENT))


def whole_quotations(spans_, quote):
    """Adds to the content what lacks of a quotation whose mark it holds together with the token inside next to it, source and cue left out."""
    content = spans_["content"].tolist()
    held, n = set(content), len(quote)
    for at in content:
        for mark, way, other in ((OPENING, 1, CLOSING), (CLOSING, -1, OPENING)):
            if quote[at] == mark and at + way in held:
                k = at + way
                while 0 <= k < n and quote[k] == INSIDE:
                    k += way
                if 0 <= k < n and quote[k] == other:
                    held.update(range(min(at, k), max(at, k) + 1))
    held -= set(spans_["source"].tolist()) | set(spans_["cue"].tolist())
    return dict(spans_, content=np.array(sorted(held), np.int64))


def decode(p, roles, real, places, quote=None, before=64, least=LEAST, threshold=THRESHOLD):
    """[({role: places}, score, trigger)] of one document.

    p: of every trigger looked at (T); roles: T x W x 4 log probabilities; real: T x W, which tokens of the window there are (neighbours);
    places: of the triggers (T); quote: of every token of the document; before: how many tokens of a window stand before its trigger."""
    use = np.flatnonzero(p > least)
    if len(use) == 0:
        return []
    best, trust = spans(roles[use], real[use], before)
    found = []
    for k, b, t in zip(use, best, trust):
        q = min(float(p[k]), 1 - 1e-6)
        score = np.log(q / (1 - q)) + CONFIDENCE * float(t)
        if score > threshold + HIDING:
            mine = {name: places[k] - before + np.flatnonzero(b == r) for r, name in NAMES}
            found.append((mine if quote is None else whole_quotations(mine, quote), score, int(places[k])))
    return [f for f in outermost(found) if f[1] > threshold]


def outermost(found):
    """Without those whose trigger stands in another's content; of two that hold each other the better scored stays."""
    held = [set(f[0]["content"].tolist()) for f in found]
    return [f for i, f in enumerate(found)
            if not any(i != j and f[2] in held[j] and not (g[2] in held[i] and g[1] < f[1]) for j, g in enumerate(found))]


def predict(models, c, threshold=THRESHOLD, longest=10 ** 9):
    """[(document, {role: rows}, score, trigger row)] of all documents of a corpus, as reader.predict; models: one or several, whose probabilities are averaged."""
    import torch
    import reader
    out = collections.defaultdict(list)
    quote = c.quote.cpu().numpy()
    for first, last, d in c.pieces(longest):
        with torch.no_grad():
            b = reader.Batch(c, [(first, last, d)])
            read = [m.read(b) for m in models]
            p = torch.stack([torch.sigmoid(m.trigger(x)[:, 0].float()) for m, x in zip(models, read)]).mean(0) * b.real
            places = (p > LEAST).nonzero()[:, 0]
            if len(places) == 0:
                continue
            w = reader.Windows(b, places)
            roles = torch.stack([torch.log_softmax(m.look(x, w).float(), 2) for m, x in zip(models, read)]).mean(0)
        for spans_, score, t in decode(p[places].cpu().numpy(), roles.cpu().numpy(), w.real.cpu().numpy(), places.cpu().numpy(), quote[first:last],
                                       reader.BEFORE, LEAST, threshold):
            out[d].append((d, {k: v + first for k, v in spans_.items()}, score, t + first))
    return [f for d in sorted(out) for f in out[d]]
