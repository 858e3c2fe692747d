"""The weights of `novelty`, written by `benchmarks/fit_developments.py --write`."""

BIAS = -3.349
WEIGHTS = {
    "new_act": 2.516,
    "new_number": 2.416,
    "heard": 1.580,
    "dated": 1.535,
    "higher_toll": 1.495,
    "since_news": 0.294,
    "since_last": 0.173,
    "asks": -1.674,
    "told_lately": -1.861,
}
