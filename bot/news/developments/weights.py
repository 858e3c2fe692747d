"""The weights of `novelty`, written by `benchmarks/fit_developments.py --write`."""

BIAS = -3.189
THRESHOLD = 0.0
WEIGHTS = {
    "new_act": 2.504,
    "new_number": 2.315,
    "heard": 1.577,
    "higher_toll": 1.493,
    "dated": 1.478,
    "since_news": 0.271,
    "since_last": 0.191,
    "asks": -1.753,
    "told_lately": -1.869,
}
