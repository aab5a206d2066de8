import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, MetaData, text

from backend.store.engine import open_engine, reading
from backend.store.migrate import BACKEND_MIGRATIONS, BACKEND_VERSIONS, upgrade
from backend.store.tables import metadata as backend_metadata
from bot.state import BOT_MIGRATIONS, BOT_VERSIONS
from bot.state.tables import metadata

ROOT = Path(__file__).parents[3]


def test_the_migrations_make_the_tables_that_the_code_uses(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'new.db'}")
    upgrade(engine, BOT_MIGRATIONS, BOT_VERSIONS)
    upgrade(engine, BOT_MIGRATIONS, BOT_VERSIONS)

    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": BOT_VERSIONS})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def schema(engine: Engine) -> dict[str, list[str]]:
    """Every table and index by its name, as what its SQL consists of: order and quotation marks mean nothing."""
    with reading(engine) as connection:
        made = connection.execute(text("SELECT name, coalesce(sql, '') FROM sqlite_master"))
        return {name: sorted(re.findall(r'[^\s,"]+', sql)) for name, sql in made}


@pytest.mark.parametrize(
    ("folder", "versions", "tables"),
    [(BACKEND_MIGRATIONS, BACKEND_VERSIONS, backend_metadata), (BOT_MIGRATIONS, BOT_VERSIONS, metadata)],
)
def test_a_new_database_is_what_the_migrations_come_to(
    tmp_path: Path, folder: Path, versions: str, tables: MetaData
) -> None:
    # GIVEN one database that was migrated from nothing, and one that was made at once
    migrated = open_engine(f"sqlite:///{tmp_path / 'migrated.db'}")
    made = open_engine(f"sqlite:///{tmp_path / 'made.db'}")
    upgrade(migrated, folder, versions)
    upgrade(made, folder, versions, tables)
    # THEN nothing tells them apart, and neither has anything left to migrate
    assert schema(made) == schema(migrated)
    assert len(schema(made)) > 2
    for engine in (made, migrated):
        upgrade(engine, folder, versions)
        with reading(engine) as connection:
            assert connection.execute(text(f"SELECT count(*) FROM {versions}")).scalar() == 1
        engine.dispose()


def test_two_that_start_at_once_make_the_tables_once(tmp_path: Path) -> None:
    engines = [open_engine(f"sqlite:///{tmp_path / 'new.db'}") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        starts = [threads.submit(upgrade, engine, BOT_MIGRATIONS, BOT_VERSIONS, metadata) for engine in engines]
    assert [start.result() for start in starts] == [None] * 4
    for engine in engines:
        engine.dispose()


def test_the_first_start_does_without_alembic(tmp_path: Path) -> None:
    first_start = (
        "import sys; from bot.database import open_database; from bot.settings import read_settings\n"
        "open_database(read_settings()); sys.exit('alembic' in sys.modules)"
    )
    environment = {"DATA_DIR": str(tmp_path), "PATH": os.environ["PATH"]}
    assert subprocess.run([sys.executable, "-c", first_start], cwd=ROOT, env=environment, check=False).returncode == 0
