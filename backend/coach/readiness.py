"""A check-in in words: today beside the athlete's own normal, and what that means beside the training before it.

No verdict and no forecast: what stands out is named with what it is compared with. About today's training there is a
sentence only where both are known, a normal and a week of load. Each number in the words has its line in ``why``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend.training.readiness import BASELINE_DAYS, ITEMS, NEEDED, TOTAL, Beside, Flag, Standing
from backend.training.review import CHANGE
from backend.training.week import Week
from words import Words

_MOST = 25
_RISING_DAYS = 3
_IN_A_ROW = 4
_LOW = (Flag.WELL_BELOW, Flag.BELOW)
_HIGH = (Flag.ABOVE, Flag.WELL_ABOVE)
_NAMED = (*_LOW, *_HIGH)


@dataclass(frozen=True, slots=True)
class Remarks:
    """Plain sentences, the first one the news; and the numbers behind them."""

    sentences: Sequence[str]
    why: Sequence[str]


def remarks(standing: Standing, week: Week | None, words: Words, *, too_seldom: bool = False) -> Remarks:
    """What to say to a check-in; nothing when there is none.

    ``week``: the seven days before it; None when today's training is not to be spoken of. ``too_seldom``: at this pace
    there will never be check-ins enough in the days that a normal is made of.
    """
    if not standing.today:
        return Remarks([], [])
    total = standing.today[TOTAL]
    sentences = [words.say("{total} of 25.", total=total.value)]
    why = [_sum(standing, words)]
    if total.mean is None:
        sentences.append(_missing(standing, words, too_seldom))
        why.append(_too_few(standing, words))
        return Remarks(sentences, why)
    sentences.append(
        words.many(
            "Your usual is {mean} ({number} check-in in 28 days).",
            "Your usual is {mean} ({number} check-ins in 28 days).",
            standing.known,
            mean=words.number(total.mean),
        )
    )
    sentences += _standing_out(standing, words)
    why += _normals(standing, words)
    if week is not None:
        for sentence, line in _training(standing, week, words):
            sentences.append(sentence)
            why.append(line)
    return Remarks(sentences, why)


def item_name(item: str, words: Words) -> str:
    """What an item is called within a sentence."""
    match item:
        case "freshness":
            return words.say("freshness")
        case "sleep":
            return words.say("sleep")
        case "muscles":
            return words.say("muscles")
        case "calm":
            return words.say("calm")
        case _:
            return words.say("mood")


# ---- beside the normal ----


def _standing_out(standing: Standing, words: Words) -> Iterator[str]:
    named = False
    for flag in _NAMED:
        items = [item for item in ITEMS if standing.today[item].flag is flag]
        if items:
            named = True
            yield _all_of(items, flag, words)
    if named:
        return
    flag_of_all = standing.today[TOTAL].flag
    if flag_of_all in _LOW:
        yield words.say("No single item stands out, all of them together are below your normal.")
    elif flag_of_all in _HIGH:
        yield words.say("No single item stands out, all of them together are above your normal.")
    else:
        yield words.say("All of it is as usual.")


def _all_of(items: Sequence[str], flag: Flag, words: Words) -> str:
    names = _joined([item_name(item, words) for item in items], words)
    names = names[0].upper() + names[1:]
    if len(items) == 1 and items != ["muscles"]:
        match flag:
            case Flag.WELL_BELOW:
                return words.say("{item} is well below your normal.", item=names)
            case Flag.BELOW:
                return words.say("{item} is below your normal.", item=names)
            case Flag.ABOVE:
                return words.say("{item} is above your normal.", item=names)
            case _:
                return words.say("{item} is well above your normal.", item=names)
    match flag:
        case Flag.WELL_BELOW:
            return words.say("{items} are well below your normal.", items=names)
        case Flag.BELOW:
            return words.say("{items} are below your normal.", items=names)
        case Flag.ABOVE:
            return words.say("{items} are above your normal.", items=names)
        case _:
            return words.say("{items} are well above your normal.", items=names)


def _joined(names: Sequence[str], words: Words) -> str:
    *others, last = names
    return words.say("{several} and {last}", several=", ".join(others), last=last) if others else last


# ---- beside the training ----


def _training(standing: Standing, week: Week, words: Words) -> Iterator[tuple[str, str]]:
    """At most one sentence about today's training, with its line."""
    flags = {one.flag for one in standing.today.values()}
    rising, in_a_row, ramp = _rising(week), _in_a_row(week), week.ramp.value
    low, high = not flags.isdisjoint(_LOW), not flags.isdisjoint(_HIGH)
    if low and rising:
        loads = " < ".join(words.number(load, 1) for load in rising)
        yield (
            words.many(
                "After {number} day of rising load, an easier day would fit.",
                "After {number} days of rising load, an easier day would fit.",
                len(rising),
            ),
            words.say("Loads up to yesterday: {loads} AU", loads=loads),
        )
    elif low and in_a_row >= _IN_A_ROW:
        yield (
            words.many(
                "After {number} training day in a row, an easier day would fit.",
                "After {number} training days in a row, an easier day would fit.",
                in_a_row,
            ),
            _loads(week, words),
        )
    elif ramp is not None and ramp >= CHANGE and (low or not high):
        percent = words.number(ramp * 100)
        if low:
            said = words.say(
                "The last seven days were {percent} % above the seven before; an easier day would fit.", percent=percent
            )
        else:
            said = words.say(
                "The last seven days were {percent} % above the seven before, and you take it as usual.",
                percent=percent,
            )
        yield said, _change(week, words)
    elif low and ramp is not None and ramp <= 0:
        yield (
            words.say("Your last seven days were no harder than the seven before: it may come from elsewhere."),
            _change(week, words),
        )
    elif high and not low and ramp is not None and ramp < CHANGE:
        yield words.say("If you planned something harder, today would suit it."), _change(week, words)


