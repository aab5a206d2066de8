"""A metric is a number or a reason, and stays one on its way through the API."""

import math

import pytest

from backend.contract import Trend
from backend.training.metric import Metric, Missing


def test_a_metric_has_either_a_value_or_a_reason():
    with pytest.raises(ValueError, match="either"):
        Metric(None)
    with pytest.raises(ValueError, match="either"):
        Metric(1.0, Missing.NO_LOAD)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_value_is_a_finite_number(value):
    with pytest.raises(ValueError, match="finite"):
        Metric.of(value)


def test_metrics_come_out_of_json_as_they_went_in(history):
    for loads in ([], [420], [300, 0, None] * 10, [300, 0, 450] * 50):
        trend = Trend(points=[], today=history(loads).at_the_end(), history_days=len(loads))
        assert Trend.model_validate_json(trend.model_dump_json()) == trend
