"""The facts: hand-calculated, and silent where there is too little to stand on."""

from typing import Any

import pytest

from backend.coach.facts import by_name
from backend.coach.log import Logged
from backend.training.session import Sport
from evals.logs import STEADY, facts_of, rest, session


def facts_about(entry: Logged, *others: Logged, first_day_ago: int | None = None) -> dict[str, Any]:
    return dict(by_name(facts_of(entry, others, first_day_ago)))


FOUR_RUNS = [session(20, 40, 4), session(15, 50, 6), session(10, 60, 5), session(5, 50, 5)]


def test_a_session_is_minutes_times_rpe():
    facts = facts_about(session(0, 80, 5, Sport.RIDE, freshness=4))
    assert facts["session"] == {
        "entry_id": facts["session"]["entry_id"],
        "kind": "session",
        "sport": "ride",
        "date": "2026-11-22",
        "days_ago": 0,
        "minutes": 80,
        "rpe": 5,
        "load": 400,
        "freshness": 4,
        "readiness": None,
        "mood": None,
    }


def test_the_week_is_the_last_seven_days_and_the_change_is_in_percent():
    # GIVEN 210 + 300 + 400 + 400 = 1,310 AU in this week, and 590 + 590 = 1,180 AU in the one before
    this_week = session(6, 30, 7), session(4, 60, 5), session(3, 80, 5)
    week = facts_about(session(0, 80, 5), *this_week, session(8, 59, 10), session(13, 59, 10))["week"]
    assert week["loads"] == [210, 0, 300, 400, 0, 0, 400]
    assert (week["load"], week["previous"], week["change"]) == (1310, 1180, 11)


@pytest.mark.parametrize(
    ("entry", "others", "missing"),
    [
        (session(0, 60, 5), [session(12, 60, 5)], "history"),
        (session(0, 60, 5), [session(20, 60, 5)], "earlier_week_empty"),
        (session(0, 60, 5), [session(20, 60, 5), session(9, 60, None)], "unknown_load"),
    ],
)
def test_the_week_says_why_it_cannot_be_compared(entry: Logged, others: list[Logged], missing: str):
    week = facts_about(entry, *others)["week"]
    assert week["change"] is None
    assert week["change_missing"] == missing


def test_a_session_without_rpe_leaves_the_week_unknown_and_is_named():
    week = facts_about(session(0, 60, 5), session(2, 30, None), session(3, 30, 4))["week"]
    assert week["load"] is None
    assert week["known_load"] == 420
    assert week["unknown_dates"] == ["2026-11-20"]


def test_superlatives_are_of_the_same_sport_and_name_the_one_before():
    # GIVEN a longer ride among the runs
    facts = facts_about(session(0, 70, 4), *FOUR_RUNS, session(3, 180, 3, Sport.RIDE), session(25, 30, 2))
    assert facts["longest"]["value"] == 70
    assert (facts["longest"]["before"], facts["longest"]["before_date"]) == (60, "2026-11-12")
    assert "hardest" not in facts
    assert "biggest" not in facts


def test_superlatives_need_three_others_and_an_equal_is_none():
    assert "longest" not in facts_about(session(0, 99, 9), *FOUR_RUNS[:2])
    assert "longest" not in facts_about(session(0, 60, 9), *FOUR_RUNS)


def test_what_lies_over_four_weeks_back_does_not_count():
    assert facts_about(session(0, 70, 4), *FOUR_RUNS, session(28, 300, 3))["longest"]["before"] == 60
    assert "longest" not in facts_about(session(0, 70, 4), *FOUR_RUNS, session(27, 300, 3))


def test_an_unrated_session_could_be_the_hardest():
    facts = facts_about(session(0, 70, 9), *FOUR_RUNS, session(7, 30, None))
    assert "hardest" not in facts
    assert "biggest" not in facts
    assert facts["longest"]["value"] == 70


def test_usual_is_the_median_of_four_weeks_and_needs_four_sessions():
    # sorted: 40 50 50 60 → 50 min; 4 5 5 6 → RPE 5
    assert facts_about(session(0, 45, 5), *FOUR_RUNS)["usual"] == {"minutes": 50, "rpe": 5, "sessions": 4}
    few = facts_about(session(0, 45, 5), *FOUR_RUNS[1:])
    assert "usual" not in few
    assert "until_usual" not in few, "the next one has four to stand on"
    assert facts_about(session(0, 45, 5), *FOUR_RUNS[2:])["until_usual"] == {"needs": 1}


