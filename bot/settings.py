"""What the operator can set, by environment variable or in ``.env``. Each is documented in ``.env.example``."""

from pathlib import Path
from tempfile import TemporaryFile
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


class WrongSetting(Exception):
    """A setting has a value that cannot work. Its text is one sentence that names the variable."""


def _token(value: SecretStr) -> SecretStr:
    number, colon, rest = value.get_secret_value().partition(":")
    if value.get_secret_value() and not (number.isdecimal() and colon and len(rest) >= 10 and _plain(rest)):
        raise ValueError
    return value


def _secret(value: SecretStr) -> SecretStr:
    if value.get_secret_value() and not (len(value.get_secret_value()) <= 256 and _plain(value.get_secret_value())):
        raise ValueError
    return value


def _plain(text: str) -> bool:
    return text.isascii() and text.replace("_", "a").replace("-", "a").isalnum()


def _address(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ValueError
    return value.rstrip("/")


def _database(value: str) -> str:
    try:
        known = not value or make_url(value).get_backend_name() in {"sqlite", "postgresql"}
    except ArgumentError:
        known = False
    if not known:
        raise ValueError
    return value


Address = Annotated[str, AfterValidator(_address)]
Port = Annotated[int, Field(ge=0, le=65535)]

_MUST_BE = {
    "telegram_bot_token": "the token that @BotFather gave, like 123456789:AAE…, or empty for the sandbox",
    "telegram_api_url": "an http or https address, like https://api.telegram.org",
    "telegram_webhook_url": "an https address that Telegram can reach, or empty for polling",
    "telegram_webhook_secret": "1 to 256 of the signs A-Z a-z 0-9 _ -, set together with TELEGRAM_WEBHOOK_URL",
    "telegram_messages_per_second": "a number from 1 to 1000",
    "data_dir": "a folder",
    "database_url": "sqlite:///path or postgresql://user:password@host/name, or empty for a file in DATA_DIR",
    "host": "a host name or address to listen on, like 127.0.0.1",
    "port": "a whole number from 0 to 65535 (0: any free port)",
    "sandbox_port": "a whole number from 0 to 65535 (0: any free port)",
    "log_level": "one of DEBUG, INFO, WARNING, ERROR",
}


class Settings(BaseSettings):
    """All settings. An empty variable counts as not set."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True, frozen=True)

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] = SecretStr("")
    """Empty: the sandbox is started in Telegram's place."""
    telegram_api_url: Address = "https://api.telegram.org"
    telegram_webhook_url: Address = ""
    """Set, with its secret: webhook. Empty: long polling."""
    telegram_webhook_secret: Annotated[SecretStr, AfterValidator(_secret)] = SecretStr("")
    telegram_messages_per_second: Annotated[float, Field(ge=1, le=1000)] = 30
    """Pushes to all chats together; more than 30 costs Stars (paid broadcasts)."""
    data_dir: Path = Path("data")
    database_url: Annotated[str, AfterValidator(_database)] = ""
    host: Annotated[str, Field(min_length=1)] = "127.0.0.1"
    port: Port = 8080
    sandbox_port: Port = 8081
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @model_validator(mode="after")
    def _webhook_has_both(self) -> Self:
        if bool(self.telegram_webhook_url) != bool(self.telegram_webhook_secret.get_secret_value()):
            raise ValueError("telegram_webhook_secret" if self.telegram_webhook_url else "telegram_webhook_url")
        telegram = self.telegram_api_url == "https://api.telegram.org"
        if telegram and self.telegram_webhook_url and not self.telegram_webhook_url.startswith("https://"):
            raise ValueError("telegram_webhook_url")
        return self

    @property
    def sandboxed(self) -> bool:
        """No token: play with the sandbox."""
        return not self.telegram_bot_token.get_secret_value()

    @property
    def database(self) -> str:
        """The database's URL. The sandbox's athletes are kept apart from real ones."""
        name = "sandbox.db" if self.sandboxed else "ai-tracker.db"
        return self.database_url or f"sqlite:///{self.data_dir / name}"

    @property
    def salt_file(self) -> Path:
        """Where this installation's salt for the chats' names in the log is kept."""
        return self.data_dir / "log.salt"


def read_settings(**given: object) -> Settings:
    """The settings of the environment and ``.env``; ``given`` ones go first. Raises WrongSetting."""
    try:
        return Settings(**given)  # type: ignore[arg-type]  # checked by pydantic, which is the point
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        # A check over several fields has no place of its own: its message is the field's name.
        name = str(first["loc"][0]) if first["loc"] else str(first["ctx"]["error"])
        raise WrongSetting(f"{name.upper()} must be {_MUST_BE[name]}.") from None


def prepare_folder(settings: Settings) -> None:
    """Make DATA_DIR, readable by its owner only. Raises WrongSetting."""
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryFile(dir=settings.data_dir):
            pass  # it could be made, whatever the rights and the disk look like
    except OSError as error:
        raise WrongSetting(f"DATA_DIR must be a folder that can be written to ({error.strerror}).") from None
