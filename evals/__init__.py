"""How good is what a model says for the coach, by prompt version? ``make evals``.

Scenarios (``scenarios/*.yaml``) name an athlete's log, what they wrote or asked, and what has to come of it: comments
and words about weeks (``comments``), answers (``questions``), messages (``readings``). Recorded answers, written by
hand as a model plausibly and as an attacked model would write them, show that the check and the repair do their part;
``--live`` asks the model that the settings name instead, which shows how good the prompts are.
"""
