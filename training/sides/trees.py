"""Boosted shallow trees (trees.c) and how they become whole numbers."""
import ctypes
import pathlib
import subprocess
import tempfile

import numpy as np

MOST_BINS = 48


class Setting(ctypes.Structure):
    _fields_ = [(k, ctypes.c_int) for k in ('n', 'features', 'classes', 'rounds', 'depth', 'least')] + \
               [(k, ctypes.c_double) for k in ('rate', 'pull', 'rows', 'columns')] + [('seed', ctypes.c_uint64)]


def compiled():
    folder = tempfile.mkdtemp(prefix='stemma-trees-')
    path = pathlib.Path(folder) / 'trees.so'
    source = pathlib.Path(__file__).resolve().parent / 'trees.c'
    subprocess.run(['cc', '-O2', '-march=x86-64-v2', '-shared', '-fPIC', '-o', path, source, '-lm'], check=True)
    return ctypes.CDLL(str(path))


LIBRARY = compiled()


def pointer(a):
    return a.ctypes.data_as(ctypes.c_void_p)


def cuts_of(x):
    """For each feature its thresholds: a value falls into the bin of the first threshold that it does not exceed."""
    cuts = []
    for column in x.T:
        values = np.unique(column)
        if len(values) > MOST_BINS:
            values = np.unique(np.quantile(column, np.linspace(0, 1, MOST_BINS + 1), method='lower'))
        cuts.append(values[:-1])
    return cuts


def binned(x, cuts):
    return np.ascontiguousarray(np.stack([np.searchsorted(c, column, side='left') for c, column in zip(cuts, x.T)], 1).astype(np.uint8))


class Forest:
    """scores(x): [n, classes], natural logarithms but for a constant."""

    def __init__(self, x, label, classes, weight=None, rounds=150, depth=3, rate=.08, pull=1., least=8, rows=.7, columns=.3, seed=1, start=None):
        self.cuts = cuts_of(x)
        weight = np.ones(len(label)) if weight is None else np.ascontiguousarray(weight, np.float64)
        share = np.array([weight[label == k].sum() for k in range(classes)]) / weight.sum()
        self.base = np.log(np.maximum(share, 1e-6))
        nodes = 2 ** (depth + 1) - 1
        self.setting = Setting(len(label), x.shape[1], classes, rounds, depth, least, rate, pull, rows, columns, seed)
        self.feature = np.full((rounds, classes, nodes), -1, np.int16)
        self.at_most = np.zeros((rounds, classes, nodes), np.uint8)
        self.value = np.zeros((rounds, classes, nodes), np.float64)
        scores = np.tile(self.base, (len(label), 1))
        LIBRARY.fit(ctypes.byref(self.setting), pointer(binned(x, self.cuts)), pointer(np.ascontiguousarray(label, np.int32)), pointer(weight),
                    pointer(scores), pointer(self.feature), pointer(self.at_most), pointer(self.value))

    def scores(self, x):
        out = np.tile(self.base, (len(x), 1))
        setting = Setting.from_buffer_copy(self.setting)
        setting.n = len(x)
        LIBRARY.add_scores(ctypes.byref(setting), pointer(binned(x, self.cuts)), pointer(self.feature), pointer(self.at_most), pointer(self.value),
                           pointer(out))
        return out
