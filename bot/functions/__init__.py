"""The bot's Lambda functions: one module each, which puts its own process together when it starts."""
