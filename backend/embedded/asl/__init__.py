"""The part of the Amazon States Language that our workflow uses, executed as Step Functions does.

Followed: the language's specification (states-language.net) and the Step Functions developer guide for JSONata.
What is not supported is refused when the definition is read, never ignored.
"""

from backend.embedded.asl.definition import Definition, UnsupportedDefinition
from backend.embedded.asl.machine import Call, Ended, Machine, Moved

__all__ = ["Call", "Definition", "Ended", "Machine", "Moved", "UnsupportedDefinition"]
