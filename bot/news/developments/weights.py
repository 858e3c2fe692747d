"""The weights of `novelty`, written by `benchmarks/fit_developments.py --write`."""

BIAS = -5.352
WEIGHTS = {
    "new_act": 2.489,
    "new_number": 2.060,
    "act_aside": 1.489,
    "heard": 1.411,
    "higher_toll": 1.188,
    "dated": 0.957,
    "worth": 0.636,
    "known": 0.623,
    "since_last": 0.404,
    "since_news": -0.194,
    "asks": -0.947,
    "told_lately": -1.938,
}
