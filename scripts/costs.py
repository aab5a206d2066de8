"""Writes into ``docs/aws.md`` what 1,000 entries cost on AWS: counted here, priced by its list, sized by the template.

``python -m scripts.costs``. An entry is a text and a tap on Save, answered, analysed and commented on; a check-in is
asked for by the clock and answered with five taps. Where a model writes a comment, it is seen while it is written.
"""

import re
from dataclasses import dataclass
from typing import Any

from sandbox.cloud.template import read_template, resources_of
from scripts.package_sizes import DOCUMENT

BEGIN, END = "<!-- costs -->\n", "<!-- end of costs -->\n"
ENTRIES = 1_000
DRAFTS = "1,000 comments shown while a model writes them, besides"
MODEL = "a month besides, where there is a model"
MILLION = 1_000_000
HOURS_A_MONTH = 730
MINUTES_A_MONTH = HOURS_A_MONTH * 60

# US dollars, list prices of us-east-1 without any free tier, as of November 2026 to be checked at aws.amazon.com.
API_REQUEST = 3.50 / MILLION
LAMBDA_REQUEST = 0.20 / MILLION
LAMBDA_GB_SECOND = 0.0000133334  # arm64
EXECUTION = 1.00 / MILLION
EXECUTION_GB_SECOND = 0.00001667
READ_UNIT = 0.125 / MILLION
WRITE_UNIT = 0.625 / MILLION
FIFO_REQUEST = 0.50 / MILLION
LOG_GB = 0.50
TRACE = 5.00 / MILLION
SECRET_MONTH = 0.40
ALARM_MONTH = 0.10
METRIC_MONTH = 0.30
SCHEDULED = 1.00 / MILLION
KEY_REQUEST = 0.03 / 10_000
STORED_GB_MONTH = 0.25 + 0.20
"""With point-in-time recovery."""


@dataclass(frozen=True, slots=True)
class Calls:
    """How often an entry calls a function, and how long a call takes, s: measured warm on the emulator (2 cores)."""

    number: int
    seconds: float


CALLS = {
    "WebhookFunction": Calls(2, 0.105),
    "UpdatesFunction": Calls(2, 0.200),
    "ApiFunction": Calls(1, 0.087),
    "ValidateFunction": Calls(1, 0.060),
    "AnalyseFunction": Calls(1, 0.089),
    "CoachFunction": Calls(1, 0.056),
    "SaveFunction": Calls(1, 0.068),
    "NotifyFunction": Calls(1, 0.071),
    "PushesFunction": Calls(1, 0.072),
}
CALLS_OF_A_CHECK_IN = {
    "PushesFunction": CALLS["PushesFunction"],
    "WebhookFunction": Calls(5, CALLS["WebhookFunction"].seconds),
    "UpdatesFunction": Calls(5, CALLS["UpdatesFunction"].seconds),
    "ApiFunction": CALLS["ApiFunction"],
    "TickFunction": Calls(1, 0.05),
}
"""The fifth tap asks the API. The tick does many in one call; its time is that of one."""
DRAFTS_OF_A_COMMENT = 3
"""Typing and two states of three sentences that a model writes over three seconds; tests/aws/test_drafts_deployed.py
counts them. The prompt asks for two to four sentences, and the last one comes with the message."""
CALLS_OF_DRAFTS = {"DraftsFunction": Calls(DRAFTS_OF_A_COMMENT, 0.018)}
READS_OF_A_DRAFT = 2
"""Which chat holds the account, and the chat, of less than 4 KB each."""
LOG_BYTES_OF_A_DRAFT = 900
"""Lambda's own three lines, ours and the count; measured."""
EXECUTION_SECONDS, EXECUTION_GB = 0.5, 0.0625
OF_AN_ENTRY = ("recorded", "analysed and answered")
"""Rows of docs/aws.md with units of the backend's table, which tests/unit/aws/test_dynamo_cost.py counts."""
OF_A_CHECK_IN = ("check-in asked for", "check-in answered")
STORED_BYTES = 7_000
"""An entry of half a KB, its feedback of 2.6 and its day; ``by_time`` holds entry and feedback once more."""
CHATS_READS, CHATS_WRITES = 9, 24
"""Two turns and a push: a lease, the state of 1–2 KB and the handled id in a transaction, an index of keys."""
MESSAGES = 3
"""Two in the inbox, one in the outbox; each is sent, received and deleted."""
LOG_BYTES = 8_000
TRACES = 4
MESSAGES_OF_A_CHECK_IN, TURNS_OF_A_CHECK_IN, TURNS_OF_AN_ENTRY = 6, 6, 3
"""One out and five in; each is a turn in the chat."""
CUSTOM_METRICS = 20
"""Those that a bot in use counts every day. An hour in which one counts nothing costs nothing."""
METRICS_OF_A_MODEL = 12
"""Comments, answers and readings, each all of them and by two outcomes; tokens; drafts drawn and dropped."""
KEY_REQUESTS_AN_HOUR = 12
"""DynamoDB asks KMS for a table's key every five minutes while somebody asks for the table: the clock does."""
POLLS_A_MINUTE = 15
"""Lambda asks each queue with five long polls of 20 seconds, also when it is empty."""
TICK_SECONDS = 0.1


