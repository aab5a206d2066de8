import re
from pathlib import Path

import pytest

from bot.settings import Settings, WrongSetting, prepare_folder, read_settings

EXAMPLE = Path(__file__).parents[3] / ".env.example"
TOKEN = "123456789:AAE-abcdefghijklmnop_q"


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_has_to_be_set() -> None:
    settings = read_settings()

    assert settings.sandboxed
    assert (settings.host, settings.port, settings.sandbox_port) == ("127.0.0.1", 8080, 8081)
    assert settings.database == "sqlite:///data/sandbox.db"


def test_real_athletes_are_kept_apart_from_the_sandboxs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)

    assert read_settings().database == "sqlite:///data/ai-tracker.db"


def test_the_env_file_is_read_and_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nPORT=9000\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("PORT", "9001")

    settings = read_settings()

    assert settings.telegram_bot_token.get_secret_value() == TOKEN
    assert settings.port == 9001


def test_an_empty_variable_means_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "")
    monkeypatch.setenv("DATA_DIR", "")

    assert (read_settings().port, read_settings().data_dir) == (8080, Path("data"))


def test_the_sandbox_needs_a_port_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WrongSetting, match=r"^SANDBOX_PORT must be another port than PORT\.$"):
        read_settings(port=8081)

    assert read_settings(port=0, sandbox_port=0).port == 0  # any two
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)  # no sandbox
    assert read_settings(port=8081).port == 8081


def test_the_example_documents_every_setting_and_nothing_else() -> None:
    documented = re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(), re.MULTILINE)

    assert sorted(documented) == sorted(name.upper() for name in Settings.model_fields)


def test_the_example_works_as_it_is_and_shows_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = read_settings()
    Path(".env").write_text(EXAMPLE.read_text())

    assert read_settings() == defaults


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "hunter2"),
        ("TELEGRAM_BOT_TOKEN", "123:short"),
        ("TELEGRAM_BOT_TOKEN", "123456:has a space in it"),
        ("TELEGRAM_API_URL", "my.server/bot"),
        ("TELEGRAM_API_URL", "https:///x"),
        ("TELEGRAM_MESSAGES_PER_SECOND", "0.5"),
        ("TELEGRAM_MESSAGES_PER_SECOND", "fast"),
        ("DATABASE_URL", "mysql://me@there/db"),
        ("DATABASE_URL", "no address"),
        ("PORT", "http"),
        ("PORT", "70000"),
        ("SANDBOX_PORT", "-1"),
        ("LOG_LEVEL", "LOUD"),
        ("PREMIUM_RAIL", "paypal"),
        ("PREMIUM_PLANS", "nowhere.txt"),
        ("STRIPE_MODE", "both"),
        ("STRIPE_API_URL", "stripe.example"),
        ("STRIPE_SECRET_KEY", "pk_test_1"),
        ("STRIPE_WEBHOOK_SECRET", "whsec_a,b"),
        ("STRIPE_WEBHOOK_SECRET", "secret"),
        ("TELEGRAM_PROVIDER_TOKEN", "123:abc"),
        ("SUPPORT_CONTACT", "the treasurer"),
        ("SUPPORT_CONTACT", "http://example.org/help"),
        ("SUPPORT_CONTACT", "https://example.org/a b"),
        ("SUPPORT_CONTACT", "javascript:alert(1)"),
        ("SUPPORT_CONTACT", "@me"),
        ("SUPPORT_CONTACT", "a@b"),
        ("SUPPORT_CONTACT", f"https://example.org/{'a' * 200}"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(WrongSetting) as problem:
        read_settings()

    assert re.fullmatch(rf"{variable} must be [^\n]+\.", str(problem.value))
    assert value not in str(problem.value) or variable == "PREMIUM_PLANS"  # a file's name is no secret


@pytest.mark.parametrize(
    ("set_", "named"),
    [
        ({"TELEGRAM_WEBHOOK_URL": "https://me.example"}, "TELEGRAM_WEBHOOK_SECRET"),
        ({"TELEGRAM_WEBHOOK_SECRET": "s3cret"}, "TELEGRAM_WEBHOOK_URL"),
        ({"TELEGRAM_WEBHOOK_URL": "http://me.example", "TELEGRAM_WEBHOOK_SECRET": "s3cret"}, "TELEGRAM_WEBHOOK_URL"),
        ({"TELEGRAM_WEBHOOK_URL": "https://me.example", "TELEGRAM_WEBHOOK_SECRET": "ä"}, "TELEGRAM_WEBHOOK_SECRET"),
    ],
)
def test_a_webhook_needs_an_https_address_and_a_secret(
    monkeypatch: pytest.MonkeyPatch, set_: dict[str, str], named: str
) -> None:
    for name, value in set_.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(WrongSetting, match=f"^{named} must be "):
        read_settings()


def test_secrets_do_not_show() -> None:
    settings = read_settings(telegram_bot_token=TOKEN)

    assert TOKEN not in repr(settings)


def test_the_data_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    prepare_folder(read_settings(data_dir=tmp_path / "a" / "b"))

    assert (tmp_path / "a" / "b").stat().st_mode & 0o077 == 0


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")

    with pytest.raises(WrongSetting, match=r"^DATA_DIR must be a folder"):
        prepare_folder(read_settings(data_dir=tmp_path / "taken"))


def test_a_data_folder_that_cannot_be_written_to_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(dir: Path) -> None:  # noqa: A002  # tempfile's own name
        raise PermissionError(13, "Permission denied")

    # whoever runs the tests as root may write anywhere
    monkeypatch.setattr("bot.settings.TemporaryFile", refused)

    with pytest.raises(WrongSetting, match=r"^DATA_DIR must be a folder that can be written to \(Permission denied\)"):
        prepare_folder(read_settings(data_dir=tmp_path))


# ---- money ----


@pytest.mark.parametrize(
    ("set_", "rail"),
    [
        ({}, "stripe_invoice"),  # the sandbox's own Stripe
        ({"TELEGRAM_BOT_TOKEN": TOKEN}, "off"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "STRIPE_SECRET_KEY": "sk_live_a"}, "stripe_invoice"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "PREMIUM_RAIL": "stars"}, "stars"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "PREMIUM_RAIL": "off", "STRIPE_SECRET_KEY": "sk_live_a"}, "off"),
        ({"PREMIUM_RAIL": "telegram_card"}, "telegram_card"),
    ],
)
def test_premium_is_sold_where_somebody_can_take_the_money(
    monkeypatch: pytest.MonkeyPatch, set_: dict[str, str], rail: str
) -> None:
    for name, value in set_.items():
        monkeypatch.setenv(name, value)

    assert read_settings().rail == rail


