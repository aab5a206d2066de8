"""Check-ins, reminders and the review over the API: what an athlete may say, and what they get back."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from backend.contract import ChangeAthlete, CheckInItems, Pause, RegisterAthlete, Reminders
from backend.errors import FutureDate, InvalidEntry, NoConsent
from backend.ports import DueKind
from backend.store.agenda import SqlAgenda
from backend.training.review import Question

SUNDAY = date(2026, 11, 22)
ONE_DAY = timedelta(days=1)
GOOD = CheckInItems(freshness=4, sleep=4, muscles=4, calm=4, mood=4)
BAD = CheckInItems(freshness=2, sleep=1, muscles=2, calm=3, mood=2)
EVERY_MORNING = (time(7),) * 7


@pytest.fixture
def agenda(engine) -> SqlAgenda:
    return SqlAgenda(engine)


@pytest.fixture
async def token_headers(backend, headers) -> dict[str, str]:
    """Of an athlete who has agreed."""
    me = uuid4()
    await backend.as_athlete(me).register(RegisterAthlete(consented_at=datetime(2026, 1, 1, tzinfo=UTC)))
    return dict(await headers(me))


@pytest.fixture
def dues(agenda):
    """Kind → instant of all that is due some time."""

    def look() -> dict[DueKind, datetime]:
        return {due.kind: due.at for due in agenda.due(datetime(2100, 1, 1, tzinfo=UTC), 100)}

    return look


# ---- checking in ----


async def test_a_check_in_is_answered_beside_what_is_known(anna):
    said = await anna.check_in(SUNDAY, GOOD)
    assert said.check_in is not None
    assert (said.check_in.date, said.check_in.sleep) == (SUNDAY, 4)
    assert said.text == "20 of 25. 14 more check-ins until I know your normal."
    assert "4 + 4 + 4 + 4 + 4 = 20" in said.why[0]
    assert await anna.readiness(SUNDAY) == said


async def test_saying_it_again_replaces_it_and_saying_the_same_changes_nothing(anna, clock):
    first = await anna.check_in(SUNDAY, GOOD)
    clock.turn(minutes=5)
    assert await anna.check_in(SUNDAY, GOOD) == first
    second = await anna.check_in(SUNDAY, BAD)
    assert (second.check_in.sleep, second.check_in.recorded_at) == (1, clock.now())
    assert [day.total for day in await anna.readiness_days(2)] == [None, 10]


async def test_a_check_in_is_of_today_or_yesterday(anna):
    await anna.check_in(SUNDAY - ONE_DAY, GOOD)
    with pytest.raises(FutureDate):
        await anna.check_in(SUNDAY + ONE_DAY, GOOD)
    with pytest.raises(InvalidEntry) as refused:
        await anna.check_in(SUNDAY - 2 * ONE_DAY, GOOD)
    assert refused.value.details == {"field": "date", "low": "2026-11-21", "high": "2026-11-22"}


async def test_today_is_the_athletes_own(new_athlete, clock):
    ahead = await new_athlete("Pacific/Kiritimati")
    assert (await ahead.check_in(SUNDAY + ONE_DAY, GOOD)).check_in is not None
    await ahead.change(ChangeAthlete(zone="Pacific/Honolulu"))
    # what was said before the flight may come a second time
    assert (await ahead.check_in(SUNDAY + ONE_DAY, GOOD)).check_in is not None
    with pytest.raises(FutureDate):
        await ahead.check_in(SUNDAY + ONE_DAY, BAD)


async def test_a_check_in_can_be_taken_back_twice(anna):
    await anna.check_in(SUNDAY, GOOD)
    for _ in range(2):
        taken = await anna.take_back_check_in(SUNDAY)
        assert (taken.check_in, taken.text, taken.why) == (None, "", [])


async def test_nobody_sees_anothers_check_in(anna, ben):
    await anna.check_in(SUNDAY, GOOD)
    assert (await ben.readiness(SUNDAY)).check_in is None
    await ben.take_back_check_in(SUNDAY)
    assert (await anna.readiness(SUNDAY)).check_in is not None


async def test_a_day_that_is_none_is_refused_by_its_name(http, token_headers):
    answer = await http.get("/checkins/yesterday", headers=token_headers)
    assert (answer.status_code, answer.json()) == (422, {"code": "invalid_entry", "details": {"field": "date"}})


@pytest.mark.parametrize("items", [{}, {**GOOD.model_dump(), "sleep": 6}, {**GOOD.model_dump(), "hunger": 1}])
async def test_all_five_items_are_needed_each_from_1_to_5(http, token_headers, items):
    answer = await http.put(f"/checkins/{SUNDAY}", headers=token_headers, json=items)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_entry")


async def test_nothing_is_kept_of_one_who_never_agreed(backend):
    stranger = backend.as_athlete(uuid4())
    for call in (stranger.check_in(SUNDAY, GOOD), stranger.reminders(), stranger.set_reminders(Reminders())):
        with pytest.raises(NoConsent):
            await call


async def test_days_show_the_athletes_own_band(anna, clock):
    # GIVEN sixteen mornings, the last one worse
    clock.turn(days=-15)
    for n in range(16):
        day = SUNDAY + (n - 15) * ONE_DAY
        items = BAD if n == 15 else GOOD.model_copy(update={"sleep": 3 + n % 2})
        last = await anna.check_in(day, items)
        clock.turn(days=1)
    clock.turn(days=-1)
    # WHEN the days are asked for
    days = await anna.readiness_days(4)
    # THEN each stands on the band of the days before it
    assert [day.date for day in days] == [SUNDAY - n * ONE_DAY for n in (3, 2, 1, 0)]
    assert [day.total for day in days] == [19, 20, 19, 10]
    assert (days[0].mean, days[0].flag) == (None, None)  # twelve check-ins before it
    assert days[3].flag == "well_below"
    assert days[3].mean == pytest.approx(last.standing.today["total"].mean)
    assert last.text.startswith("10 of 25. Your usual is ")
    assert "well below your normal" in last.text


async def test_what_it_means_for_todays_training_is_said_until_that_is_logged(anna, clock, run):
    # GIVEN two weeks of usual mornings, and load that rose for three days
    clock.turn(days=-14)
    for n in range(14):
        await anna.check_in(SUNDAY + (n - 14) * ONE_DAY, GOOD.model_copy(update={"sleep": 3 + n % 2}))
        clock.turn(days=1)
    for back, minutes in ((3, 20), (2, 40), (1, 60)):
        await anna.record(run(date=SUNDAY - back * ONE_DAY, minutes=minutes))
    # WHEN the athlete slept badly
    said = await anna.check_in(SUNDAY, GOOD.model_copy(update={"sleep": 1}))
    # THEN it is put beside the days before, of which today is none
    assert said.text.endswith("Sleep is well below your normal. After 3 days of rising load, an easier day would fit.")
    assert said.why[-1] == "Loads up to yesterday: 140 < 280 < 420 AU"
    await anna.record(run())
    assert (await anna.readiness(SUNDAY)).text.endswith("Sleep is well below your normal.")
    # and of yesterday's training nothing is said any more
    clock.turn(days=1)
    assert (await anna.readiness(SUNDAY)).text.endswith("Sleep is well below your normal.")


async def test_it_is_said_in_the_athletes_language(anna):
    await anna.change(ChangeAthlete(language="de"))
    said = await anna.check_in(SUNDAY, GOOD)
    assert said.text == "20 von 25. Noch 14 Check-ins, dann weiß ich, was bei dir üblich ist."


# ---- reminders ----


async def test_nothing_is_on_until_it_is_chosen(anna, dues):
    assert await anna.reminders() == Reminders()
    assert dues() == {}


async def test_a_choice_is_answered_kept_and_due(anna, dues):
    chosen = Reminders(check_in=(*EVERY_MORNING[:5], None, time(9, 30)), nudge=time(20), review=time(8))
    assert await anna.set_reminders(chosen) == await anna.reminders() == chosen
    assert dues() == {
        DueKind.CHECK_IN: datetime(2026, 11, 24, 7, tzinfo=UTC),  # Monday is the review's
        DueKind.NUDGE: datetime(2026, 11, 22, 20, tzinfo=UTC),
        DueKind.REVIEW: datetime(2026, 11, 23, 8, tzinfo=UTC),
    }


async def test_everything_off_leaves_nothing_due(anna, dues):
    await anna.set_reminders(Reminders(check_in=EVERY_MORNING, nudge=time(20)))
    await anna.check_in_later(SUNDAY)
    await anna.set_reminders(Reminders())
    assert set(dues()) == {DueKind.LATER}, "only what was asked for with a tap"


async def test_another_zone_moves_what_is_due(anna, dues):
    await anna.set_reminders(Reminders(check_in=EVERY_MORNING))
    assert dues() == {DueKind.CHECK_IN: datetime(2026, 11, 23, 7, tzinfo=UTC)}
    await anna.change(ChangeAthlete(zone="Asia/Tokyo"))
    assert dues() == {DueKind.CHECK_IN: datetime(2026, 11, 22, 22, tzinfo=UTC)}
    await anna.change(ChangeAthlete(language="de"))
    assert dues() == {DueKind.CHECK_IN: datetime(2026, 11, 22, 22, tzinfo=UTC)}


async def test_a_pause_leaves_only_the_question_at_its_end(anna, dues):
    pause = Pause(reason="ill", since=SUNDAY, until=SUNDAY + 2 * ONE_DAY)
    await anna.set_reminders(Reminders(check_in=EVERY_MORNING, pause=pause))
    assert dues() == {
        DueKind.PAUSE_OVER: datetime(2026, 11, 25, 7, tzinfo=UTC),
        DueKind.CHECK_IN: datetime(2026, 11, 26, 7, tzinfo=UTC),
    }


async def test_a_pause_that_is_over_stays_marked_in_trend_and_review(anna, run, clock):
    # GIVEN a pause of three days, in which one session was logged all the same
    await anna.record(run())
    before = await anna.trend(7)
    await anna.set_reminders(Reminders(pause=Pause(reason="ill", since=SUNDAY, until=SUNDAY + 30 * ONE_DAY)))
    clock.turn(days=3)
    # WHEN it is ended
    await anna.set_reminders(Reminders(check_in=EVERY_MORNING))
    # THEN its days are marked, today is none of them, and the numbers are what they were
    trend = await anna.trend(7)
    assert [point.paused for point in trend.points] == [None] * 3 + ["ill"] * 3 + [None]
    unmarked = [point.model_copy(update={"paused": None}) for point in trend.points]
    assert unmarked[:4] == before.points[3:]
    review = await anna.review(SUNDAY + 2 * ONE_DAY)
    assert [day.date for day in review.paused] == [SUNDAY + n * ONE_DAY for n in range(3)]
    assert review.question in {Question.PAUSED_BACK, Question.PAUSED_NOTICED}
    assert (await anna.review(SUNDAY - ONE_DAY)).paused == []


async def test_a_pause_that_goes_on_is_marked_up_to_today(anna, run):
    await anna.record(run())
    await anna.set_reminders(Reminders(pause=Pause(reason="injured", since=SUNDAY - ONE_DAY)))
    assert [point.paused for point in (await anna.trend(3)).points] == [None, "injured", "injured"]


async def test_another_zone_ends_no_pause(anna):
    await anna.set_reminders(Reminders(pause=Pause(reason="travelling", since=SUNDAY - ONE_DAY)))
    await anna.change(ChangeAthlete(zone="Asia/Tokyo"))
    assert (await anna.export()).pauses == []


@pytest.mark.parametrize(
    "choice",
    [
        {"check_in": ["07:00"]},
        {"check_in": ["7 in the morning"] * 7},
        {"nudge": "20:00:30"},
        {"quiet_from": "22:00"},
        {"pause": {"reason": "bored", "since": "2026-11-22"}},
        {"pause": {"reason": "ill", "since": "2026-11-22", "until": "2026-11-21"}},
    ],
)
async def test_a_choice_that_is_none_is_refused_and_changes_nothing(http, token_headers, dues, choice):
    answer = await http.put("/reminders", headers=token_headers, json=choice)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_entry")
    assert dues() == {}


# ---- in an hour ----


async def test_a_check_in_can_be_put_off_for_an_hour_again_and_again(anna, clock, dues):
    for _ in range(2):
        in_an_hour = clock.now() + timedelta(hours=1)
        assert (await anna.check_in_later(SUNDAY)).at == in_an_hour
        assert dues() == {DueKind.LATER: in_an_hour}
        clock.turn(minutes=50)


async def test_it_is_not_put_off_into_another_day_the_quiet_hours_or_when_it_is_done(anna, clock, dues):
    assert (await anna.check_in_later(SUNDAY - ONE_DAY)).at is None
    await anna.set_reminders(Reminders(quiet_from=time(12, 30), quiet_until=time(14)))
    assert (await anna.check_in_later(SUNDAY)).at is None
    await anna.set_reminders(Reminders())
    await anna.check_in(SUNDAY, GOOD)
    assert (await anna.check_in_later(SUNDAY)).at is None
    await anna.take_back_check_in(SUNDAY)
    clock.turn(hours=11, minutes=30)
    assert (await anna.check_in_later(SUNDAY)).at is None
    assert dues() == {}


# ---- all of it, and none ----


async def test_the_export_has_all_of_it_and_erasing_removes_all_of_it(anna, dues):
    chosen = Reminders(check_in=EVERY_MORNING)
    await anna.set_reminders(chosen)
    await anna.check_in(SUNDAY - ONE_DAY, BAD)
    await anna.check_in(SUNDAY, GOOD)
    await anna.set_reminders(Reminders(pause=Pause(reason="ill", since=SUNDAY - 2 * ONE_DAY)))
    await anna.set_reminders(chosen)
    export = await anna.export()
    assert export.pauses == [Pause(reason="ill", since=SUNDAY - 2 * ONE_DAY, until=SUNDAY - ONE_DAY)]
    assert [said.date for said in export.check_ins] == [SUNDAY - ONE_DAY, SUNDAY]
    assert export.reminders == chosen
    assert (await anna.erase()).check_ins == 2
    assert dues() == {}
    with pytest.raises(NoConsent):
        await anna.readiness(SUNDAY)


# ---- the review ----


async def test_a_review_looks_back_on_the_week_that_ended_yesterday_on_a_monday(anna, clock, run):
    await anna.record(run(date=SUNDAY, rpe=7, feelings={"mood": 2}))
    await anna.record(run(date=SUNDAY - ONE_DAY, rpe=3, feelings={"mood": 5, "freshness": 4}))
    assert (await anna.review()).end == SUNDAY
    clock.turn(days=1)
    review = await anna.review()
    assert review.end == review.metrics.on == SUNDAY
    assert (review.hardest.date, review.hardest.load) == (SUNDAY, 420)
    assert (review.best.date, review.best.score, review.best.by) == (SUNDAY - ONE_DAY, 4.5, "feelings")
    assert (review.readiness.check_ins, review.readiness.mean) == (0, None)
    assert review.metrics.week.logged_days == 2
    assert (await anna.review(SUNDAY + ONE_DAY)).end == SUNDAY + ONE_DAY
    clock.turn(days=1)
    assert (await anna.review()).end == SUNDAY + 2 * ONE_DAY


async def test_check_ins_tell_the_best_day_where_there_are_two(anna, clock, run):
    await anna.record(run(date=SUNDAY, feelings={"mood": 5}))
    await anna.record(run(date=SUNDAY - ONE_DAY, feelings={"mood": 1}))
    await anna.check_in(SUNDAY - ONE_DAY, GOOD)
    await anna.check_in(SUNDAY, BAD)
    review = await anna.review()
    assert (review.best.date, review.best.score, review.best.by) == (SUNDAY - ONE_DAY, 20, "check_in")
    assert (review.readiness.check_ins, review.readiness.mean) == (2, 15)


async def test_there_is_no_review_of_what_has_not_been(anna, http, token_headers):
    with pytest.raises(FutureDate):
        await anna.review(SUNDAY + ONE_DAY)
    with pytest.raises(InvalidEntry):
        await anna.review(date(1900, 1, 1))
    answer = await http.get("/review?end=soon", headers=token_headers)
    assert answer.json() == {"code": "invalid_entry", "details": {"field": "end"}}
