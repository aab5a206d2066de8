"""German number words: "fünfundvierzig", "anderthalb", "zweieinhalb", "dreiviertelstunde"."""

_ONES = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_BEFORE_AND = ["ein", *_ONES[2:10]]
_COUNTS = ["ein", *_ONES[2:13]]

NUMBERS: dict[str, float] = {
    **{word: float(value) for value, word in enumerate(_ONES)},
    **{word: 20.0 + 10 * place for place, word in enumerate(_TENS)},
    **{
        f"{one}und{ten}": 21.0 + ones + 10 * tens
        for tens, ten in enumerate(_TENS)
        for ones, one in enumerate(_BEFORE_AND)
    },
    **{
        f"{count}{part}": value + more
        for value, count in enumerate(_COUNTS, start=1)
        for part, more in (("einhalb", 0.5), ("undeinhalb", 0.5), ("einviertel", 0.25), ("dreiviertel", 0.75))
    },
    "zwo": 2.0,
    "dreissig": 30.0,
    "anderthalb": 1.5,
    "anderthalbe": 1.5,
    "hundert": 100.0,
    "einhundert": 100.0,
}

REPEATS = {f"{count}mal": value for value, count in enumerate(_COUNTS, start=1)}

_ARTICLES = ("", "eine ", "einer ", "ne ", "einen ", "die ", "der ")
_ABOUT = ("", "gute ", "guten ", "knappe ", "knappen ", "volle ", "vollen ", "ganze ", "ganzen ")


def _any_of(*nouns: str, bare: bool = True) -> str:
    """Every way to speak of these: "eine knappe halbe stunde". ``bare``: also without an article."""
    said = [f"{article}{about}{noun}" for article in _ARTICLES for about in _ABOUT for noun in nouns]
    return ", ".join(phrase for phrase in said if bare or phrase not in nouns)


HOUR_PHRASES: dict[int, str] = {
    60: _any_of("stunde", "std", "stündchen", bare=False) + ", einstündig, einstündige, einstündiger, einstündiges, "
    "einstündigen",
    30: _any_of("halbe stunde", "halben stunde", "halbe std", "halbestunde", "halbes stündchen", "halbe h")
    + ", halbstündig, halbstündige, halbstündiger, halbstündiges, halbstündigen, ein halbes stündchen",
    15: _any_of("viertelstunde", "viertel stunde", "viertelstündchen"),
    45: _any_of(
        "dreiviertelstunde", "dreiviertel stunde", "drei viertelstunden", "drei viertel stunden", "dreiviertel std"
    )
    + ", dreiviertelstündig, dreiviertelstündige, dreiviertelstündiger",
    90: "eineinhalbstündig, eineinhalbstündige, eineinhalbstündiger, eineinhalbstündigen, anderthalbstündig, "
    "anderthalbstündige, anderthalbstündiger, anderthalbstündigen",
    120: "zweistündig, zweistündige, zweistündiger, zweistündiges, zweistündigen",
    180: "dreistündig, dreistündige, dreistündiger, dreistündiges, dreistündigen",
    240: "vierstündig, vierstündige, vierstündiger, vierstündiges, vierstündigen",
}
"""Minutes of whole phrases."""
