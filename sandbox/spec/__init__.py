"""The specification of the Bot API, as far as the sandbox implements it."""
