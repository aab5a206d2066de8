"""Is a text about an athlete's training true to the facts, and in the manner of this coach? Pure, in four languages.

``units`` what each value of a fact is · ``held`` what the facts hold · ``reading`` what a text claims ·
``manner`` how it says it · ``check`` the two together. A language's words are in its own module.
"""

from backend.coach.grounding.check import Violation, ViolationKind, check, check_sentence, grounds

__all__ = ["Violation", "ViolationKind", "check", "check_sentence", "grounds"]
