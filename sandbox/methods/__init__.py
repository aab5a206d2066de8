"""The Bot API methods that the sandbox implements, a file for each subject."""

from sandbox.methods import chats, edits, media, payments, profile, queries, receiving, sending
from sandbox.methods.registry import METHODS, Context, Method, WebhookSwitch

__all__ = [
    "METHODS",
    "Context",
    "Method",
    "WebhookSwitch",
    "chats",
    "edits",
    "media",
    "payments",
    "profile",
    "queries",
    "receiving",
    "sending",
]
