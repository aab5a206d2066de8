"""What the operator can set, by environment variable or in ``.env``. Each is documented in ``.env.example``."""

import re
from pathlib import Path
from tempfile import TemporaryFile
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from backend.billing.keys import StripeMode, key_must_be, wanted_mode
from backend.billing.plans import Plans, WrongPlans, read_plans
from backend.contract.premium import Rail


class WrongSetting(Exception):
    """A setting has a value that cannot work. Its text is one sentence that names the variable."""


class NotReady(Exception):
    """What a start needs is away, and may come back by itself. Its text is one sentence that names it."""


def _token(value: SecretStr) -> SecretStr:
    number, colon, rest = value.get_secret_value().partition(":")
    if value.get_secret_value() and not (number.isdecimal() and colon and len(rest) >= 10 and _plain(rest)):
        raise ValueError
    return value


def _secret(value: SecretStr) -> SecretStr:
    if value.get_secret_value() and not (len(value.get_secret_value()) <= 256 and _plain(value.get_secret_value())):
        raise ValueError
    return value


def _key(value: SecretStr) -> SecretStr:
    if value.get_secret_value() and not re.fullmatch(r"[!-~]{1,512}", value.get_secret_value()):
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


def _webhook_secrets(value: SecretStr) -> SecretStr:
    given = value.get_secret_value()
    if given and not all(_WEBHOOK_SECRET.fullmatch(each) for each in given.split(",")):
        raise ValueError
    return value


_WEBHOOK_SECRET = re.compile(r"whsec_\w+", re.ASCII)
_PROVIDER_TOKEN = re.compile(r"\d+:(?:TEST|LIVE):[\w-]+", re.ASCII)


def _provider_token(value: SecretStr) -> SecretStr:
    if value.get_secret_value() and not _PROVIDER_TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError
    return value


_CONTACT = re.compile(
    r"@[A-Za-z]\w{3,31}"  # a name at Telegram
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an e-mail address
    r"|t\.me/[\w+/-]+"
    r"|https://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#][!-~]*)?",
    re.ASCII,
)
_LONGEST_CONTACT = 200


def _contact(value: str) -> str:
    if value and not (len(value) <= _LONGEST_CONTACT and _CONTACT.fullmatch(value)):
        raise ValueError
    return value


Address = Annotated[str, AfterValidator(_address)]
Port = Annotated[int, Field(ge=0, le=65535)]
# Not {0,100} of \w: pydantic's regular expressions would keep five megabytes for it.
ModelName = Annotated[str, Field(max_length=100, pattern=r"^[A-Za-z0-9_./:@-]*$")]

_PROVIDER_TOKEN_OF = {
    StripeMode.TEST: "the test token that @BotFather gave for Stripe, like 123456:TEST:abc (or set STRIPE_MODE=live)",
    StripeMode.LIVE: "the live token that @BotFather gave for Stripe, like 123456:LIVE:abc (or set STRIPE_MODE=test)",
}

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
    "premium_rail": "one of stripe_invoice, telegram_card, stars, off, or empty",
    "premium_plans": "a file like backend/billing/plans.yaml, or empty",
    "stripe_secret_key": "a secret key of Stripe's, sk_… or rk_…, or empty",
    "stripe_webhook_secret": "whsec_…, or two of them with a comma while one takes the other's place, or empty",
    "stripe_mode": "test or live, or empty: live with a Telegram token, test in the sandbox",
    "stripe_api_url": "an http or https address, like https://api.stripe.com",
    "telegram_provider_token": "the token that @BotFather gave for Stripe, like 123456:LIVE:abc, or empty",
    "support_contact": "an e-mail address, an @name or t.me link at Telegram, or an https address, or empty",
    "openai_api_key": "a key of OpenAI's or of a server that speaks its Responses API, without spaces, or empty",
    "openai_base_url": "an http or https address, like http://127.0.0.1:11434/v1, or empty for OpenAI's own",
    "openai_model": "a model's name, or empty for the one that the prompt names",
    "openai_transcription_model": "a model's name, or empty for OpenAI's gpt-4o-mini-transcribe",
    "coach_daily_tokens": "a whole number from 0 on",
    "coach_questions_a_day": "a whole number from 0 to 1000",
    "coach_monthly_budget_usd": "a number from 0 to 100000",
    "coach_prices": "a file like backend/coach/model/prices.yaml, or empty",
    "log_level": "one of DEBUG, INFO, WARNING, ERROR",
}


