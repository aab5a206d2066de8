"""One state at a time: from a position and what happened to the next position. No I/O, no waiting, no clock.

A caller asks :meth:`Machine.step`; a :class:`Call` wants a function called, whose outcome goes to
:meth:`Machine.answered` or :meth:`Machine.failed`. Each returns a new position, or that it is over.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.embedded.asl.definition import Catcher, Choice, Definition, Fail, Pass, Retrier, Succeed, Task, Transition
from backend.embedded.asl.expressions import QueryEvaluationError, Template
from backend.ports import Position

TIMEOUT = "States.Timeout"
QUERY_EVALUATION_ERROR = "States.QueryEvaluationError"
NO_CHOICE_MATCHED = "States.NoChoiceMatched"


@dataclass(frozen=True, slots=True)
class Call:
    """A task's function is to be called with ``payload``, for at most ``timeout`` seconds."""

    function: str
    payload: Any
    timeout: float


@dataclass(frozen=True, slots=True)
class Moved:
    """The execution goes on from here (in the same state, when it is a retry)."""

    position: Position


@dataclass(frozen=True, slots=True)
class Ended:
    """The execution is over; it succeeded when ``error`` is None."""

    output: Any = None
    error: str | None = None
    cause: str = ""


class Machine:
    """Executes a definition, one state at a time. ``chance`` gives 0–1 for jitter."""

    def __init__(self, definition: Definition, chance: Callable[[], float] = random.random) -> None:
        self.definition = definition
        self._chance = chance

    def begin(self, execution_id: str, athlete_id: UUID, work: Mapping[str, Any], now: datetime) -> Position:
        """The first position of a new execution."""
        return Position(execution_id, athlete_id, self.definition.start_at, work, work, {}, (), now, now)

    def step(self, position: Position, now: datetime) -> Call | Moved | Ended:
        """Enter the position's state. A task is not run here: its :class:`Call` is returned."""
        state = self.definition.states[position.state]
        try:
            match state:
                case Task():
                    payload = state.payload(_scope(position)) if state.payload else {}
                    return Call(state.function, payload, state.timeout)
                case Pass():
                    return self._go(position, state.transition, position.input)
                case Choice():
                    return self._choose(position, state)
                case Succeed():
                    return Ended(state.output(_scope(position)) if state.output else position.input)
                case Fail():
                    scope = _scope(position)
                    return Ended(error=str(state.error(scope)), cause=str(state.cause(scope)))
        except QueryEvaluationError as error:
            return self._failed(position, QUERY_EVALUATION_ERROR, str(error), now)

    def answered(self, position: Position, payload: Any, now: datetime) -> Moved | Ended:
        """The task's function returned ``payload``."""
        task = self.definition.states[position.state]
        assert isinstance(task, Task)
        result = {"ExecutedVersion": "$LATEST", "Payload": payload, "StatusCode": 200}
        try:
            return self._go(position, task.transition, result, result=result)
        except QueryEvaluationError as error:
            return self._failed(position, QUERY_EVALUATION_ERROR, str(error), now)

    def failed(self, position: Position, error: str, cause: str, now: datetime) -> Moved | Ended:
        """The task's function raised ``error``, or took too long (:data:`TIMEOUT`)."""
        return self._failed(position, error, cause, now)

    def _choose(self, position: Position, state: Choice) -> Moved | Ended:
        scope = _scope(position)
        for condition, transition in state.rules:
            verdict = condition(scope)
            if not isinstance(verdict, bool):
                raise QueryEvaluationError(f"{position.state}: a condition gave {verdict!r}, neither true nor false")
            if verdict:
                return self._go(position, transition, position.input)
        if state.default is None:
            return Ended(error=NO_CHOICE_MATCHED, cause=position.state)
        return self._go(position, state.default, position.input)

    def _failed(self, position: Position, error: str, cause: str, now: datetime) -> Moved | Ended:
        state = self.definition.states[position.state]
        if not isinstance(state, Task):
            return Ended(error=error, cause=cause)
        attempts = position.attempts or (0,) * len(state.retriers)
        for index, retrier in enumerate(state.retriers):
            if _matches(retrier, error):
                if attempts[index] >= retrier.max_attempts:
                    break
                due = now + timedelta(seconds=retrier.delay(attempts[index], self._chance()))
                used = (*attempts[:index], attempts[index] + 1, *attempts[index + 1 :])
                return Moved(replace(position, attempts=used, due=due))
        for catcher in state.catchers:
            if _matches(catcher, error):
                output = {"Error": error, "Cause": cause}
                try:
                    return self._go(position, catcher.transition, output, errorOutput=output)
                except QueryEvaluationError as broken:
                    return Ended(error=QUERY_EVALUATION_ERROR, cause=str(broken))
        return Ended(error=error, cause=cause)

    def _go(self, position: Position, transition: Transition, default: Any, **seen: Any) -> Moved | Ended:
        # Assign and Output both see the variables as they were before this state (the language's rule).
        scope = _scope(position, **seen) if transition.assign or transition.output else {}
        output = _fill(transition.output, scope, default)
        variables = position.variables
        if transition.assign:
            variables = {**variables, **transition.assign(scope)}
        if transition.target is None:
            return Ended(output)
        return Moved(replace(position, state=transition.target, input=output, variables=variables, attempts=()))


def _fill(template: Template | None, scope: Mapping[str, Any], default: Any) -> Any:
    return template(scope) if template else default


def _scope(position: Position, **seen: Any) -> dict[str, Any]:
    context = {
        "Execution": {
            "Id": position.execution_id,
            "Input": position.work,
            "StartTime": position.started_at.isoformat(),
        },
        "State": {"Name": position.state, "RetryCount": sum(position.attempts)},
    }
    return {**position.variables, "states": {"input": position.input, "context": context, **seen}}


def _matches(rule: Retrier | Catcher, error: str) -> bool:
    names = rule.errors
    return error in names or "States.ALL" in names or ("States.TaskFailed" in names and error != TIMEOUT)
