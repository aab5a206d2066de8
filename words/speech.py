"""Say something in one language: texts, plurals, numbers and dates."""

import gettext
import re
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_skeleton, get_timezone_location
from babel.numbers import format_currency, format_decimal, get_currency_precision

from words.catalogue import translations

LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français"}
"""Code and own name of every language that has a complete catalogue."""


class Words:
    """One language's texts. Messages are English with ``{named}`` places; values are put in after translation."""

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        # Not Locale.parse: to guess at what it is given it loads 2 MB about the whole world.
        self._locale = Locale("en", "GB") if language == "en" else Locale(language)
        self._translations = translations

    def say(self, message: str, **values: object) -> str:
        """The text in this language."""
        return self._translations.gettext(message).format(**values)

    def many(self, one: str, other: str, number: int, **values: object) -> str:
        """The text in the plural form that ``number`` asks for; ``{number}`` is filled in."""
        return self._translations.ngettext(one, other, number).format(number=self.number(number), **values)

    def number(self, value: float, digits: int = 0) -> str:
        """``1,310``, ``1.310``; at most ``digits`` decimals, none that are zero."""
        return _decimal(round(value, digits), digits, self._locale)

    def money(self, amount: int, currency: str) -> str:
        """``€7.90``, ``7,90 €``, ``69 €``, ``450 ⭐``: ``amount`` in the currency's minor units, XTR is Stars."""
        if currency == "XTR":
            return f"{self.number(amount)}\u00a0⭐"
        digits = get_currency_precision(currency)
        value = Decimal(amount).scaleb(-digits)
        if value != value.to_integral_value():
            return format_currency(value, currency, locale=self._locale)
        pattern = re.sub(r"\.0+", "", self._locale.currency_formats["standard"].pattern)
        return format_currency(value, currency, format=pattern, locale=self._locale, currency_digits=False)

    def day(self, value: date) -> str:
        """``Sun 22 Nov``, ``So 22. Nov``: a day of about this year."""
        return _day(value, self._locale)

    def full_date(self, value: date) -> str:
        """``22 Nov 2026``, ``22.11.2026``."""
        return format_date(value, format="medium", locale=self._locale)

    def weekday(self, value: date) -> str:
        """``Sun``, ``So``, ``dim``."""
        return _unpointed(format_date(value, format="ccc", locale=self._locale), self._locale)

    def town(self, zone: str, name: str, country: str = "") -> str:
        """``Athen`` for Athens: a town that its time zone is named after; other towns keep their ``name``.

        With a ``country`` (ISO 3166) ``Athen, Griechenland``.
        """
        if self.language != "en" and name == zone.rpartition("/")[2].replace("_", " "):
            name = get_timezone_location(ZoneInfo(zone), locale=self._locale, return_city=True).rpartition("/")[2]
        return f"{name}, {self._locale.territories.get(country, country)}" if country else name


_DAYS = {
    "de": "ccc d. LLL",  # CLDR writes "So., 22. Nov.", whose last point doubles at a sentence's end
    "es": "ccc d MMM",  # CLDR writes "dom, 22 nov", whose comma cuts a list of days into pieces
    "fr": "ccc d MMM",
}
"""Days where CLDR's pattern is unfit for a place within a sentence."""

# A comment formats dozens of numbers and days, mostly the same few; formatting one costs Babel 20-60 µs.


@lru_cache(maxsize=4096)
def _decimal(value: float, digits: int, locale: Locale) -> str:
    return format_decimal(value, format="#,##0" + ("." + "#" * digits if digits else ""), locale=locale)


@lru_cache(maxsize=4096)
def _day(value: date, locale: Locale) -> str:
    pattern = _DAYS.get(locale.language)
    if pattern is not None:
        return _unpointed(format_date(value, format=pattern, locale=locale), locale)
    return format_skeleton("MMMEd", value, locale=locale)


def _unpointed(text: str, locale: Locale) -> str:
    """French without the points of ``dim. 22 nov.``: CLDR has no names without, and the last doubles a sentence's."""
    return text.replace(".", "") if locale.language == "fr" else text


def country_names(code: str) -> list[str]:
    """What a country (ISO 3166) is called in each of the languages. Loads them all, 2 MB each."""
    return [Locale(language).territories.get(code, code) for language in LANGUAGES]


@cache
def words_for(language: str) -> Words:
    """The words of a language; English where there is no catalogue for it."""
    return words_once(language)


def words_once(language: str) -> Words:
    """The same, kept by nobody (0.4 MB each): for a few texts in languages that perhaps no athlete here speaks."""
    found = translations(language)
    return Words("en", gettext.NullTranslations()) if found is None else Words(language, found)