def _rising(week: Week) -> list[float]:
    """The loads of the days up to the week's end that rose from day to day, oldest first; none if fewer than three."""
    loads: list[float] = []
    for day in reversed(week.days):
        if not day.load or (loads and day.load >= loads[-1]):
            break
        loads.append(day.load)
    return loads[::-1] if len(loads) >= _RISING_DAYS else []


def _in_a_row(week: Week) -> int:
    """How many days up to the week's end have a session."""
    days = 0
    for day in reversed(week.days):
        if not day.sessions:
            break
        days += 1
    return days


# ---- why ----


def _sum(standing: Standing, words: Words) -> str:
    sum_up = " + ".join(str(standing.today[item].value) for item in ITEMS)
    names = ", ".join(item_name(item, words) for item in ITEMS)
    return words.say(
        "{names}: {sum} = {total} of {most} (McLean 2010)",
        names=names,
        sum=sum_up,
        total=standing.today[TOTAL].value,
        most=_MOST,
    )


def _missing(standing: Standing, words: Words, too_seldom: bool) -> str:
    if too_seldom:  # "2 more" would be said for ever
        return words.say(
            "To know your normal I need {needed} check-ins in {days} days; the last {days} have {known}.",
            needed=NEEDED,
            days=BASELINE_DAYS,
            known=standing.known,
        )
    return words.many(
        "{number} more check-in until I know your normal.",
        "{number} more check-ins until I know your normal.",
        standing.missing,
    )


def _too_few(standing: Standing, words: Words) -> str:
    return words.say(
        "Your normal needs {needed} check-ins in the {days} days before, there are {known}",
        needed=NEEDED,
        days=BASELINE_DAYS,
        known=standing.known,
    )


def _normals(standing: Standing, words: Words) -> Iterator[str]:
    yield _normal(words.say("Sum"), standing.today[TOTAL], words)
    for item in ITEMS:
        if standing.today[item].flag in _NAMED:
            name = item_name(item, words)
            yield _normal(name[0].upper() + name[1:], standing.today[item], words)
    yield words.say("From one SD on it is named, from two on as well below or well above")


def _normal(name: str, beside: Beside, words: Words) -> str:
    mean, sd = words.number(beside.mean or 0, 1), words.number(beside.sd or 0, 1)
    if beside.z is None:
        return words.say("{name}: always {mean} in the 28 days before", name=name, mean=mean)
    return words.say(
        "{name}: ({value} − mean {mean}) ÷ SD {sd} = {z} (28 days before)",
        name=name,
        value=beside.value,
        mean=mean,
        sd=sd,
        z=words.number(beside.z, 1).replace("-", "−"),
    )


def _loads(week: Week, words: Words) -> str:
    loads = " + ".join("?" if day.load is None else words.number(day.load, 1) for day in week.days)
    return words.say("7 days to yesterday: {loads} AU", loads=loads)


def _change(week: Week, words: Words) -> str:
    return words.say(
        "7 days to yesterday: {load} AU; the 7 before: {previous} AU; {percent} %",
        load=words.number(week.load.value or 0, 1),
        previous=words.number(week.previous_load.value or 0, 1),
        percent=_signed((week.ramp.value or 0) * 100, words),
    )


def _signed(value: float, words: Words) -> str:
    percent = round(value)
    return ("+" if percent > 0 else "−" if percent < 0 else "") + words.number(abs(percent))
