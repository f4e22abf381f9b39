"""Attributions from what the reader's two parts say: the likeliest spans around each trigger, and which triggers to believe.

The second part gives each token of a window its role probabilities one by one. Taking the best role of each token puts an edge where the probability
passes one half: at the median of the places where the edge may be. A span is right only if its edge is, so here an edge stands at the likeliest place:
where the probability changes most. Between two neighbours as much as can be of each role's mass stays with the role (the smaller of both), and what is
left moves: from the roles that lose to those that gain, in proportion. This is a Markov chain that has the reader's own probabilities at every token and
changes as seldom as these allow; its likeliest path, found by Viterbi, is the answer, under these rules (all but a handful of the annotators' attributions
keep them): one cue, which holds the trigger; one source at most; some content.
"""
import numpy as np

O, SOURCE, CUE, CONTENT = range(4)
FLOOR = 1e-3          # added to every probability
LOOSE = 0.05          # share of a change that does not depend on the role before
SURE = 0.5            # a role above this somewhere is there: that token keeps it
CONFIDENCE = 2.0      # weight of the spans' mean log probabilities against the trigger's log odds
THRESHOLD = 0.0       # of an attribution's score
LEAST = 0.3           # triggers below this are not looked at
NEVER = -1e4

# What the path has had so far goes into its state: role, whether the source has begun, whether content has begun.
STATES = [(r, s, c) for r in range(4) for s in (0, 1) for c in (0, 1) if (r != SOURCE or s) and (r != CONTENT or c)]
ROLE, BEGUN, HELD = (np.array(v) for v in zip(*STATES))


def _follows(a, b):
    (r, s, c), (q, t, d) = a, b
    begun = t == s if q != SOURCE else (r == SOURCE or not s) and t
    return begun and d == (c or q == CONTENT)


FOLLOWS = np.array([[0.0 if _follows(a, b) else NEVER for b in STATES] for a in STATES])
BEGINS = np.array([0.0 if s == (r == SOURCE) and c == (r == CONTENT) else NEVER for r, s, c in STATES])
LEAVE_CUE = np.where((ROLE == CUE)[:, None] & (ROLE != CUE)[None], NEVER, 0.0)
ENTER_CUE = LEAVE_CUE.T


def chain(m):
    """n - 1 x 4 x 4: log probabilities of each token's role given the one before, where m (n x 4) are those of each alone."""
    before, after = m[:-1], m[1:]
    stay = np.minimum(before, after)
    lost, won = before - stay, after - stay
    joint = lost[:, :, None] * won[:, None, :] / np.maximum(lost.sum(1), 1e-9)[:, None, None]
    joint[:, range(4), range(4)] += stay
    return np.log((1 - LOOSE) * joint / before[:, :, None] + LOOSE * after[:, None, :])


def sure(m):
    """n x 4: NEVER for what would contradict a sure token: the best one for a source, and the best of each piece of content (tokens more content than else)."""
    out = np.zeros_like(m)
    tops = [(int(m[:, SOURCE].argmax()), SOURCE)]
    content = np.flatnonzero(m.argmax(1) == CONTENT)
    for piece in np.split(content, np.flatnonzero(np.diff(content) > 1) + 1):
        if len(piece):
            tops.append((int(piece[m[piece, CONTENT].argmax()]), CONTENT))
    for at, role in tops:
        if m[at, role] > SURE:
            out[at] = NEVER
            out[at, role] = 0
    return out


def spans(roles, at):
    """The role of each token (n) and their mean log probability summed over the roles; roles: n x 4 log probabilities, at: the trigger's place."""
    m = (np.exp(roles.astype(np.float64)) + FLOOR) / (1 + 4 * FLOOR)
    step, keep = chain(m), sure(m)
    keep[at] = NEVER
    keep[at, CUE] = 0
    score = BEGINS + (np.log(m[0]) + keep[0])[ROLE]
    back = np.zeros((len(m), len(STATES)), np.int64)
    for i in range(1, len(m)):
        total = score[:, None] + (step[i - 1] + keep[i][None])[ROLE][:, ROLE] + FOLLOWS + (LEAVE_CUE if i <= at else ENTER_CUE)
        back[i], score = total.argmax(0), total.max(0)
    path = np.zeros(len(m), np.int64)
    path[-1] = (score + np.where(HELD == 1, 0, NEVER)).argmax()
    for i in range(len(m) - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    best = ROLE[path]
    return best, sum(np.log(m[best == r, r]).mean() for r in (SOURCE, CUE, CONTENT) if (best == r).any())


def decode(p, roles, real, places, before=64, least=LEAST, threshold=THRESHOLD):
    """[({role: places}, score, trigger)] of the attributions of one document, those inside another's content left out.

    p: of every trigger looked at (T); roles: T x W x 4 log probabilities; real: T x W, which tokens of the window there are (neighbours);
    places: of the triggers (T); before: how many tokens of a window stand before its trigger."""
    out = []
    for k in range(len(p)):
        if p[k] <= least:
            continue
        here = np.flatnonzero(real[k])
        best, trust = spans(roles[k, here], before - here[0])
        q = min(float(p[k]), 1 - 1e-6)
        score = np.log(q / (1 - q)) + CONFIDENCE * trust
        if score > threshold:
            rows = places[k] - before + here
            out.append(({n: rows[best == r] for n, r in (("source", SOURCE), ("cue", CUE), ("content", CONTENT))}, score, int(places[k])))
    return outermost(out)


def outermost(found):
    """Without those whose trigger stands in another's content; of two that hold each other the better scored stays."""
    held = [set(f[0]["content"].tolist()) for f in found]
    return [f for i, f in enumerate(found)
            if not any(i != j and f[2] in held[j] and not (g[2] in held[i] and g[1] < f[1]) for j, g in enumerate(found))]
