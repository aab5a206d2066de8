"""Read a prompt once, check it, and fill its places in."""

import re
from functools import cache
from importlib import resources
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_BRACES = re.compile(r"\{\{|\}\}")
_WORD_OF_OURS = re.compile(r"[\w ,.;:%()/'’–-]*")


class BadPrompt(Exception):
    """A prompt's file, or what is to be filled in, is not right; its text says what, and quotes no athlete."""


class FrontMatter(BaseModel):
    """What stands above a prompt's text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    version: Annotated[int, Field(ge=1)]
    """Counts up with every change of the text or of these values: feedback is kept beside it."""
    model: Annotated[str, Field(min_length=1)]
    """Taken where the operator names none."""
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    effort: Literal["none", "minimal", "low", "medium", "high"] | None = None
    """How long a reasoning model may think; None: not said."""
    max_output_tokens: Annotated[int, Field(ge=16, le=4096)]
    timeout_seconds: Annotated[float, Field(gt=0, le=60)]
    """Of one request; the whole answer has a deadline of its own."""
    answer: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    """The name of the answer's schema, in ``backend.coach.model.answers``."""
    places: tuple[str, ...] = ()


class Prompt(FrontMatter):
    """A prompt, ready to be rendered."""

    body: str

    @property
    def id(self) -> str:
        """Name and version, as it is kept beside what came of it: ``comment/1``."""
        return f"{self.name}/{self.version}"

    def render(self, **places: str) -> str:
        """The instructions with each place filled in.

        Raises BadPrompt for a place that is missing or unknown, and for a value that is more than plain words: only
        words of ours go here.
        """
        if set(places) != set(self.places):
            raise BadPrompt(f"{self.id} has the places {sorted(self.places)}, not {sorted(places)}")
        for name, value in places.items():
            if not _WORD_OF_OURS.fullmatch(value):
                raise BadPrompt(f"{self.id}: what goes to {name} must be plain words of ours")
        return _PLACE.sub(lambda found: places[found[1]], self.body)


@cache
def load(name: str) -> Prompt:
    """The prompt of that name. Raises BadPrompt when there is none, or its file is not right."""
    file = resources.files("prompts") / f"{name}.md"
    if not file.is_file():
        raise BadPrompt(f"there is no prompt {name}")
    prompt = parse(file.read_text(encoding="utf-8"))
    if prompt.name != name:
        raise BadPrompt(f"{name}.md calls itself {prompt.name}")
    return prompt


def parse(source: str) -> Prompt:
    """A prompt from the text of its file. Raises BadPrompt."""
    import yaml  # only where a model is asked

    found = _FRONT_MATTER.match(source)
    if found is None:
        raise BadPrompt("a prompt begins with front matter between two lines of ---")
    try:
        above = yaml.safe_load(found[1])
        prompt = Prompt(**above, body=found[2].strip()) if isinstance(above, dict) else None
    except (yaml.YAMLError, ValidationError, TypeError) as error:
        raise BadPrompt(f"the front matter is not right: {error}") from None
    if prompt is None:
        raise BadPrompt("the front matter must be names and values")
    named = set(_PLACE.findall(prompt.body))
    if named != set(prompt.places):
        raise BadPrompt(f"{prompt.id} names the places {sorted(prompt.places)}, its text has {sorted(named)}")
    if _BRACES.search(_PLACE.sub("", prompt.body)):
        raise BadPrompt(f"{prompt.id} has braces that are no place")
    return prompt
