"""The weights of `novelty`, written by `benchmarks/fit_developments.py --write`."""

BIAS = -7.456
WEIGHTS = {
    "new_act": 2.517,
    "new_number": 1.977,
    "act_aside": 1.713,
    "higher_toll": 1.489,
    "heard": 1.409,
    "fresh": 1.393,
    "known": 0.922,
    "dated": 0.880,
    "since_last": 0.723,
    "states": 0.689,
    "worth": 0.516,
    "since_news": -0.170,
    "told_lately": -1.068,
    "asks": -1.919,
}
