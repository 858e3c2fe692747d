"""The weights of `novelty`, written by `benchmarks/fit_developments.py --write`."""

BIAS = -7.212
WEIGHTS = {
    "new_act": 2.637,
    "new_number": 2.015,
    "act_aside": 1.907,
    "higher_toll": 1.534,
    "heard": 1.467,
    "fresh": 1.128,
    "known": 0.885,
    "dated": 0.871,
    "states": 0.707,
    "since_last": 0.672,
    "worth": 0.510,
    "since_news": -0.159,
    "told_lately": -1.142,
    "asks": -1.830,
}
