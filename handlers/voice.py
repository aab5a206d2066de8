"""A voice note: written down by the coach's model, then read like what is typed. The audio is kept nowhere."""

from base64 import b64encode

from backend.contract.reading import MAX_VOICE_BYTES, MAX_VOICE_SECONDS, Transcribe
from handlers.turn import Turn

_KNOWN = ("audio/ogg", "audio/mpeg", "audio/mp4", "audio/wav", "audio/webm")
_USUAL = "audio/ogg"
"""Telegram's voice notes are Opus in Ogg. https://core.telegram.org/bots/api#voice."""


def is_one(turn: Turn) -> bool:
    """Whether the message is a voice note that was not heard yet."""
    return turn.update.message is not None and turn.update.message.voice is not None and not turn.heard


async def listen(turn: Turn) -> bool:
    """Hear it: the turn's text is what was said then. False where nothing could be heard; the athlete was told.

    Raises ListeningOff, PremiumRequired, ListeningSpent, NotHeard, NotSignedIn.
    """
    said = turn.update.message
    if said is None or said.voice is None:
        return False
    if said.voice.duration > MAX_VOICE_SECONDS or said.voice.file_size > MAX_VOICE_BYTES:
        text = turn.say("I listen to voice notes of up to two minutes. Say it shorter, or write it.")
        await turn.send(text, reply_to=said.message_id)
        return False
    athlete = turn.athlete  # who is not signed in is asked to before anything is fetched
    await turn.busy("typing")
    audio = await turn.download(said.voice.file_id)
    if not audio or len(audio) > MAX_VOICE_BYTES:
        text = turn.say("Telegram would not give me that voice note. Say it once more, please.")
        await turn.send(text, reply_to=said.message_id)
        return False
    mime = said.voice.mime_type if said.voice.mime_type in _KNOWN else _USUAL
    note = Transcribe.model_validate({"audio": b64encode(audio), "mime": mime, "seconds": said.voice.duration})
    turn.heard = (await athlete.transcribe(note)).text
    return True
