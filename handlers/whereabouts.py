"""The town in ``I'm in Tokyo now``, as people write it in the languages of the chat."""

import re

_FORMS = (
    re.compile(r"(?:(?:i['’]?m|i am|we['’]?re|we are|now|currently|just|landed|arrived|back)\s+)+in\s+(?P<town>.+)"),
    re.compile(r"in\s+(?P<town>.+?)\s+(?:now|today|at the moment)"),
    re.compile(
        r"(?:(?:ich|wir|bin|sind|jetzt|gerade|nun|wieder|gelandet|angekommen)\s+)+in\s+(?P<town>.+?)"
        r"(?:\s+(?:jetzt|gerade|gelandet|angekommen))?"
    ),
    re.compile(r"in\s+(?P<town>.+?)\s+(?:jetzt|gerade|gelandet|angekommen)"),
    re.compile(r"(?:(?:ya|ahora|estoy|estamos|de vuelta)\s+)+en\s+(?P<town>.+)"),
    re.compile(
        r"(?:ya\s+)?(?:acabo de|acabamos de|he|hemos)\s+(?:llegar|llegado|aterrizar|aterrizado)"
        r"\s+(?:a|en)\s+(?P<town>.+)"
    ),
    re.compile(r"en\s+(?P<town>.+?)\s+(?:ahora|hoy|en este momento)"),
    re.compile(
        r"(?:(?:je suis|on est|nous sommes|maintenant|actuellement|déjà|bien|arrivée?s?|de retour)\s+)+"
        r"[àa]\s+(?P<town>.+)"
    ),
    re.compile(r"(?:je viens|on vient|nous venons)\s+d['’](?:arriver|atterrir)\s+[àa]\s+(?P<town>.+)"),
    re.compile(r"[àa]\s+(?P<town>.+?)\s+(?:maintenant|aujourd['’]hui|en ce moment)"),
)
_AT_THE_END = re.compile(
    r"\s+(?:now|today|at the moment|jetzt|gerade|ahora|hoy|maintenant|aujourd['’]hui|en ce moment)$"
)
_NO_TOWNS = frozenset({"casa", "paz"})
"""Towns somewhere, too; but who is "en casa" is at home, and "en paz" at peace."""
_ONLY_WHERE = re.compile(r"(?:in|en|à|a)\s+(?P<town>.+)")


def town_in(text: str) -> str:
    """The town of ``I'm in Tokyo``, ``bin jetzt in Tokio``, ``je suis à Tokyo``; empty for anything else."""
    plain = _plain(text)
    for form in _FORMS:
        said = form.fullmatch(plain)
        if said is not None:
            town = _AT_THE_END.sub("", said["town"])
            return "" if town in _NO_TOWNS else town
    return ""


def town_answered(text: str) -> str:
    """The same of an answer to "where are you", where ``in Tokyo`` is enough; empty when it is no such sentence."""
    said = _ONLY_WHERE.fullmatch(_plain(text))
    return town_in(text) or (said["town"] if said is not None else "")


def _plain(text: str) -> str:
    return " ".join(text.strip(" .!").casefold().split())
