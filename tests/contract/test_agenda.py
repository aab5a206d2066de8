"""The contract of ``Agenda``: what athletes want to be reminded of, and what of it is due."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta, timezone
from uuid import uuid4

import pytest

from backend.contract import Pause, Reminders
from backend.errors import NoConsent
from backend.ports import Due, DueKind

EVERY_MORNING = Reminders(check_in=(time(7),) * 7, quiet_from=time(22), quiet_until=time(6, 45))
FAR_AWAY = datetime(9999, 12, 31, tzinfo=UTC)


def later(clock, **by) -> datetime:
    return clock.now() + timedelta(**by)


class TestChoices:
    def test_who_never_chose_wants_nothing(self, agenda, anna):
        assert agenda.reminders(anna) == Reminders()

    def test_what_was_chosen_is_there_as_it_was_chosen(self, agenda, anna):
        chosen = Reminders(
            check_in=(time(6, 30), time(7), None, time(7), time(7), time(9, 15), None),
            nudge=time(20, 30),
            review=time(8),
            quiet_from=time(22),
            quiet_until=time(6),
            pause=Pause(reason="ill", since=date(2026, 11, 20), until=date(2026, 11, 30)),
        )
        agenda.save_reminders(anna, chosen, {})
        assert agenda.reminders(anna) == chosen

    def test_a_new_choice_takes_the_place_of_the_old_one(self, agenda, anna, ben):
        agenda.save_reminders(anna, EVERY_MORNING, {})
        agenda.save_reminders(ben, EVERY_MORNING, {})
        agenda.save_reminders(anna, Reminders(nudge=time(20)), {})
        assert agenda.reminders(anna) == Reminders(nudge=time(20))
        assert agenda.reminders(ben) == EVERY_MORNING

    def test_nothing_is_kept_of_one_who_never_agreed(self, agenda, clock):
        nobody = uuid4()
        with pytest.raises(NoConsent):
            agenda.reminders(nobody)
        with pytest.raises(NoConsent):
            agenda.save_reminders(nobody, EVERY_MORNING, {DueKind.CHECK_IN: clock.now()})
        with pytest.raises(NoConsent):
            agenda.put_off(nobody, DueKind.LATER, clock.now())
        assert agenda.due(FAR_AWAY, 10) == []


def ill(since: int, until: int) -> Pause:
    return Pause(reason="ill", since=date(2026, 11, since), until=date(2026, 11, until))


class TestPauses:
    def test_those_that_are_over_are_kept_beside_the_choice(self, agenda, anna, ben):
        # GIVEN an athlete whose choices ended two pauses
        for over in (ill(9, 12), ill(2, 5)):
            agenda.save_reminders(anna, EVERY_MORNING, {}, over)
        agenda.save_reminders(anna, Reminders(pause=Pause(reason="holiday", since=date(2026, 11, 20))), {})
        agenda.save_reminders(ben, EVERY_MORNING, {}, ill(1, 28))
        # WHEN they are asked for, THEN both are there, the first one first, and not the one that goes on
        assert agenda.pauses_between(anna, date.min, date.max) == [ill(2, 5), ill(9, 12)]

    @pytest.mark.parametrize(
        ("first", "last", "found"),
        [(1, 1, False), (1, 2, True), (3, 3, True), (5, 9, True), (6, 9, False), (1, 30, True)],
    )
    def test_only_those_with_a_day_among_those_asked_for(self, agenda, anna, first, last, found):
        agenda.save_reminders(anna, EVERY_MORNING, {}, ill(2, 5))
        kept = agenda.pauses_between(anna, date(2026, 11, first), date(2026, 11, last))
        assert kept == ([ill(2, 5)] if found else [])

    def test_one_is_kept_for_the_day_on_which_it_began(self, agenda, anna):
        for until in (5, 5, 3):
            agenda.save_reminders(anna, EVERY_MORNING, {}, ill(2, until))
        assert agenda.pauses_between(anna, date.min, date.max) == [ill(2, 3)]

    def test_erasing_an_athlete_removes_theirs(self, agenda, store, anna, clock):
        agenda.save_reminders(anna, EVERY_MORNING, {}, ill(2, 5))
        store.erase_athlete(anna)
        assert agenda.pauses_between(anna, date.min, date.max) == []
        with pytest.raises(NoConsent):
            agenda.save_reminders(anna, EVERY_MORNING, {}, ill(2, 5))
        assert agenda.pauses_between(anna, date.min, date.max) == []


class TestDue:
    def test_it_is_due_from_its_instant_on(self, agenda, clock, anna):
        at = later(clock, hours=1)
        agenda.save_reminders(anna, EVERY_MORNING, {DueKind.CHECK_IN: at})
        assert agenda.due(at - timedelta(microseconds=1), 10) == []
        assert agenda.due(at, 10) == agenda.due(at + timedelta(days=3), 10) == [Due(anna, DueKind.CHECK_IN, at)]

    def test_an_instant_is_the_same_in_any_zone(self, agenda, clock, anna):
        tokyo = clock.now().astimezone(timezone(timedelta(hours=9)))
        agenda.put_off(anna, DueKind.NUDGE, tokyo)
        [due] = agenda.due(clock.now(), 10)
        assert (due.at, due.at.utcoffset()) == (clock.now(), timedelta(0))

    def test_the_earliest_first_and_no_more_than_asked_for(self, agenda, clock, new_athlete):
        # GIVEN 40 athletes whose check-ins fall due in a mixed order
        minutes = [n * 7 % 40 for n in range(40)]
        whose = {minute: new_athlete() for minute in minutes}
        for minute, athlete in whose.items():
            agenda.put_off(athlete, DueKind.CHECK_IN, later(clock, minutes=minute))
        # WHEN a part is asked for, THEN it is that of the earliest
        expected = [Due(whose[n], DueKind.CHECK_IN, later(clock, minutes=n)) for n in range(40)]
        assert agenda.due(FAR_AWAY, 1) == expected[:1]
        assert agenda.due(FAR_AWAY, 15) == expected[:15]
        assert agenda.due(FAR_AWAY, 1000) == expected
        assert agenda.due(later(clock, minutes=9), 1000) == expected[:10]

    def test_what_is_due_later_than_a_moment_is_found_from_the_other_end(self, agenda, clock, anna, ben):
        hours = {DueKind.CHECK_IN: later(clock, hours=1), DueKind.NUDGE: later(clock, hours=2)}
        agenda.save_reminders(anna, EVERY_MORNING, hours)
        agenda.put_off(ben, DueKind.REVIEW, later(clock, hours=3))
        assert agenda.due_later_than(later(clock, hours=3), 10) == []
        assert agenda.due_later_than(later(clock, hours=2), 10) == [Due(ben, DueKind.REVIEW, later(clock, hours=3))]
        assert len(agenda.due_later_than(clock.now(), 2)) == 2
        found = agenda.due_later_than(clock.now(), 10)
        assert {(due.athlete_id, due.kind) for due in found} == {
            (ben, DueKind.REVIEW), (anna, DueKind.NUDGE), (anna, DueKind.CHECK_IN)
        }  # fmt: skip
        annas = [due.kind for due in found if due.athlete_id == anna]
        assert annas == [DueKind.NUDGE, DueKind.CHECK_IN]

    def test_kinds_are_due_by_themselves(self, agenda, clock, anna):
        whens = {kind: later(clock, minutes=n) for n, kind in enumerate(DueKind)}
        agenda.save_reminders(anna, EVERY_MORNING, whens)
        assert agenda.due(FAR_AWAY, 10) == [Due(anna, kind, at) for kind, at in whens.items()]

    def test_a_choice_sets_the_kinds_it_names_and_leaves_the_others(self, agenda, clock, anna):
        soon, tomorrow = later(clock, hours=1), later(clock, days=1)
        agenda.save_reminders(anna, EVERY_MORNING, {DueKind.CHECK_IN: tomorrow, DueKind.NUDGE: tomorrow})
        agenda.put_off(anna, DueKind.LATER, soon)
        agenda.save_reminders(anna, Reminders(), {DueKind.CHECK_IN: None, DueKind.REVIEW: None})
        assert agenda.due(FAR_AWAY, 10) == [Due(anna, DueKind.LATER, soon), Due(anna, DueKind.NUDGE, tomorrow)]

    def test_one_kind_is_put_off_whatever_it_was(self, agenda, clock, anna):
        hour, two_hours = later(clock, hours=1), later(clock, hours=2)
        for at in (two_hours, hour, hour):
            agenda.put_off(anna, DueKind.LATER, at)
        assert agenda.due(FAR_AWAY, 10) == [Due(anna, DueKind.LATER, hour)]
        for _ in range(2):
            agenda.put_off(anna, DueKind.LATER, None)
        assert agenda.due(FAR_AWAY, 10) == []


class TestClaim:
    def test_claimed_it_is_due_next_time(self, agenda, clock, anna):
        now, tomorrow = clock.now(), later(clock, days=1)
        agenda.put_off(anna, DueKind.CHECK_IN, now)
        [due] = agenda.due(now, 10)
        assert agenda.claim(due, tomorrow)
        assert agenda.due(now, 10) == []
        assert agenda.due(tomorrow, 10) == [Due(anna, DueKind.CHECK_IN, tomorrow)]

    def test_claimed_for_good_it_is_never_due_again(self, agenda, clock, anna):
        agenda.put_off(anna, DueKind.LATER, clock.now())
        [due] = agenda.due(clock.now(), 10)
        assert agenda.claim(due, None)
        assert agenda.due(FAR_AWAY, 10) == []

    @pytest.mark.parametrize("then", [None, timedelta(days=1)])
    def test_it_is_claimed_once(self, agenda, clock, anna, then):
        agenda.put_off(anna, DueKind.CHECK_IN, clock.now())
        [due] = agenda.due(clock.now(), 10)
        next_at = None if then is None else clock.now() + then
        assert [agenda.claim(due, next_at) for _ in range(3)] == [True, False, False]

    def test_what_was_set_anew_meanwhile_is_not_claimed(self, agenda, clock, anna):
        agenda.put_off(anna, DueKind.CHECK_IN, clock.now())
        [due] = agenda.due(clock.now(), 10)
        hour = later(clock, hours=1)
        agenda.put_off(anna, DueKind.CHECK_IN, hour)
        assert not agenda.claim(due, later(clock, days=1))
        assert not agenda.claim(due, None)
        assert agenda.due(FAR_AWAY, 10) == [Due(anna, DueKind.CHECK_IN, hour)]

    def test_of_many_at_once_one_gets_it(self, agenda, clock, anna):
        agenda.put_off(anna, DueKind.CHECK_IN, clock.now())
        [due] = agenda.due(clock.now(), 10)
        with ThreadPoolExecutor(4) as ticks:
            got = list(ticks.map(lambda _: agenda.claim(due, later(clock, days=1)), range(4)))
        assert sorted(got) == [False, False, False, True]


def test_erasing_an_athlete_removes_theirs_and_nobody_elses(store, agenda, clock, anna, ben):
    for athlete in (anna, ben):
        agenda.save_reminders(athlete, EVERY_MORNING, {kind: clock.now() for kind in DueKind})
    of_anna = [due for due in agenda.due(clock.now(), 100) if due.athlete_id == anna]
    store.erase_athlete(anna)
    # Nothing is due to her, and who saw that it was cannot bring it back.
    assert not any(agenda.claim(due, later(clock, days=1)) for due in of_anna)
    assert {due.athlete_id for due in agenda.due(FAR_AWAY, 100)} == {ben}
    with pytest.raises(NoConsent):
        agenda.reminders(anna)
    assert agenda.reminders(ben) == EVERY_MORNING
