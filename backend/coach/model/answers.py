"""What a model has to answer, as schemas: one model of ours for each prompt's ``answer``."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


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


ANSWERS: Mapping[str, type[Answer]] = {"comment": CommentAnswer}


def schema_of(answer: type[Answer]) -> dict[str, Any]:
    """The JSON schema of an answer as the Responses API takes it."""
    return {"type": "json_schema", "name": answer.__name__, "strict": True, "schema": answer.model_json_schema()}
