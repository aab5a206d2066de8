"""Pictures, documents and albums. https://core.telegram.org/bots/api#sending-files."""

from sandbox.files import Upload, document_object, file_object, photo_sizes
from sandbox.methods.delivery import caption_content, deliver
from sandbox.methods.registry import Context, method
from sandbox.parameters import Call
from sandbox.wire import BadRequest, Json

_ATTACHED = "attach://"


def _content(context: Context, call: Call, kind: str, field: str, given: str | None) -> Json:
    """``photo`` or ``document`` of a message, from an upload, an ``attach://`` name or a known file id."""
    upload = call.uploads.get(field) if given is None else _attached(call, given)
    if upload is not None and not upload.content:
        raise BadRequest("file must be non-empty")
    if upload is None:
        if given is None:
            raise BadRequest(f"there is no {kind} in the request")
        if given.startswith(("http://", "https://")):
            raise BadRequest("failed to get HTTP URL content")  # the sandbox fetches nothing from elsewhere
        stored = context.world.files.find(given)
        if stored.kind != kind:
            raise BadRequest(f"can't use file of type {stored.kind.capitalize()} as {kind.capitalize()}")
    else:
        stored = context.world.files.add(upload, kind)
    return {"photo": photo_sizes(stored)} if kind == "photo" else {"document": document_object(stored)}


def _attached(call: Call, given: str) -> Upload | None:
    if not given.startswith(_ATTACHED):
        return None
    upload = call.uploads.get(given.removeprefix(_ATTACHED))
    if upload is None:
        raise BadRequest("wrong file identifier/HTTP URL specified")
    return upload


def media_content(context: Context, call: Call, media: Json) -> Json:
    """The content of an InputMedia object. Raises 400 for kinds that the sandbox does not show."""
    if media["type"] not in ("photo", "document"):
        raise BadRequest(f"media of type {media['type']} is not supported by the sandbox")
    content = _content(context, call, media["type"], "media", media["media"])
    return {**content, **caption_content(media)}


@method("sendPhoto")
def send_photo(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#sendphoto."""
    return _send(context, call, "photo")


@method("sendDocument")
def send_document(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#senddocument."""
    return _send(context, call, "document")


def _send(context: Context, call: Call, kind: str) -> Json:
    context.world.reachable_chat(context.bot, call.values["chat_id"])
    caption = caption_content(call.values)
    return deliver(context, call.values, {**_content(context, call, kind, kind, call.values.get(kind)), **caption})


@method("sendMediaGroup")
def send_media_group(context: Context, call: Call) -> list[Json]:
    """https://core.telegram.org/bots/api#sendmediagroup."""
    items = call.values["media"]
    if not 2 <= len(items) <= 10:
        raise BadRequest("MEDIA_INVALID" if not items else "there must be 2-10 items in an album")
    context.world.reachable_chat(context.bot, call.values["chat_id"])
    contents = [media_content(context, call, item) for item in items]
    group = context.world.new_number()
    return [deliver(context, call.values, {"media_group_id": group, **content}) for content in contents]


@method("getFile")
def get_file(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#getfile."""
    stored = context.world.files.by_id.get(call.values["file_id"])
    if stored is None:
        raise BadRequest("invalid file_id")
    return file_object(stored)
