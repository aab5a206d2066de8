"""What an operator does with a stack: setting the webhook, and asking the doctor."""

import os
import subprocess
import sys

import httpx
import pytest

from sandbox.cloud.deploy import Stack
from sandbox.cloud.local import TOKEN, credentials, set_webhook
from sandbox.server import Sandbox


def command(stack: Stack, *arguments: str) -> tuple[int, str]:
    """Exit code and output of ``ai-tracker`` with the emulator for AWS."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env={"PATH": os.environ["PATH"], **credentials(stack.emulator)},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def webhook_at(telegram: Sandbox) -> str:
    answer = httpx.get(f"{telegram.url}/bot{TOKEN}/getWebhookInfo").json()
    return str(answer["result"]["url"])


@pytest.fixture
def no_webhook(stack: Stack, telegram: Sandbox) -> None:
    httpx.post(f"{telegram.url}/bot{TOKEN}/deleteWebhook")


def test_the_doctor_finds_a_fresh_stack_well(stack: Stack) -> None:
    code, said = command(stack, "doctor", "--stack", stack.name)

    assert (code, "✗" in said) == (0, False), said
    assert "The user pool issues tokens, and the API takes them." in said


@pytest.mark.usefixtures("no_webhook")
def test_the_doctor_sees_a_webhook_that_is_not_set_and_the_webhook_command_mends_it(
    stack: Stack, telegram: Sandbox
) -> None:
    code, said = command(stack, "doctor", "--stack", stack.name)
    assert code == 1
    assert "✗ Telegram sends the bot's updates somewhere else, or nowhere." in said
    assert "→ Run 'ai-tracker webhook --stack'" in said

    code, said = command(stack, "webhook", "--stack", stack.name)
    assert code == 0, said
    assert webhook_at(telegram) == stack.outputs["WebhookUrl"]


def test_the_doctor_counts_what_was_given_up(stack: Stack) -> None:
    queues, dead = stack.client("sqs"), stack.outputs["TickDeadUrl"]
    queues.send_message(QueueUrl=dead, MessageBody="{}")
    try:
        code, said = command(stack, "doctor", "--stack", stack.name)
    finally:
        queues.purge_queue(QueueUrl=dead)

    assert code == 1
    assert "✗ Minutes in which the clock failed: 1." in said


@pytest.mark.parametrize("asked", ["doctor", "webhook"])
def test_a_stack_that_is_not_there_is_said_in_a_sentence(stack: Stack, asked: str) -> None:
    code, said = command(stack, asked, "--stack", "somebody-elses")

    assert code == 1
    assert "somebody-elses" in said
    assert "Traceback" not in said


def test_setting_the_webhook_again_keeps_it(stack: Stack, telegram: Sandbox) -> None:
    set_webhook(stack)
    set_webhook(stack)

    assert webhook_at(telegram) == stack.outputs["WebhookUrl"]
