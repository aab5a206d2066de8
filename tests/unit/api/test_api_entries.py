"""Entries through the API: once, in the right week, analysed after they are stored."""

import asyncio
from datetime import date, timedelta
from uuid import uuid4

import pytest

from backend.contract import ChangeAthlete, ChangeEntry, RegisterAthlete
from backend.errors import BackendUnavailable, EntryNotFound, FutureDate, NoConsent, StoreUnavailable
from backend.ports import Feedback
from backend.store import engine as engine_module
from backend.store.engine import transaction

SUNDAY = date(2026, 11, 22)
ONE_DAY = timedelta(days=1)


def changed(command, **other) -> ChangeEntry:
    return ChangeEntry.model_validate(command.model_dump(exclude={"id"}) | other)


async def test_a_recorded_run_counts_minutes_times_rpe_in_the_week(anna, run):
    recorded = await anna.record(run())
    assert recorded.changed
    assert recorded.entry.load == 420
    assert recorded.entry.revision == 1
    assert recorded.week.known_load == 420
    assert recorded.week.logged_days == 1
    assert recorded.entry_week is None
    assert recorded.recalculated_from is None


async def test_unknown_effort_is_not_zero(anna, run):
    recorded = await anna.record(run(rpe=None))
    assert recorded.entry.load is None
    assert recorded.week.load.value is None


async def test_a_rest_day_is_zero_and_logged(anna, run):
    recorded = await anna.record(run(kind="rest", minutes=None, rpe=None))
    assert recorded.entry.load == 0
    assert recorded.week.logged_days == 1


async def test_the_analysis_starts_once_the_entry_is_stored(anna, run, workflow):
    command = run()
    await anna.record(command)
    (execution_id, work) = workflow.started[0]
    assert execution_id == f"{command.id}:1"
    assert work["entry_id"] == str(command.id)
    assert work["revision"] == 1
    assert set(work) == {"athlete_id", "entry_id", "revision"}


async def test_the_entry_stands_when_the_analysis_does_not_start(anna, run, workflow):
    workflow.broken = True
    recorded = await anna.record(run())
    assert recorded.changed
    assert (await anna.entry(recorded.entry.id)).load == 420


async def test_a_locked_store_is_unavailable_and_the_same_command_works_later(anna, run, engine, monkeypatch):
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.05)
    command = run()
    with transaction(engine):
        with pytest.raises(BackendUnavailable):
            await anna.record(command)
        assert (await anna.history()).total == 0
    assert (await anna.record(command)).changed


async def test_the_analysis_starts_even_when_the_answer_fails(anna, run, store, workflow, monkeypatch):
    def out_of_reach(*_):
        raise StoreUnavailable

    command = run()
    with monkeypatch.context() as trouble:
        trouble.setattr(store, "entries_between", out_of_reach)
        with pytest.raises(BackendUnavailable):
            await anna.record(command)
    assert len(workflow.started) == 1
    again = await anna.record(command)
    assert (again.changed, again.week.known_load) == (False, 420)


async def test_the_same_command_twice_is_one_entry(anna, run):
    command = run()
    first = await anna.record(command)
    again = await anna.record(command)
    assert not again.changed
    assert again.entry == first.entry
    assert again.week.known_load == 420
    assert (await anna.history()).total == 1


async def test_a_repetition_starts_an_analysis_that_was_cut_off(anna, run, workflow, store, clock):
    command = run()
    workflow.broken = True
    recorded = await anna.record(command)
    workflow.broken = False
    await anna.record(command)
    assert [execution_id for execution_id, _ in workflow.started] == [f"{command.id}:1"]

    athlete = (await anna.profile()).id
    store.save_feedback(athlete, Feedback(recorded.entry.id, 1, "A run.", [], [], clock.now()))
    await anna.record(command)
    assert len(workflow.started) == 1


async def test_a_repetition_after_undo_answers_the_removed_entry(anna, run):
    command = run()
    await anna.record(command)
    await anna.remove_entry(command.id)
    again = await anna.record(command)
    assert not again.changed
    assert again.entry.removed
    assert again.week.known_load == 0


