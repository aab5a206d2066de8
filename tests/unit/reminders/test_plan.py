"""What is due next, from what an athlete chose: the order within a day, quiet hours, pauses."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import pytest

from backend.contract import Pause, Reminders
from backend.ports import DueKind
from backend.reminders.plan import expires_at, next_to_send, notification_id, on_day, plan

BERLIN = "Europe/Berlin"
SEVEN, NINE, EVENING = time(7), time(9), time(20)
MONDAY, TUESDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 29)
ANNA = UUID("6f1d6f0e-5a0c-4f0e-9d3c-2a4c8d1f7b10")


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2026: an hour behind Berlin."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def chosen(check_in: time | None = SEVEN, **more: Any) -> Reminders:
    return Reminders(check_in=(check_in,) * 7, **more)


def test_nothing_chosen_is_never_due() -> None:
    assert plan(Reminders(), BERLIN, utc(22, 12)) == {
        DueKind.CHECK_IN: None,
        DueKind.NUDGE: None,
        DueKind.REVIEW: None,
        DueKind.PAUSE_OVER: None,
    }


def test_each_kind_has_its_next_time() -> None:
    # GIVEN a Sunday evening
    assert plan(chosen(review=NINE, nudge=EVENING), BERLIN, utc(22, 20)) == {
        DueKind.CHECK_IN: utc(24, 6),  # on Monday the review takes its place
        DueKind.NUDGE: utc(23, 19),
        DueKind.REVIEW: utc(23, 8),
        DueKind.PAUSE_OVER: None,
    }


def test_the_review_takes_the_place_of_mondays_check_in() -> None:
    assert on_day(MONDAY, chosen(review=NINE), BERLIN) == {DueKind.REVIEW: utc(23, 8)}
    assert on_day(TUESDAY, chosen(review=NINE), BERLIN) == {DueKind.CHECK_IN: utc(24, 6)}


def test_a_review_that_the_quiet_hours_swallow_takes_no_ones_place() -> None:
    choice = chosen(review=time(23), quiet_from=time(22), quiet_until=time(6))
    assert on_day(MONDAY, choice, BERLIN) == {DueKind.CHECK_IN: utc(23, 6)}


def test_a_check_in_still_to_come_is_not_forestalled_by_a_nudge() -> None:
    assert on_day(TUESDAY, chosen(time(21), nudge=EVENING), BERLIN) == {DueKind.CHECK_IN: utc(24, 20)}
    assert on_day(TUESDAY, chosen(EVENING, nudge=EVENING), BERLIN) == {DueKind.CHECK_IN: utc(24, 19)}


@pytest.mark.parametrize(
    ("at", "quiet_from", "quiet_until", "due"),
    [
        pytest.param(time(5), time(22), time(6, 30), utc(24, 5, 30), id="moved to their end"),
        pytest.param(time(6, 30), time(22), time(6, 30), utc(24, 5, 30), id="their end is not in them"),
        pytest.param(time(23), time(22), time(6, 30), None, id="their end is tomorrow"),
        pytest.param(time(13), time(12), time(14), utc(24, 13), id="in the middle of the day"),
        pytest.param(time(13), time(13), time(13), utc(24, 12), id="from and until the same: none"),
    ],
)
def test_quiet_hours(at: time, quiet_from: time, quiet_until: time, due: datetime | None) -> None:
    choice = chosen(at, quiet_from=quiet_from, quiet_until=quiet_until)
    assert on_day(TUESDAY, choice, BERLIN).get(DueKind.CHECK_IN) == due


def test_a_pause_is_silent_and_ends_with_a_question_at_the_usual_time() -> None:
    ill = Pause(reason="ill", since=date(2026, 11, 20), until=date(2026, 12, 27))
    choice = chosen(review=NINE, nudge=EVENING, pause=ill)
    assert plan(choice, BERLIN, utc(22, 12)) == {
        DueKind.PAUSE_OVER: datetime(2026, 12, 28, 6, tzinfo=UTC),  # a Monday, whose review stays away for it
        DueKind.CHECK_IN: datetime(2026, 12, 29, 6, tzinfo=UTC),
        DueKind.NUDGE: datetime(2026, 12, 29, 19, tzinfo=UTC),
        DueKind.REVIEW: datetime(2027, 1, 4, 8, tzinfo=UTC),
    }


def test_whoever_has_no_check_in_is_asked_at_nine_whether_they_are_back() -> None:
    choice = Reminders(pause=Pause(reason="holiday", since=MONDAY, until=TUESDAY))
    assert plan(choice, BERLIN, utc(22, 12))[DueKind.PAUSE_OVER] == utc(25, 8)


def test_until_further_notice_nothing_is_due() -> None:
    choice = chosen(review=NINE, nudge=EVENING, pause=Pause(reason="injured", since=date(2026, 11, 20)))
    assert set(plan(choice, BERLIN, utc(22, 12)).values()) == {None}


def test_before_a_pause_that_is_to_come_everything_is_as_ever() -> None:
    holiday = Pause(reason="holiday", since=TUESDAY, until=SUNDAY)
    assert plan(chosen(pause=holiday), BERLIN, utc(22, 12)) == {
        DueKind.CHECK_IN: utc(23, 6),
        DueKind.NUDGE: None,
        DueKind.REVIEW: None,
        DueKind.PAUSE_OVER: utc(30, 6),
    }


def test_a_pause_long_over_is_no_pause() -> None:
    choice = chosen(pause=Pause(reason="ill", since=date(2026, 1, 1), until=date(2026, 1, 9)))
    assert plan(choice, BERLIN, utc(22, 12))[DueKind.CHECK_IN] == utc(23, 6)
    assert plan(choice, BERLIN, utc(22, 12))[DueKind.PAUSE_OVER] is None


def test_a_pause_to_the_end_of_the_calendar_is_one_until_further_notice() -> None:
    choice = chosen(pause=Pause(reason="ill", since=date(2026, 11, 20), until=date.max))
    assert set(plan(choice, BERLIN, utc(22, 12)).values()) == {None}


@pytest.mark.parametrize(
    ("kind", "at", "more", "expires"),
    [
        pytest.param(DueKind.CHECK_IN, utc(23, 6), {}, utc(23, 12), id="six hours"),
        pytest.param(DueKind.CHECK_IN, utc(23, 20), {}, utc(23, 23), id="not beyond the day"),
        pytest.param(DueKind.LATER, utc(23, 20), {}, utc(23, 23), id="put off, but not beyond the day"),
        pytest.param(DueKind.REVIEW, utc(23, 8), {}, utc(23, 23), id="the day"),
        pytest.param(
            DueKind.NUDGE, utc(23, 19), {"quiet_from": time(22), "quiet_until": SEVEN}, utc(23, 21), id="quiet hours"
        ),
    ],
)
def test_what_is_late_expires(kind: DueKind, at: datetime, more: dict[str, Any], expires: datetime) -> None:
    assert expires_at(kind, at, chosen(**more), BERLIN) == expires


def test_after_three_days_asleep_only_today_is_still_asked_about() -> None:
    # GIVEN a check-in that was due on Sunday, and a Wednesday on which its time is not over
    due, now = utc(22, 6), utc(25, 9)
    assert next_to_send(DueKind.CHECK_IN, chosen(), BERLIN, due, now) == utc(25, 6)
    assert next_to_send(DueKind.CHECK_IN, chosen(), BERLIN, due, utc(25, 13)) == utc(26, 6), "Wednesday's is over too"
    assert next_to_send(DueKind.CHECK_IN, chosen(), BERLIN, utc(25, 6), now) == utc(26, 6), "Wednesday's is done"


def test_one_day_has_one_id_for_all_that_nobody_asked_for() -> None:
    unasked = {notification_id(kind, ANNA, MONDAY) for kind in DueKind if kind is not DueKind.LATER}
    assert len(unasked) == 1
    assert notification_id(DueKind.LATER, ANNA, MONDAY) not in unasked
    assert notification_id(DueKind.CHECK_IN, ANNA, TUESDAY) not in unasked
