"""How German words are typed: with umlauts or with ae, oe, ue, with ß or ss, and in a hurry without any dots."""

_WITH_E = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_WITHOUT_DOTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u"})


def spellings(phrase: str) -> frozenset[str]:
    """Every careful way to type a lower-case word or phrase.

    Without its dots a word often is another one ("härte" is "harte"), so that it would be misread.
    """
    if phrase.isascii():
        return frozenset({phrase})
    umlauts = {phrase, phrase.translate(_WITH_E)}
    return frozenset(umlauts | {each.replace("ß", "ss") for each in umlauts})


def hasty_spellings(phrase: str) -> frozenset[str]:
    """The same, and without the dots: where missing a word is worse than taking another one for it."""
    return spellings(phrase) | spellings(phrase.translate(_WITHOUT_DOTS))
