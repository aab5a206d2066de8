"""What the API refuses, and how: a code for the athlete's reply, nothing of what was sent."""

import json
import logging
from datetime import time, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from backend.api.app import create_handler
from backend.billing.ports import Account, PaymentRecord, PurchaseRecord
from backend.coach.ports import Cost, Limits
from backend.coaching.ports import Question, Vote
from backend.contract import (
    Athlete,
    ChangeAthlete,
    CheckInItems,
    EntryContent,
    Notification,
    Pause,
    RegisterAthlete,
    Reminders,
)
from backend.contract.coach import CastVote, Remembered
from backend.contract.premium import PlanId, PremiumChange, Price, Rail
from backend.embedded.proxy import proxy_event
from backend.errors import InvalidEntry, NoConsent
from backend.ports import Feedback, Position
from backend.store.agenda import SqlAgenda
from backend.store.billing import SqlBilling
from backend.store.check_ins import SqlCheckIns
from backend.store.coach import SqlLedger
from backend.store.coach_book import SqlCoachBook
from backend.store.executions import SqlPositions
from backend.store.sql import SqlOutbox
from backend.store.tables import metadata
from backend.tone import Tone

ANNA = UUID(int=1)
SECRET = "Schmerzen_in_der_Brust"
RUN = {"id": str(UUID(int=9)), "date": "2026-11-22", "sport": "run", "minutes": 60, "rpe": 7}


@pytest.fixture
async def post(http, headers, backend):
    await backend.as_athlete(ANNA).register(RegisterAthlete(consented_at="2026-11-22T12:00:00Z"))

    async def send(body):
        return await http.post("/entries", json=body, headers=await headers(ANNA))

    return send


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"rpe": 11}, "rpe_out_of_range"),
        ({"rpe": -0.5}, "rpe_out_of_range"),
        ({"rpe": 7.3}, "rpe_out_of_range"),
        ({"rpe": SECRET}, "rpe_out_of_range"),
        ({"minutes": 0}, "minutes_out_of_range"),
        ({"minutes": -5}, "minutes_out_of_range"),
        ({"minutes": 1500}, "minutes_out_of_range"),
        ({"minutes": None}, "invalid_entry"),
        ({"date": "2026-02-30"}, "invalid_entry"),
        ({"date": "2026-11-23"}, "future_date"),
        ({"date": "0001-01-01"}, "invalid_entry"),
        ({"sport": SECRET}, "invalid_entry"),
        ({"kind": "rest"}, "invalid_entry"),
        ({"note": SECRET * 100}, "invalid_entry"),
        ({"feelings": {"mood": 6}}, "invalid_entry"),
        ({SECRET: 1}, "invalid_entry"),
        ({"id": SECRET}, "invalid_entry"),
    ],
)
async def test_a_value_out_of_range_is_named_by_code_and_not_echoed(post, caplog, wrong, code):
    with caplog.at_level(logging.DEBUG, logger="backend"):
        answer = await post(RUN | wrong)
    assert answer.status_code == 422
    assert answer.json()["code"] == code
    assert SECRET not in answer.text + caplog.text


async def test_limits_come_with_the_refusal(post):
    assert (await post(RUN | {"rpe": 11})).json()["details"] == {"low": 0, "high": 10}
    assert (await post(RUN | {"minutes": 0})).json()["details"] == {"low": 1, "high": 1440}
    assert (await post(RUN | {"sport": "x"})).json()["details"] == {"field": "sport"}


