"""The words of one language that the rules of the grammar look for. Data only; a language is one file of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from backend.training.grammar.tokens import Typing
from backend.training.session import Sport

Meaning = TypeVar("Meaning")
Words = frozenset[str]


def words(text: str) -> Words:
    """A set of single words, written with spaces between them."""
    return frozenset(text.split())


class Phrases(Generic[Meaning]):
    """Phrases of one or more words, each with what it means; of several that fit, the longest counts.

    A hyphen in the message counts as the space it stands for: "warm-up" is "warm up".
    """

    def __init__(self, meanings: Callable[[], Mapping[str, Meaning]]) -> None:
        self._read = meanings

    @cached_property
    def _by_first(self) -> Mapping[str, Sequence[tuple[tuple[str, ...], Meaning]]]:
        """Sorted in at the first look: a program starts with four languages' words and may need one of them."""
        found: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        meanings = self._read()
        for phrase in sorted(meanings, key=lambda phrase: -len(phrase.split())):
            first, *rest = phrase.split()
            found.setdefault(first, []).append((tuple(rest), meanings[phrase]))
        return found

    @property
    def first_words(self) -> Iterable[str]:
        """The words that phrases begin with."""
        return self._by_first

    @property
    def meanings(self) -> Mapping[str, Meaning]:
        """Every phrase with what it means."""
        return {" ".join((first, *rest)): meaning for first, found in self._by_first.items() for rest, meaning in found}

    def starting_with(self, word: str) -> Sequence[tuple[tuple[str, ...], Meaning]]:
        """What may follow ``word``, the longest first, with the meanings."""
        return self._by_first.get(word, ())


def phrases(*lines: str) -> Phrases[bool]:
    """Phrases that only have to be found; commas separate them."""
    return Phrases(lambda: {phrase.strip(): True for line in lines for phrase in line.split(",") if phrase.strip()})


def pairs(firsts: str, seconds: str) -> str:
    """Every first followed by every second, comma-separated as both are: for :func:`phrases`."""
    return ", ".join(
        f"{first.strip()} {second.strip()}" for first in firsts.split(",") for second in seconds.split(",")
    )


def paired(firsts: str, seconds: str) -> Phrases[bool]:
    """The phrases of all such pairs."""
    return phrases(pairs(firsts, seconds))


def named(meanings: Mapping[Meaning, str]) -> Phrases[Meaning]:
    """Phrases by what they mean: ``{meaning: "one, another"}``."""
    return Phrases(
        lambda: {phrase.strip(): meaning for meaning, line in meanings.items() for phrase in line.split(",")}
    )


@dataclass(frozen=True, slots=True)
class SportName:
    """What a word says about the sport.

    ``kept``: the word says more than the sport's name does, so it stays in the note ("football").
    ``weak``: it counts only where no other sport is named ("climb" in a ride, "marathon").
    """

    sport: Sport
    kept: bool = False
    weak: bool = False
    km: float | None = None
    """The distance that a race's name stands for."""


def sport_names(rows: Sequence[tuple[SportName, str]]) -> Phrases[SportName]:
    """Phrases for sports, from rows of a meaning and its comma-separated names."""
    return Phrases(lambda: {phrase.strip(): name for name, line in rows for phrase in line.split(",")})