async def test_a_repetition_is_answered_even_where_it_is_still_yesterday_now(anna, run, clock):
    command = run(date=SUNDAY)
    await anna.record(command)
    clock.turn(days=-1)
    assert not (await anna.record(command)).changed


@pytest.mark.parametrize(
    ("zone", "allowed"), [("Pacific/Auckland", True), ("UTC", False), ("America/Los_Angeles", False)]
)
async def test_the_future_begins_after_the_athletes_own_today(new_athlete, run, zone, allowed):
    athlete = await new_athlete(zone)  # 12:00 UTC: it is Monday already in Auckland
    command = run(date=SUNDAY + ONE_DAY)
    if allowed:
        assert (await athlete.record(command)).week.known_load == 420
    else:
        with pytest.raises(FutureDate) as refused:
            await athlete.record(command)
        assert refused.value.details == {"today": "2026-11-22"}
        assert (await athlete.history()).total == 0


async def test_an_entry_whose_day_is_still_to_come_after_a_flight_west_can_be_changed_but_not_moved_there(
    new_athlete, run
):
    athlete = await new_athlete("Pacific/Auckland")
    command = run(date=SUNDAY + ONE_DAY)
    await athlete.record(command)
    await athlete.change(ChangeAthlete(zone="Pacific/Honolulu"))
    longer = await athlete.change_entry(command.id, changed(command, minutes=75))
    assert (longer.entry.minutes, longer.entry.date) == (75, SUNDAY + ONE_DAY)
    with pytest.raises(FutureDate):
        await athlete.change_entry(command.id, changed(command, date=SUNDAY + 2 * ONE_DAY))


async def test_nothing_is_recorded_before_consent(backend, run):
    with pytest.raises(NoConsent):
        await backend.as_athlete(uuid4()).record(run())


async def test_a_back_dated_entry_says_from_where_numbers_changed(anna, run):
    await anna.record(run())
    late = await anna.record(run(date=SUNDAY - 2 * ONE_DAY, minutes=30, rpe=2))
    assert late.recalculated_from == SUNDAY - 2 * ONE_DAY
    assert late.week.known_load == 480
    assert late.entry_week.end == SUNDAY - 2 * ONE_DAY
    assert late.entry_week.known_load == 60


async def test_a_back_dated_entry_with_nothing_after_it_changes_no_other_number(anna, run):
    late = await anna.record(run(date=SUNDAY - 2 * ONE_DAY))
    assert late.recalculated_from is None


async def test_moving_an_entry_recalculates_from_the_earlier_of_both_days(anna, run):
    command = run(date=SUNDAY - 3 * ONE_DAY)
    await anna.record(command)
    await anna.record(run())
    moved = await anna.change_entry(command.id, changed(command, date=SUNDAY - ONE_DAY))
    assert moved.recalculated_from == SUNDAY - 3 * ONE_DAY
    assert moved.entry.revision == 2
    assert [day.load for day in moved.week.days] == [0, 0, 0, 0, 0, 420, 420]


async def test_changing_to_the_same_content_changes_nothing(anna, run, workflow):
    command = run()
    await anna.record(command)
    await anna.change_entry(command.id, changed(command, minutes=30))
    again = await anna.change_entry(command.id, changed(command, minutes=30))
    assert not again.changed
    assert again.entry.revision == 2
    assert {execution_id for execution_id, _ in workflow.started} == {f"{command.id}:1", f"{command.id}:2"}


async def test_undo_and_restore_take_the_load_out_and_put_it_back(anna, run, workflow):
    command = run()
    await anna.record(command)
    removed = await anna.remove_entry(command.id)
    assert removed.changed
    assert removed.entry.removed
    assert removed.week.known_load == 0
    assert not (await anna.remove_entry(command.id)).changed

    restored = await anna.restore_entry(command.id)
    assert restored.changed
    assert restored.week.known_load == 420
    assert not (await anna.restore_entry(command.id)).changed
    assert restored.entry.revision == 3
    assert f"{command.id}:3" in {execution_id for execution_id, _ in workflow.started}


