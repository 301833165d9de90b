"""The same work as the engine in NumPy: min-max, two weighted arithmetic levels with missing values, and replicates
with varied weights and ranks. Writes the numbers both read when asked to.

    numpy_engine.py make FILE UNITS
    numpy_engine.py run FILE UNITS REPLICATES
"""

import sys
import time

import numpy as np

INDICATORS, PILLARS = 20, 4
PILLAR = np.arange(INDICATORS) % PILLARS
WEIGHTS = 1.0 + np.arange(INDICATORS) % 3


def make(path, units):
    rng = np.random.default_rng(20261124)
    values = rng.lognormal(3, 1, (units, INDICATORS))
    values[rng.random(values.shape) < 0.05] = np.nan
    values.astype("<f8").tofile(path)


def normalise(values):
    low, high = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    return 100 * (values - low) / (high - low)


def aggregate(normalised, there, weights, pillar_weights):
    pillars = np.empty((len(normalised), PILLARS))
    for pillar in range(PILLARS):
        own = PILLAR == pillar
        total = there[:, own] @ weights[own]
        with np.errstate(invalid="ignore"):
            pillars[:, pillar] = normalised[:, own] @ weights[own] / total
    known = ~np.isnan(pillars)
    return np.where(known, pillars, 0) @ pillar_weights / (known @ pillar_weights)


def score(values):
    normalised = normalise(values)
    there = ~np.isnan(normalised)
    return aggregate(np.where(there, normalised, 0), there.astype(float), WEIGHTS, np.ones(PILLARS))


def ranks(scores):
    rounded = np.round(scores, 9)
    return len(scores) + 1 - np.searchsorted(np.sort(rounded), rounded, side="right")


def vary(values, replicates):
    rng = np.random.default_rng(1)
    normalised = normalise(values)
    there = ~np.isnan(normalised)
    filled, present = np.where(there, normalised, 0), there.astype(float)
    scores = np.empty((replicates, len(values)))
    places = np.empty((replicates, len(values)), dtype=np.int32)
    for replicate in range(replicates):
        weights = WEIGHTS * rng.uniform(0.75, 1.25, INDICATORS)
        scores[replicate] = aggregate(filled, present, weights, rng.uniform(0.75, 1.25, PILLARS))
        places[replicate] = ranks(scores[replicate])
    return np.percentile(scores, [5, 50, 95], axis=0), np.percentile(places, [5, 50, 95], axis=0)


def main():
    path, units = sys.argv[2], int(sys.argv[3])
    if sys.argv[1] == "make":
        make(path, units)
        return
    replicates = int(sys.argv[4])
    values = np.fromfile(path, dtype="<f8").reshape(units, INDICATORS)
    took = []
    for _ in range(5):
        began = time.perf_counter()
        scores = score(values)
        took.append(time.perf_counter() - began)
    print("score_ns", min(took) * 1e9 / values.size)
    print("mean", float(np.mean(scores)))
    if replicates:
        began = time.perf_counter()
        vary(values, replicates)
        seconds = time.perf_counter() - began
        print("vary_seconds", seconds)
        print("vary_ns", seconds * 1e9 / values.size / replicates)


main()
