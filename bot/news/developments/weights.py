"""The weights of `novelty`, written by `benchmarks/fit_developments.py --write`."""

BIAS = -5.936
WEIGHTS = {
    "new_act": 2.529,
    "new_number": 2.103,
    "act_aside": 1.683,
    "heard": 1.448,
    "higher_toll": 1.126,
    "dated": 0.999,
    "known": 0.671,
    "worth": 0.606,
    "since_last": 0.523,
    "since_news": -0.059,
    "asks": -1.266,
    "told_lately": -1.457,
}
