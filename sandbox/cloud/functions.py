"""Lambda functions for the emulator: code of this machine, run by AWS's own runtime client.

The emulator's Python runtime loses the names of exceptions, by which Step Functions chooses what to do (``Retry``,
``Catch``). So a function is made as ``provided.al2023``: its package holds nothing but a ``bootstrap`` that runs
that client (:mod:`sandbox.cloud.runtime`) with the repository, and whatever else the caller names, on the path.
"""

import io
import shlex
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types_boto3_lambda import LambdaClient

RUNTIME: Final = "provided.al2023"
REPOSITORY = Path(__file__).parents[2]
_MADE_AT = (2026, 1, 1, 0, 0, 0)  # the same code is the same package


def package(*paths: Path, python: Path | None = None) -> bytes:
    """A package (zip) for any handler that can be imported from ``paths``, then from the repository.

    A ``sitecustomize.py`` in one of ``paths`` runs before anything else of the function does.
    """
    bootstrap = zipfile.ZipInfo("bootstrap", _MADE_AT)
    bootstrap.external_attr = 0o755 << 16
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(bootstrap, _bootstrap([*paths, REPOSITORY], python or Path(sys.executable)))
    return written.getvalue()


def make_function(
    lambdas: "LambdaClient",
    name: str,
    handler: str,
    *paths: Path,
    role: str,
    environment: Mapping[str, str] | None = None,
    timeout: int = 10,
) -> str:
    """A function that runs ``handler`` (``package.module.function``); its ARN.

    ``role`` is the ARN of the role it works under (any, where the emulator does not check them), ``timeout`` seconds.
    """
    made = lambdas.create_function(
        FunctionName=name,
        Runtime=RUNTIME,
        Handler=handler,
        Role=role,
        Timeout=timeout,
        Code={"ZipFile": package(*paths)},
        Environment={"Variables": dict(environment or {})},
    )
    return made["FunctionArn"]


def _bootstrap(paths: Sequence[Path], python: Path) -> str:
    path = ":".join(str(one.resolve()) for one in paths)
    return (
        "#!/bin/sh\n"
        f"export PYTHONPATH={shlex.quote(path)}\n"
        # The emulator logs what a function writes; lines must not wait in a buffer that a timeout throws away.
        "export PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1\n"
        f'exec {shlex.quote(str(python))} -m sandbox.cloud.runtime "$_HANDLER"\n'
    )
