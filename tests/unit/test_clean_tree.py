"""``scripts/clean-tree`` finds what must never be committed, in the tree and in what was committed before."""

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "clean-tree"

# In pieces: written whole, this file would be found.
BELONGS_TO_AN_ACCOUNT = {
    "account id": "4929" + "17354086",
    "ARN": "arn:aws:sqs:eu-central-1:4929" + "17354086:inbox",
    "user pool": "eu-central-1" + "_a1B2c3D4e",
    "app client": "client_id=" + "4hqe8gkd0v3k2l" + "9f1s7d5m6n2p",
    "AWS key": "AKI" + "AJX5TQ2N7RWLD4MPZ",
    "AWS secret": "aws_secret_access_" + "key = " + "wJalrXUtnFEMI/K7MDENG+bPxRfiCYzEXAMPLEKE",
    "Telegram token": "870127741:A" + "AH3kd0-Xx9fLq_2mRtYbVnWzQeUiOpAsDf",
    "Stripe key": "sk_" + "live_4eC39HqLyjWDarjtT1",
    "Stripe test key": "rk_" + "test_4eC39HqLyjWDarjtT1",
    "Stripe webhook secret": "whs" + "ec_4eC39HqLyjWDarjtT1zdp7dc",
    "private key": "-----BEG" + "IN RSA PRIVATE KEY-----",
    "somebody's token": "ey" + "JhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2ln",
}
BELONGS_TO_A_MACHINE = {"path": "/hom" + "e/anna/bot", "registry": "https://py" + "pi.org/simple"}


class Repository:
    """A folder under git."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet")

    def git(self, *arguments: str) -> None:
        who = ["-c", "user.name=anna", "-c", "user.email=anna@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *arguments], cwd=self.folder, check=True, capture_output=True)

    def commit(self, text: str, message: str = "a reason") -> None:
        (self.folder / "file.txt").write_text(text, encoding="utf-8")
        self.git("add", ".")
        self.git("commit", "--quiet", "--message", message)

    def check(self) -> tuple[int, str]:
        done = subprocess.run(["sh", SCRIPT], cwd=self.folder, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


@pytest.mark.parametrize("what", BELONGS_TO_AN_ACCOUNT | BELONGS_TO_A_MACHINE)
def test_it_is_found_in_a_file(what: str, repository: Repository) -> None:
    planted = (BELONGS_TO_AN_ACCOUNT | BELONGS_TO_A_MACHINE)[what]
    repository.commit(f"before\nsome = '{planted}'\nafter\n")
    status, said = repository.check()
    assert status == 1
    assert planted in said
    assert "Remove the lines above" in said


@pytest.mark.parametrize("what", BELONGS_TO_AN_ACCOUNT)
def test_it_is_found_where_it_was_once(what: str, repository: Repository) -> None:
    repository.commit(f"some = '{BELONGS_TO_AN_ACCOUNT[what]}'\n")
    repository.commit("taken out\n")
    status, said = repository.check()
    assert status == 1
    assert BELONGS_TO_AN_ACCOUNT[what] in said
    assert "The history carries" in said


def test_it_is_found_in_a_message(repository: Repository) -> None:
    repository.commit("clean\n", f"Move to {BELONGS_TO_AN_ACCOUNT['ARN']}")
    assert repository.check()[0] == 1


def test_the_account_of_the_emulator_does_not_hide_another_one(repository: Repository) -> None:
    nobody = "0" * 12
    repository.commit(f"{nobody} {BELONGS_TO_AN_ACCOUNT['account id']}\n")
    repository.commit("taken out\n")
    assert repository.check()[0] == 1


def test_a_clone_without_the_history_says_so(repository: Repository, tmp_path: Path) -> None:
    repository.commit("one\n")
    repository.commit("two\n")
    repository.git("clone", "--quiet", "--depth=1", f"file://{tmp_path}", "shallow")
    done = subprocess.run(["sh", SCRIPT], cwd=tmp_path / "shallow", capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Only the part of the history" in done.stderr


def test_what_looks_alike_is_let_through(repository: Repository) -> None:
    repository.commit("1000001:sandbox-needs-no-secret\n17 characters, 1234567890123, arn:aws:states:::lambda:invoke\n")
    assert repository.check() == (0, "")
