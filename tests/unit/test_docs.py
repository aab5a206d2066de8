"""What the documents say exists: links, commands, settings, log lines, tests and files."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.store.tables import metadata as backend_tables
from backend.workflow import load_definition
from bot.cli import main
from bot.settings import Settings
from bot.state.tables import metadata as bot_tables
from handlers.routes import COMMANDS, OFF_THE_MENU
from sandbox.cloud.template import read_template, resources_of

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
OPERATING = ROOT / "docs" / "operating.md"
DECISIONS = ROOT / "docs" / "decisions"
SETTINGS = {name.upper() for name in Settings.model_fields}
CHAT_COMMANDS = {command.name for command in COMMANDS}
FOLDERS = "backend|bench|bot|docs|evals|handlers|prompts|sandbox|scripts|tests|words"
NO_CHAT_COMMANDS = {"health", "stripe", "data", "newbot", "deletebot", "revoke"}
"""In the same clothes: two addresses, a folder of the image, and what BotFather understands."""

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def code_in(text: str) -> list[str]:
    """What stands in backticks, and the lines of code blocks."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [*re.findall(r"`([^`\n]+)`", rest), *(line for block in blocks for line in block.splitlines())]


def code_everywhere() -> Iterator[str]:
    for document in DOCUMENTS:
        yield from code_in(document.read_text(encoding="utf-8"))


def anchors_of(document: Path) -> set[str]:
    """The names that GitHub gives the headings."""
    titles = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def sources(*folders: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for folder in folders for path in (ROOT / folder).rglob("*.py"))


def section(document: Path, title: str) -> str:
    parts = re.split(r"^## ", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return next(part for part in parts if part.startswith(title))


def part(text: str, title: str) -> str:
    """What stands below a smaller heading of a section."""
    return next(part for part in re.split(r"^### ", text, flags=re.MULTILINE) if part.startswith(title))


@each_document
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"(?:\]\(|src=\")([^)\"\s]+)", document.read_text(encoding="utf-8")):
        if re.match(r"https?:", target):
            continue
        path, _, anchor = target.partition("#")
        found = (document.parent / path).resolve() if path else document
        assert found.exists(), target
        assert not anchor or anchor in anchors_of(found), target


@each_document
def test_every_file_named_is_there(document: Path) -> None:
    named = {
        name
        for code in code_in(document.read_text(encoding="utf-8"))
        for name in re.findall(r"(?:^|\s)((?:[\w.-]+/)+[\w.-]+\.(?:py|yaml|md|json|po))(?::\w+)?(?=$|\s)", code)
    }
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


@each_document
def test_every_path_is_there_also_folders_and_those_in_diagrams(document: Path) -> None:
    named = re.findall(rf"(?<![\w/.:-])((?:{FOLDERS})/(?:[\w.-]*\w/?)*)", document.read_text(encoding="utf-8"))

    assert [name for name in sorted(set(named)) if not (ROOT / name).exists()] == []


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        target
        for code in code_everywhere()
        if (called := re.match(r"(?:\$ )?make((?: [a-z-]+)+)(?:$|\s*#)", code))
        for target in called[1].split()
    }
    assert named >= {"run", "test"}
    assert named <= targets


def test_every_ai_tracker_command_exists(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    offered = re.search(r"\{([\w,]+)\}", capsys.readouterr().out)
    assert offered is not None
    existing = set(offered[1].split(","))

    named = {name for code in code_everywhere() for name in re.findall(r"(?:^|bin/)ai-tracker ([a-z]+)", code)}

    assert named == existing


def functions_settings() -> set[str]:
    """What the Lambda functions are told; ``tests/aws/test_template.py`` asks whether each is documented."""
    functions = resources_of(read_template(), "AWS::Serverless::Function").values()
    return {name for function in functions for name in function["Properties"]["Environment"]["Variables"]}


def test_every_setting_named_exists_and_each_is_in_the_operators_table() -> None:
    named = {
        name
        for code in code_everywhere()
        for name in re.findall(r"\b(?:TELEGRAM|DATA|DATABASE|SANDBOX|LOG)_[A-Z_]+\b", code)
    }
    table = set(re.findall(r"`([A-Z_]+)`", section(OPERATING, "Settings")))

    assert named <= SETTINGS | functions_settings()
    assert table >= SETTINGS


def test_every_chat_command_named_exists_and_the_readme_has_them_all() -> None:
    named = {name for code in code_everywhere() for name in re.findall(r"^/([a-z_]+)$", code)}
    readme = set(re.findall(r"`/([a-z_]+)`", (ROOT / "README.md").read_text(encoding="utf-8")))

    assert named - NO_CHAT_COMMANDS <= CHAT_COMMANDS | {command.name for command in OFF_THE_MENU}
    assert readme >= CHAT_COMMANDS


def test_every_test_that_is_called_as_a_witness_is_there() -> None:
    existing = set(re.findall(r"def (test_\w+)", sources("tests")))
    named = {code for code in code_everywhere() if re.fullmatch(r"test_\w+", code)}

    assert named
    assert named <= existing


def test_every_log_line_is_explained_to_the_operator() -> None:
    code = sources("bot", "backend/embedded")
    call = r"""log\.(?:debug|info|warning|error|exception|log|write)\((?:record\.levelno,)?\s*"(\w+)\""""
    said = set(re.findall(call, code))
    troubles = set(re.findall(r"""persist\([\w.]+, "(\w+)\"""", code))
    said |= troubles | {f"{trouble}_over" for trouble in troubles}

    rows = [line.split("|")[1] for line in section(OPERATING, "Health and logs").splitlines() if line.startswith("| `")]
    explained = {event for row in rows for event in re.findall(r"`(\w+)`", row)}

    assert explained == said


