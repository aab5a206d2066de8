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
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(WrongSetting) as problem:
        read_settings()

    assert re.fullmatch(rf"{variable} must be [^\n]+\.", str(problem.value))
    assert value not in str(problem.value)


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