def test_effort_is_set_beside_sessions_about_as_long():
    # GIVEN a hard 45: about as long are 40 (RPE 4), 50 (6), 50 (5) → 5
    effort = facts_about(session(0, 45, 8), *FOUR_RUNS)["effort"]
    assert (effort["usual"], effort["difference"], effort["sessions"]) == (5, 3, 3)
    assert "effort" not in facts_about(session(0, 120, 8), *FOUR_RUNS)


def test_feelings_are_set_beside_the_last_ratings_from_the_fifth_on():
    rated = [session(n, 40, 5, freshness=value) for n, value in ((9, 4), (7, 4), (5, 3), (3, 5), (1, 4))]
    felt = facts_about(session(0, 40, 5, freshness=2), *rated)["freshness"]
    assert (felt["usual"], felt["difference"]) == (4, -2)
    assert facts_about(session(0, 40, 5, freshness=2), *rated[1:])["freshness"]["needs"] == 1
    assert "freshness" not in facts_about(session(0, 40, 5), *rated)


def test_days_off_and_days_in_a_row_count_sessions_not_rest_entries():
    facts = facts_about(session(0, 40, 5), rest(1), rest(2), session(3, 40, 5))
    assert facts["days_off"]["days"] == 2
    assert (facts["days_off"]["first"], facts["days_off"]["last"]) == ("2026-11-20", "2026-11-21")
    row = facts_about(session(0, 40, 5), session(1, 40, 5), session(1, 20, 5), session(2, 40, 5), session(4, 40, 5))
    assert row["in_a_row"] == {"days": 3, "first": "2026-11-20", "last": "2026-11-22"}


def test_a_rest_day_ends_the_row_before_it():
    facts = facts_about(rest(0), session(1, 40, 5), session(2, 40, 5))
    assert facts["in_a_row"] == {"days": 2, "first": "2026-11-20", "last": "2026-11-21"}
    assert "usual" not in facts


def test_a_rest_day_with_a_session_on_it_is_no_day_off():
    facts = facts_about(rest(0), session(0, 30, 4), session(1, 40, 8), session(2, 40, 5))
    assert facts["trained_too"] == {"sessions": 1}
    assert {"in_a_row", "days_off", "hard", "rising"} & {*facts} == set()


def test_rising_load_needs_three_known_days_in_a_row():
    assert facts_about(session(0, 60, 6), session(1, 60, 5), session(2, 60, 4))["rising"]["loads"] == [240, 300, 360]
    assert "rising" not in facts_about(session(0, 60, 6), session(1, 60, 5), session(2, 60, 5))
    assert "rising" not in facts_about(session(0, 60, 6), session(1, 60, None), session(2, 60, 4))


def test_hard_sessions_of_seven_days_are_counted():
    hard = facts_about(session(0, 60, 8), session(1, 30, 7), session(6, 30, 9), session(7, 30, 9))["hard"]
    assert (hard["sessions"], hard["day_before"]) == (3, True)
    assert hard["dates"] == ["2026-11-16", "2026-11-21", "2026-11-22"]


def test_later_sessions_do_not_change_what_a_back_dated_one_is_beside():
    facts = facts_about(session(21, 70, 4), *STEADY)
    assert facts["session"]["days_ago"] == 21
    assert facts["week"]["end"] == "2026-11-01"
    assert facts["week"]["ends_today"] is False
    assert facts["usual"]["sessions"] == 13


def test_the_first_session_is_known_as_such_only_when_all_of_the_log_was_seen():
    assert facts_about(session(0, 60, 5))["history"]["first_session"] is True
    assert facts_about(session(0, 60, 5), rest(3))["history"]["first_session"] is True
    long_ago = facts_about(session(0, 60, 5), first_day_ago=200)
    assert long_ago["history"]["first_session"] is False
    assert long_ago["long_break"] == {"weeks": 8}


def test_the_ratio_comes_after_28_days_with_both_loads_and_its_variant():
    ratio = facts_about(session(0, 70, 4), *STEADY)["acute_chronic"]
    assert ratio["variant"] == "coupled"
    # 7 days: 250 + 240 + 240 + 280 = 1,010; 28 days: 4 × 955, with today's 280 for the 225 of 28 days ago = 3,875
    assert (ratio["acute"], ratio["chronic"]) == (144, 138)
    assert "acute_chronic" not in facts_about(session(0, 70, 4), session(26, 60, 5))


def test_without_a_named_sport_all_sessions_are_looked_at():
    assert facts_about(session(0, 300, 4, Sport.OTHER), *FOUR_RUNS)["longest"]["before"] == 60