def test_what_the_doctor_can_say_is_what_it_says() -> None:
    parts = ("doctor.py", "doctor_money.py", "doctor_model.py")
    doctor = "".join((ROOT / "bot" / name).read_text(encoding="utf-8") for name in parts)
    bad = set(re.findall(r'Finding\(\s*False,\s*f?"([^"]+)"', doctor))
    explained = re.findall(r"^\| `([^`]+)` \|", section(OPERATING, "What `doctor` says"), re.MULTILINE)

    assert len(bad) > 10
    assert [said for said in sorted(bad) if not any(part in said for part in explained)] == []
    assert [part for part in explained if not any(part in said for said in bad)] == []


def first_column(text: str) -> set[str]:
    """What stands in backticks in the first column of the tables."""
    return {name for row in re.findall(r"^\| (`[^|]+)\|", text, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}


@pytest.mark.parametrize(
    ("heading", "kind", "ending"),
    [("Alarms", "AWS::CloudWatch::Alarm", "Alarm"), ("Secrets", "AWS::SecretsManager::Secret", "")],
)
def test_the_operator_is_told_of_each_alarm_and_secret_of_the_stack(heading: str, kind: str, ending: str) -> None:
    in_the_stack = {name.removesuffix(ending) for name in resources_of(read_template(), kind)}

    assert first_column(part(section(OPERATING, "On AWS"), heading)) == in_the_stack


def test_each_parameter_that_a_deployment_asks_for_is_explained() -> None:
    assert first_column(part(section(OPERATING, "On AWS"), "Deploy")) == set(read_template()["Parameters"])


def test_every_metric_named_is_counted() -> None:
    told = section(ROOT / "docs" / "aws.md", "What the functions tell")
    code = sources("backend", "bot")

    assert len(metrics := set(re.findall(r"`([A-Z]\w+)`", told))) > 30
    assert [name for name in sorted(metrics) if f'"{name}"' not in code] == []


def test_athletes_are_told_of_every_table_that_holds_something_of_theirs() -> None:
    about_nobody = {"signing_keys", "coach_months"}  # what the program signs with; what a model cost in a month
    told = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")))

    assert {*backend_tables.tables, *bot_tables.tables} - told == about_nobody


def test_every_decision_is_in_the_index() -> None:
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")

    assert set(re.findall(r"\]\(([\w-]+\.md)\)", index)) == {path.name for path in DECISIONS.glob("*.md")} - {
        "README.md"
    }


@pytest.mark.parametrize("decision", sorted(DECISIONS.glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_says_why_what_and_what_came_of_it(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")

    if decision.name != "README.md":
        assert [part for part in ("**Context.**", "**Decision.**", "**Effect.**") if part not in text] == []
        assert len(text.splitlines()) <= 45, "half a page"


def test_the_diagram_of_the_analysis_is_its_definition() -> None:
    states = load_definition()["States"]
    drawn = set(re.findall(r"^  (\w+) --> (\w+)", (ROOT / "docs" / "architecture.md").read_text(), re.MULTILINE))
    drawn = {(one, other) for one, other in drawn if {one, other} <= set(states)}

    assert drawn == {(name, target) for name, state in states.items() for target in targets(state)}


def targets(state: dict[str, Any]) -> set[str]:
    """The states that may follow."""
    rules = [*state.get("Choices", []), *state.get("Catch", []), state]
    return {rule["Next"] for rule in rules if "Next" in rule} | ({state["Default"]} if "Default" in state else set())
