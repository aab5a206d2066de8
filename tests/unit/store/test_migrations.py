"""The migrations make the tables that the code speaks of, once, whoever comes first."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from backend.store import migrate
from backend.store.engine import open_engine, reading, transaction
from backend.store.keys import signing_key
from backend.store.outbox import SqlOutbox
from backend.store.tables import metadata

ROOT = Path(__file__).parents[3]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'migrations.db'}"


@pytest.fixture
def engine(url):
    engine = open_engine(url)
    yield engine
    engine.dispose()


def differences(engine) -> list[object]:
    with reading(engine) as connection:
        options = {"version_table": migrate.BACKEND_VERSIONS, "compare_type": True}
        return compare_metadata(MigrationContext.configure(connection, opts=options), metadata)


def test_from_nothing_they_make_exactly_the_tables_of_the_code(engine):
    migrate.upgrade(engine)
    assert differences(engine) == []


def test_a_second_time_they_change_nothing(engine):
    migrate.upgrade(engine)
    migrate.upgrade(engine)
    assert differences(engine) == []


def test_every_index_of_the_code_is_there(engine):
    migrate.upgrade(engine)
    for table in metadata.sorted_tables:
        made = {index["name"] for index in inspect(engine).get_indexes(table.name)}
        assert {index.name for index in table.indexes} <= made


def test_a_message_that_waits_while_the_program_is_renewed_is_delivered_after_it(engine):
    # GIVEN a database of the first release, in which a comment waits
    _to(engine, command.upgrade, "0001")
    anna, entry = UUID(int=1), UUID(int=2)
    with transaction(engine) as connection:
        connection.exec_driver_sql(
            "INSERT INTO athletes (id, language, zone, consented_at, revision)"
            f" VALUES ('{anna.hex}', 'en', 'UTC', 1, 0)"
        )
        connection.exec_driver_sql(
            "INSERT INTO outbox (id, athlete_id, kind, entry_id, revision, text, created_at, not_before)"
            f" VALUES ('x', '{anna.hex}', 'feedback', '{entry.hex}', 1, 'A run.', 1, 1)"
        )
    # WHEN it is brought up to date
    migrate.upgrade(engine)
    # THEN it has the tables of the code, and the comment still waits
    assert differences(engine) == []
    [waiting] = SqlOutbox(engine).due(datetime.now(UTC), 5)
    assert (waiting.id, waiting.entry_id, waiting.text, waiting.expires_at) == ("x", entry, "A run.", None)


def test_the_last_step_can_be_taken_back(engine):
    migrate.upgrade(engine)
    _to(engine, command.downgrade, "0001")
    assert "check_ins" not in inspect(engine).get_table_names()
    migrate.upgrade(engine)
    assert differences(engine) == []


def _to(engine, step, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.BACKEND_MIGRATIONS))
    config.attributes["version_table"] = migrate.BACKEND_VERSIONS
    with transaction(engine) as connection:
        config.attributes["connection"] = connection
        step(config, revision)


def test_two_threads_and_two_engines_at_once(url):
    engines = [open_engine(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(migrate.upgrade, engines))
    assert differences(engines[0]) == []
    for engine in engines:
        engine.dispose()


def test_two_processes_at_once_get_one_set_of_tables_and_one_key(url, engine):
    start = (
        "import sys\n"
        "from backend.store.engine import open_engine\n"
        "from backend.store.keys import signing_key\n"
        "from backend.store.migrate import upgrade\n"
        "engine = open_engine(sys.argv[1]); upgrade(engine); print(hash(signing_key(engine).private_key))\n"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", start, url], cwd=ROOT, stdout=subprocess.PIPE, env={"PYTHONHASHSEED": "0"}, text=True
        )
        for _ in range(2)
    ]
    outputs = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert outputs[0] == outputs[1] != ""
    assert differences(engine) == []


def test_nothing_to_do_is_seen_without_loading_alembic(url, engine):
    migrate.upgrade(engine)
    look = (
        "import sys\n"
        "from backend.store.engine import open_engine\n"
        "from backend.store.migrate import upgrade\n"
        "upgrade(open_engine(sys.argv[1]))\n"
        "sys.exit('alembic' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", look, url], cwd=ROOT, check=False).returncode == 0


def test_the_key_stays_the_same(engine):
    migrate.upgrade(engine)
    assert signing_key(engine) == signing_key(engine)


def test_a_folder_with_two_heads_is_refused(tmp_path):
    versions = tmp_path / "versions"
    versions.mkdir()
    for name in ("a", "b"):
        (versions / f"{name}.py").write_text(f'revision = "{name}"\ndown_revision = None\n')
    with pytest.raises(ValueError, match="2 newest"):
        migrate.head(tmp_path)


def test_the_head_is_the_one_that_nothing_replaces(tmp_path):
    versions = tmp_path / "versions"
    versions.mkdir()
    (versions / "a.py").write_text('revision = "a"\ndown_revision = None\n')
    (versions / "b.py").write_text('revision: str = "b"\ndown_revision: str | None = "a"\n')
    assert migrate.head(tmp_path) == "b"
