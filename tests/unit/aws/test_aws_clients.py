"""Every client of AWS gives up before the function that uses it has to."""

import pytest

from backend.aws import clients

SHORTEST_FUNCTION_SECONDS = 29
"""What API Gateway waits for the API's function."""


@pytest.mark.parametrize("make", [clients.dynamodb, clients.sqs, clients.stepfunctions, clients.cognito])
def test_it_gives_up_in_time(make, monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    config = make().meta.config
    attempts = config.retries["total_max_attempts"]
    assert attempts > 1
    assert attempts * (config.connect_timeout + config.read_timeout) < SHORTEST_FUNCTION_SECONDS


def test_an_address_in_the_environment_is_honoured(monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")
    assert clients.dynamodb().meta.endpoint_url == "http://127.0.0.1:4566"


def test_what_is_sent_in_passing_outlives_a_closed_connection_and_is_not_tried_for_long(monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    config = clients.sqs_in_passing().meta.config
    assert config.retries["total_max_attempts"] == 2
    assert config.connect_timeout + config.read_timeout <= 2
