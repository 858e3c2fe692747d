"""The weights of `novelty`, written by `benchmarks/fit_developments.py --write`."""

BIAS = -5.200
WEIGHTS = {
    "new_act": 2.395,
    "new_number": 1.835,
    "higher_toll": 1.407,
    "heard": 1.337,
    "act_aside": 1.294,
    "dated": 0.923,
    "worth": 0.668,
    "known": 0.593,
    "since_last": 0.389,
    "since_news": -0.243,
    "asks": -0.785,
    "told_lately": -2.002,
}
