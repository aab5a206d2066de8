"""A prepared statement does what SQLAlchemy does with it, values, errors and all."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import bindparam, delete, exc, insert, select, update

from backend.errors import StoreUnavailable
from backend.store.engine import open_engine, reading, transaction
from backend.store.migrate import upgrade
from backend.store.prepared import Prepared
from backend.store.tables import athletes, days, entries, feedback

NOON = datetime(2026, 11, 22, 12, 30, 15, 123456, tzinfo=UTC)
ANNA = UUID(int=1)
ATHLETE = {"id": ANNA, "language": "en", "zone": "UTC", "consented_at": NOON, "revision": 3, "stale_from": None}
DAY = {"athlete_id": ANNA, "date": date(2026, 11, 22), "load": 1.5, "logged": True, "sessions": 1, "minutes": 60}
DAY |= {"ewma_acute": None, "ewma_chronic": 0.1, "fitness": 2.0, "fatigue": 3}
FEEDBACK = {"athlete_id": ANNA, "entry_id": UUID(int=2), "revision": 1, "text": "ü 🏃 % : ?", "written_at": NOON}
FEEDBACK |= {"facts": [{"a": [1, 2.5, None, True]}], "phrases": [], "prompt": "comment/1", "outcome": "model"}
ROWS = [(athletes, ATHLETE), (days, DAY), (feedback, FEEDBACK)]


@pytest.fixture
def engine(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'prepared.db'}")
    upgrade(engine)
    with transaction(engine) as connection:
        connection.execute(insert(athletes), {**ATHLETE, "id": UUID(int=9)})
    yield engine
    engine.dispose()


@pytest.mark.parametrize(("table", "row"), ROWS, ids=[table.name for table, _ in ROWS])
def test_it_writes_and_reads_every_type_as_sqlalchemy_does(engine, table, row):
    key = next(iter(row))
    mine = {key: UUID(int=9) if table is not athletes else ANNA}
    row = {**row, **mine}
    find = select(table).where(table.c[key] == bindparam("key"))
    with transaction(engine) as connection:
        assert Prepared(insert(table)).run(connection, row) == 1
        expected = connection.execute(find, {"key": row[key]}).all()
        assert dict(expected[0]._mapping) == row
        assert [tuple(found) for found in Prepared(find).all(connection, {"key": row[key]})] == expected
        assert tuple(Prepared(find).first(connection, {"key": row[key]})) == expected[0]


def test_what_is_not_there_is_none(engine):
    with reading(engine) as connection:
        assert (
            Prepared(select(athletes).where(athletes.c.id == bindparam("key"))).first(connection, {"key": ANNA}) is None
        )


def test_one_statement_sets_whichever_columns_it_is_given_and_says_how_many_rows(engine):
    change = Prepared(update(athletes).where(athletes.c.id == bindparam("key")))
    with transaction(engine) as connection:
        assert change.run(connection, {"key": UUID(int=9), "zone": "Europe/Berlin"}) == 1
        assert change.run(connection, {"key": UUID(int=9), "revision": 7, "stale_from": date(2026, 1, 2)}) == 1
        assert change.run(connection, {"key": ANNA, "revision": 8}) == 0
        found = connection.execute(select(athletes)).one()
    assert (found.zone, found.revision, found.stale_from) == ("Europe/Berlin", 7, date(2026, 1, 2))


def test_values_of_the_statement_itself_are_kept(engine):
    reset = Prepared(
        update(athletes).where(athletes.c.revision > bindparam("least")).values(zone="UTC", stale_from=None)
    )
    with transaction(engine) as connection:
        assert reset.run(connection, {"least": 2}) == 1
        assert connection.execute(select(athletes.c.zone)).scalar() == "UTC"


def test_each_of_many_rows_is_written(engine):
    rows = [{**ATHLETE, "id": uuid4()} for _ in range(3)]
    with transaction(engine) as connection:
        Prepared(insert(athletes)).run_each(connection, rows)
        Prepared(insert(athletes)).run_each(connection, [])
        assert Prepared(delete(athletes)).run(connection, {}) == 4


def test_errors_are_sqlalchemys_and_quote_no_values(engine):
    with pytest.raises(exc.IntegrityError) as refused, transaction(engine) as connection:
        Prepared(insert(athletes)).run(connection, {**ATHLETE, "id": UUID(int=9), "zone": "Atlantis"})
    assert "Atlantis" not in str(refused.value)


def test_a_missing_table_is_a_mistake_not_an_outage(tmp_path):
    empty = open_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(exc.OperationalError), reading(empty) as connection:
        Prepared(select(entries)).all(connection, {})
    empty.dispose()


@pytest.mark.parametrize("steps", [1, 200])
def test_a_database_that_stops_answering_is_unavailable_at_the_first_row_and_at_a_later_one(engine, steps):
    with transaction(engine) as connection:
        Prepared(insert(athletes)).run_each(connection, [{**ATHLETE, "id": uuid4()} for _ in range(300)])

    find = Prepared(select(athletes))
    with reading(engine) as connection:
        connection.connection.driver_connection.set_progress_handler(lambda: 1, steps)
    with pytest.raises(StoreUnavailable), reading(engine) as connection:
        find.all(connection, {})


def test_a_forgotten_value_is_an_error(engine):
    find = Prepared(select(athletes).where(athletes.c.id == bindparam("key")))
    with pytest.raises(KeyError), reading(engine) as connection:
        find.all(connection, {})
