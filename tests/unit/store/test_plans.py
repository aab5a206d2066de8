"""No statement of the store looks through a whole table."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from backend.contract import Athlete, CheckIn, Entry, Notification, Pause, Reminders
from backend.ports import DueKind, Feedback
from backend.store.agenda import SqlAgenda
from backend.store.check_ins import SqlCheckIns
from backend.store.engine import open_engine, reading
from backend.store.migrate import upgrade
from backend.store.sql import SqlOutbox, SqlStore

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SUNDAY = date(2026, 11, 22)


@pytest.fixture
def engine(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'plans.db'}")
    upgrade(engine)
    yield engine
    engine.dispose()


def everything_the_ports_offer(store: SqlStore, outbox: SqlOutbox, check_ins: SqlCheckIns, agenda: SqlAgenda) -> None:
    anna, id_ = uuid4(), uuid4()
    run = Entry.model_validate(
        {"id": id_, "kind": "session", "date": SUNDAY, "sport": "run", "minutes": 60, "rpe": 7, "load": 420}
        | {"feelings": {}, "note": "", "recorded_at": NOON, "revision": 1}
    )
    store.add_athlete(Athlete(id=anna, language="en", zone="UTC", consented_at=NOON))
    for n in range(3):
        store.add_entry(anna, run.model_copy(update={"id": uuid4(), "date": SUNDAY - timedelta(days=n)}))
    store.add_entry(anna, run)
    store.replace_entry(anna, run.model_copy(update={"revision": 2}), stale_from=SUNDAY)
    store.history(anna)
    store.entry(anna, id_)
    store.entries_between(anna, SUNDAY, SUNDAY)
    page = store.entries_page(anna, None, 1)
    store.entries_page(anna, store.entries_page(anna, page.older, 1).newer, 1)
    store.days_between(anna, SUNDAY, SUNDAY)
    store.last_day_before(anna, SUNDAY)
    store.save_days(anna, SUNDAY, [], revision=store.history(anna).revision)
    store.save_feedback(anna, Feedback(id_, 2, "A run.", [], [], NOON))
    store.latest_feedback(anna, 5)
    store.unfinished(NOON, 5)
    outbox.put(Notification(id="1", athlete_id=anna, kind="feedback", entry_id=id_, revision=1, created_at=NOON))
    outbox.due(NOON, 5)
    outbox.retry("1", NOON)
    outbox.done("1")
    outbox.purge(NOON)
    store.replace_entry(anna, run.model_copy(update={"revision": 3, "removed": True}), stale_from=SUNDAY)
    store.purge_removed(datetime.now(UTC) + timedelta(days=1), 5)
    said = CheckIn(freshness=3, sleep=3, muscles=3, calm=3, mood=3, date=SUNDAY, recorded_at=NOON)
    check_ins.save_check_in(anna, said)
    check_ins.save_check_in(anna, said)
    check_ins.check_ins_between(anna, SUNDAY, SUNDAY)
    check_ins.remove_check_in(anna, SUNDAY)
    over = Pause(reason="ill", since=SUNDAY, until=SUNDAY)
    agenda.save_reminders(anna, Reminders(), {DueKind.REVIEW: NOON}, over)
    agenda.pauses_between(anna, SUNDAY, SUNDAY)
    agenda.reminders(anna)
    for next_at in (NOON, None):
        agenda.claim(agenda.due(NOON, 5)[0], next_at)
    agenda.put_off(anna, DueKind.LATER, NOON)
    store.erase_athlete(anna)


def test_every_read_is_by_key_or_index(engine):
    # GIVEN every statement that the store and outbox send
    sent: set[str] = set()

    with reading(engine) as connection:
        connection.connection.driver_connection.set_trace_callback(sent.add)
    everything_the_ports_offer(SqlStore(engine), SqlOutbox(engine), SqlCheckIns(engine), SqlAgenda(engine))
    engine.dispose()
    looks = [statement for statement in sent if statement.startswith(("SELECT", "UPDATE", "DELETE"))]
    assert len(looks) > 40

    # WHEN SQLite says how it would go about it
    with reading(engine) as connection:
        for statement in looks:
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
            # THEN it scans nothing but the small indexes of what is waiting
            small = ("ix_outbox_due", "ix_outbox_prompt")
            scans = [step for step in plan if step.startswith("SCAN") and not any(index in step for index in small)]
            assert not scans, (statement, plan)


def test_pages_and_queues_are_read_in_the_order_of_their_index(engine):
    wanted = {
        "SELECT id FROM entries WHERE athlete_id = 'a' AND removed_at IS NULL"
        " ORDER BY date DESC, recorded_at DESC, id DESC LIMIT 5": "ix_entries_live",
        "SELECT id FROM entries WHERE awaiting_since IS NOT NULL AND awaiting_since < 7"
        " ORDER BY awaiting_since LIMIT 5": "ix_entries_awaiting",
        "SELECT kind FROM dues WHERE at <= 7 ORDER BY at LIMIT 5": "ix_dues_at",
    }
    with reading(engine) as connection:
        for statement, index in wanted.items():
            plan = " ".join(row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {statement}")))
            assert index in plan
            assert "TEMP B-TREE" not in plan
