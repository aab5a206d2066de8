"""Everything that the coach could say, each idea with several wordings and the facts that it stands on.

A comment has at most one idea of each part: what the session is beside their own, what the week is now, how it
felt, one thing to consider (always), and what the log still needs. Which ones, :mod:`backend.coach.rules` decides.
"""

from backend.coach.ideas.consider import suggestions
from backend.coach.ideas.feelings import about_feelings
from backend.coach.ideas.idea import Facts, Idea, Part
from backend.coach.ideas.log_needs import log_needs
from backend.coach.ideas.session import about_session
from backend.coach.ideas.week import about_week

__all__ = ["Facts", "Idea", "Part", "about_feelings", "about_session", "about_week", "log_needs", "suggestions"]
