"""What an operator does with a stack: setting the webhook, and asking the doctor."""

import asyncio
import os
import subprocess
import sys
from uuid import uuid4

import httpx
import pytest
from stripe import StripeClient

from sandbox.cloud.deploy import Stack
from sandbox.cloud.local import STRIPE_KEY, TOKEN, credentials, set_webhook
from sandbox.server import STRIPE_WEBHOOK_SECRET, Sandbox
from tests.aws.athletes import connected


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
    assert "Stripe takes the test key; premium is paid by stripe_invoice." in said
    assert "Stripe's webhook is set up." in said


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


@pytest.mark.parametrize(
    "asked", [["doctor"], ["webhook"], ["stripe", "setup"], ["premium", "show", "1"]], ids=" ".join
)
def test_a_stack_that_is_not_there_is_said_in_a_sentence(stack: Stack, asked: list[str]) -> None:
    code, said = command(stack, *asked, "--stack", "somebody-elses")

    assert code == 1
    assert "somebody-elses" in said
    assert "Traceback" not in said


def test_setting_the_webhook_again_keeps_it(stack: Stack, telegram: Sandbox) -> None:
    set_webhook(stack)
    set_webhook(stack)

    assert webhook_at(telegram) == stack.outputs["WebhookUrl"]


# ---- money ----


def test_stripes_setup_may_be_run_again_and_says_that_all_is_there(stack: Stack) -> None:
    code, said = command(stack, "stripe", "setup", "--stack", stack.name)

    assert code == 0, said
    assert "there already: " in said
    assert "made:" not in said


def test_a_new_webhook_s_secret_is_stored_in_the_stack_before_the_one_that_is_known(stack: Stack) -> None:
    stripe = StripeClient(STRIPE_KEY, base_addresses={"api": stack.outputs["StripeApiUrl"]}).v1
    [hook] = stripe.webhook_endpoints.list().data
    secrets, secret = stack.client("secretsmanager"), {"SecretId": stack.outputs["StripeSigningArn"]}
    stripe.webhook_endpoints.delete(hook.id)
    secrets.put_secret_value(**secret, SecretString="whsec_old")
    try:
        code, said = command(stack, "stripe", "setup", "--stack", stack.name)

        assert code == 0, said
        assert f"made: webhook {stack.outputs['StripeWebhookUrl']}" in said
        assert STRIPE_WEBHOOK_SECRET not in said
        assert secrets.get_secret_value(**secret)["SecretString"] == f"{STRIPE_WEBHOOK_SECRET},whsec_old"
    finally:
        secrets.put_secret_value(**secret, SecretString=STRIPE_WEBHOOK_SECRET)


async def test_premium_is_granted_shown_and_taken_away_and_the_chat_says_so(stack: Stack, telegram: Sandbox) -> None:
    async def operator(*words: str) -> str:
        code, said = await asyncio.to_thread(command, stack, "premium", *words, "--stack", stack.name)
        assert code == 0, said
        return said

    async with connected(stack, telegram, "Kim") as athlete:
        said = await operator("grant", str(athlete.id), "--days", "30")
        assert said.startswith("Premium is active (granted), until ")
        await athlete.sees("Premium is on until")
        said = await operator("show", str(athlete.athlete_id))
        assert f"athlete {athlete.athlete_id}: active (granted)" in said
        assert "became active (granted)" in said
        assert "Premium is revoked" in await operator("revoke", str(athlete.athlete_id))
        await athlete.sees("Premium is off")


def test_nobody_is_not_found(stack: Stack) -> None:
    for named in ("123", str(uuid4()), "somebody"):
        code, said = command(stack, "premium", "show" if named == "123" else "grant", named, "--stack", stack.name)
        assert (code, said) == (1, "There is no such athlete.\n")
