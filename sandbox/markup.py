"""Keyboards: what Telegram refuses about them. Their shape was already checked against the specification."""

from sandbox.wire import BadRequest, Json

MAX_BUTTONS = 100
MAX_DATA_BYTES = 64
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_STYLES = ("danger", "success", "primary")


def inline_keyboard(markup: Json | None) -> Json | None:
    """The inline keyboard as a message carries it; None for none, for an empty one and for other markups.

    Raises 400 in Telegram's words for buttons it would not take.
    """
    if markup is None or "inline_keyboard" not in markup:
        return None
    rows = [row for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise BadRequest("reply markup is too long")
    for row in rows:
        for button in row:
            _check(button)
    return {"inline_keyboard": rows} if rows else None


def _check(button: Json) -> None:
    if not button["text"].strip():
        raise BadRequest("can't parse inline keyboard button: Text is empty")
    actions = [action for action in _ACTIONS if action in button]
    if not actions:
        raise BadRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise BadRequest("can't parse inline keyboard button: Exactly one action is allowed for a button")
    if "callback_data" in button and not 0 < len(button["callback_data"].encode(errors="replace")) <= MAX_DATA_BYTES:
        raise BadRequest("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 0 < len(button["copy_text"]["text"]) <= 256:
        raise BadRequest("BUTTON_COPY_TEXT_INVALID")
    if "url" in button and not button["url"].startswith(("http://", "https://", "tg://")):
        raise BadRequest(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if "style" in button and button["style"] not in _STYLES:
        raise BadRequest("can't parse inline keyboard button: invalid button style specified")


def reply_keyboard(markup: Json | None) -> Json | None:
    """The reply keyboard that the markup brings, with buttons as objects; None when it brings none."""
    if markup is None or "keyboard" not in markup:
        return None
    rows = [[_as_button(button) for button in row] for row in markup["keyboard"] if row]
    if not rows:
        raise BadRequest("reply keyboard must be non-empty")
    for row in rows:
        for button in row:
            if not button["text"].strip():
                raise BadRequest("can't parse keyboard button: text must be non-empty")
    return {**markup, "keyboard": rows}


def _as_button(button: Json | str) -> Json:
    return {"text": button} if isinstance(button, str) else button


def removes_keyboard(markup: Json | None) -> bool:
    """Whether the markup takes the reply keyboard away."""
    return markup is not None and bool(markup.get("remove_keyboard"))
