"""Red flags as data: which words, how near to each other, mean which kind. One file of it per language."""

from dataclasses import dataclass, field
from enum import Enum, StrEnum

from backend.training.grammar.vocabulary import Phrases, Words, phrases


class RedFlagKind(StrEnum):
    """What the words point to."""

    CHEST_PAIN = "chest_pain"
    FAINTING = "fainting"
    PALPITATIONS = "palpitations"
    BREATHLESSNESS = "breathlessness"
    HEAD_INJURY = "head_injury"
    SUDDEN_HEADACHE = "sudden_headache"
    HEAT_ILLNESS = "heat_illness"
    DARK_URINE = "dark_urine"
    BONE_PAIN = "bone_pain"
    CALF_SWELLING = "calf_swelling"
    LOW_ENERGY = "low_energy"
    """Missed periods or signs of low energy availability (REDs)."""
    DISORDERED_EATING = "disordered_eating"
    SELF_HARM = "self_harm"
    PREGNANCY = "pregnancy"
    """A warning sign in pregnancy."""


class Scope(Enum):
    """Where the groups of a sign have to meet."""

    CLAUSE = "between two pauses"
    SENTENCE = "in one sentence"
    MESSAGE = "anywhere in the message"


@dataclass(frozen=True, slots=True)
class Sign:
    """A red flag is raised where one phrase of every group is said, at most ``within`` words apart.

    ``unless``: phrases that give the same words an ordinary meaning in their clause ("chest day").
    ``deniable`` False: a "not" before it does not take it back ("I don't want to kill myself").
    """

    kind: RedFlagKind
    groups: tuple[Phrases[bool], ...]
    scope: Scope = Scope.CLAUSE
    within: int = 8
    unless: Phrases[bool] = field(default_factory=lambda: phrases())
    deniable: bool = True


@dataclass(frozen=True, slots=True, eq=False, repr=False)  # as with the vocabulary
class SignWords:
    """A language's signs, and how it says that something is not there."""

    signs: tuple[Sign, ...]
    negations: Words
    not_negations: Phrases[bool]
    """Negations that grant what was: "no more", "no longer", "not only"."""
    between_negation: Words
    """Words that may stand between a negation and what it denies."""
    list_words: Words
    """Joins the last of several denied things: "no pain, dizziness or palpitations"."""
    free_words: Words
    """Behind a sign, take it back: "chest pain free"."""
    denials_after: Phrases[bool]
    """The same, where the clause ends with them: "Brustschmerzen hatte ich keine"."""
    until_words: Words
    """Behind a denied sign, say that there is an exception: "never fainted before"."""
    others: Phrases[bool] = field(default_factory=lambda: phrases())
    """Who is not the athlete: a clause about them raises nothing that can be denied ("mi padre tuvo un infarto")."""
    others_first: Phrases[bool] = field(default_factory=lambda: phrases())
    """The same, where such a clause begins with them: in languages that drop the "I" ("my friend fainted")."""
    before_others: Words = frozenset()
    """What may stand before these in the clause: "and"."""
    oneself: Phrases[bool] = field(default_factory=lambda: phrases())
    """In a clause about others, say that it is about the athlete as well."""
    long_past: Phrases[bool] = field(default_factory=lambda: phrases())
    """A time long ago: a clause about it raises nothing that can be denied ("el año pasado")."""
    still: Phrases[bool] = field(default_factory=lambda: phrases())
    """In a clause about the past, say that it is there now ("otra vez", "desde")."""
    as_well: Phrases[bool] = field(default_factory=lambda: phrases())
    """Anywhere in the message, say that what is told of others or of the past is the athlete's now: "me too"."""
