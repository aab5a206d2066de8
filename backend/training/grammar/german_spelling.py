"""How German words are typed: with umlauts, with ae, oe, ue, or without any dots; with ß or ss."""

_WITH_E = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_WITHOUT_DOTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u"})


def spellings(phrase: str) -> frozenset[str]:
    """Every way to type a lower-case word or phrase."""
    umlauts = {phrase, phrase.translate(_WITH_E), phrase.translate(_WITHOUT_DOTS)}
    return frozenset(umlauts | {each.replace("ß", "ss") for each in umlauts})
