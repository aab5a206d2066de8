"""Voice notes into words: the audio goes to the model's transcription and is kept nowhere, the words go to the chat."""

from backend.coach.listening.listener import ModelListener, Recording, Transcriber

__all__ = ["ModelListener", "Recording", "Transcriber"]
