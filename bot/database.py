"""The database of the one-machine program: opened, and with the tables that this version of it works on."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, MetaData

from backend.errors import StoreUnavailable
from backend.store.engine import open_engine, transaction
from backend.store.migrate import BACKEND_MIGRATIONS, BACKEND_VERSIONS, NewerTables, is_newest, upgrade
from backend.store.tables import metadata as backend_tables
from bot.settings import NotReady, Settings, WrongSetting
from bot.state import BOT_MIGRATIONS, BOT_VERSIONS
from bot.state.tables import metadata as bot_tables


def open_database(settings: Settings) -> Engine:
    """The database, with the newest tables. Raises NotReady when it cannot be opened, WrongSetting when it is newer."""
    engine = open_engine(settings.database)
    named = "DATABASE_URL" if settings.database_url else "DATA_DIR"
    try:
        for folder, versions, tables in _parts():
            upgrade(engine, folder, versions, tables)
    except StoreUnavailable:
        engine.dispose()
        raise NotReady(
            f"The database that {named} names cannot be opened and written to; 'ai-tracker doctor' says more."
        ) from None
    except NewerTables:
        engine.dispose()
        raise WrongSetting(
            f"{named} must name a database of this version or an older one: a newer program has changed its tables."
        ) from None
    return engine


def is_up_to_date(engine: Engine) -> bool:
    """Whether a start has nothing to change. Raises StoreUnavailable, also when nothing can be written; NewerTables."""
    with transaction(engine) as connection:
        newest = [is_newest(connection, folder, versions) for folder, versions, _ in _parts()]
    return all(newest)


def _parts() -> Iterator[tuple[Path, str, MetaData]]:
    """The backend's tables and the bot's: how they are migrated, where it is noted, and what they come to."""
    yield BACKEND_MIGRATIONS, BACKEND_VERSIONS, backend_tables
    yield BOT_MIGRATIONS, BOT_VERSIONS, bot_tables
