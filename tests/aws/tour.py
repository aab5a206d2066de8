"""A tour through all that athletes, the clock and trouble make the deployed functions do."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx

from backend.api.scopes import ATHLETE_SCOPES
from sandbox.cloud.deploy import Stack
from sandbox.server import Sandbox
from tests.aws.athletes import PATIENCE, Athlete, connected, until
from tests.aws.pool import pool_of
from tests.fakes.athlete import FakeAthlete, NotSeen

LONG_AGO = (datetime.now(UTC) - timedelta(days=3)).isoformat(timespec="microseconds")


async def tour(stack: Stack, telegram: Sandbox) -> None:
    """Somebody's whole time with the bot, in a minute."""
    async with connected(stack, telegram, "Tour") as athlete:
        await log_and_change(telegram, athlete)
        await asyncio.to_thread(check_in, stack, athlete)
        await buy_premium(stack, athlete)
        await ask_the_coach(stack, athlete)
        await read_along(athlete)
        await be_looked_after(stack, athlete)
        letters = dead_letters(stack)
        await break_an_update(stack, telegram, athlete)
        await leave(telegram, athlete)
        await until(lambda: dead_letters(stack) <= letters)


async def log_and_change(telegram: Sandbox, athlete: Athlete) -> None:
    """Two sessions, the first one taken back in the end; and everything that can be looked at."""
    await athlete.says("60 min run rpe 7, legs heavy")
    card = await athlete.sees_button("Save")
    trouble(telegram, athlete, status=429, retry_after=1, times=1)
    await athlete.taps(card, "Save")
    await athlete.sees_button("Why?")
    await athlete.logs("40 min run rpe 5 12 days ago")
    await athlete.sees_button("Why?")
    await athlete.taps(athlete.now(card), "Undo")
    await athlete.taps(await athlete.sees("Taken back"), "Put back")
    await athlete.taps(await athlete.sees("Put back."), "Undo")
    await athlete.sees("Taken back")
    for command, answer in {"/week": "AU", "/history": "Your log", "/whoami": "example.org"}.items():
        await athlete.says(command)
        await athlete.sees(answer)
    await athlete.says("/trend")
    await athlete.sees_picture()
    await athlete.says("/export")
    await athlete.sees_file()


def check_in(stack: Stack, athlete: Athlete) -> None:
    """And take it back, and choose reminders that are due now: straight at the API, with a token of their own."""
    pool, now = pool_of(stack), datetime.now(UTC).replace(second=0, microsecond=0)
    token = pool.tokens(pool.new_client([*ATHLETE_SCOPES]), athlete.account, [*ATHLETE_SCOPES])["access_token"]
    zone = f"Etc/GMT{now.hour - 12:+d}"  # where it is about noon: these names have their signs the other way round
    asked, nudged = [(now - timedelta(minutes=minutes)).astimezone(ZoneInfo(zone)) for minutes in (2, 1)]
    with httpx.Client(headers={"authorization": f"Bearer {token}"}, timeout=PATIENCE) as http:
        api = stack.outputs["ApiUrl"]
        http.patch(f"{api}/athlete", json={"zone": zone}).raise_for_status()
        items = dict.fromkeys(["freshness", "sleep", "muscles", "calm", "mood"], 3)
        http.put(f"{api}/checkins/{asked.date()}", json=items).raise_for_status()
        http.post(f"{api}/checkins/{asked.date()}/later").raise_for_status()
        http.delete(f"{api}/checkins/{asked.date()}").raise_for_status()
        chosen = {"check_in": [f"{asked:%H:%M}"] * 7, "nudge": f"{nudged:%H:%M}"}
        http.put(f"{api}/reminders", json=chosen).raise_for_status()
    for kind, at in {"check_in": asked, "nudge": nudged}.items():  # they were planned for the next time
        stack.client("dynamodb").update_item(
            TableName=stack.resource("BackendTable"),
            Key={"pk": {"S": f"A#{athlete.athlete_id}"}, "sk": {"S": f"U#{kind}"}},
            UpdateExpression="SET due_at = :now",
            ConditionExpression="attribute_exists(pk)",
            ExpressionAttributeValues={":now": {"S": at.astimezone(UTC).isoformat(timespec="microseconds")}},
        )