@pytest.mark.parametrize("body", [b"", b"{", b"null", b"[]", b"7", b'"x"', b"\xff\xfe", b"{" * 60_000])
async def test_no_body_breaks_it(http, headers, post, body):
    answer = await http.post("/entries", content=body, headers=await headers(ANNA))
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid_entry"


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=20) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([*EntryContent.model_fields, "id", "x"]), json_values, max_size=4))
@example({"note": "\0"})
@example({"note": "\ud800"})
@example({"date": "1920-01-01"})
@example({"minutes": 1e400})
def test_whatever_is_sent_is_stored_or_refused_and_never_a_bug(handler, store, clock, other):
    store.add_athlete(Athlete(id=ANNA, language="en", zone="UTC", consented_at=clock.now()))
    body = json.dumps({**RUN, "id": str(uuid4()), **other}).encode()
    answer = handler(proxy_event("POST", "/entries", [], [], body, {"sub": str(ANNA)}, ""), None)
    assert answer["statusCode"] in (200, 422)


async def test_a_body_over_64_kilobytes_is_too_large(http, headers):
    answer = await http.post("/entries", content=b"x" * (64 * 1024 + 1), headers=await headers(ANNA))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_another_content_type_is_refused(http, headers, post):
    answer = await http.post("/entries", content=b"<x/>", headers={"content-type": "text/xml", **await headers(ANNA)})
    assert answer.status_code == 415


@pytest.mark.parametrize("path", ["/trend", "/trend?days=0", "/trend?days=367", "/trend?days=x", "/entries?limit=0"])
async def test_queries_out_of_range_are_refused(http, headers, post, path):
    answer = await http.get(path, headers=await headers(ANNA))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_entry")


async def test_an_id_that_is_none_is_not_found(http, headers, post):
    answer = await http.get("/entries/7", headers=await headers(ANNA))
    assert (answer.status_code, answer.json()["code"]) == (404, "entry_not_found")


async def test_a_made_up_cursor_is_refused(backend, post):
    with pytest.raises(InvalidEntry):
        await backend.as_athlete(ANNA).history("nonsense")


async def test_answers_are_never_cached(http, headers, post):
    answer = await http.get("/athlete", headers=await headers(ANNA))
    assert answer.headers["cache-control"] == "no-store"


async def test_health_needs_no_token(http):
    answer = await http.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_a_bug_is_answered_by_an_id_and_logged_without_what_it_quotes(http, headers, post, store, caplog):
    def fall_over(*_):
        raise ValueError(SECRET)

    store.athlete = fall_over
    answer = await http.get("/athlete", headers=await headers(ANNA))
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal"
    assert answer.json()["details"]["id"] in caplog.text
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text + answer.text


def test_an_event_without_a_verified_athlete_is_not_answered(handler):
    for claims in (None, {"sub": "nobody"}, {"username": str(ANNA)}):
        answer = handler(proxy_event("GET", "/athlete", [], [], b"", claims, ""), None)
        assert answer["statusCode"] == 401


async def test_registering_again_keeps_the_first_consent(backend):
    anna = backend.as_athlete(ANNA)
    first = await anna.register(RegisterAthlete(zone="Europe/Berlin", consented_at="2026-11-22T12:00:00Z"))
    again = await anna.register(RegisterAthlete(zone="UTC", consented_at="2026-11-23T12:00:00Z"))
    assert again == first == await anna.profile()


async def test_settings_left_out_stay(backend):
    anna = backend.as_athlete(ANNA)
    await anna.register(RegisterAthlete(language="en", zone="Europe/Berlin", consented_at="2026-11-22T12:00:00Z"))
    changed = await anna.change(ChangeAthlete(language="de"))
    assert (changed.language, changed.zone) == ("de", "Europe/Berlin")


async def test_nothing_can_be_asked_without_consent(backend):
    nobody = backend.as_athlete(uuid4())
    for ask in (nobody.profile(), nobody.change(ChangeAthlete()), nobody.history(), nobody.week(), nobody.trend(7)):
        with pytest.raises(NoConsent):
            await ask


async def test_an_erased_note_is_in_no_file_any_more(anna, run, tmp_path):
    await anna.record(run(note=SECRET))
    assert any(SECRET.encode() in file.read_bytes() for file in tmp_path.iterdir())
    await anna.erase()
    assert not any(SECRET.encode() in file.read_bytes() for file in tmp_path.iterdir())