async def test_a_removed_entry_cannot_be_changed(anna, run):
    command = run()
    await anna.record(command)
    await anna.remove_entry(command.id)
    with pytest.raises(EntryNotFound):
        await anna.change_entry(command.id, changed(command, minutes=5))


async def test_what_was_emptied_cannot_be_restored(anna, run, store, clock):
    command = run()
    await anna.record(command)
    await anna.remove_entry(command.id)
    clock.turn(days=2)
    store.purge_removed(clock.now(), 10)
    with pytest.raises(EntryNotFound):
        await anna.restore_entry(command.id)


async def test_another_athletes_entry_is_not_there(anna, ben, run):
    command = run()
    await anna.record(command)
    for ask in (
        ben.entry(command.id),
        ben.change_entry(command.id, changed(command, minutes=5)),
        ben.remove_entry(command.id),
        ben.restore_entry(command.id),
        ben.why(command.id),
    ):
        with pytest.raises(EntryNotFound):
            await ask
    assert (await ben.history()).total == 0
    assert (await anna.entry(command.id)).minutes == 60


async def test_pages_lead_back_and_forth(anna, run):
    for days in range(7):
        await anna.record(run(date=SUNDAY - days * ONE_DAY))
    first = await anna.history(limit=3)
    second = await anna.history(first.older, limit=3)
    assert [entry.date for entry in second.entries] == [SUNDAY - days * ONE_DAY for days in (3, 4, 5)]
    assert await anna.history(second.newer, limit=3) == first


async def test_the_trend_ends_today_and_has_a_point_a_day(anna, run):
    await anna.record(run(date=SUNDAY - 40 * ONE_DAY))
    await anna.record(run())
    trend = await anna.trend(30)
    assert [point.date for point in trend.points] == [SUNDAY - days * ONE_DAY for days in range(29, -1, -1)]
    assert trend.points[-1].acute == 60
    assert trend.points[-1].chronic == 15
    assert trend.points[-1].ratio == 4
    assert trend.history_days == 41
    assert trend.today == await anna.week()


async def test_why_has_no_lines_before_there_is_feedback(anna, run):
    command = run()
    await anna.record(command)
    assert (await anna.why(command.id)).lines == []


async def test_the_export_is_everything(anna, run, store, clock):
    command, gone = run(), run()
    recorded = await anna.record(command)
    await anna.record(gone)
    await anna.remove_entry(gone.id)
    profile = await anna.profile()
    store.save_feedback(profile.id, Feedback(command.id, 1, "A run.", [], [], clock.now(), "comment/7", "repaired"))
    export = await anna.export()
    assert export.athlete == profile
    [one] = export.entries
    assert (one.entry, one.feedback) == (recorded.entry, "A run.")
    assert (one.prompt, one.outcome) == ("comment/7", "repaired")


async def test_many_athletes_at_once_each_get_their_own(backend, run):
    """Powertools' resolver keeps its event in a class attribute; two threads must not share it."""

    async def a_week_of(athlete, minutes):
        await athlete.register(RegisterAthlete(consented_at="2026-11-22T12:00:00Z"))
        for days in range(3):
            recorded = await athlete.record(run(date=SUNDAY - days * ONE_DAY, minutes=minutes, rpe=1))
            assert recorded.entry.minutes == minutes
        return (await athlete.week()).week.known_load, (await athlete.history()).total

    athletes = [(backend.as_athlete(uuid4()), minutes) for minutes in range(1, 25)]
    weeks = await asyncio.gather(*(a_week_of(athlete, minutes) for athlete, minutes in athletes))
    assert weeks == [(3 * minutes, 3) for _, minutes in athletes]


async def test_two_phones_editing_one_entry_lose_neither_revision(anna, run):
    command = run()
    await anna.record(command)
    answers = await asyncio.gather(
        *(anna.change_entry(command.id, changed(command, minutes=minutes)) for minutes in (10, 20, 30, 40))
    )
    assert sorted(answer.entry.revision for answer in answers) == [2, 3, 4, 5]
    last = max(answers, key=lambda answer: answer.entry.revision)
    assert await anna.entry(command.id) == last.entry
    assert (await anna.week()).week.known_load == last.entry.load
