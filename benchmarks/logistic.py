"""A logistic model over named measures: fitted to labelled rows, and read as a table of weights.

Needs, installed by hand: pip install scikit-learn
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

INVERSE_REGULARISATION = 0.1
"""Of the measures brought to one scale (C of scikit-learn)."""


class Model(NamedTuple):
    """The bias, and the weight of each measure as it is."""

    bias: float
    weights: Mapping[str, float]

    def odds(self, measures: Sequence[float]) -> float:
        """The log-odds of a row with these measures, which are in the order of the weights."""
        return self.bias + float(np.dot(list(self.weights.values()), measures))


def fit(
    names: Sequence[str], rows: Iterable[Sequence[float]], labels: Sequence[bool], counts: Sequence[float]
) -> Model:
    """The model of rows of measures called `names`, of which each counts as much as `counts` says."""
    pipeline = make_pipeline(StandardScaler(), LogisticRegression(C=INVERSE_REGULARISATION, max_iter=3000))
    pipeline.fit(np.array(list(rows)), labels, logisticregression__sample_weight=counts)
    weights = pipeline[1].coef_[0] / pipeline[0].scale_
    bias = float(pipeline[1].intercept_[0] - (weights * pipeline[0].mean_).sum())
    return Model(bias, dict(zip(names, map(float, weights), strict=True)))
