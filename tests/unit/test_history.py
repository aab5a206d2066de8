"""The stored days always say what the entries say, whatever order things happened in, at a flat cost."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from backend import history
from backend.contract import Athlete, Entry
from backend.errors import StoreUnavailable
from backend.store.engine import open_engine, reading, transaction
from backend.store.migrate import upgrade
from backend.store.rows import entry_values
from backend.store.sql import SqlStore
from backend.store.tables import entries
from backend.training import load
from backend.training.metric import Missing

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ONE_DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory):
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('history') / 'history.db'}")
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def store(engine) -> Iterator[SqlStore]:
    return SqlStore(engine)


@pytest.fixture(scope="module")
def new_athlete(store) -> Callable[[], UUID]:
    return lambda: store.add_athlete(Athlete(id=uuid4(), language="en", zone="UTC", consented_at=NOON)).id


@pytest.fixture
def anna(new_athlete) -> UUID:
    return new_athlete()


def entry(days_ago: int, load_: float | None = 420.0, **other) -> Entry:
    usual = {
        "id": uuid4(),
        "kind": "session",
        "date": TODAY - days_ago * ONE_DAY,
        "sport": "run",
        "minutes": 60,
        "rpe": None if load_ is None else 7,
        "feelings": {},
        "note": "",
        "load": load_,
        "recorded_at": NOON,
        "revision": 1,
    }
    return Entry.model_validate(usual | other)


def fill(store, athlete, days: int) -> None:
    """A session on most days, added up."""
    for days_ago in range(days, 0, -1):
        if days_ago % 7:
            store.add_entry(athlete, entry(days_ago, float(days_ago % 5 * 100)))
    history.bring_up_to_date(store, athlete)


def test_a_new_athlete_gets_reasons_instead_of_numbers(store, anna):
    metrics = history.metrics_on(store, anna, TODAY)
    assert metrics.week.known_load == 0
    assert metrics.week.load.value is None or metrics.week.load.value == 0
    assert metrics.chronic.missing is Missing.HISTORY
    assert history.trend(store, anna, TODAY, 7).history_days == 0


def test_sessions_of_a_day_add_up_and_one_unknown_makes_the_day_unknown(store, anna):
    for one in (entry(1, 100.0), entry(1, 200.0), entry(0, 50.0), entry(0, None)):
        store.add_entry(anna, one)
    yesterday, today = history.metrics_on(store, anna, TODAY).week.days[-2:]
    assert (yesterday.load, yesterday.sessions, yesterday.minutes) == (300, 2, 120)
    assert (today.load, today.sessions) == (None, 2)


def test_a_rest_day_is_logged_with_no_session(store, anna):
    store.add_entry(anna, entry(0, 0.0, kind="rest", minutes=None, rpe=None))
    today = history.metrics_on(store, anna, TODAY).week.days[-1]
    assert (today.load, today.logged, today.sessions) == (0, True, 0)


def test_entries_after_today_wait_for_their_day(store, anna):
    store.add_entry(anna, entry(0, 100.0))
    store.add_entry(anna, entry(-1, 300.0))
    assert history.metrics_on(store, anna, TODAY).week.known_load == 100
    assert history.metrics_on(store, anna, TODAY + ONE_DAY).week.known_load == 400


def test_averages_reach_over_a_long_silence(store, anna):
    store.add_entry(anna, entry(400))
    metrics = history.metrics_on(store, anna, TODAY)
    expected = load.carry(load.advance(None, TODAY - 400 * ONE_DAY, 420.0), TODAY)
    assert metrics.fitness.value == pytest.approx(expected.fitness)


def test_a_trend_ends_with_the_metrics_of_today(store, anna):
    fill(store, anna, 90)
    trend = history.trend(store, anna, TODAY, 60)
    assert trend.today == history.metrics_on(store, anna, TODAY)
    for point in trend.points:
        metrics = history.metrics_on(store, anna, point.date)
        assert (point.acute, point.chronic, point.ratio, point.form) == pytest.approx(
            (metrics.acute.value, metrics.chronic.value, metrics.acwr_coupled.value, metrics.form.value)
        )


change = st.tuples(
    st.sampled_from(["add", "move", "remove", "restore", "add up"]),
    st.integers(0, 5),
    st.integers(0, 60),
    st.one_of(st.none(), st.integers(0, 1000).map(float)),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(changes=st.lists(change, min_size=1, max_size=20))
def test_whatever_happened_in_whatever_order_the_days_follow_from_the_entries(store, new_athlete, changes):
    # GIVEN an athlete whose entries came, moved, went and came back, added up now and then
    athlete = new_athlete()
    ids: list[UUID] = []
    for what, which, days_ago, load_ in changes:
        if what == "add":
            ids.append(store.add_entry(athlete, entry(days_ago, load_))[0].id)
        elif what == "add up":
            history.bring_up_to_date(store, athlete)
        elif ids:
            old = store.entry(athlete, ids[which % len(ids)])
            update = {"revision": old.revision + 1, "removed": what == "remove"}
            if what == "move":
                update |= {"date": TODAY - days_ago * ONE_DAY, "load": load_}
            new = old.model_copy(update=update)
            assert store.replace_entry(athlete, new, stale_from=min(old.date, new.date))

    # WHEN what is stale is added up
    mark = history.bring_up_to_date(store, athlete)

    # THEN the stored days are those that one would compute from the entries alone
    live = store.entries_between(athlete, date.min, date.max)
    expected, averages = [], None
    for day in sorted({one.date for one in live}):
        day_load = load.day_load(one.load for one in live if one.date == day)
        averages = load.advance(averages, day, day_load)
        expected.append((day, day_load, averages))
    stored = store.days_between(athlete, date.min, date.max)
    assert [(one.day.date, one.day.load, one.averages) for one in stored] == expected
    assert mark.stale_from is None
    # AND a week is the same whether it is read from them or straight from the entries
    for ends in (TODAY, TODAY - 5 * ONE_DAY, TODAY - 30 * ONE_DAY):
        straight = history.weeks(store, athlete, TODAY - 30 * ONE_DAY, TODAY).ending(ends)
        assert straight == history.metrics_on(store, athlete, ends).week
    assert mark.first_day == (expected[0][0] if expected else None)


class Meddled(SqlStore):
    """Somebody adds an entry just before days are saved, the first ``times`` times."""

    def __init__(self, engine, times: int) -> None:
        super().__init__(engine)
        self.times = times

    def save_days(self, athlete_id, first, days, *, revision):
        if self.times:
            self.times -= 1
            self.add_entry(athlete_id, entry(self.times, 100.0))
        return super().save_days(athlete_id, first, days, revision=revision)


def test_an_entry_that_comes_meanwhile_is_not_lost(engine, anna):
    meddled = Meddled(engine, times=3)
    meddled.add_entry(anna, entry(0, 100.0))
    history.bring_up_to_date(meddled, anna)
    assert history.metrics_on(meddled, anna, TODAY).week.known_load == 400


def test_entries_that_never_stop_coming_are_unavailable_not_wrong(engine, anna, monkeypatch):
    monkeypatch.setattr(history, "_ATTEMPTS", 3)
    meddled = Meddled(engine, times=10)
    meddled.add_entry(anna, entry(0, 100.0))
    with pytest.raises(StoreUnavailable):
        history.bring_up_to_date(meddled, anna)
    assert meddled.history(anna).stale_from is not None


def test_one_more_entry_of_today_costs_the_same_after_ten_years(engine, store, new_athlete):
    """Counted in steps of SQLite's machine, which no busy computer can blur."""

    def cost(days: int) -> int:
        athlete = new_athlete()
        with transaction(engine) as connection:
            past = [entry(days_ago, float(days_ago % 5 * 100)) for days_ago in range(1, days + 1) if days_ago % 7]
            connection.execute(insert(entries), [entry_values(athlete, one, NOON) for one in past])
        store.add_entry(athlete, entry(days))
        history.bring_up_to_date(store, athlete)
        steps = 0

        def count() -> None:
            nonlocal steps
            steps += 1

        with reading(engine) as connection:
            connection.connection.driver_connection.set_progress_handler(count, 1)
        store.add_entry(athlete, entry(0))
        history.metrics_on(store, athlete, TODAY)
        with reading(engine) as connection:
            connection.connection.driver_connection.set_progress_handler(None, 0)
        return steps

    assert cost(3650) <= 1.2 * cost(60)


@pytest.mark.parametrize(
    ("now", "zone", "day"),
    [
        ("2026-11-22T23:30:00+00:00", "Europe/Berlin", "2026-11-23"),
        ("2026-11-22T23:30:00+00:00", "America/New_York", "2026-11-22"),
        ("2026-11-22T10:59:00+00:00", "Pacific/Auckland", "2026-11-22"),
        ("2026-11-22T11:00:00+00:00", "Pacific/Auckland", "2026-11-23"),
        # the hour that Berlin has twice (25 October) belongs to one day
        ("2026-10-25T00:30:00+00:00", "Europe/Berlin", "2026-10-25"),
        ("2026-10-25T23:00:00+00:00", "Europe/Berlin", "2026-10-26"),
    ],
)
def test_today_is_the_athletes_own(now, zone, day):
    assert history.local_today(datetime.fromisoformat(now), zone) == date.fromisoformat(day)
