"""The weights of `novelty`, written by `benchmarks/fit_developments.py --write`."""

BIAS = -5.399
WEIGHTS = {
    "new_act": 2.418,
    "new_number": 2.228,
    "heard": 1.509,
    "act_aside": 1.345,
    "higher_toll": 1.063,
    "dated": 1.013,
    "worth": 0.607,
    "known": 0.606,
    "since_last": 0.420,
    "since_news": -0.143,
    "asks": -1.071,
    "told_lately": -1.698,
}
