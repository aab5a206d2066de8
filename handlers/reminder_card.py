"""What /reminders shows: what is stored, in words, and the times to tap."""

import datetime as dt
from collections.abc import Sequence

from backend.contract import Pause, Reminders
from handlers.keyboards import Button, Keyboard, button, in_rows, keyboard, ticked
from handlers.paused import why
from handlers.rendering import lines
from words import Words

PREFIX = "m"
MONDAY = dt.date(2026, 11, 23)
"""A Monday, to name the weekdays by."""
SCOPES: dict[str, tuple[int, ...]] = {
    "all": tuple(range(7)),
    "week": tuple(range(5)),
    "end": (5, 6),
    **{str(day): (day,) for day in range(7)},
}
"""Days that a time can be chosen for at once, Monday is 0."""
MORNINGS = ("05:30", "06:00", "06:30", "07:00", "07:30", "08:00", "09:00")
EVENINGS = ("17:00", "18:00", "19:00", "20:00", "21:00")
REVIEWS = ("06:00", "07:00", "08:00", "09:00", "12:00", "18:00")
QUIET = (("21:00", "06:00"), ("22:00", "07:00"), ("23:00", "08:00"))
Screen = tuple[str, Keyboard]


def data_of(*parts: object) -> tuple[object, ...]:
    """A time in callback data has no colon."""
    return tuple(str(part).replace(":", "") for part in parts)


def shown(at: dt.time) -> str:
    """``07:00``."""
    return at.strftime("%H:%M")


