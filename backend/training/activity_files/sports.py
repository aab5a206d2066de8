"""The sports' names in files → ours. A name that is not here is a sport that the file does not tell."""

from backend.training.session import Sport

_NAMES: dict[Sport, tuple[str, ...]] = {
    Sport.RUN: ("running", "run", "trail_running", "treadmill_running", "treadmill", "trailrun", "virtualrun", "9"),
    Sport.RIDE: (
        *("cycling", "biking", "ride", "bike", "e_biking", "mountain_biking", "road_biking", "gravel_cycling", "1"),
        *("indoor_cycling", "virtual_ride", "virtualride", "mountainbikeride", "gravelride", "ebikeride"),
    ),
    Sport.SWIM: ("swimming", "swim", "lap_swimming", "open_water", "open_water_swimming", "16"),
    Sport.STRENGTH: ("strength_training", "strength", "weighttraining", "weight_training"),
    Sport.ROW: ("rowing", "row", "indoor_rowing", "paddling", "kayaking", "canoeing"),
    Sport.WALK: ("walking", "walk", "casual_walking", "indoor_walking", "speed_walking", "10"),
    Sport.HIKE: ("hiking", "hike", "mountaineering", "snowshoeing", "4"),
    Sport.SKI: (
        *("cross_country_skiing", "alpine_skiing", "snowboarding", "skiing", "resort_skiing", "backcountry_skiing"),
        *("nordicski", "alpineski", "backcountryski", "skate_skiing", "7"),
    ),
    Sport.TEAM: (
        *("soccer", "football", "american_football", "basketball", "volleyball", "hockey", "rugby", "baseball"),
        *("handball", "ice_hockey", "field_hockey", "lacrosse", "cricket", "water_polo", "softball"),
    ),
    Sport.RACKET: ("tennis", "racket", "squash", "badminton", "table_tennis", "padel", "pickleball"),
    Sport.CLIMB: ("rock_climbing", "climbing", "indoor_climbing", "bouldering", "rockclimbing"),
    Sport.YOGA: ("yoga", "pilates"),
}
"""FIT's names, Garmin Connect's, Strava's (which writes some as numbers) and TCX's."""
_BY_NAME = {name: sport for sport, names in _NAMES.items() for name in names}
_FINER = ("training", "fitness_equipment", "generic", "all")
"""FIT's sports that say nothing: what was done is the sub-sport."""


def by_name(name: str) -> Sport | None:
    """The sport that a GPX or TCX file names."""
    return _BY_NAME.get(name.strip().casefold().replace(" ", "_").replace("-", "_"))


def of_fit(sport: str, sub_sport: str) -> Sport | None:
    """The sport of a FIT session."""
    return by_name(sub_sport if sport in _FINER else sport)