async def buy_premium(stack: Stack, athlete: Athlete) -> None:
    """By invoice; and something is asked of the bot that only it may ask of the API."""
    await pay_for_premium(athlete)
    checkouts = logged(stack, "pre-checkout")
    await asyncio.to_thread(ask_before_a_payment, stack, athlete)
    await until(lambda: logged(stack, "pre-checkout") > checkouts)


async def pay_for_premium(athlete: Athlete) -> None:
    """For a month, on the invoice's page."""
    await athlete.says("/premium")
    await athlete.taps(await athlete.sees("Premium: a coach that answers"), "€7.90 a month")
    page = (await athlete.sees("Your invoice is ready.")).url
    card = {"number": "4242 4242 4242 4242", "expiry": "12 / 34", "cvc": "123"}
    async with httpx.AsyncClient(trust_env=False) as browser:
        await browser.post(page, data=card)
    await athlete.sees("Premium is on until")


def ask_before_a_payment(stack: Stack, athlete: Athlete) -> None:
    """As Telegram does; of a purchase that never was, so the bot says no."""
    payer = {"id": athlete.id, "is_bot": False, "first_name": "Tour"}
    query = {"id": "1", "from": payer, "currency": "EUR", "total_amount": 790}
    query["invoice_payload"] = f"{uuid4().hex}:{athlete.athlete_id.hex}"
    secret = stack.client("secretsmanager").get_secret_value(SecretId=stack.outputs["WebhookSecretArn"])
    httpx.post(
        stack.outputs["WebhookUrl"],
        json={"update_id": 2**40, "pre_checkout_query": query},
        headers={"X-Telegram-Bot-Api-Secret-Token": secret["SecretString"]},
        timeout=PATIENCE,
    ).raise_for_status()


def logged(stack: Stack, words: str) -> int:
    """How many lines of the bot's log have these words."""
    pages = stack.client("logs").get_paginator("filter_log_events")
    found = pages.paginate(logGroupName=stack.resource("UpdatesLogs"))
    return sum(words in event["message"] for page in found for event in page["events"])


async def ask_the_coach(stack: Stack, athlete: Athlete) -> None:
    """A model comments, answers, reads and is remembered for; one question stays without its answer."""
    await athlete.logs("30 min run rpe 4")
    comment = await athlete.sees_button("👎")
    await athlete.taps(comment, "👎")
    await athlete.taps(await athlete.sees_button("explaining"), "explaining")
    await athlete.says("/ask When did I last run?")
    answer = await athlete.sees_button("Why?")
    await athlete.taps(answer, "Why?")
    await athlete.sees_button("Less")
    await athlete.says("/memory add a marathon in spring")
    await athlete.sees("a marathon in spring")
    await athlete.says("my usual loop took me fifty, and I'd call it an eight")
    await athlete.sees("I found no session in that.")
    await asyncio.to_thread(leave_a_question, stack, athlete)


async def read_along(athlete: Athlete) -> None:
    """Comments are written until one is seen before it is whole; what draws it may start too late for the first."""
    for minutes in range(41, 46):
        first = f"That was a session of {minutes} min."
        await athlete.logs(f"{minutes} min run rpe 4")
        await athlete.sees(first)
        if first in athlete.drafts():
            return
    raise NotSeen("what is being written was not shown")


def leave_a_question(stack: Stack, athlete: Athlete) -> None:
    """As if its answering had failed ten minutes ago."""
    asked, number = (datetime.now(UTC) - timedelta(minutes=10)).isoformat(timespec="microseconds"), str(uuid4())
    data = {"id": number, "text": "When did I last run?", "asked_at": asked}
    place = {"pk": {"S": f"A#{athlete.athlete_id}"}, "sk": {"S": f"Q#{number}"}}
    waits = {"at": {"S": f"Q#{asked}#{number}"}, "due": {"S": "question"}, "due_at": {"S": asked}}
    stack.client("dynamodb").put_item(
        TableName=stack.resource("BackendTable"), Item={**place, **waits, "data": {"S": json.dumps(data)}}
    )


def make_money_wait(stack: Stack, athlete: Athlete) -> None:
    """An account that is due, and an event that was stored and not dealt with."""
    table, name = stack.client("dynamodb"), stack.resource("BackendTable")
    table.update_item(
        TableName=name,
        Key={"pk": {"S": f"A#{athlete.athlete_id}"}, "sk": {"S": "PREMIUM"}},
        UpdateExpression="SET due_at = :long_ago",
        ConditionExpression="attribute_exists(due)",
        ExpressionAttributeValues={":long_ago": {"S": LONG_AGO}},
    )
    event = {"id": "evt_tour", "type": "invoice.paid", "received_at": LONG_AGO, "subject": {}}
    place = {"pk": {"S": "EVENT#evt_tour"}, "sk": {"S": "EVENT"}}
    waits = {"due": {"S": "event"}, "due_at": {"S": LONG_AGO}}
    table.put_item(TableName=name, Item={**place, **waits, "data": {"S": json.dumps(event)}})


