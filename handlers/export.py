"""/export: everything that is stored, as JSON (complete) and CSV (a row for each entry, and one for each check-in)."""

import csv
from io import StringIO

from backend.contract.export import Export
from handlers.texts import CHECK_IN
from handlers.turn import Turn

COLUMNS = (
    "date", "kind", "sport", "minutes", "rpe", "load_au", "freshness", "readiness", "mood", "note", "comment",
    "recorded_at", "id",
)  # fmt: skip
_NO_NAME = "@\u2060"
"""An @ that begins nobody's name: a file's caption has no HTML to say so."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


async def begin(turn: Turn, _words: str) -> None:
    """Two files in the chat."""
    await turn.busy("upload_document")
    export = await turn.athlete.export()
    stem = f"training-{turn.today.isoformat()}"
    caption = turn.words.many(
        "Everything that is stored about you: {number} entry. This file is complete, the CSV is for a spreadsheet.",
        "Everything that is stored about you: {number} entries. This file is complete, the CSV is for a spreadsheet.",
        len(export.entries),
    )
    identity = await turn.accounts.identity(export.athlete.id)
    if identity is not None:
        caption += " " + turn.say("Your account: {email}.", email=identity.email.replace("@", _NO_NAME))
    json = export.model_dump_json(indent=2).encode()
    await turn.bot.send_document(turn.state.chat_id, json, filename=f"{stem}.json", caption=caption)
    sent = await turn.bot.send_document(turn.state.chat_id, as_csv(export), filename=f"{stem}.csv")
    if export.check_ins:
        table = check_ins_as_csv(export)
        name = f"check-ins-{turn.today.isoformat()}.csv"
        sent = await turn.bot.send_document(turn.state.chat_id, table, filename=name)
    turn.state.newest = sent.message_id


def as_csv(export: Export) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read accents and emoji."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for each in export.entries:
        entry = each.entry
        writer.writerow(
            [
                entry.date.isoformat(), entry.kind, entry.sport, entry.minutes, entry.rpe, entry.load,
                entry.feelings.freshness, entry.feelings.readiness, entry.feelings.mood,
                _harmless(entry.note), _harmless(each.feedback or ""), entry.recorded_at.isoformat(), entry.id,
            ]
        )  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def check_ins_as_csv(export: Export) -> bytes:
    """A row for each check-in, each item 1-5 and their sum 5-25."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["date", *CHECK_IN, "sum", "recorded_at"])
    for each in export.check_ins:
        levels = [getattr(each, item) for item in CHECK_IN]
        writer.writerow([each.date.isoformat(), *levels, sum(levels), each.recorded_at.isoformat()])
    return out.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """A note that begins like a formula must not become one in a spreadsheet; the JSON has it as it is."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
