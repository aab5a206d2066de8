"""What a model has to answer, as schemas: one model of ours for each prompt's ``answer``."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from backend.training.session import Sport


class Answer(BaseModel):
    """An answer; every field is required and nothing else is allowed, as strict structured output asks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sentence(Answer):
    """One sentence of a comment."""

    text: Annotated[str, Field(description="One sentence.")]
    facts: Annotated[list[str], Field(description="Names of the facts that it stands on.")]
    suggests: Annotated[bool, Field(description="Whether it is the one thing to consider.")]


class CommentAnswer(Answer):
    """A comment on a session, sentence by sentence, so that each can be checked and shown as it comes."""

    sentences: list[Sentence]

    @property
    def text(self) -> str:
        """The sentences as they are shown."""
        return " ".join(sentence.text.strip() for sentence in self.sentences)

    @property
    def uses(self) -> frozenset[str]:
        """The facts that it says it stands on."""
        return frozenset(name for sentence in self.sentences for name in sentence.facts)

    @property
    def suggestions(self) -> int:
        """How many of its sentences suggest something."""
        return sum(sentence.suggests for sentence in self.sentences)


class LookUp(Answer):
    """One look-up in the athlete's log. Days are ISO dates."""

    tool: Literal["entries", "numbers", "check_ins", "comparison", "last_time"]
    sport: Sport | None
    first: Annotated[str | None, Field(description="First day, YYYY-MM-DD.")]
    last: Annotated[str | None, Field(description="Last day, YYYY-MM-DD.")]


class LookUps(Answer):
    """What has to be looked up to answer a question."""

    look_ups: list[LookUp]


class QuestionAnswer(CommentAnswer):
    """An answer to a question. ``known`` false: the log does not tell."""

    known: Annotated[bool, Field(description="Whether the facts answer the question.")]


class ReadingAnswer(Answer):
    """What an athlete's words say about a session; null: they do not say it. ``day`` is an ISO date."""

    session: Annotated[bool, Field(description="Whether the words tell of a training session or a rest day.")]
    planned: Annotated[bool, Field(description="Whether it is still to come.")]
    rest: Annotated[bool, Field(description="Whether it is a rest day.")]
    sport: Sport | None
    minutes: Annotated[int | None, Field(description="Duration of the whole session.")]
    rpe: Annotated[float | None, Field(description="Effort of the whole session from 0 to 10, as said.")]
    freshness: Annotated[int | None, Field(description="From 1 to 5, as said.")]
    readiness: Annotated[int | None, Field(description="From 1 to 5, as said.")]
    mood: Annotated[int | None, Field(description="From 1 to 5, as said.")]
    day: Annotated[str | None, Field(description="Day of the session, YYYY-MM-DD.")]


ANSWERS: Mapping[str, type[Answer]] = {
    "comment": CommentAnswer,
    "look_ups": LookUps,
    "question_answer": QuestionAnswer,
    "reading": ReadingAnswer,
}


def schema_of(answer: type[Answer]) -> dict[str, Any]:
    """The JSON schema of an answer as the Responses API takes it."""
    return {"type": "json_schema", "name": answer.__name__, "strict": True, "schema": answer.model_json_schema()}