class _WrongTogether(ValueError):
    """A setting does not go with another one. ``must_be``: what is said of it, else what always is."""

    def __init__(self, name: str, must_be: str = "") -> None:
        super().__init__(name)
        self.sentence = f"{name.upper()} must be {must_be or _MUST_BE[name]}."


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
    premium_rail: Literal["", "stripe_invoice", "telegram_card", "stars", "off"] = ""
    """The way that money takes; empty: see :attr:`rail`."""
    premium_plans: str = ""
    """A file of plans and prices; empty: ours."""
    stripe_secret_key: SecretStr = SecretStr("")
    stripe_webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secrets)] = SecretStr("")
    stripe_mode: Literal["", "test", "live"] = ""
    """Which of Stripe's worlds the key must open; empty: live with a Telegram token, test in the sandbox."""
    stripe_api_url: Address = "https://api.stripe.com"
    telegram_provider_token: Annotated[SecretStr, AfterValidator(_provider_token)] = SecretStr("")
    """What Telegram knows Stripe by, for telegram_card."""
    support_contact: Annotated[str, AfterValidator(_contact)] = ""
    """Whom athletes can write to about a payment, as the chat says it; empty: whoever runs the bot, without a name."""
    openai_api_key: Annotated[SecretStr, AfterValidator(_key)] = SecretStr("")
    """Set, or ``openai_base_url``: a model writes premium's comments. Neither: the rules write all of them."""
    openai_base_url: Address = ""
    openai_model: ModelName = ""
    openai_transcription_model: ModelName = ""
    """What writes voice notes down; empty: OpenAI's."""
    coach_daily_tokens: Annotated[int, Field(ge=0)] = 40_000
    """Of one athlete on one of UTC's days; beyond it the rules write."""
    coach_questions_a_day: Annotated[int, Field(ge=0, le=1000)] = 20
    """Of one athlete to the coach, with a model and without."""
    coach_monthly_budget_usd: Annotated[float, Field(ge=0, le=100_000)] = 10
    """Of all athletes in one of UTC's months; beyond it the rules write, and the log says so once a day."""
    coach_prices: str = ""
    """A file of prices; empty: ours."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @model_validator(mode="after")
    def _webhook_has_both(self) -> Self:
        if bool(self.telegram_webhook_url) != bool(self.telegram_webhook_secret.get_secret_value()):
            raise _WrongTogether("telegram_webhook_secret" if self.telegram_webhook_url else "telegram_webhook_url")
        telegram = self.telegram_api_url == "https://api.telegram.org"
        if telegram and self.telegram_webhook_url and not self.telegram_webhook_url.startswith("https://"):
            raise _WrongTogether("telegram_webhook_url")
        return self

    @model_validator(mode="after")
    def _ports_are_two(self) -> Self:
        if self.sandboxed and self.port == self.sandbox_port != 0:
            raise _WrongTogether("sandbox_port", "another port than PORT")
        return self

    @model_validator(mode="after")
    def _money_is_of_one_world(self) -> Self:
        """Test keys take no real money and live ones no play money, whoever mixes them up."""
        key, token = self.stripe_secret_key.get_secret_value(), self.telegram_provider_token.get_secret_value()
        must_be = key_must_be(key, self.stripe_world)
        needs_stripe = self.premium_rail in ("stripe_invoice", "telegram_card") and not self.sandboxed
        if must_be is not None and (key or needs_stripe):
            raise _WrongTogether("stripe_secret_key", must_be)
        needs_token = self.premium_rail == "telegram_card" and not self.sandboxed
        if (token or needs_token) and f":{self.stripe_world.upper()}:" not in token:
            raise _WrongTogether("telegram_provider_token", _PROVIDER_TOKEN_OF[self.stripe_world])
        return self

    @model_validator(mode="after")
    def _plans_can_be_read(self) -> Self:
        if self.premium_plans:  # ours are known to be right
            try:
                self.plans()
            except WrongPlans as error:
                raise _WrongTogether("premium_plans", f"a file of plans; {str(error).removesuffix('.')}") from None
        return self

    @property
    def sandboxed(self) -> bool:
        """No token: play with the sandbox."""
        return not self.telegram_bot_token.get_secret_value()

    @property
    def has_model(self) -> bool:
        """Whether there is a model to ask."""
        return bool(self.openai_api_key.get_secret_value() or self.openai_base_url)

    @property
    def stripe_world(self) -> StripeMode:
        """Play money or real money."""
        return wanted_mode(self.stripe_mode, real_telegram=not self.sandboxed)

    @property
    def rail(self) -> Rail:
        """The chosen one; else Stripe's invoices where there is a Stripe (the sandbox has its own), else nothing."""
        if self.premium_rail:
            return Rail(self.premium_rail)
        has_stripe = self.sandboxed or bool(self.stripe_secret_key.get_secret_value())
        return Rail.STRIPE_INVOICE if has_stripe else Rail.OFF

    def plans(self) -> Plans:
        """What is sold, and for how much."""
        return read_plans(Path(self.premium_plans) if self.premium_plans else None)

    @property
    def stripe_webhook_secrets(self) -> tuple[str, ...]:
        """Any of them signs Stripe's events."""
        return tuple(filter(None, self.stripe_webhook_secret.get_secret_value().split(",")))

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
        if first["loc"]:
            name = str(first["loc"][0])
            raise WrongSetting(f"{name.upper()} must be {_MUST_BE[name]}.") from None
        # A check over several fields has no place of its own: it says the sentence itself.
        raise WrongSetting(first["ctx"]["error"].sentence) from None


def prepare_folder(settings: Settings) -> None:
    """Make DATA_DIR, readable by its owner only. Raises WrongSetting."""
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryFile(dir=settings.data_dir):
            pass  # it could be made, whatever the rights and the disk look like
    except OSError as error:
        raise WrongSetting(f"DATA_DIR must be a folder that can be written to ({error.strerror}).") from None
