"""Read a state machine, refuse what is not supported, and compile its expressions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Never, TypeVar

from backend.embedded.asl.expressions import InvalidExpression, Template, compile_template

LAMBDA_INVOKE = "arn:aws:states:::lambda:invoke"
_ANY_STATE = {"Type", "Comment"}
_FIELDS = {
    "Task": {"Resource", "Arguments", "TimeoutSeconds", "Retry", "Catch", "Assign", "Output", "Next", "End"},
    "Pass": {"Assign", "Output", "Next", "End"},
    "Choice": {"Choices", "Default", "Assign", "Output"},
    "Succeed": {"Output"},
    "Fail": {"Error", "Cause"},
}
_RETRIER = {"ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy"}
_CATCHER = {"ErrorEquals", "Next", "Assign", "Output"}
_RULE = {"Condition", "Next", "Assign", "Output"}
_DEFAULT_TIMEOUT = 60.0


class UnsupportedDefinition(ValueError):
    """The definition is wrong, or uses something that the embedded runner does not execute; says where."""


@dataclass(frozen=True, slots=True)
class Transition:
    """Where to go, and what to hand on. ``target`` None ends the execution."""

    target: str | None
    assign: Template | None
    output: Template | None


@dataclass(frozen=True, slots=True)
class Retrier:
    """When and how often to try a task again. Seconds; ``max_delay`` None is no limit."""

    errors: tuple[str, ...]
    interval: float
    max_attempts: int
    backoff: float
    max_delay: float | None
    jitter: bool

    def delay(self, retries_before: int, chance: float) -> float:
        """Seconds until the next try; ``chance`` 0–1 picks the point under FULL jitter."""
        seconds: float = self.interval * self.backoff**retries_before
        if self.max_delay is not None:
            seconds = min(seconds, self.max_delay)
        return seconds * chance if self.jitter else seconds


@dataclass(frozen=True, slots=True)
class Catcher:
    """Where errors of these names lead."""

    errors: tuple[str, ...]
    transition: Transition


@dataclass(frozen=True, slots=True)
class Task:
    """Calls a function and waits for its answer."""

    function: str
    payload: Template | None
    timeout: float
    retriers: tuple[Retrier, ...]
    catchers: tuple[Catcher, ...]
    transition: Transition


@dataclass(frozen=True, slots=True)
class Pass:
    """Hands its input on."""

    transition: Transition


@dataclass(frozen=True, slots=True)
class Choice:
    """Follows the first rule whose condition is true, else the default."""

    rules: tuple[tuple[Template, Transition], ...]
    default: Transition | None


@dataclass(frozen=True, slots=True)
class Succeed:
    """Ends well."""

    output: Template | None


@dataclass(frozen=True, slots=True)
class Fail:
    """Ends badly, on purpose."""

    error: Template
    cause: Template


_Rule = TypeVar("_Rule", Retrier, Catcher)
State = Task | Pass | Choice | Succeed | Fail


class Definition:
    """A state machine ready to run: ``start_at`` and compiled ``states``."""

    def __init__(self, source: Mapping[str, Any]) -> None:
        _only(source, {"Comment", "Version", "QueryLanguage", "StartAt", "States"}, "state machine")
        if source.get("QueryLanguage") != "JSONata":
            raise UnsupportedDefinition("state machine: QueryLanguage must be JSONata")
        self._names = set(_need(source, "States", "state machine"))
        self.start_at = self._known(_need(source, "StartAt", "state machine"), "StartAt")
        self.states: dict[str, State] = {name: self._state(name, raw) for name, raw in source["States"].items()}
        self.functions = {state.function for state in self.states.values() if isinstance(state, Task)}

    def _state(self, name: str, raw: Mapping[str, Any]) -> State:
        kind = _need(raw, "Type", name)
        if kind not in _FIELDS:
            raise UnsupportedDefinition(f"{name}: the embedded runner does not execute {kind!r} states")
        _only(raw, _ANY_STATE | _FIELDS[kind], name)
        readers: dict[str, Callable[[str, Mapping[str, Any]], State]] = {
            "Task": self._task,
            "Choice": self._choice,
            "Pass": lambda name, raw: Pass(self._way_on(name, raw)),
            "Succeed": lambda name, raw: Succeed(_template(raw, "Output", name)),
            "Fail": _fail,
        }
        return readers[kind](name, raw)

    def _task(self, name: str, raw: Mapping[str, Any]) -> Task:
        if _need(raw, "Resource", name) != LAMBDA_INVOKE:
            raise UnsupportedDefinition(f"{name}: Resource must be {LAMBDA_INVOKE}")
        arguments = _need(raw, "Arguments", name)
        _only(arguments, {"FunctionName", "Payload"}, f"{name}.Arguments")
        function = _need(arguments, "FunctionName", f"{name}.Arguments")
        if not isinstance(function, str) or "${" in function or "{%" in function:
            raise UnsupportedDefinition(f"{name}: FunctionName {function!r} names no function")
        return Task(
            function=function,
            payload=_template(arguments, "Payload", f"{name}.Arguments"),
            timeout=_number(raw, "TimeoutSeconds", _DEFAULT_TIMEOUT, name, above=0),
            retriers=_all_last([_retrier(each, f"{name}.Retry") for each in raw.get("Retry", [])], f"{name}.Retry"),
            catchers=_all_last(
                [self._catcher(each, f"{name}.Catch") for each in raw.get("Catch", [])], f"{name}.Catch"
            ),
            transition=self._way_on(name, raw),
        )

    def _choice(self, name: str, raw: Mapping[str, Any]) -> Choice:
        rules = []
        for rule in _need(raw, "Choices", name):
            _only(rule, _RULE, f"{name}.Choices")
            condition = _template(rule, "Condition", f"{name}.Choices")
            if condition is None:
                raise UnsupportedDefinition(f"{name}.Choices: a rule needs a Condition")
            rules.append((condition, self._transition(rule, f"{name}.Choices")))
        default = self._transition({**raw, "Next": raw["Default"]}, name) if "Default" in raw else None
        return Choice(tuple(rules), default)

    def _catcher(self, raw: Mapping[str, Any], where: str) -> Catcher:
        _only(raw, _CATCHER, where)
        return Catcher(_errors(raw, where), self._transition(raw, where))

    def _way_on(self, name: str, raw: Mapping[str, Any]) -> Transition:
        if ("Next" in raw) == ("End" in raw) or raw.get("End", True) is not True:
            raise UnsupportedDefinition(f"{name}: needs either Next or End: true")
        return self._transition(raw, name)

    def _transition(self, raw: Mapping[str, Any], where: str) -> Transition:
        target = None if raw.get("End") else self._known(_need(raw, "Next", where), where)
        return Transition(target, _template(raw, "Assign", where), _template(raw, "Output", where))

    def _known(self, name: str, where: str) -> str:
        if name not in self._names:
            raise UnsupportedDefinition(f"{where}: there is no state {name!r}")
        return name


def _all_last(rules: list[_Rule], where: str) -> tuple[_Rule, ...]:
    if any("States.ALL" in rule.errors for rule in rules[:-1]):
        raise UnsupportedDefinition(f"{where}: States.ALL must come last")
    return tuple(rules)


def _fail(name: str, raw: Mapping[str, Any]) -> Fail:
    return Fail(_template(raw, "Error", name) or compile_template(""), _template(raw, "Cause", name) or _no_cause)


def _no_cause(_: object) -> str:
    return ""


def _retrier(raw: Mapping[str, Any], where: str) -> Retrier:
    _only(raw, _RETRIER, where)
    strategy = raw.get("JitterStrategy", "NONE")
    if strategy not in ("NONE", "FULL"):
        raise UnsupportedDefinition(f"{where}: JitterStrategy is NONE or FULL, not {strategy!r}")
    limit = _number(raw, "MaxDelaySeconds", 0, where, above=0) if "MaxDelaySeconds" in raw else None
    return Retrier(
        errors=_errors(raw, where),
        interval=_number(raw, "IntervalSeconds", 1, where, above=0),
        max_attempts=int(_number(raw, "MaxAttempts", 3, where, above=-1)),
        backoff=_number(raw, "BackoffRate", 2.0, where, above=0.999),
        max_delay=limit,
        jitter=strategy == "FULL",
    )


def _errors(raw: Mapping[str, Any], where: str) -> tuple[str, ...]:
    names: Sequence[str] = _need(raw, "ErrorEquals", where)
    if not names or ("States.ALL" in names and len(names) > 1):
        raise UnsupportedDefinition(f"{where}: ErrorEquals names errors, or States.ALL alone")
    return tuple(names)


def _number(raw: Mapping[str, Any], field: str, default: float, where: str, *, above: float) -> float:
    value = raw.get(field, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= above:
        raise UnsupportedDefinition(f"{where}: {field} {value!r} is no number that this runner takes")
    return value


def _template(raw: Mapping[str, Any], field: str, where: str) -> Template | None:
    if field not in raw:
        return None
    try:
        return compile_template(raw[field])
    except InvalidExpression as error:
        raise UnsupportedDefinition(f"{where}.{field}: {error}") from error


def _need(raw: Mapping[str, Any], field: str, where: str) -> Any:
    return raw[field] if field in raw else _missing(field, where)


def _missing(field: str, where: str) -> Never:
    raise UnsupportedDefinition(f"{where}: {field} is missing")


def _only(raw: Mapping[str, Any], allowed: set[str], where: str) -> None:
    unknown = sorted(set(raw) - allowed)
    if unknown:
        raise UnsupportedDefinition(f"{where}: the embedded runner does not execute {', '.join(unknown)}")