async def test_no_log_level_shows_a_note(post, caplog):
    with caplog.at_level(logging.DEBUG):
        answer = await post(RUN | {"note": SECRET})
    assert answer.status_code == 200
    assert SECRET not in caplog.text


async def test_no_environment_makes_it_print_events(post, monkeypatch, capsys, store, workflow, clock, engine):
    monkeypatch.setenv("POWERTOOLS_DEV", "1")
    handler = create_handler(store, workflow, clock, check_ins=SqlCheckIns(engine), agenda=SqlAgenda(engine))
    body = json.dumps(RUN | {"note": SECRET}).encode()
    answer = handler(proxy_event("POST", "/entries", [], [], body, {"sub": str(ANNA)}, ""), None)
    assert answer["statusCode"] == 200
    assert SECRET not in capsys.readouterr().out


async def test_erasing_leaves_no_row_in_any_table(anna, ben, run, store, engine, clock):
    ids = {}
    for athlete in (anna, ben):
        command = run()
        recorded = await athlete.record(command)
        ids[athlete] = id_ = (await athlete.profile()).id
        store.save_feedback(id_, Feedback(command.id, 1, "A run.", [], [], clock.now()))
        SqlOutbox(engine, clock).put(
            Notification(
                id=f"{command.id}:1:feedback",
                athlete_id=id_,
                kind="feedback",
                entry_id=recorded.entry.id,
                revision=1,
                text="A run.",
                created_at=clock.now(),
            )
        )
        SqlPositions(engine).add(
            Position(
                execution_id=f"{command.id}:1",
                athlete_id=id_,
                state="Validate",
                work={},
                input={},
                variables={},
                attempts=(),
                started_at=clock.now(),
                due=clock.now(),
            )
        )

        billing = SqlBilling(engine)
        account = Account(id_, customer_id=f"cus_{id_.hex}", changed=1)
        assert billing.save_account(account, PremiumChange(at=clock.now(), state="active", cause="paid"))
        what = {"athlete_id": id_, "plan": PlanId.MONTH, "rail": Rail.STARS, "price": Price(amount=450, currency="XTR")}
        billing.add_purchase(PurchaseRecord(id=command.id, created_at=clock.now(), **what))
        paid = {"charge_id": id_.hex, "purchase_id": command.id, "paid_at": clock.now(), "paid_until": clock.now()}
        billing.add_payment(PaymentRecord(**what, **paid))

        assert SqlLedger(engine).book(id_, clock.now().date(), Cost(10, 10), Limits(100, 100)) is None
        book = SqlCoachBook(engine)
        question = Question(command.id, "Too much?", clock.now())
        book.ask(id_, question, clock.now(), 5)
        book.remember(id_, Remembered(id=command.id, kind="goal", text="Run far", added_at=clock.now()))
        book.choose_tone(id_, Tone.BRIEF)
        book.vote(id_, Vote(CastVote(entry_id=command.id, good=True), "", "rules", Tone.BRIEF, clock.now()))

        await athlete.week()  # adds up the days
        await athlete.check_in(command.date, CheckInItems(freshness=3, sleep=3, muscles=3, calm=3, mood=3))
        await athlete.set_reminders(Reminders(pause=Pause(reason="ill", since=command.date - timedelta(days=3))))
        await athlete.set_reminders(Reminders(review=time(8)))

    erased = await anna.erase()

    assert (erased.entries, erased.feedbacks) == (1, 1)
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(select(table)).all()
            owners = {id_ for row in rows for id_ in ids.values() if id_ in row}
            if table.name == "athletes" or "athlete_id" in table.c:
                assert owners == {ids[ben]}, table.name
    assert billing.customers_to_delete(9) == [f"cus_{ids[anna].hex}"], "at Stripe they are to be erased, too"
    assert (await anna.erase()).entries == 0
    with pytest.raises(NoConsent):
        await anna.profile()
