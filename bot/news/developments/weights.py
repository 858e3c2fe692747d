"""The weights of `novelty`, written by `benchmarks/fit_developments.py --write`."""

BIAS = -5.174
WEIGHTS = {
    "new_act": 2.367,
    "new_number": 1.855,
    "higher_toll": 1.405,
    "heard": 1.320,
    "act_aside": 1.245,
    "dated": 0.969,
    "worth": 0.675,
    "known": 0.589,
    "since_last": 0.371,
    "since_news": -0.229,
    "asks": -0.829,
    "told_lately": -2.017,
}