@pytest.mark.parametrize(
    ("set_", "named"),
    [
        ({"STRIPE_SECRET_KEY": "sk_live_a"}, "STRIPE_SECRET_KEY"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "STRIPE_SECRET_KEY": "sk_test_a"}, "STRIPE_SECRET_KEY"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "STRIPE_SECRET_KEY": "rk_live_a", "STRIPE_MODE": "test"}, "STRIPE_SECRET_KEY"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "PREMIUM_RAIL": "stripe_invoice"}, "STRIPE_SECRET_KEY"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "PREMIUM_RAIL": "telegram_card"}, "STRIPE_SECRET_KEY"),
        (
            {"TELEGRAM_BOT_TOKEN": TOKEN, "PREMIUM_RAIL": "telegram_card", "STRIPE_SECRET_KEY": "sk_live_a"},
            "TELEGRAM_PROVIDER_TOKEN",
        ),
        ({"TELEGRAM_PROVIDER_TOKEN": "1:LIVE:a"}, "TELEGRAM_PROVIDER_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_PROVIDER_TOKEN": "1:TEST:a"}, "TELEGRAM_PROVIDER_TOKEN"),
    ],
)
def test_play_money_and_real_money_are_not_mixed(
    monkeypatch: pytest.MonkeyPatch, set_: dict[str, str], named: str
) -> None:
    for name, value in set_.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(WrongSetting, match=rf"^{named} must be [^\n]+\.$") as problem:
        read_settings()

    assert not any(value in str(problem.value) for name, value in set_.items() if name != "STRIPE_MODE")


def test_a_test_key_with_real_telegram_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"TELEGRAM_BOT_TOKEN": TOKEN, "STRIPE_SECRET_KEY": "sk_test_a", "STRIPE_MODE": "test"}.items():
        monkeypatch.setenv(name, value)

    assert read_settings().stripe_world == "test"


def test_while_the_webhooks_secret_is_changed_there_are_two() -> None:
    assert read_settings(stripe_webhook_secret="whsec_a,whsec_b").stripe_webhook_secrets == ("whsec_a", "whsec_b")
    assert read_settings().stripe_webhook_secrets == ()


def test_own_plans_are_read_and_a_mistake_in_them_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("plans.yaml").write_text(
        "default_currency: EUR\nmonth: {prices: {EUR: 500}}\nyear: {prices: {EUR: 5000}}\n", encoding="utf-8"
    )
    monkeypatch.setenv("PREMIUM_PLANS", "plans.yaml")
    assert read_settings().plans().month.prices == {"EUR": 500}

    Path("plans.yaml").write_text("default_currency: EUR\nmonth: {prices: {EUR: 5.0}}\n", encoding="utf-8")
    with pytest.raises(WrongSetting, match=r"^PREMIUM_PLANS must be a file of plans; plans\.yaml: .+\.$"):
        read_settings()


@pytest.mark.parametrize(
    "contact",
    [
        "pay+bot@club.example.org",
        "@club_treasurer",
        "t.me/club_treasurer",
        "https://t.me/+Abc",
        "https://example.org/help?a=1",
    ],
)
def test_whom_to_write_to_is_a_mail_address_a_name_at_telegram_or_a_page(contact: str) -> None:
    assert read_settings(support_contact=contact).support_contact == contact


def test_money_secrets_do_not_show() -> None:
    settings = read_settings(
        stripe_secret_key="sk_test_hidden",
        stripe_webhook_secret="whsec_hidden",
        telegram_provider_token="1:TEST:hidden",
    )

    assert "hidden" not in repr(settings)
