"""The template comes up as a whole, and what the emulator leaves out of it is made up for."""

import urllib.error
import urllib.request

import pytest

from sandbox.cloud.deploy import Stack


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def test_the_api_is_where_the_outputs_say_and_asks_for_a_token(stack: Stack) -> None:
    assert status(stack.outputs["ApiUrl"] + "/week") == 401


@pytest.mark.parametrize("table", ["BackendTable", "ChatsTable"])
def test_items_of_both_tables_can_expire(stack: Stack, table: str) -> None:
    described = stack.client("dynamodb").describe_time_to_live(TableName=stack.resource(table))

    assert described["TimeToLiveDescription"]["TimeToLiveStatus"] == "ENABLED"
    assert described["TimeToLiveDescription"]["AttributeName"] == "expires_at"


@pytest.mark.parametrize("secret", ["WebhookSecretArn", "SealKeyArn"])
def test_secrets_are_made_up_and_long(stack: Stack, secret: str) -> None:
    value = stack.client("secretsmanager").get_secret_value(SecretId=stack.outputs[secret])["SecretString"]

    assert len(value) == 64
    assert value.isalnum()


def test_the_clock_ticks_once_a_minute(stack: Stack) -> None:
    schedule = stack.client("scheduler").get_schedule(Name=stack.resource("EveryMinute"))

    assert schedule["ScheduleExpression"] == "rate(1 minute)"
    assert stack.resource("TickFunction") in schedule["Target"]["Arn"]
