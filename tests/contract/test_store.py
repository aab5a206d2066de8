"""The contract of ``Store``: what every adapter does with athletes, entries, days and feedback."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.contract import Athlete
from backend.errors import NoConsent
from backend.ports import Feedback, HistoryMark, StoredDay
from backend.training.load import Averages, Day

SUNDAY = date(2026, 11, 22)
ONE_DAY = timedelta(days=1)


def stored_day(on: date, load: float | None = 420.0) -> StoredDay:
    return StoredDay(Day(on, load, True, 1, 60), Averages(on, 1.5, None, 2.25, 60.0))


def feedback_on(entry, clock, **other) -> Feedback:
    said = Feedback(
        entry.id, entry.revision, "A run.", [{"name": "load", "values": {"load": 420}}], ["k1"], clock.now()
    )
    said = replace(said, prompt="comment/1", outcome="repaired")
    return replace(said, **other)


class TestAthletes:
    def test_one_who_is_not_stored_is_none(self, store):
        assert store.athlete(uuid4()) is None

    def test_storing_again_changes_nothing(self, store, anna):
        first = store.athlete(anna)
        again = store.add_athlete(Athlete(id=anna, language="de", zone="UTC", consented_at=first.consented_at))
        assert again == first == store.athlete(anna)

    def test_language_and_zone_change(self, store, anna):
        changed = store.athlete(anna).model_copy(update={"language": "de", "zone": "Asia/Tokyo"})
        assert store.change_athlete(changed) == changed == store.athlete(anna)

    def test_one_who_is_gone_cannot_be_changed_back_into_being(self, store, anna):
        athlete = store.athlete(anna)
        store.erase_athlete(anna)
        with pytest.raises(NoConsent):
            store.change_athlete(athlete)
        assert store.athlete(anna) is None

    def test_nothing_is_stored_for_one_who_never_agreed(self, store, run):
        with pytest.raises(NoConsent):
            store.add_entry(uuid4(), run())

    def test_erasing_removes_theirs_and_nobody_elses(self, store, clock, anna, ben, run):
        mine, removed, others = run(), run(), run()
        store.add_entry(anna, mine)
        store.add_entry(anna, removed)
        store.replace_entry(anna, removed.model_copy(update={"revision": 2, "removed": True}), stale_from=SUNDAY)
        store.add_entry(ben, others)
        store.save_feedback(anna, feedback_on(mine, clock))
        store.save_feedback(ben, feedback_on(others, clock))

        erased = store.erase_athlete(anna)

        assert (erased.entries, erased.feedbacks) == (1, 1)
        assert store.athlete(anna) is None
        assert store.entry(anna, mine.id) is None
        assert store.feedback(anna, mine.id) is None
        assert store.history(anna) == HistoryMark(0, None, None)
        assert store.entry(ben, others.id) == others
        assert store.feedback(ben, others.id) is not None

    def test_erasing_twice_removes_nothing_more(self, store, anna, run):
        store.add_entry(anna, run())
        store.erase_athlete(anna)
        assert store.erase_athlete(anna).entries == 0


class TestEntries:
    def test_what_was_stored_comes_back_whole(self, store, anna, run):
        entry = run(note="<b>müde</b> 🏃 \u202eשלום", rpe=6.5, load=390)
        assert store.add_entry(anna, entry) == (entry, True)
        assert store.entry(anna, entry.id) == entry

    def test_rest_and_unknown_effort_come_back_as_they_are(self, store, anna, run):
        rest = run(kind="rest", minutes=None, rpe=None, load=0)
        unknown = run(rpe=None, load=None)
        for entry in (rest, unknown):
            store.add_entry(anna, entry)
            assert store.entry(anna, entry.id) == entry

    def test_the_same_id_again_is_the_first_entry(self, store, anna, run):
        entry = run()
        store.add_entry(anna, entry)
        revision = store.history(anna).revision
        assert store.add_entry(anna, entry.model_copy(update={"minutes": 5})) == (entry, False)
        assert store.history(anna).revision == revision

    def test_the_same_id_again_is_known_when_removed_meanwhile(self, store, anna, run):
        entry = run()
        store.add_entry(anna, entry)
        gone = entry.model_copy(update={"revision": 2, "removed": True})
        store.replace_entry(anna, gone, stale_from=entry.date)
        assert store.add_entry(anna, entry) == (gone, False)

    def test_two_athletes_may_use_one_id_and_never_see_each_others(self, store, anna, ben, run):
        entry = run()
        store.add_entry(anna, entry)
        assert store.entry(ben, entry.id) is None
        other = entry.model_copy(update={"minutes": 5})
        assert store.add_entry(ben, other) == (other, True)
        assert not store.replace_entry(uuid4(), other.model_copy(update={"revision": 2}), stale_from=entry.date)
        assert store.entry(anna, entry.id) == entry
        assert store.entries_between(anna, SUNDAY, SUNDAY) == [entry]
        assert store.entries_page(ben, None, 5).entries == [other]

    def test_only_the_next_revision_replaces(self, store, anna, run):
        entry = run()
        store.add_entry(anna, entry)
        second = entry.model_copy(update={"revision": 2, "minutes": 70})
        assert store.replace_entry(anna, second, stale_from=entry.date)
        assert not store.replace_entry(anna, second.model_copy(update={"minutes": 80}), stale_from=entry.date)
        assert not store.replace_entry(anna, second.model_copy(update={"revision": 4}), stale_from=entry.date)
        assert store.entry(anna, entry.id) == second

    def test_what_is_not_there_cannot_be_replaced(self, store, anna, run):
        assert not store.replace_entry(anna, run(revision=2), stale_from=SUNDAY)

    def test_a_removed_entry_is_out_of_the_log_until_it_is_put_back(self, store, anna, run):
        entry = run()
        store.add_entry(anna, entry)
        store.replace_entry(anna, entry.model_copy(update={"revision": 2, "removed": True}), stale_from=entry.date)
        assert store.entries_between(anna, SUNDAY, SUNDAY) == []
        assert store.entries_page(anna, None, 5).total == 0
        assert store.history(anna).first_day is None
        assert store.entry(anna, entry.id).removed

        back = entry.model_copy(update={"revision": 3})
        assert store.replace_entry(anna, back, stale_from=entry.date)
        assert store.entries_between(anna, SUNDAY, SUNDAY) == [back]
        assert store.history(anna).first_day == SUNDAY

    def test_entries_between_are_by_day_then_by_recording(self, store, anna, run, clock):
        late = run(recorded_at=clock.now() + timedelta(hours=1))
        early = run(recorded_at=clock.now())
        day_before = run(date=SUNDAY - ONE_DAY, recorded_at=clock.now() + timedelta(hours=2))
        outside = [run(date=SUNDAY - 2 * ONE_DAY), run(date=SUNDAY + ONE_DAY)]
        for entry in (late, early, day_before, *outside):
            store.add_entry(anna, entry)
        assert store.entries_between(anna, SUNDAY - ONE_DAY, SUNDAY) == [day_before, early, late]


class TestPages:
    def shelf(self, store, anna, run, days: int):
        """Entries of ``days`` days, the newest day first."""
        entries = [run(date=SUNDAY - n * ONE_DAY) for n in range(days)]
        for entry in entries:
            store.add_entry(anna, entry)
        return entries

    def test_an_empty_log_is_one_empty_page(self, store, anna):
        page = store.entries_page(anna, None, 5)
        assert (page.entries, page.older, page.newer, page.total) == ([], None, None, 0)

    def test_there_and_back_shows_every_entry_once(self, store, anna, run):
        entries = self.shelf(store, anna, run, 7)
        pages = [store.entries_page(anna, None, 3)]
        while pages[-1].older:
            pages.append(store.entries_page(anna, pages[-1].older, 3))
        assert [entry for page in pages for entry in page.entries] == entries
        assert [len(page.entries) for page in pages] == [3, 3, 1]
        assert {page.total for page in pages} == {7}
        assert pages[0].newer is None
        assert store.entries_page(anna, pages[2].newer, 3) == pages[1]
        assert store.entries_page(anna, pages[1].newer, 3) == pages[0]

    def test_a_new_entry_does_not_move_the_pages_after_it(self, store, anna, run):
        entries = self.shelf(store, anna, run, 6)
        first = store.entries_page(anna, None, 3)
        store.add_entry(anna, run(date=SUNDAY + ONE_DAY))
        assert store.entries_page(anna, first.older, 3).entries == entries[3:]

    def test_a_removed_entry_loses_no_other(self, store, anna, run):
        entries = self.shelf(store, anna, run, 6)
        first = store.entries_page(anna, None, 3)
        gone = entries[2].model_copy(update={"revision": 2, "removed": True})
        store.replace_entry(anna, gone, stale_from=gone.date)
        assert store.entries_page(anna, first.older, 3).entries == entries[3:]

    def test_where_a_page_was_emptied_the_nearest_one_is_shown(self, store, anna, run):
        entries = self.shelf(store, anna, run, 4)
        older = store.entries_page(anna, None, 3).older
        last = entries[3].model_copy(update={"revision": 2, "removed": True})
        store.replace_entry(anna, last, stale_from=last.date)
        page = store.entries_page(anna, older, 3)
        assert page.entries == entries[:3]
        assert (page.older, page.newer) == (None, None)

    def test_a_page_is_full_where_there_are_enough_on_the_way_back_too(self, store, anna, run):
        entries = self.shelf(store, anna, run, 5)
        second = store.entries_page(anna, store.entries_page(anna, None, 3).older, 3)
        for gone in entries[:2]:
            removed = gone.model_copy(update={"revision": 2, "removed": True})
            store.replace_entry(anna, removed, stale_from=gone.date)
        back = store.entries_page(anna, second.newer, 3)
        assert back.entries == entries[2:]
        assert (back.newer, back.older) == (None, None)

    def test_entries_of_one_instant_are_not_skipped(self, store, anna, run):
        entries = [run() for _ in range(5)]
        for entry in entries:
            store.add_entry(anna, entry)
        seen = []
        page = store.entries_page(anna, None, 2)
        while True:
            seen += [entry.id for entry in page.entries]
            if page.older is None:
                break
            page = store.entries_page(anna, page.older, 2)
        assert sorted(seen) == sorted(entry.id for entry in entries)

    @pytest.mark.parametrize("cursor", ["", "x", "bm9uZQ", "W10", "WyJvbGRlciIsIDEsIDIsIDNd", "é"])
    def test_a_made_up_cursor_is_refused(self, store, anna, cursor):
        with pytest.raises(ValueError, match="cursor"):
            store.entries_page(anna, cursor, 5)


class TestHistory:
    def test_an_empty_history_is_all_true(self, store, anna):
        assert store.history(anna) == HistoryMark(0, None, None)

    def test_an_entry_makes_its_day_and_later_ones_stale(self, store, anna, run):
        store.add_entry(anna, run())
        store.add_entry(anna, run(date=SUNDAY - 3 * ONE_DAY))
        store.add_entry(anna, run(date=SUNDAY - ONE_DAY))
        mark = store.history(anna)
        assert mark.stale_from == mark.first_day == SUNDAY - 3 * ONE_DAY
        assert mark.revision == 3

    def test_saved_days_come_back_and_make_the_history_true(self, store, anna, run):
        store.add_entry(anna, run(date=SUNDAY - ONE_DAY))
        store.add_entry(anna, run())
        days = [stored_day(SUNDAY - ONE_DAY, None), stored_day(SUNDAY)]
        assert store.save_days(anna, SUNDAY - ONE_DAY, days, revision=2)
        assert store.days_between(anna, SUNDAY - ONE_DAY, SUNDAY) == days
        assert store.days_between(anna, SUNDAY, SUNDAY) == days[1:]
        assert store.last_day_before(anna, SUNDAY) == days[0]
        assert store.last_day_before(anna, SUNDAY - ONE_DAY) is None
        assert store.history(anna) == HistoryMark(2, None, SUNDAY - ONE_DAY)

    def test_days_from_another_revision_are_not_saved(self, store, anna, run):
        store.add_entry(anna, run())
        seen = store.history(anna).revision
        store.add_entry(anna, run())
        assert not store.save_days(anna, SUNDAY, [stored_day(SUNDAY)], revision=seen)
        assert store.days_between(anna, SUNDAY, SUNDAY) == []
        assert store.history(anna).stale_from == SUNDAY

    def test_saving_replaces_all_days_from_there_on_and_none_before(self, store, anna, run):
        store.add_entry(anna, run())
        old = [stored_day(SUNDAY - n * ONE_DAY) for n in (2, 1, 0)]
        store.save_days(anna, SUNDAY - 2 * ONE_DAY, old, revision=1)
        assert store.save_days(anna, SUNDAY - ONE_DAY, [], revision=1)
        assert store.days_between(anna, SUNDAY - 2 * ONE_DAY, SUNDAY) == old[:1]

    def test_years_of_days_are_replaced_as_few_are(self, store, anna, run):
        store.add_entry(anna, run(date=SUNDAY - 250 * ONE_DAY))
        years = [stored_day(SUNDAY - n * ONE_DAY) for n in range(250, -1, -1)]
        assert store.save_days(anna, years[0].day.date, years, revision=1)
        assert store.days_between(anna, date.min, date.max) == years
        assert store.history(anna).stale_from is None

        store.add_entry(anna, run(date=SUNDAY - 240 * ONE_DAY))
        fewer = [stored_day(SUNDAY - n * ONE_DAY, 1.0) for n in range(240, 60, -1)]
        assert not store.save_days(anna, fewer[0].day.date, fewer, revision=1)
        assert store.days_between(anna, date.min, date.max) == years
        assert store.save_days(anna, fewer[0].day.date, fewer, revision=2)
        assert store.days_between(anna, date.min, date.max) == years[:10] + fewer

    def test_days_are_ones_own(self, store, anna, ben, run):
        store.add_entry(anna, run())
        store.save_days(anna, SUNDAY, [stored_day(SUNDAY)], revision=1)
        assert store.days_between(ben, SUNDAY, SUNDAY) == []
        assert store.last_day_before(ben, SUNDAY + ONE_DAY) is None

    def test_nothing_is_saved_for_one_who_is_gone(self, store, anna, run):
        store.add_entry(anna, run())
        store.erase_athlete(anna)
        assert not store.save_days(anna, SUNDAY, [stored_day(SUNDAY)], revision=1)


class TestFeedback:
    def test_it_comes_back_whole(self, store, clock, anna, run):
        entry = run()
        store.add_entry(anna, entry)
        said = feedback_on(entry, clock)
        assert store.save_feedback(anna, said)
        assert store.feedback(anna, entry.id) == said

    def test_the_same_or_an_earlier_revision_is_not_said_again(self, store, clock, anna, run):
        entry = run()
        store.add_entry(anna, entry)
        assert store.save_feedback(anna, feedback_on(entry, clock, revision=2, text="second"))
        assert not store.save_feedback(anna, feedback_on(entry, clock, revision=2, text="again"))
        assert not store.save_feedback(anna, feedback_on(entry, clock, revision=1, text="late"))
        assert store.feedback(anna, entry.id).text == "second"
        assert store.save_feedback(anna, feedback_on(entry, clock, revision=3, text="third"))
        assert store.feedback(anna, entry.id).text == "third"

    def test_none_is_kept_on_an_entry_that_is_not_there(self, store, clock, anna, ben, run):
        entry = run()
        store.add_entry(anna, entry)
        assert not store.save_feedback(ben, feedback_on(entry, clock))
        store.erase_athlete(anna)
        assert not store.save_feedback(anna, feedback_on(entry, clock))
        assert store.feedback(anna, entry.id) is None

    def test_the_latest_come_newest_first(self, store, clock, anna, ben, run):
        said = []
        for _ in range(4):
            entry = run()
            store.add_entry(anna, entry)
            clock.turn(minutes=1)
            said.append(feedback_on(entry, clock))
            store.save_feedback(anna, said[-1])
        assert store.latest_feedback(anna, 3) == said[:0:-1]
        assert store.latest_feedback(ben, 3) == []


class TestUnfinished:
    def found(self, store, clock, limit=10):
        return [entry.id for _, entry in store.unfinished(clock.now(), limit)]

    def test_an_entry_waits_until_its_revision_has_its_feedback(self, store, clock, anna, run):
        entry = run()
        store.add_entry(anna, entry)
        assert self.found(store, clock) == []  # it has only just changed
        clock.turn(minutes=1)
        assert store.unfinished(clock.now(), 10) == [(anna, entry)]
        store.save_feedback(anna, feedback_on(entry, clock))
        assert self.found(store, clock) == []

    def test_a_change_makes_it_wait_again(self, store, clock, anna, run):
        entry = run()
        store.add_entry(anna, entry)
        store.save_feedback(anna, feedback_on(entry, clock))
        store.replace_entry(anna, entry.model_copy(update={"revision": 2}), stale_from=SUNDAY)
        clock.turn(minutes=1)
        assert self.found(store, clock) == [entry.id]
        store.save_feedback(anna, feedback_on(entry, clock, revision=1))  # late words on what it was
        assert self.found(store, clock) == [entry.id]
        store.save_feedback(anna, feedback_on(entry, clock, revision=2))
        assert self.found(store, clock) == []

    def test_late_words_on_what_it_was_do_not_end_the_waiting(self, store, clock, anna, run):
        entry = run()
        store.add_entry(anna, entry)
        store.replace_entry(anna, entry.model_copy(update={"revision": 2}), stale_from=SUNDAY)
        clock.turn(minutes=1)
        assert store.save_feedback(anna, feedback_on(entry, clock, revision=1))
        assert self.found(store, clock) == [entry.id]

    def test_a_removed_entry_waits_until_the_history_is_true(self, store, clock, anna, run):
        entry = run()
        store.add_entry(anna, entry)
        store.save_feedback(anna, feedback_on(entry, clock))
        store.replace_entry(anna, entry.model_copy(update={"revision": 2, "removed": True}), stale_from=SUNDAY)
        clock.turn(minutes=1)
        assert self.found(store, clock) == [entry.id]
        store.save_days(anna, SUNDAY, [], revision=2)
        assert self.found(store, clock) == []

    def test_the_oldest_come_first_and_no_more_than_asked(self, store, clock, anna, ben, run):
        entries = []
        for athlete in (anna, ben, anna):
            entries.append(run())
            store.add_entry(athlete, entries[-1])
            clock.turn(minutes=1)
        assert self.found(store, clock, limit=2) == [entries[0].id, entries[1].id]


class TestAtOnce:
    """Many threads, one athlete: each call waits its turn, and none is lost."""

    def each(self, *calls):
        with ThreadPoolExecutor(len(calls)) as threads:
            return [done.result() for done in [threads.submit(call) for call in calls]]

    def test_every_entry_is_stored_and_counted(self, store, anna, run):
        entries = [run(date=SUNDAY - n * ONE_DAY) for n in range(8)]
        answers = self.each(*(partial(store.add_entry, anna, entry) for entry in entries))
        assert [is_new for _, is_new in answers] == [True] * 8
        assert store.history(anna) == HistoryMark(8, SUNDAY - 7 * ONE_DAY, SUNDAY - 7 * ONE_DAY)
        assert store.entries_page(anna, None, 5).total == 8

    def test_one_id_is_stored_once(self, store, anna, run):
        entry = run()
        answers = self.each(*[partial(store.add_entry, anna, entry)] * 6)
        assert sorted(is_new for _, is_new in answers) == [False] * 5 + [True]
        assert {stored for stored, _ in answers} == {entry}
        assert store.history(anna).revision == 1

    def test_one_of_them_replaces(self, store, anna, run):
        entry = run()
        store.add_entry(anna, entry)
        seconds = [entry.model_copy(update={"revision": 2, "minutes": minutes}) for minutes in range(10, 16)]
        answers = self.each(*(partial(store.replace_entry, anna, one, stale_from=SUNDAY) for one in seconds))
        assert sum(answers) == 1
        assert store.entry(anna, entry.id) == seconds[answers.index(True)]
        assert store.history(anna).revision == 2

    def test_one_feedback_is_kept(self, store, clock, anna, run):
        entry = run()
        store.add_entry(anna, entry)
        said = [feedback_on(entry, clock, text=str(n)) for n in range(6)]
        answers = self.each(*(partial(store.save_feedback, anna, one) for one in said))
        assert sum(answers) == 1
        assert store.feedback(anna, entry.id) == said[answers.index(True)]

    def test_settings_change_while_entries_come(self, store, anna, run):
        moved = store.athlete(anna).model_copy(update={"zone": "Asia/Tokyo"})
        self.each(partial(store.change_athlete, moved), *(partial(store.add_entry, anna, run()) for _ in range(4)))
        assert store.athlete(anna) == moved
        assert store.history(anna).revision == 4

    def test_what_is_written_while_the_athlete_is_erased_is_erased_or_refused(self, store, clock, anna, run):
        entries = [run() for _ in range(8)]
        for entry in entries[:4]:
            store.add_entry(anna, entry)

        def add(entry):
            with suppress(NoConsent):
                store.add_entry(anna, entry)

        self.each(
            *(partial(add, entry) for entry in entries[4:]),
            partial(store.erase_athlete, anna),
            *(partial(store.save_feedback, anna, feedback_on(entry, clock)) for entry in entries[:4]),
        )
        assert [store.entry(anna, entry.id) for entry in entries] == [None] * 8
        assert [store.feedback(anna, entry.id) for entry in entries] == [None] * 8


class TestPurge:
    def remove(self, store, athlete, entry):
        store.replace_entry(athlete, entry.model_copy(update={"revision": 2, "removed": True}), stale_from=entry.date)

    def test_content_goes_and_the_id_stays(self, store, clock, anna, run):
        entry, kept = run(), run()
        for one in (entry, kept):
            store.add_entry(anna, one)
            store.save_feedback(anna, feedback_on(one, clock))
        self.remove(store, anna, entry)
        clock.turn(days=1)

        assert store.purge_removed(clock.now(), 10) == 1

        emptied = store.entry(anna, entry.id)
        assert emptied.removed
        assert (emptied.minutes, emptied.rpe, emptied.load, emptied.note) == (None, None, None, "")
        assert set(emptied.feelings.model_dump().values()) == {None}
        assert store.feedback(anna, entry.id) is None
        assert store.add_entry(anna, entry) == (emptied, False)
        assert store.entry(anna, kept.id) == kept
        assert store.feedback(anna, kept.id) is not None

    def test_what_was_emptied_cannot_be_put_back(self, store, clock, anna, run):
        entry = run()
        store.add_entry(anna, entry)
        self.remove(store, anna, entry)
        clock.turn(days=1)
        store.purge_removed(clock.now(), 10)
        assert not store.replace_entry(anna, entry.model_copy(update={"revision": 3}), stale_from=SUNDAY)

    def test_only_the_long_removed_go_and_no_more_than_asked(self, store, clock, anna, run):
        for _ in range(3):
            entry = run()
            store.add_entry(anna, entry)
            self.remove(store, anna, entry)
        assert store.purge_removed(clock.now(), 10) == 0
        clock.turn(days=1)
        assert [store.purge_removed(clock.now(), 2) for _ in range(3)] == [2, 1, 0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(changes=st.lists(st.integers(-400, 0), min_size=1, max_size=8))
def test_stale_from_is_the_earliest_change(store, new_athlete, run, changes):
    athlete = new_athlete()
    for days in changes:
        store.add_entry(athlete, run(date=SUNDAY + days * ONE_DAY))
    mark = store.history(athlete)
    assert mark == HistoryMark(len(changes), SUNDAY + min(changes) * ONE_DAY, SUNDAY + min(changes) * ONE_DAY)
