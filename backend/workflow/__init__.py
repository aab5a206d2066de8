"""The steps between a stored entry and the feedback, and the state machine that orders them."""
