"""What an athlete can do in the chat, and what the bot learns of it."""

from collections.abc import Mapping

from sandbox.entities import formatted
from sandbox.files import Upload, document_object, photo_sizes, sticker_object, voice_object
from sandbox.methods.delivery import MAX_TEXT, caption_content, without_reply
from sandbox.wire import Json
from sandbox.world import Chat, Impossible, World


class Hands:
    """The athletes' side of the world. Everything happens at once and is queued for the shown bot."""

    def __init__(self, world: World) -> None:
        self._world = world

    def chat(self, athlete_id: int) -> Chat:
        """The athlete's chat with the shown bot. Raises :class:`KeyError` for an unknown athlete."""
        return self._world.private_chat(self._world.shown, self._world.athletes[athlete_id])

    def says(self, athlete_id: int, text: str, reply_to: int | None = None) -> list[Json]:
        """Write a text. As in the app, one over 4,096 characters goes out as several messages."""
        text = text.strip()
        if not text:
            raise Impossible("an empty message cannot be sent")
        parts = [text[at : at + MAX_TEXT] for at in range(0, len(text), MAX_TEXT)]
        return [self._send(athlete_id, _text_content(part), reply_to) for part in parts if part.strip()]

    def starts(self, athlete_id: int, payload: str = "") -> Json:
        """Tap Start, or open ``t.me/<bot>?start=<payload>``; this also takes a block away."""
        if self.chat(athlete_id).blocked:
            self.blocks(athlete_id, blocked=False)
        return self.says(athlete_id, f"/start {payload}".strip())[0]

    def sends_file(self, athlete_id: int, upload: Upload, kind: str, caption: str = "") -> Json:
        """Send a file as photo, document, voice or sticker. Raises 400 for a picture that is none."""
        stored = self._world.files.add(upload, kind)
        if kind == "photo":
            content: Json = {"photo": photo_sizes(stored)}
        elif kind == "voice":
            content = {"voice": voice_object(stored, duration=3)}
        elif kind == "sticker":
            content = {"sticker": sticker_object(stored)}
        else:
            content = {"document": document_object(stored)}
        if caption and kind != "sticker":
            content.update(caption_content({"caption": caption}))
        return self._send(athlete_id, content)

    def sends_location(self, athlete_id: int, latitude: float, longitude: float) -> Json:
        """Send a place."""
        return self._send(athlete_id, {"location": {"latitude": latitude, "longitude": longitude}})

    def edits(self, athlete_id: int, message_id: int, text: str) -> Json:
        """Change the text of an own message."""
        chat = self.chat(athlete_id)
        old = self._message(chat, message_id)
        if old["from"]["id"] != athlete_id or "text" not in old:
            raise Impossible("only one's own texts can be edited")
        content = _text_content(text)
        if not content["text"]:
            raise Impossible("an empty message cannot be sent")
        kept = {key: value for key, value in old.items() if key not in ("text", "entities")}
        new = {**kept, "edit_date": int(self._world.clock()), **content}
        chat.replace(new)
        self._world.shown.updates.put("edited_message", new)
        return new

    def taps(self, athlete_id: int, message_id: int, data: str) -> str:
        """Tap an inline button; the id of the query, which the bot has to answer."""
        chat = self.chat(athlete_id)
        message = self._message(chat, message_id)
        bot = self._world.shown
        query_id = self._world.new_query(bot, chat)
        bot.updates.put(
            "callback_query",
            {
                "id": query_id,
                "from": self._world.athletes[athlete_id],
                "message": message,
                "chat_instance": str(chat.id),
                "data": data,
            },
        )
        return query_id

    def blocks(self, athlete_id: int, *, blocked: bool) -> None:
        """Block the bot, or let it speak again. The bot is told in either case."""
        chat = self.chat(athlete_id)
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        bot = self._world.shown
        member: Json = {"status": "member", "user": bot.user}
        kicked: Json = {"status": "kicked", "user": bot.user, "until_date": 0}
        bot.updates.put(
            "my_chat_member",
            {
                "chat": chat.info,
                "from": self._world.athletes[athlete_id],
                "date": int(self._world.clock()),
                "old_chat_member": member if blocked else kicked,
                "new_chat_member": kicked if blocked else member,
            },
        )
        chat.events.publish("state")

    def raw_update(self, athlete_id: int, update: Mapping[str, Json]) -> Json:
        """Queue an update as given (a group, a channel, another bot, something forwarded); ids are filled in.

        A message of a chat becomes part of that chat, so that the bot can answer there.
        """
        if len(update) != 1:
            raise Impossible("an update carries exactly one kind, and no update_id")
        kind, given = next(iter(update.items()))
        if kind in _MESSAGES:
            payload = self._message_like(athlete_id, kind, given)
        elif kind == "callback_query":
            chat = self.chat(athlete_id)
            own_id = self._world.new_query(self._world.shown, chat)
            payload = {"id": own_id, "from": self._world.athletes[athlete_id], "chat_instance": str(chat.id), **given}
        else:
            payload = given
        update_id = self._world.shown.updates.put(kind, payload)
        return {"update_id": update_id, kind: payload}

    def _message_like(self, athlete_id: int, kind: str, given: Json) -> Json:
        world, bot = self._world, self._world.shown
        athlete = world.athletes[athlete_id]
        chat = self.chat(athlete_id)
        if "chat" in given:
            chat = world.chat_by_info(bot, {**_SOME_CHAT, **given["chat"]})
        sender = given.get("from", None if kind.endswith("channel_post") else athlete)
        fixed = ("message_id", "from", "chat", "date")
        content = {key: value for key, value in given.items() if key not in fixed}
        if "message_id" in given:
            now = int(world.clock())
            message = {"message_id": given["message_id"], "from": sender, "chat": chat.info, "date": now, **content}
            chat.replace({key: value for key, value in message.items() if value is not None})
            return chat.messages[given["message_id"]]
        message = chat.add(sender, given.get("date", world.clock()), content)
        chat.events.publish("message", message=message, reply_keyboard=chat.reply_keyboard)
        return message

    def _send(self, athlete_id: int, content: Json, reply_to: int | None = None) -> Json:
        chat = self.chat(athlete_id)
        if chat.blocked:
            raise Impossible("the bot is blocked; unblock it to write")
        if reply_to is not None:
            content = {"reply_to_message": without_reply(self._message(chat, reply_to)), **content}
        message = chat.add(self._world.athletes[athlete_id], self._world.clock(), content)
        if chat.reply_keyboard is not None and chat.reply_keyboard.get("one_time_keyboard"):
            chat.reply_keyboard = None
        chat.events.publish("message", message=message, reply_keyboard=chat.reply_keyboard)
        self._world.shown.updates.put("message", message)
        return message

    def _message(self, chat: Chat, message_id: int) -> Json:
        message = chat.messages.get(message_id)
        if message is None:
            raise Impossible("this message is not there any more")
        return message


_MESSAGES = frozenset({"message", "edited_message", "channel_post", "edited_channel_post"})
_SOME_CHAT = {"id": -1_001_234_567_890, "title": "Some chat"}


def _text_content(text: str) -> Json:
    text, entities = formatted(text, None, None)
    return {"text": text, "entities": entities} if entities else {"text": text}
