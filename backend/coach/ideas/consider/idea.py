"""The form of what is to be considered."""

from backend.coach.ideas.idea import Idea, Part


def consider(weight: int, key: str, wordings: tuple[str, ...], *uses: str) -> Idea:
    """An idea of this part; ``uses`` are the facts whose numbers or days it gives."""
    return Idea(Part.CONSIDER, weight, key, wordings, uses)