class Card:
    """The reminders of an athlete being drawn, in one language, on one day."""

    def __init__(self, reminders: Reminders, words: Words, today: dt.date, zone: str) -> None:
        self.reminders = reminders
        self.words = words
        self.say = words.say
        self.today = today
        self.zone = zone

    def button(self, label: str, *data: object) -> Button:
        """A button of this card."""
        return button(label, PREFIX, *data_of(*data))

    def main(self, news: str = "", *, undo: bool = False) -> Screen:
        """Everything in words; ``undo``: there is something to bring back."""
        say, chosen = self.say, self.reminders
        nothing = chosen.nudge is None and chosen.review is None and all(at is None for at in chosen.check_in)
        text = lines(
            f"<b>{say('Reminders')}</b> · {self.zone}",
            say("Check-in: {times}", times=self.check_in_times()),
            say("Log nudge: {time}", time=self._or_off(chosen.nudge)),
            say("Weekly review: {time}", time=self._monday(chosen.review)),
            say("Quiet hours: {span}", span=self.quiet_hours()),
            self.in_quiet_hours(*chosen.check_in, chosen.nudge, chosen.review),
            pause_line(self.words, chosen.pause, self.today),
            news,
        )
        rows = [
            [self.button(say("Check-in…"), "ci"), self.button(say("Log nudge…"), "nudge")],
            [self.button(say("Weekly review…"), "review"), self.button(say("Quiet hours…"), "quiet")],
            [button(say("Pause…"), "p", "open"), button(say("Time zone…"), "s", "zone")],
            [] if nothing else [self.button(say("Everything off"), "off")],
            [self.button(say("Bring them back"), "undo")] if undo else [],
        ]
        return text, keyboard(*rows)

    def check_in_times(self) -> str:
        """``07:00 every day``, ``Mon–Fri 07:00, Sat–Sun 09:00``, ``Mon, Wed 07:00``, ``off``."""
        times = self.reminders.check_in
        if all(at is None for at in times):
            return self.say("off")
        if len(set(times)) == 1 and times[0] is not None:
            return self.say("{time} every day", time=shown(times[0]))
        groups: list[tuple[list[int], dt.time]] = []
        for day, at in enumerate(times):
            if at is None:
                continue
            if groups and groups[-1][1] == at and groups[-1][0][-1] == day - 1:
                groups[-1][0].append(day)
            else:
                groups.append(([day], at))
        return ", ".join(f"{self._days(days)} {shown(at)}" for days, at in groups)

    def _days(self, days: Sequence[int]) -> str:
        first, last = self.weekday(days[0]), self.weekday(days[-1])
        return first if len(days) == 1 else f"{first}–{last}"

    def weekday(self, day: int) -> str:
        """``Mon``."""
        return self.words.weekday(MONDAY + dt.timedelta(days=day))

    def _or_off(self, at: dt.time | None) -> str:
        return self.say("off") if at is None else shown(at)

    def _monday(self, at: dt.time | None) -> str:
        return self.say("off") if at is None else f"{self.weekday(0)} {shown(at)}"

    def quiet_hours(self) -> str:
        """``22:00–07:00``."""
        begin, end = self.reminders.quiet_from, self.reminders.quiet_until
        return self.say("none") if begin is None or end is None else f"{shown(begin)}–{shown(end)}"

    def check_in(self, scope: str, news: str = "") -> Screen:
        """First which days, then a time for them."""
        say = self.say
        chosen = {self.reminders.check_in[day] for day in SCOPES[scope]}
        text = lines(
            "<b>" + say("Check-in: {times}", times=self.check_in_times()) + "</b>",
            say("Five taps on how you are. With 14 in four weeks I know your normal: four days a week are enough."),
            say("Tap the days, then a time; or type it: 7:30, off."),
            self.in_quiet_hours(*self.reminders.check_in),
            news,
        )
        together = [self._scope(scope, "all", say("Every day"))]
        together += [self._scope(scope, "week", self._days(range(5))), self._scope(scope, "end", self._days((5, 6)))]
        single = [self._scope(scope, str(day), self.weekday(day)) for day in range(7)]
        times = [self._time(time, chosen == {dt.time.fromisoformat(time)}, "ci", scope) for time in MORNINGS]
        times.append(self._off(chosen == {None}, "ci", scope))
        return text, keyboard(together, *in_rows(single, 4), *in_rows(times, 4), [self._back()])

    def _scope(self, scope: str, other: str, label: str) -> Button:
        return self.button(f"• {label}" if scope == other else label, "ci", other)

    def nudge(self, news: str = "") -> Screen:
        """In the evening of a usual training day without an entry."""
        say = self.say
        text = lines(
            "<b>" + say("Log nudge: {time}", time=self._or_off(self.reminders.nudge)) + "</b>",
            say("One question in the evening, only on a weekday on which you usually train and have logged nothing."),
            self._one_a_day(),
            say("Tap a time, or type it: 19:30, off."),
            self.in_quiet_hours(self.reminders.nudge),
            news,
        )
        return text, self._times("nudge", EVENINGS, self.reminders.nudge)

    def _one_a_day(self) -> str:
        """What keeps a nudge away; empty where nothing does."""
        if self.reminders.review is None and all(at is None for at in self.reminders.check_in):
            return ""
        return self.say("It stays away on days with a check-in or a review from me: one message a day.")

    def review(self, news: str = "") -> Screen:
        """On Monday."""
        say = self.say
        text = lines(
            "<b>" + say("Weekly review: {time}", time=self._monday(self.reminders.review)) + "</b>",
            say("On Monday: your week as a picture and in words. It takes the place of that day’s check-in message."),
            say("Tap a time, or type it: 19:30, off."),
            self.in_quiet_hours(self.reminders.review),
            news,
        )
        return text, self._times("review", REVIEWS, self.reminders.review)

    def _times(self, what: str, times: Sequence[str], chosen: dt.time | None) -> Keyboard:
        buttons = [self._time(time, chosen == dt.time.fromisoformat(time), what) for time in times]
        return keyboard(*in_rows([*buttons, self._off(chosen is None, what)], 4), [self._back()])

    def quiet(self, news: str = "") -> Screen:
        """Hours in which nothing comes by itself."""
        say, chosen = self.say, self.reminders
        text = lines(
            "<b>" + say("Quiet hours: {span}", span=self.quiet_hours()) + "</b>",
            say("What falls into them waits for their end, or is left out where that is on another day."),
            say("Tap a span, or type it: 22:30–6:45, off."),
            self.in_quiet_hours(*chosen.check_in, chosen.nudge, chosen.review),
            news,
        )
        spans = [
            self.button(
                ticked(
                    f"{begin}–{end}",
                    (chosen.quiet_from, chosen.quiet_until)
                    == (dt.time.fromisoformat(begin), dt.time.fromisoformat(end)),
                ),
                "quiet",
                begin,
                end,
            )
            for begin, end in QUIET
        ]
        none = self.button(ticked(say("None"), chosen.quiet_from is None), "quiet", "off")
        return text, keyboard(*in_rows([*spans, none], 2), [self._back()])

    def in_quiet_hours(self, *times: dt.time | None) -> str:
        """What becomes of those that lie in the quiet hours; empty when none does."""
        begin, end = self.reminders.quiet_from, self.reminders.quiet_until
        if begin is None or end is None:
            return ""
        told = []
        for at in sorted({at for at in times if at is not None}):
            if begin <= at < end or at < end < begin:
                told.append(
                    self.say("{time} lies in your quiet hours: it comes at {end}.", time=shown(at), end=shown(end))
                )
            elif end < begin <= at:  # they end on the next day
                told.append(
                    self.say(
                        "{time} lies in your quiet hours, so it is never sent. Choose another time, or other hours.",
                        time=shown(at),
                    )
                )
        return lines(*told)

    def _time(self, time: str, chosen: bool, *data: object) -> Button:
        return self.button(ticked(time, chosen), *data, time)

    def _off(self, chosen: bool, *data: object) -> Button:
        return self.button(ticked(self.say("Off"), chosen), *data, "off")

    def _back(self) -> Button:
        return self.button(self.say("‹ Back"), "main")


def is_paused(pause: Pause | None, today: dt.date) -> bool:
    """Whether the pause is not over yet."""
    return pause is not None and (pause.until is None or today <= pause.until)


def pause_line(words: Words, pause: Pause | None, today: dt.date) -> str:
    """``Paused until Sun 29 Nov (ill): nothing is sent.``; empty when there is none."""
    if pause is None or not is_paused(pause, today):
        return ""
    reason = why(words, pause.reason)
    if pause.until is None:
        return words.say("<b>Paused</b> until further notice ({reason}): nothing is sent.", reason=reason)
    return words.say(
        "<b>Paused</b> until {day} ({reason}): nothing is sent.", day=words.day(pause.until), reason=reason
    )
