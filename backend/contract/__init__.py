"""What travels between the bot and the API: commands in, answers out.

Units: minutes are whole minutes; load is in arbitrary units (AU, minutes x session RPE); feelings are
1-5, higher is better; dates are the athlete's local calendar days; instants are UTC.
"""

from backend.contract.answers import Problem, Status
from backend.contract.athlete import Athlete, ChangeAthlete, Erased, RegisterAthlete
from backend.contract.check_ins import CheckIn, CheckInItems, Later, Readiness, ReadinessDay
from backend.contract.entries import ChangeEntry, Entry, EntryContent, EntryPage, Feelings, Recorded, RecordEntry
from backend.contract.notification import Notification
from backend.contract.numbers import Number, NumberWhy, Trend, TrendPoint, Why
from backend.contract.reminders import Pause, PauseReason, Reminders
from backend.contract.review import BestDay, HardestDay, PausedDay, ReadinessOfWeek, Review

__all__ = [
    "Athlete",
    "BestDay",
    "ChangeAthlete",
    "ChangeEntry",
    "CheckIn",
    "CheckInItems",
    "Entry",
    "EntryContent",
    "EntryPage",
    "Erased",
    "Feelings",
    "HardestDay",
    "Later",
    "Notification",
    "Number",
    "NumberWhy",
    "Pause",
    "PauseReason",
    "PausedDay",
    "Problem",
    "Readiness",
    "ReadinessDay",
    "ReadinessOfWeek",
    "RecordEntry",
    "Recorded",
    "RegisterAthlete",
    "Reminders",
    "Review",
    "Status",
    "Trend",
    "TrendPoint",
    "Why",
]
