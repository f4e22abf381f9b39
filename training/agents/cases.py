"""Invented inputs on which trainer and program must agree: the self-test inside the model file."""
import types

import numpy as np

import pairs

MENTIONS = 6


def self_test(model, width):
    """Tensors test.*: MENTIONS heads' vectors, their places and those of every pair (later, earlier), and the scores in steps of 2^-12."""
    rng = np.random.default_rng(7)
    vectors = rng.normal(0, 1, (MENTIONS, width)).astype(np.float32)
    ones = rng.integers(0, pairs.ONE_SIZE, (MENTIONS, 8))
    m, a = (np.array(x) for x in zip(*((j, i) for j in range(MENTIONS) for i in range(j))))
    places = rng.integers(0, pairs.PAIR_SIZE, (len(m), 12))
    s = types.SimpleNamespace(vectors=vectors, ones=ones, m=m, a=a, pairs=places, anaphors=np.arange(MENTIONS))
    pair, new = model(s)
    return [("test.vectors", vectors), ("test.ones", ones.astype(np.uint16)), ("test.pairs", places.astype(np.uint16)),
            ("test.pair_scores", pair.astype(np.float32)), ("test.new_scores", new.astype(np.float32))]
