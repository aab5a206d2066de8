from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from backend.store.engine import open_engine, reading
from backend.store.migrate import upgrade
from bot.state import BOT_MIGRATIONS, BOT_VERSIONS
from bot.state.tables import metadata


def test_the_migrations_make_the_tables_that_the_code_uses(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'new.db'}")
    upgrade(engine, BOT_MIGRATIONS, BOT_VERSIONS)
    upgrade(engine, BOT_MIGRATIONS, BOT_VERSIONS)

    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": BOT_VERSIONS})
        assert compare_metadata(context, metadata) == []
    engine.dispose()
