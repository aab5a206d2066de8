"""Answers to taps on inline buttons."""

from sandbox.methods.registry import Context, method
from sandbox.parameters import Call
from sandbox.wire import BadRequest
from sandbox.world import QUERY_SECONDS

MAX_ANSWER = 200
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@method("answerCallbackQuery")
def answer_callback_query(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#answercallbackquery (once for each tap)."""
    values = call.values
    query_id = values["callback_query_id"]
    if len(values.get("text", "")) > MAX_ANSWER:
        raise BadRequest("MESSAGE_TOO_LONG")
    query = context.bot.queries.pop(query_id, None)
    if query is None or context.world.clock() - query.asked_at > QUERY_SECONDS:
        raise BadRequest(TOO_OLD)
    query.chat.events.publish(
        "callback_answer",
        callback_query_id=query_id,
        text=values.get("text", ""),
        show_alert=values.get("show_alert", False),
        url=values.get("url", ""),
    )
    return True
