"""A typed answer to the one question that a card asks."""

import datetime as dt

from backend.training.message import Problem, ProblemCode, Understood, read_date, read_minutes, read_rpe, understand
from backend.training.session import MAX_NOTE_CHARACTERS
from handlers.drafts import Draft, Step
from handlers.texts import FEELINGS

# Whole answers of all languages at once: athletes mix them, and none means another thing in another language.
_YES = frozenset(
    {"yes", "y", "yep", "yeah", "right", "correct", "sure", "ok"}
    | {"ja", "j", "jo", "jep", "jawohl", "klar", "genau", "stimmt", "richtig", "passt"}
    | {"sí", "si", "s", "sip", "vale", "claro", "correcto", "exacto", "eso es", "así es", "de acuerdo"}
    | {"oui", "ouais", "o", "exact", "c'est ça", "c’est ça", "tout à fait", "d'accord", "d’accord", "voilà"}
)
_NO = frozenset(
    {"no", "n", "nope", "wrong"}
    | {"nein", "nö", "nee", "falsch", "stimmt nicht", "passt nicht"}
    | {"para nada", "no es correcto", "incorrecto", "qué va"}
    | {"non", "nan", "pas du tout", "faux", "c'est faux", "c’est faux", "ce n'est pas ça", "ce n’est pas ça"}
)
_UNKNOWN = frozenset(
    {"i don't know", "i don’t know", "don't know", "dont know", "dunno", "no idea", "unknown", "?"}
    | {"weiß ich nicht", "weiss ich nicht", "weiß nicht", "weiss nicht", "keine ahnung", "unbekannt"}
    | {"no lo sé", "no lo se", "no sé", "no se", "ni idea", "no me acuerdo", "no recuerdo", "desconocido"}
    | {"je ne sais pas", "je sais pas", "j'sais pas", "sais pas", "aucune idée", "aucune idee", "inconnu"}
)
_SAVE = frozenset(
    {"save", "save it", "done", "ok", "okay", "yes", "y"}
    | {"speichern", "sichern", "fertig", "passt", "ja", "j"}
    | {"guardar", "guarda", "guárdalo", "guardalo", "listo", "hecho", "vale", "sí", "si", "de acuerdo"}
    | {"enregistrer", "enregistre", "enregistre-le", "sauvegarder", "sauvegarde", "valider", "valide", "oui"}
    | {"c'est bon", "c’est bon", "c'est fait", "c’est fait", "terminé", "d'accord", "d’accord"}
)
_SMALL_TALK = frozenset(
    {"hi", "hello", "hey", "thanks", "thank you", "thx", "cool", "nice", "great", "👍"}
    | {"hallo", "moin", "servus", "danke", "danke dir", "vielen dank", "super", "prima", "gut", "guten morgen"}
    | {"hola", "buenas", "buenos días", "buenos dias", "gracias", "muchas gracias", "mil gracias", "genial", "perfecto"}
    | {"salut", "bonjour", "bonsoir", "coucou", "merci", "merci beaucoup", "merci bien", "top", "génial", "parfait"}
)


_CONFIRMED = (Step.LONG, Step.LONG_AGO, Step.FORWARDED, Step.PLANNED)


def means_save(text: str) -> bool:
    """``ok`` below a card that only waits to be saved."""
    return text.strip(" .!").casefold() in _SAVE


def is_small_talk(text: str) -> bool:
    """Words that are about no session, so that they become no note."""
    return text.strip(" .!").casefold() in _SMALL_TALK


def read(draft: Draft, text: str, said: Understood, today: dt.date, language: str) -> bool | Problem:
    """Whether ``text`` answered the draft's question (then it is taken over), or the problem with the answer.

    ``said`` is the same text read as a message: what carries more than the answer is left to that reading.
    """
    plain = text.strip().casefold()
    if draft.step is Step.NOTE:
        note = text.strip()
        draft.note = note[:MAX_NOTE_CHARACTERS]
        draft.settle()
        return len(note) <= MAX_NOTE_CHARACTERS or Problem(ProblemCode.NOTE_SHORTENED, values=(len(note),))
    if _asks_something(text, said, today, language):
        return False
    if draft.step is Step.DAY and said.kind is None:
        return _day(draft, read_date(text, today, language))
    if draft.step is Step.FEELINGS:
        return _feelings(draft, plain)
    if draft.step in _CONFIRMED and _confirmation(draft, plain):
        return True
    if draft.step is Step.LONG_AGO and said.kind is None:
        return _day(draft, read_date(text, today, language))
    if said.kind is not None or said.problems:
        return False
    if draft.step in (Step.MINUTES, Step.LONG):
        return _minutes(draft, read_minutes(text, language))
    if draft.step is Step.EFFORT:
        return _effort(draft, plain, read_rpe(text, language))
    return False


def _asks_something(text: str, said: Understood, today: dt.date, language: str) -> bool:
    """Whether it asks something whatever its mark: "how much did I run last week?", but not "yesterday?"."""
    if said.problem(ProblemCode.QUESTION) is None:
        return False
    return understand(text.replace("?", " "), today, language).problem(ProblemCode.QUESTION) is not None


def _minutes(draft: Draft, minutes: int | Problem | None) -> bool | Problem:
    if isinstance(minutes, int):
        draft.set_minutes(minutes)
        return True
    return minutes or False


def _effort(draft: Draft, plain: str, rpe: float | Problem | None) -> bool | Problem:
    if plain in _UNKNOWN:
        draft.set_rpe(None)
        return True
    if isinstance(rpe, Problem):
        return rpe
    if rpe is None:
        return False
    draft.set_rpe(rpe)
    return True


def _day(draft: Draft, day: dt.date | Problem | None) -> bool | Problem:
    if isinstance(day, dt.date):
        draft.set_date(day)
        return True
    return day or False


def _feelings(draft: Draft, plain: str) -> bool:
    """Three digits, in the order of the rows: ``4 3 5``."""
    digits = plain.replace(",", " ").replace("/", " ").split()
    if len(digits) != len(FEELINGS) or any(digit not in "12345" or len(digit) != 1 for digit in digits):
        return False
    for name, digit in zip(FEELINGS, digits, strict=True):
        setattr(draft, name, int(digit))
    return True


def _confirmation(draft: Draft, plain: str) -> bool:
    if plain in _YES:
        draft.confirm()
    elif plain in _NO:
        draft.deny()
    return plain in _YES | _NO
