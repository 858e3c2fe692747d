"""The weights of `novelty`, written by `benchmarks/fit_developments.py --write`."""

BIAS = -7.330
WEIGHTS = {
    "new_act": 2.595,
    "new_number": 2.044,
    "act_aside": 1.889,
    "higher_toll": 1.514,
    "heard": 1.391,
    "fresh": 1.276,
    "known": 0.913,
    "dated": 0.909,
    "since_last": 0.713,
    "states": 0.686,
    "worth": 0.478,
    "since_news": -0.159,
    "told_lately": -1.026,
    "asks": -1.996,
}
