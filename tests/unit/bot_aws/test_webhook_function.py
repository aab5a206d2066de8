"""The webhook's function, as API Gateway calls it, with a real queue and a real secret of the emulator."""

import base64
import importlib
import json
import sys
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from backend.aws.secrets import Secret
from sandbox.cloud.ministack import REGION
from tests.fakes.cloud import client, emulator, make_queue
from tests.unit.bot.helpers import message
from tests.unit.bot_aws.worlds import messages_in

HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECRET = "correct-horse"


class World:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.queue, self.checkouts, self.secret = make_queue("Inbox"), make_queue("Checkouts"), f"webhook-{uuid4().hex}"
        client("secretsmanager").create_secret(Name=self.secret, SecretString=SECRET)
        for name, value in {
            "AWS_ENDPOINT_URL": emulator().endpoint,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "INBOX_QUEUE_URL": self.queue,
            "CHECKOUTS_QUEUE_URL": self.checkouts,
            "WEBHOOK_SECRET_SECRET": self.secret,
        }.items():
            monkeypatch.setenv(name, value)
        sys.modules.pop("bot.functions.webhook", None)
        self.module = importlib.import_module("bot.functions.webhook")

    def posts(self, body: str | None, headers: dict[str, str] | None = None, **event: object) -> int:
        """The status of the answer."""
        headers = {HEADER: SECRET} if headers is None else headers
        answer: dict[str, Any] = self.module.handler({"headers": headers, "body": body, **event}, None)
        assert answer["body"] == ""
        return int(answer["statusCode"])


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    yield World(monkeypatch)
    sys.modules.pop("bot.functions.webhook", None)


def test_an_update_is_in_its_chats_group_of_the_queue_before_telegram_hears_200(world: World) -> None:
    assert world.posts(json.dumps(message(1, "Grüße 🏃", chat_id=77))) == 200

    [stored] = messages_in(world.queue)
    assert json.loads(stored["Body"]) == message(1, "Grüße 🏃", chat_id=77)
    assert stored["Attributes"]["MessageGroupId"] == "77"
    assert stored["Attributes"]["MessageDeduplicationId"] == "1"


def test_a_question_before_a_payment_waits_behind_nothing(world: World) -> None:
    asked = {"update_id": 2, "pre_checkout_query": {"id": "1", "from": {"id": 77, "is_bot": False}}}
    assert world.posts(json.dumps(asked)) == 200
    [stored] = messages_in(world.checkouts)
    assert json.loads(stored["Body"]) == asked
    assert stored["Attributes"]["MessageGroupId"] == "u2", "and one for no other"
    assert messages_in(world.queue) == []


def test_what_telegram_repeats_is_one_message(world: World) -> None:
    assert {world.posts(json.dumps(message(1))) for _ in range(100)} == {200}
    assert len(messages_in(world.queue)) == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({HEADER: ""}, 401),
        ({HEADER: "wrong"}, 403),
        ({HEADER: SECRET + "x"}, 403),
        ({HEADER: "café"}, 403),
        ({HEADER.lower(): SECRET}, 200),
    ],
)
def test_only_who_knows_the_secret_is_heard(world: World, headers: dict[str, str], status: int) -> None:
    assert world.posts(json.dumps(message(1)), headers) == status
    assert len(messages_in(world.queue)) == (status == 200)


def test_without_headers_nobody_is_heard(world: World) -> None:
    assert world.module.handler({"headers": None, "body": "{}"}, None)["statusCode"] == 401


@pytest.mark.parametrize(
    "body", [None, "", "{", "[]", "null", '"x"', "{}", '{"update_id": true}', "[" * 100_000, '{"update_id": 1e400}']
)
def test_what_is_no_update_is_refused(world: World, body: str | None) -> None:
    assert world.posts(body) == 400
    assert messages_in(world.queue) == []


def test_a_body_in_base64_is_read_and_a_broken_one_refused(world: World) -> None:
    encoded = base64.b64encode(json.dumps(message(1)).encode()).decode()

    assert world.posts(encoded, isBase64Encoded=True) == 200
    assert world.posts("no base64 !", isBase64Encoded=True) == 400
    assert len(messages_in(world.queue)) == 1


def test_a_body_larger_than_any_update_is_not_read(world: World) -> None:
    assert world.posts(json.dumps(message(1, "x" * 300_000))) == 413


def test_when_the_queue_does_not_take_it_telegram_shall_send_it_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = world.module._inbox
    monkeypatch.setattr(inbox, "_client", client("sqs", endpoint="http://127.0.0.1:9"))

    assert world.posts(json.dumps(message(1))) == 503


def test_a_secret_that_was_replaced_is_known_within_minutes_and_the_old_one_while_it_cannot_be_read(
    world: World,
) -> None:
    seconds, secrets = [0.0], client("secretsmanager")
    secret = Secret(secrets, world.secret, lambda: seconds[0])
    assert secret() == SECRET

    secrets.put_secret_value(SecretId=world.secret, SecretString="new")
    assert secret() == SECRET
    seconds[0] = 301
    assert secret() == "new"

    secret._client = client("secretsmanager", endpoint="http://127.0.0.1:9")
    seconds[0] = 999
    assert secret() == "new"
