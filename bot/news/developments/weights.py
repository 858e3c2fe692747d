"""The weights of `novelty`, written by `benchmarks/fit_developments.py --write`."""

BIAS = -5.472
WEIGHTS = {
    "new_act": 2.553,
    "new_number": 2.249,
    "heard": 1.523,
    "act_aside": 1.405,
    "higher_toll": 1.109,
    "dated": 1.017,
    "known": 0.604,
    "worth": 0.600,
    "since_last": 0.439,
    "since_news": -0.149,
    "asks": -1.097,
    "told_lately": -1.772,
}
