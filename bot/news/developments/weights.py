"""The weights of `novelty`, written by `benchmarks/fit_developments.py --write`."""

BIAS = -5.090
WEIGHTS = {
    "new_act": 2.278,
    "new_number": 1.852,
    "higher_toll": 1.397,
    "heard": 1.319,
    "act_aside": 1.230,
    "dated": 0.964,
    "worth": 0.675,
    "known": 0.586,
    "since_last": 0.408,
    "since_news": -0.284,
    "asks": -0.809,
    "told_lately": -2.071,
}
