"""The weights of `novelty`, written by `benchmarks/fit_developments.py --write`."""

BIAS = -7.206
WEIGHTS = {
    "new_act": 2.636,
    "new_number": 2.017,
    "act_aside": 1.907,
    "higher_toll": 1.533,
    "heard": 1.467,
    "fresh": 1.127,
    "known": 0.885,
    "dated": 0.872,
    "states": 0.706,
    "since_last": 0.672,
    "worth": 0.509,
    "since_news": -0.159,
    "told_lately": -1.144,
    "asks": -1.834,
}
