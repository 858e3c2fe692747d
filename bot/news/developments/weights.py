"""The weights of `novelty`, written by `benchmarks/fit_developments.py --write`."""

BIAS = -5.872
WEIGHTS = {
    "new_act": 2.484,
    "new_number": 2.190,
    "act_aside": 1.689,
    "heard": 1.551,
    "higher_toll": 1.105,
    "dated": 0.974,
    "known": 0.639,
    "worth": 0.631,
    "since_last": 0.519,
    "since_news": -0.110,
    "asks": -1.099,
    "told_lately": -1.426,
}
