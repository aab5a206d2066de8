"""Every text the product says, in every language it speaks.

English texts are the message ids; ``words/locales/<language>/LC_MESSAGES/messages.po`` translate them.
``make words`` extracts and merges; ``words/catalogue.py`` compiles them when they are first used.
"""

from words.speech import LANGUAGES, Words, country_names, words_for, words_once

__all__ = ["LANGUAGES", "Words", "country_names", "words_for", "words_once"]