@dataclass(frozen=True, slots=True, eq=False, repr=False)  # nobody compares two, and writing that takes a start's time
class Vocabulary:
    """Everything the rules need to know about a language."""

    typing: Typing
    numbers: Mapping[str, float]
    """Number words up to a hundred."""
    repeats: Mapping[str, int]
    """How often, before a duration: "twice 30 min"."""
    and_words: Words
    articles: Words
    of_words: Words
    vague_words: Words
    """Between a word and its quantity, changing nothing: "after about 20 min"."""
    or_words: Words
    """Between the two ends of a range: "7 to 8"."""
    fractions_after: Phrases[float]
    """After a number of hours: "and a half"."""

    hour_units: Words
    minute_units: Words
    second_units: Words
    metre_or_minute: Words
    """"m": minutes after hours, otherwise metres or minutes."""
    hour_phrases: Phrases[int]
    """Minutes of "half an hour" and its like."""
    times: Words
    """Between a count and a duration: "2 x 30 min"."""
    each_time_before: Words
    """Before a duration that is not the session's: "after 20 min"."""
    not_training_before: Words
    """Before a duration that is not training: "slept 8 h"."""
    section_after: Phrases[bool]
    """After a duration that makes up a session together with others: "10 min warm up"."""
    part_after: Phrases[bool]
    """After a duration that is a part of the session: "2 min rest"."""
    interval_after: Phrases[bool]
    """After a short duration that is repeated: "3 min intervals"."""
    moment_after: Words
    """After a duration that is only a moment, where the clause ends with them: "20 min in"."""
    not_training_after: Phrases[bool]
    """After a duration that is not training: "8 h sleep", "20 min ago"."""
    total_words: Words
    clock_before: Words
    """Before a time of day or a pace: "at 18:30"."""
    clock_after: Phrases[bool]
    duration_before: Words
    """Before a time that is a duration: "in 52:10"."""
    duration_labels: Words
    """Before a bare number of minutes: "minutes: 60"."""
    climb_words: Words
    """After metres that go up."""
    not_distance_after: Words
    """After what only looks like a distance: "10k steps"."""
    per_words: Words
    pace_words: Words

    kilometres: Mapping[str, float]
    """Units of distance, in km."""
    other_units: Words
    """Units that a bare number may carry and that are neither time nor effort."""
    other_labels: Phrases[bool]
    """Before a number that is neither time nor effort: "avg hr 150"."""

    effort_labels: Words
    borg_words: Words
    cr10_words: Words
    link_words: Words
    """Between a label and its number: "rpe was about 7"."""
    label_links: Words
    """Between a number and the label that follows it: "13 on the borg scale"."""
    rated_links: Words
    """Between a rating and what was rated: "8/10 for mood"."""
    out_of: Phrases[bool]
    other_ratings: Words
    """What else is rated out of ten: "pain 3/10"."""
    before_rating: Words
    """Words after which a bare "7/10" is still the effort."""
    partial_effort: Words
    """Before an effort that is not the whole session's: "max rpe 9"."""
    effort_words: Phrases[bool]

    relative_days: Phrases[int]
    """Days back from today; negative ones are still to come."""
    ago: Words
    """After a count of days: "3 days ago"."""
    ago_before: Phrases[bool]
    """Before a count of days, in languages that say it so: "vor 3 Tagen", "il y a 3 jours"."""
    ago_units: Mapping[str, int]
    weekdays: Mapping[str, int]
    """Monday is 0."""
    parts_of_day: Words
    no_weekday_after: Words
    """Before a weekday that is not one day: "every monday"."""
    unsure_weekdays: Words
    """Short names that are words too ("sun"): only after "on" or "last", or first in the message."""
    filler_weekdays: Words
    """Short names that begin sentences as well: only after "on" or "last"."""
    last_week: Phrases[bool]
    """Beside a weekday: "monday last week"."""
    last_words: Words
    next_words: Words
    on_words: Words
    months: Mapping[str, int]
    ordinals: Words
    day_link: Words
    other_day_before: Words
    """Before a day that is not the session's: "heavy from yesterday"."""

    sports: Phrases[SportName]
    sport_endings: Mapping[str, SportName]
    """How words end that are compounds of a sport's name, in languages that write them as one: "-lauf"."""
    no_compounds: Words
    """Words that only end like a compound: "Kreislauf"."""
    sport_label: Words
    not_sports: Phrases[bool]
    """Phrases with a sport's word in them that mean something else."""
    join_words: Words
    """Between two sports that were both done."""
    session_words: Words
    session_endings: Words
    """How compounds of "session" end; what they say more stays in the note: "-training"."""
    rest_phrases: Phrases[bool]
    bare_rest: Words
    between_negation: Words
    """Between a negation and what it denies: "skipped my run"."""
    not_felt_before: Words
    """Before a feeling that was not there: "wish I felt fresh"."""
    negations: Words
    """Before a sport or duration that did not happen."""
    denied_after: Phrases[bool]
    """After it, with the same meaning: "60 min run was cancelled"."""

    feelings: Mapping[str, str]
    """Labels of the three feelings: ``freshness``, ``readiness`` or ``mood``."""
    feeling_phrases: Phrases[tuple[str, int]]
    """Whole phrases that are one end of our own scales (McLean's wording)."""

    planned: Phrases[bool]
    """True: also when it follows what it speaks of ("60 min run planned")."""
    not_planned: Phrases[bool]
    done_words: Words
    question_words: Words
    requests: Phrases[bool]
    """What a question without its mark begins with: "tell me", "compare my"."""
    asks_to_log: Phrases[bool]
    """What makes a session of such a question, anywhere in it: "can I log a run"."""
    before_requests: Words
    """What may stand before it: "please"."""
    asks_amount: Phrases[bool]
    """Begins a question whose quantity is asked about, not told: "what does rpe 7 mean", "can I run 60 min"."""
    asks_if: Phrases[bool]
    """Begins one where what ends it is in ``judged``: "is 60 min too much"."""
    judged: Phrases[bool]
    reminds: Phrases[bool]
    """Begins what asks to be reminded: "remind me to run"."""
    note_labels: Words
    fillers: Words
    """Words that say nothing on their own; dropped from the note beside what was understood."""

    # What only some languages have:
    number_phrases: Phrases[float] = field(default_factory=lambda: Phrases(dict))
    """Numbers of several words, the first of them a number as well: "cuarenta y cinco", "quatre-vingt-dix"."""
    spoken_minutes: bool = False
    """Whether a bare number after hours is minutes: "una hora y veinte", "une heure dix"."""
    partitive: Words = frozenset()
    """Between a quantity and what was done, dropped where the note begins: "60 min de fútbol"."""
    hour_before: Words = frozenset()
    """Before hours that are a time of day: "à 18h30"."""
    total_after: Phrases[bool] = field(default_factory=lambda: phrases())
    """After a duration that is the whole: "60 min en total"."""
    day_first: bool = False
    """Whether "3/11" is the third of November and nothing else, and "el 12", "lundi 16" a day of the month."""
    goes_on: Words = frozenset()
    """Ends a clause that the next one belongs to: "erinnere mich daran, zu laufen"."""
    asks_leave: Phrases[bool] = field(default_factory=lambda: phrases())
    """Begins a question whose verb stands anywhere behind it: "kann ich morgen 60 min laufen"."""
    leave_for: Words = frozenset()
    """The verbs that it may have."""
    day_of: Words = frozenset()
    """Before a day that is the session's only behind what was done: "entreno de ayer", "piernas cansadas de ayer"."""
    last_after: Phrases[bool] = field(default_factory=lambda: phrases())
    """After a weekday: "lundi dernier"."""
    next_after: Phrases[bool] = field(default_factory=lambda: phrases())
    """After a weekday: "lunes que viene"."""
