"""What a model is told: Markdown with front matter, one file a task, versioned.

The body is instructions with ``{{named}}`` places for words of ours. What an athlete wrote never goes there: it travels
in the request's input, which is one JSON document (``backend.coach.model.request``).
"""

from prompts.loader import BadPrompt, Prompt, load

__all__ = ["BadPrompt", "Prompt", "load"]