async def be_looked_after(stack: Stack, athlete: Athlete) -> None:
    """The clock finds an analysis that never ended, and a removed entry that is old."""
    await asyncio.to_thread(forget_analyses, stack, athlete)
    await asyncio.to_thread(make_money_wait, stack, athlete)
    await asyncio.to_thread(stack.client("lambda").invoke, FunctionName=stack.resource("TickFunction"), Payload=b"{}")
    await until(lambda: not any("due" in row for kind in ("E#", "Q#") for row in rows(stack, athlete, kind)))


def forget_analyses(stack: Stack, athlete: Athlete) -> None:
    """As if their entries had waited in vain for three days."""
    table, name = stack.client("dynamodb"), stack.resource("BackendTable")
    for row in rows(stack, athlete, "F#"):
        table.delete_item(TableName=name, Key={"pk": row["pk"], "sk": row["sk"]})
    for row in rows(stack, athlete, "E#"):
        table.update_item(
            TableName=name,
            Key={"pk": row["pk"], "sk": row["sk"]},
            UpdateExpression="SET due = if_not_exists(due, :analysis), due_at = :long_ago",
            ExpressionAttributeValues={":analysis": {"S": "analysis"}, ":long_ago": {"S": LONG_AGO}},
        )


def rows(stack: Stack, athlete: Athlete, kind: str) -> list[dict[str, Any]]:
    """Their entries (``E#``) or feedbacks (``F#``) as they are in the backend's table."""
    found: list[dict[str, Any]] = stack.client("dynamodb").query(
        TableName=stack.resource("BackendTable"),
        KeyConditionExpression="pk = :athlete AND begins_with(sk, :kind)",
        ExpressionAttributeValues={":athlete": {"S": f"A#{athlete.athlete_id}"}, ":kind": {"S": kind}},
    )["Items"]
    return found


async def break_an_update(stack: Stack, telegram: Sandbox, athlete: Athlete) -> None:
    """It becomes a dead letter, which goes with its athlete."""
    before = dead_letters(stack)
    trouble(telegram, athlete, status=400)
    await athlete.says("/whoami")
    await until(lambda: dead_letters(stack) > before)
    no_more_trouble(telegram)


async def leave(telegram: Sandbox, athlete: Athlete) -> None:
    """The account moves to another chat and back, and goes with all that is stored."""
    async with Athlete(telegram.url, language_code="en", patience=PATIENCE) as other:
        await other.begins()
        await other.says("/link")
        await other.signs_in(await other.sees_button("Connect account"), athlete.account)
        await other.taps(await other.sees("is connected to another chat"), "Move here")
        await other.sees("Connected as")
        await other.says("/unlink")
        await other.taps(await other.sees("Sign this chat out?"), "Sign out")
        await other.sees("Signed out.")
    await athlete.connects(athlete.account)
    await athlete.says("/delete_me")
    await athlete.taps(await athlete.sees("Premium ends with it"), "Delete everything")
    await athlete.taps(await athlete.sees("Really delete"), "Yes, delete it all")
    await athlete.sees("Everything is gone")


def trouble(telegram: Sandbox, athlete: FakeAthlete, **fault: int) -> None:
    """What Telegram answers to the next messages into this chat."""
    wanted = {"method": "sendMessage", "chat": athlete.id, **fault}
    httpx.post(f"{telegram.url}/sandbox/faults", json=wanted).raise_for_status()


def no_more_trouble(telegram: Sandbox) -> None:
    """Telegram is itself again."""
    httpx.delete(f"{telegram.url}/sandbox/faults").raise_for_status()


def dead_letters(stack: Stack) -> int:
    """How many updates were given up, those included that somebody is looking at."""
    numbers = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = stack.client("sqs").get_queue_attributes(QueueUrl=stack.outputs["InboxDeadUrl"], AttributeNames=numbers)
    return sum(int(found["Attributes"][number]) for number in numbers)
