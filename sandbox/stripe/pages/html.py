"""HTML from Python: what is not :class:`Html` already is escaped."""

from html import escape

Child = object
"""A string (escaped), :class:`Html` (as it is), or None and False (left out)."""
_VOID = frozenset({"input", "link", "meta", "br"})


class Html(str):
    """Markup that is safe to send."""

    __slots__ = ()


def h(name: str, attributes: dict[str, object] | None = None, *children: Child) -> Html:
    """An element. Attributes that are None or False are left out, True stands alone."""
    written = "".join(
        f" {key}" if value is True else f' {key}="{escape(str(value))}"'
        for key, value in (attributes or {}).items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: Child) -> Html:
    """One after the other."""
    return Html(
        "".join(
            child if isinstance(child, Html) else escape(str(child))
            for child in children
            if child is not None and child is not False
        )
    )