def per_entries(functions: dict[str, dict[str, Any]]) -> dict[str, float]:
    """What each service takes for 1,000 entries, in dollars."""
    reads, writes = map(sum, zip(*map(_units, OF_AN_ENTRY), strict=True))
    asked = CALLS["WebhookFunction"].number + CALLS["ApiFunction"].number
    one = {
        "API Gateway": asked * API_REQUEST,
        "Lambda": _computing(functions, CALLS),
        "Step Functions": EXECUTION + EXECUTION_SECONDS * EXECUTION_GB * EXECUTION_GB_SECOND,
        "DynamoDB": (reads + CHATS_READS) * READ_UNIT + (writes + CHATS_WRITES) * WRITE_UNIT,
        "SQS": 3 * MESSAGES * FIFO_REQUEST,
        "CloudWatch logs": LOG_BYTES / 1e9 * LOG_GB,
        "X-Ray": TRACES * TRACE,
        "keeping them for a year": STORED_BYTES / 1e9 * STORED_GB_MONTH * 12,
    }
    return {service: ENTRIES * price for service, price in one.items()}


def per_check_ins(functions: dict[str, dict[str, Any]]) -> dict[str, float]:
    """What each service takes for 1,000 check-ins, in dollars."""
    reads, writes = map(sum, zip(*map(_units, OF_A_CHECK_IN), strict=True))
    share = TURNS_OF_A_CHECK_IN / TURNS_OF_AN_ENTRY
    asked = CALLS_OF_A_CHECK_IN["WebhookFunction"].number + CALLS_OF_A_CHECK_IN["ApiFunction"].number
    one = {
        "API Gateway": asked * API_REQUEST,
        "Lambda": _computing(functions, CALLS_OF_A_CHECK_IN),
        "DynamoDB": (reads + share * CHATS_READS) * READ_UNIT + (writes + share * CHATS_WRITES) * WRITE_UNIT,
        "SQS": 3 * MESSAGES_OF_A_CHECK_IN * FIFO_REQUEST,
        "CloudWatch logs": share * LOG_BYTES / 1e9 * LOG_GB,
        "X-Ray": share * TRACES * TRACE,
    }
    return {service: ENTRIES * price for service, price in one.items()}


def per_drafts(functions: dict[str, dict[str, Any]]) -> dict[str, float]:
    """What it takes besides that 1,000 comments are seen while a model writes them, in dollars."""
    one = {
        "X-Ray": TRACE,
        "SQS": 3 * FIFO_REQUEST,
        "DynamoDB": READS_OF_A_DRAFT * READ_UNIT,
        "CloudWatch logs": LOG_BYTES_OF_A_DRAFT / 1e9 * LOG_GB,
    }
    drawn = {service: DRAFTS_OF_A_COMMENT * price for service, price in one.items()}
    drawn["Lambda"] = _computing(functions, CALLS_OF_DRAFTS)
    return {service: ENTRIES * price for service, price in drawn.items()}


