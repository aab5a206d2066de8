"""What a draft's card shows at each step: the header that grows, one question, and its buttons."""

import datetime as dt
from collections.abc import Callable

from backend.training.session import Kind, Sport
from handlers import rendering
from handlers.drafts import Draft, Step
from handlers.keyboards import Button, Keyboard, button, in_rows, keyboard, ticked
from handlers.rendering import lines
from handlers.texts import EFFORT, FEELINGS, SPORTS
from words import Words

Row = list[Button]
Screen = tuple[str, list[Row]]
"""The question below the header, and the rows of buttons."""

MINUTES = (15, 20, 30, 40, 45, 50, 60, 75, 90, 100, 105, 120)
_EFFORT_ROWS = ((0, 1), (2, 3), (4, 5), (6, 7), (8, 9, 10))


class Card:
    """A draft being drawn, in one language, on one day."""

    def __init__(self, draft: Draft, words: Words, today: dt.date, hours: bool) -> None:
        self.draft = draft
        self.words = words
        self.say = words.say
        self.today = today
        self.hours = hours

    def draw(self, trouble: str = "") -> tuple[str, Keyboard]:
        """Text (HTML) and keyboard. ``trouble`` is one sentence about the last answer."""
        question, rows = _SCREENS[self.draft.step](self)
        header = f"<b>{rendering.headline(self.words, self.draft, self.today, self.hours)}</b>"
        origin = rendering.origin(self.words, self.draft)
        return lines(header, rendering.note(self.words, self.draft), origin, trouble, question), keyboard(*rows)

    def button(self, label: str, *data: object) -> Button:
        """A button of this draft."""
        return button(label, "d", self.draft.key, *data)

    def cancel(self) -> Button:
        """Nothing is saved, or a stored entry stays as it is."""
        return self.button(self.say("Leave it as it was") if self.draft.editing else self.say("Cancel"), "cancel")

    def back(self) -> Button:
        """One question back."""
        return self.button(self.say("‹ Back"), "back")

    def minutes(self) -> Screen:
        """How long it was."""
        draft, words = self.draft, self.words
        said = [self._minutes_button(minutes) for minutes in draft.minutes_said]
        usual = [self._minutes_button(minutes) for minutes in MINUTES if minutes not in draft.minutes_said]
        extras = [
            self.button(self._sport_label(), "go", Step.SPORT),
            self.button(self.say("Day: {day}", day=rendering.day_name(words, draft.date, self.today)), "go", Step.DAY),
        ]
        last = [self.cancel()]
        if draft.minutes is not None or draft.editing:
            last.insert(0, self.back())
        elif draft.guided:
            last.insert(0, self.button(self.say("Rest day"), "rest"))
        question = self.say("How long was it? Tap, or type it: 55, 1h10.")
        return question, [said, *in_rows(usual, 4), *([] if draft.editing else [extras]), last]

    def _sport_label(self) -> str:
        if self.draft.sport is Sport.OTHER:
            return self.say("Sport…")
        return self.say("Sport: {sport}", sport=rendering.sport_name(self.words, self.draft.sport))

    def _minutes_button(self, minutes: int) -> Button:
        label = self.say("{minutes} min", minutes=minutes)
        return self.button(ticked(label, self.draft.minutes == minutes), "m", minutes)

    def effort(self) -> Screen:
        """CR10 with Foster's words."""
        rows = [[self._effort_button(rpe) for rpe in row] for row in _EFFORT_ROWS]
        unknown = self.button(ticked(self.say("I don’t know"), self.draft.rpe_unknown), "r", "u")
        return self.say("How hard was it, all in all?"), [*rows, [unknown], [self.back(), self.cancel()]]

    def _effort_button(self, rpe: int) -> Button:
        label = f"{rpe} {self.say(EFFORT[rpe])}" if rpe in EFFORT else str(rpe)
        return self.button(ticked(label, self.draft.rpe == rpe), "r", rpe)

    def feelings(self) -> Screen:
        """Three rows on one keyboard, their ends named above it."""
        ends = [
            self.say("{feeling}: {low} … {high}", feeling=self.say(name), low=self.say(low), high=self.say(high))
            for name, low, high in FEELINGS.values()
        ]
        rows = [self._feeling_row(name) for name in FEELINGS]
        autosave = self.draft.guided and not self.draft.editing
        question = self.say("And how do you feel after it? All optional.")
        if autosave:
            question = self.say("And how do you feel after it? All optional; the third answer saves.")
        last = [self.back(), self.button(self.say("Change…"), "go", Step.CHANGE)] if autosave else [self.back()]
        return lines(question, *ends), [*rows, last, [self._save()]]

    def _feeling_row(self, name: str) -> Row:
        """``Fresh 1`` … ``Fresh 5``; the chosen one is short, and takes itself back."""
        chosen, called = getattr(self.draft, name), self.say(FEELINGS[name][0])
        return [
            self.button(f"✓ {n}", "f", name, 0) if n == chosen else self.button(f"{called} {n}", "f", name, n)
            for n in range(1, 6)
        ]

    def _save(self) -> Button:
        return self.button(self.say("Save"), "save")

    def review(self) -> Screen:
        """Everything is known: save it?"""
        draft = self.draft
        load = ""
        if draft.kind is Kind.REST:
            load = self.say("A rest day counts as 0 AU.")
        elif draft.rpe is None:
            load = self.say("Load not known, because the effort is not.")
        elif draft.minutes is not None:
            load = self.say("Load {load} AU", load=self.words.number(draft.minutes * draft.rpe, 1))
        change = self.button(self.say("Change…"), "go", Step.CHANGE)
        return load, [[self._save(), change, self.cancel()]]

    def change(self) -> Screen:
        """Which field?"""
        session = [
            self.button(self.say("Duration"), "go", Step.MINUTES),
            self.button(self.say("Effort"), "go", Step.EFFORT),
            self.button(self.say("Feelings"), "go", Step.FEELINGS),
            self.button(self.say("Sport"), "go", Step.SPORT),
        ]
        both = [self.button(self.say("Day"), "go", Step.DAY), self.button(self.say("Note"), "go", Step.NOTE)]
        fields = both if self.draft.kind is Kind.REST else [*session, *both]
        last = [self._save(), self.cancel()] if self.draft.editing else [self._save(), self.back()]
        return self.say("What shall I change?"), [*in_rows(fields, 3), last]

    def sport(self) -> Screen:
        """Which sport? The nameless one last."""
        names = [
            self.button(ticked(self.say(name), self.draft.sport is sport), "sp", sport)
            for sport, name in SPORTS.items()
            if sport is not Sport.OTHER
        ]
        other = self.button(ticked(self.say("Another sport"), self.draft.sport is Sport.OTHER), "sp", Sport.OTHER)
        return self.say("Which sport was it?"), [*in_rows([*names, other], 3), self._way_back()]

    def day(self) -> Screen:
        """One of the last seven days, or typed."""
        recent = [self.today - dt.timedelta(days=back) for back in range(7)]
        days = self.draft.dates_said or recent
        buttons = [
            self.button(
                ticked(rendering.day_name(self.words, day, self.today), self.draft.date == day and not self.draft.open),
                "day",
                day.isoformat(),
            )
            for day in days
        ]
        question = self.say("Which day was it? Tap, or type it: 12 Nov, 3 days ago.")
        return question, [*in_rows(buttons, 3), self._way_back()]

    def note(self) -> Screen:
        """The note is typed."""
        clear = [self.button(self.say("No note"), "note")] if self.draft.note else []
        return self.say("Type the note. It replaces the one above, if there is one."), [clear, self._way_back()]

    def long(self) -> Screen:
        """Over 600 minutes."""
        minutes = self.draft.asked_minutes or 0
        told = rendering.duration(self.words, minutes, True)
        question = self.say("{minutes} min is {hours}. Is that right?", minutes=self.words.number(minutes), hours=told)
        yes = self.button(self.say("Yes, {hours}", hours=told), "yes")
        return question, [[yes, self.button(self.say("No, change it"), "no")], [self.cancel()]]

    def long_ago(self) -> Screen:
        """A day over a year back."""
        day = self.words.full_date(self.draft.asked_date or self.today)
        yes = self.button(self.say("Yes, {day}", day=day), "yes")
        question = self.say("{day} is more than a year ago. Is that right?", day=day)
        return question, [[yes, self.button(self.say("No, another day"), "no")], [self.cancel()]]

    def forwarded(self) -> Screen:
        """Somebody's words."""
        yes = self.button(self.say("Yes, it is mine"), "yes")
        question = self.say("You forwarded this. Is it your own session?")
        return question, [[yes, self.button(self.say("No, leave it"), "cancel")]]

    def planned(self) -> Screen:
        """A plan never counts."""
        yes = self.button(self.say("It is done"), "yes")
        question = self.say("This reads like a plan. I log only what is done.")
        return question, [[yes, self.button(self.say("Leave it"), "cancel")]]

    def cancelled(self) -> Screen:
        """One tap brings it back."""
        return self.say("Cancelled. Nothing was saved."), [[self.button(self.say("Bring it back"), "revive")]]

    def red_flag(self) -> Screen:
        """Drawn by :mod:`handlers.red_flag`, which puts its own words above this."""
        question = self.say("I can’t judge it. Shall I keep the session in your log, without comment?")
        return question, [[self.button(self.say("Keep"), "keep"), self.button(self.say("Don’t"), "dont")]]

    def _way_back(self) -> Row:
        return [self.cancel()] if self.draft.step in self.draft.open else [self.back(), self.cancel()]


_SCREENS: dict[Step, Callable[[Card], Screen]] = {
    Step.MINUTES: Card.minutes,
    Step.EFFORT: Card.effort,
    Step.FEELINGS: Card.feelings,
    Step.REVIEW: Card.review,
    Step.CHANGE: Card.change,
    Step.SPORT: Card.sport,
    Step.DAY: Card.day,
    Step.NOTE: Card.note,
    Step.LONG: Card.long,
    Step.LONG_AGO: Card.long_ago,
    Step.FORWARDED: Card.forwarded,
    Step.PLANNED: Card.planned,
    Step.CANCELLED: Card.cancelled,
    Step.RED_FLAG: Card.red_flag,
}
