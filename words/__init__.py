"""Every text the product says, in every language it speaks.

English texts are the message ids; ``words/locales/<language>/LC_MESSAGES/messages.po`` translate them.
``make words`` extracts and merges; catalogues are compiled in memory when a language is first used.
"""

from words.speech import LANGUAGES, Words, words_for

__all__ = ["LANGUAGES", "Words", "words_for"]
