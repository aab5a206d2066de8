"""What the bot remembers between two updates: the inbox and each chat's state, in two tables of their own."""

from pathlib import Path

BOT_MIGRATIONS = Path(__file__).parent / "migrations"
BOT_VERSIONS = "alembic_version_bot"