def _computing(functions: dict[str, dict[str, Any]], calls: dict[str, Calls]) -> float:
    gigabytes = {name: function["Properties"]["MemorySize"] / 1024 for name, function in functions.items()}
    return sum(
        each.number * (LAMBDA_REQUEST + each.seconds * gigabytes[name] * LAMBDA_GB_SECOND)
        for name, each in calls.items()
    )


def per_month(template: dict[str, Any]) -> dict[str, float]:
    """What stands idle in a month, in dollars."""
    functions = resources_of(template, "AWS::Serverless::Function")
    always, _ = _polling(functions)
    tick = functions["TickFunction"]["Properties"]["MemorySize"] / 1024
    idle, _ = _units("minute in which nothing is due")
    one_tick = SCHEDULED + LAMBDA_REQUEST + TICK_SECONDS * tick * LAMBDA_GB_SECOND + idle * READ_UNIT
    return {
        "custom metrics": CUSTOM_METRICS * METRIC_MONTH,
        "secrets": len(resources_of(template, "AWS::SecretsManager::Secret")) * SECRET_MONTH,
        "alarms": len(resources_of(template, "AWS::CloudWatch::Alarm")) * ALARM_MONTH,
        "polling of queues": always,
        "the clock": MINUTES_A_MONTH * one_tick,
        "keys of tables": KEY_REQUESTS_AN_HOUR * HOURS_A_MONTH * KEY_REQUEST,
    }


def per_month_of_a_model(template: dict[str, Any]) -> dict[str, float]:
    """What a model adds to that, without what it takes itself."""
    _, with_a_model = _polling(resources_of(template, "AWS::Serverless::Function"))
    return {"custom metrics": METRICS_OF_A_MODEL * METRIC_MONTH, "polling of the drafts' queue": with_a_model}


def _polling(functions: dict[str, dict[str, Any]]) -> tuple[float, float]:
    """Of the queues that are always asked, and of those that are asked where there is a model."""
    events = [event for each in functions.values() for event in each["Properties"].get("Events", {}).values()]
    switched = ["Enabled" in event["Properties"] for event in events if event["Type"] == "SQS"]
    one_queue = POLLS_A_MINUTE * MINUTES_A_MONTH * FIFO_REQUEST
    return switched.count(False) * one_queue, switched.count(True) * one_queue


def _units(row: str) -> tuple[int, int]:
    """Read and write units of a row of ``What an entry costs`` or ``What a check-in costs`` in docs/aws.md."""
    text = DOCUMENT.read_text(encoding="utf-8")
    found = re.search(rf"^\| {row} \| \d+ \| (\d+) \| (\d+) \|$", text, re.MULTILINE)
    if found is None:
        raise SystemExit(f"{DOCUMENT.name} has no row '{row}' any more.")
    return int(found[1]), int(found[2])


def rows(title: str, prices: dict[str, float]) -> str:
    """A table, the dearest first, with its sum."""
    table = f"| {title} | US$ |\n|---|---|\n"
    table += "".join(f"| {name} | {price:.3f} |\n" for name, price in sorted(prices.items(), key=lambda one: -one[1]))
    return table + f"| **together** | **{sum(prices.values()):.2f}** |\n"


def main() -> None:
    """Write the tables."""
    template = read_template()
    functions = resources_of(template, "AWS::Serverless::Function")
    tables = rows("1,000 entries", per_entries(functions)) + "\n" + rows("1,000 check-ins", per_check_ins(functions))
    tables += "\n" + rows(DRAFTS, per_drafts(functions))
    tables += "\n" + rows("a month, whether used or not", per_month(template))
    tables += "\n" + rows(MODEL, per_month_of_a_model(template))
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}{tables}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
