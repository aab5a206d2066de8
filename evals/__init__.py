"""How good are the coach's comments, by prompt version? ``make evals``.

Scenarios (``scenarios/*.yaml``) name an athlete's log (``logs``), what they wrote, and what has to be true of the
comment. Recorded answers, written by hand as a model plausibly and as an attacked model would write them, show that the
check and the repair do their part; ``--live`` asks the model that the settings name instead, which shows how good the
prompt is.
"""
