"""Bring a database to the newest tables, safely when two processes start at once.

Whether there is anything to do is seen from one SELECT and the migration files' names for each other, and a new SQLite
database gets its tables as the code has them: so only a start that changes older tables pays for loading Alembic (about
0.15 s, and 10 MB for as long as the program runs).
"""

import re
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, PrimaryKeyConstraint, String, Table, insert, text

from backend.store.engine import reading, transaction

BACKEND_MIGRATIONS = Path(__file__).parent / "migrations"
BACKEND_VERSIONS = "alembic_version_backend"
_ADVISORY_LOCK = 7_402_117
_REVISION = re.compile(r'^(revision|down_revision)\b[^=]*= *"([^"]+)"', re.MULTILINE)


class NewerTables(Exception):
    """A newer version of the program has changed the tables; this one does not know what they are like."""


def upgrade(
    engine: Engine,
    script_location: Path = BACKEND_MIGRATIONS,
    version_table: str = BACKEND_VERSIONS,
    tables: MetaData | None = None,
) -> None:
    """Run the migrations that ``version_table`` does not have yet, all in one transaction.

    ``tables``: what the migrations come to, for a new SQLite database (None: it is migrated like any other).

    ``script_location`` is an Alembic folder (``env.py`` and ``versions/``, one head). Its ``env.py`` takes the open
    connection from ``config.attributes["connection"]`` and the table's name from
    ``config.attributes["version_table"]``. Raises StoreUnavailable and NewerTables.
    """
    newest = head(script_location)
    with reading(engine) as connection:
        if is_newest(connection, script_location, version_table):
            return
    if tables is not None and engine.dialect.name == "sqlite" and _created(engine, tables, version_table, newest):
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(script_location).replace("%", "%%"))
    config.attributes["version_table"] = version_table
    # SQLite's write lock, or PostgreSQL's advisory one, is held from before the version is read until the commit:
    # the second process waits, then finds nothing to do.
    with transaction(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _created(engine: Engine, tables: MetaData, version_table: str, newest: str) -> bool:
    """Make the tables where there are none; False where older ones have to be migrated."""
    with transaction(engine) as connection:
        if connection.dialect.has_table(connection, version_table):
            return _version(connection, version_table) == newest  # another process was here first
        tables.create_all(connection)
        version_num = Column("version_num", String(32), nullable=False)
        key = PrimaryKeyConstraint("version_num", name=f"{version_table}_pkc")  # as Alembic makes it
        versions = Table(version_table, MetaData(), version_num, key)
        versions.create(connection)
        connection.execute(insert(versions).values(version_num=newest))
    return True


def is_newest(connection: Connection, script_location: Path, version_table: str) -> bool:
    """Whether there is nothing to migrate. Raises NewerTables."""
    found = _version(connection, version_table)
    if found is not None and found not in _revisions(script_location)[0]:
        raise NewerTables
    return found == head(script_location)


def head(script_location: Path = BACKEND_MIGRATIONS) -> str:
    """The newest revision of a migration folder. Raises ValueError when it has none or several."""
    revisions, replaced = _revisions(script_location)
    heads = revisions - replaced
    if len(heads) != 1:
        raise ValueError(f"{script_location} has {len(heads)} newest migrations, not one")
    return heads.pop()


def _revisions(script_location: Path) -> tuple[set[str], set[str]]:
    """All of a migration folder, and those that another one follows."""
    revisions: set[str] = set()
    replaced: set[str] = set()
    for script in (script_location / "versions").glob("*.py"):
        for name, value in _REVISION.findall(script.read_text(encoding="utf-8")):
            (revisions if name == "revision" else replaced).add(value)
    return revisions, replaced


def _version(connection: Connection, version_table: str) -> str | None:
    if not connection.dialect.has_table(connection, version_table):
        return None
    found: str | None = connection.execute(text(f'SELECT version_num FROM "{version_table}"')).scalar()
    return found
