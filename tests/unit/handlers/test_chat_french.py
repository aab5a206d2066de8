"""A French-speaking athlete reads no English, is spoken to as anybody, and may answer in French."""

import datetime as dt
import re
from importlib import resources

import pytest
from babel.messages.pofile import read_po

from backend.contract import Number
from backend.contract.premium import PremiumCause, PremiumChange, PremiumState
from backend.training.message import understand
from backend.training.session import Sport
from handlers import zones
from handlers.numbers import named
from handlers.texts import SPORTS
from handlers.times import read_span, read_time, read_until
from words import words_for

FRENCH = {"id": 7, "is_bot": False, "first_name": "Zoë", "language_code": "fr-CA"}
TODAY = dt.date(2026, 11, 22)
WINTER = dt.datetime(2026, 11, 22, 17, 40, tzinfo=dt.UTC)
PLACE = re.compile(r"\{\w+\}|<[^>]+>|/\w+|\n")
NARROW, WIDE = "\u202f", "\u00a0"


def catalogue() -> list[tuple[str, str]]:
    """Each English form beside its French one."""
    with (resources.files("words") / "locales" / "fr" / "LC_MESSAGES" / "messages.po").open("rb") as source:
        messages = [message for message in read_po(source, locale="fr") if message.id]
    both = [(message.id, message.string) for message in messages]
    return [
        pair
        for said, text in both
        for pair in ([(said, text)] if isinstance(said, str) else zip(said, text, strict=True))
    ]


CATALOGUE = catalogue()
ENGLISH = sorted(
    {piece.strip() for said, _ in CATALOGUE for piece in PLACE.split(said) if len(piece.strip()) >= 12}
    - {piece.strip() for _, text in CATALOGUE for piece in PLACE.split(text)}
)
"""What an English text is recognised by: its longer pieces between the places for values."""


def reads_no_english(chat) -> None:
    texts = [f"{each.html}\n{' | '.join(each.buttons)}" for each in chat.bot.shown.values()]
    shown = "\n".join([*texts, *(toast or "" for toast in chat.bot.toasts)])
    assert [piece for piece in ENGLISH if piece in shown] == []


@pytest.fixture
async def french(stranger):
    await stranger.sends(text="/start", **{"from": FRENCH})
    reads_no_english(stranger)
    await stranger.taps("OK, garde mes séances")
    reads_no_english(stranger)
    await stranger.taps("18:40 Paris")
    stranger.sees("Europe/Paris. Tout est prêt.")
    return stranger


def test_the_check_knows_english_when_it_sees_it():
    assert "Something broke here (" in ENGLISH
    assert len(ENGLISH) > 300


def test_signs_stand_apart_as_in_french_and_never_begin_a_line():
    for _, text in CATALOGUE:
        plain = re.sub(r"https?://|<[^>]+>|\d:\d", "", text)
        assert not re.search(rf"[^{NARROW}][;?%]", plain), text
        assert not re.search(rf"[^{WIDE}]:", plain), text
        assert not re.search(rf"«[^{WIDE}]|[^{WIDE}]»", plain), text
        assert not set(text) & set("“”„\"'"), text


def test_nobody_is_told_a_gender():
    # Words for the bot, a coach, a doctor or a thing may have one; those for the athlete may not.
    told = re.compile(
        r"\b(?:tu es|tu étais|te sens|te sentais|restes|rester|tu t’es) (?:\w+ )?\w+(?:é|ée|content|seul)\b"
    )
    assert [text for _, text in CATALOGUE if told.search(text.lower())] == []


def test_nobody_is_addressed_formally():
    assert [text for _, text in CATALOGUE if re.search(r"\b(?:vous|votre|vos|\w+ez)\b(?<!chez)(?<!assez)", text)] == []


async def test_the_whole_chat_speaks_french(french):
    chat = french
    for said in (
        "60 min rpe 7", "45 min", "rpe 11", "60 min rpe 5, 1h rpe 6", "700 min rpe 3", "/nope", "/histori", "?",
        "abcdefgh", "/log", "/week", "/trend", "/history", "/settings", "/help", "/export", "/delete_me",
        "/cancel", "/reminders", "/checkin", "/pause", "/why", "/premium", "/billing", "/whoami", "/cancel",
    ):  # fmt: skip
        await chat.says(said)
        reads_no_english(chat)


async def test_every_screen_of_a_card_is_french(french):
    chat = french
    await chat.says("/log")
    for label in ("Sport…", "Retour", "60 min", "7 très dur", "Frais 4", "Prêt 3", "Modifier…", "Remarque", "Retour"):
        found = next(shown for shown in chat.last.buttons if label.removesuffix("…") in shown)
        await chat.taps(found)
        reads_no_english(chat)
    chat.sees("RPE 7 très dur · fraîcheur 4/5 · disponibilité 3/5")


async def test_a_saved_card_its_numbers_and_undo_are_french(french):
    chat = french
    await chat.says("300 min rpe 7,5")
    await chat.taps("Enregistrer")
    chat.sees(f"Enregistré. Séance · dim 22 nov · 300 min × 7,5 = 2{NARROW}250 UA")
    chat.sees(f"Semaine{WIDE}: 2{NARROW}250 UA, jours notés 1/7")
    await chat.taps("Retirer")
    chat.sees(f"Retiré{WIDE}:")
    await chat.taps("Remettre")
    chat.sees("Remis.")
    reads_no_english(chat)


async def test_what_happened_to_premium_is_french(french):
    paid = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)
    ended = PremiumChange(at=paid, state=PremiumState.FREE, cause=PremiumCause.RAN_OUT)
    french.premium.is_on(changes=(ended,))
    await french.says("/billing")
    assert f"· lun 23 nov{WIDE}: terminé" in french.last.text.splitlines()
    reads_no_english(french)


async def test_a_note_stands_in_french_quotation_marks(french):
    await french.says("60 min rpe 5")
    await french.says("xyz abc")
    french.sees(f"«{WIDE}\u2068xyz abc\u2069{WIDE}»")


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("45 min rpe 8, douleur dans la poitrine", "appelle les secours (112 en Europe, 15 en France"),
        ("45 min rpe 8, chest pain", "appelle les secours (112 en Europe, 15 en France"),
        ("je veux mourir", "3114 en France"),
    ],
)
async def test_a_red_flag_is_answered_in_french_whatever_language_raised_it(french, said, advice):
    await french.says(said)
    french.sees(advice)
    reads_no_english(french)


async def test_deleting_everything_is_said_in_french(french):
    await french.says("60 min rpe 5")
    await french.taps("Enregistrer")
    await french.says("/delete_me")
    french.sees(f"Tout supprimer{NARROW}? Cela fait 1 entrée avec son commentaire,")
    await french.taps("Tout supprimer")
    french.sees("Vraiment supprimer 1 entrée")
    await french.taps("Oui, tout supprimer")
    french.sees(f"Tout est parti{WIDE}: 1 entrée, 0 commentaire, 0 bilan et tout le reste,")


@pytest.mark.parametrize("answer", ["Oui", "enregistrer", "c’est bon."])
async def test_a_card_is_saved_by_saying_so_in_french(french, answer):
    await french.says("60 min rpe 5")
    await french.says(answer)
    assert len(french.entries) == 1


@pytest.mark.parametrize("said", ["Merci!", "Salut", "bonjour"])
async def test_french_small_talk_is_no_note(french, said):
    await french.says("60 min rpe 5")
    await french.says(said)
    await french.taps("Enregistrer")
    assert [entry.note for entry in french.entries] == [""]


async def test_an_effort_that_nobody_knows_can_be_said_in_french(french):
    await french.says("60 min")
    await french.says("je ne sais pas")
    french.sees("effort inconnu")


@pytest.mark.parametrize(("answer", "minutes"), [("oui", 700), ("pas du tout", None)])
async def test_a_question_is_answered_in_french(french, answer, minutes):
    await french.says("700 min rpe 3")
    french.sees(f"700 min, c’est 11 h 40 min. C’est bien ça{NARROW}?")
    await french.says(answer)
    assert french.state.open_draft().minutes == minutes


async def test_a_french_session_becomes_a_card(french):
    await french.says("hier une heure et demie de vélo, effort 5 sur 10, fraîche")
    french.sees("90 min")
    await french.taps("Enregistrer")
    entry = french.entries[0]
    assert (entry.sport, entry.minutes, entry.rpe, entry.date) == (Sport.RIDE, 90, 5, dt.date(2026, 11, 21))
    assert entry.feelings.freshness == 4


@pytest.mark.parametrize(
    "typed", ["18h40", "18 h 40", "il est 18h40", "à 18 heures 40", "6h40 du soir", "6 h 40 de l’après-midi", "18:40"]
)
def test_a_french_clock_is_read(typed):
    assert "Europe/Berlin" in {place.zone for place in zones.by_clock(typed, WINTER)}


@pytest.mark.parametrize("typed", ["25 h", "18h61", "heures", "le soir", "il est", "7"])
def test_what_is_no_french_time_gives_no_place(typed):
    assert zones.by_clock(typed, WINTER) == []


def test_french_clocks_around_the_world_are_offered():
    towns = [place.town for place in zones.likely(WINTER, "fr")]
    assert towns == ["Paris", "Montréal", "Abidjan", "La Réunion", "Fort-de-France", "Los Angeles"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("à 7h", "07:00"), ("7 h 30", "07:30"), ("19h30", "19:30"), ("7h du soir", "19:00"), ("vers 7 heures", "07:00"),
        ("midi", "12:00"), ("minuit", "00:00"), ("6h du matin", "06:00"), ("12h de l'après-midi", "12:00"),
    ],
)  # fmt: skip
def test_french_times(said: str, meant: str):
    assert read_time(said) == dt.time.fromisoformat(meant)


@pytest.mark.parametrize("said", ["aucun", "Jamais.", "non", "aucune"])
def test_french_off(said: str):
    assert read_time(said) == read_span(said) == "off"


@pytest.mark.parametrize(
    "said", ["de 22h à 7h", "entre 22 h et 7 h", "22h-7h", "de 10h du soir à 7h du matin", "dès 22h jusqu’à 7h"]
)
def test_french_spans(said: str):
    assert read_span(said) == (dt.time(22), dt.time(7))


def test_a_span_may_end_at_midnight():
    assert read_span("de 21h à minuit") == (dt.time(21), dt.time(0))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("vendredi", dt.date(2026, 11, 27)), ("jusqu'au 12 décembre", dt.date(2026, 12, 12)),
        ("deux semaines", dt.date(2026, 12, 6)), ("un mois", dt.date(2026, 12, 22)), ("3 jours", dt.date(2026, 11, 25)),
        ("quinze jours", dt.date(2026, 12, 7)), ("après-demain", dt.date(2026, 11, 24)),
        ("dans une semaine", dt.date(2026, 11, 29)), ("le 1er décembre", dt.date(2026, 12, 1)),
        ("12 déc", dt.date(2026, 12, 12)), ("jusqu’à vendredi", dt.date(2026, 11, 27)),
        ("hier", "unfit"), ("jusqu’à nouvel ordre", "open"), ("je ne sais pas", "open"),
    ],
)  # fmt: skip
def test_the_end_of_a_pause_is_read_in_french(said: str, meant: object):
    assert read_until(said, TODAY, "fr") == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Monotonie", Number.MONOTONY), ("contrainte", Number.STRAIN), ("disponibilite", Number.READINESS),
        ("forme ?", Number.FORM), ("chronique", Number.RATIO), ("charge", Number.LOAD),
    ],
)  # fmt: skip
def test_a_number_is_asked_for_by_its_french_name(said: str, meant: Number):
    assert named(words_for("fr"), said) is meant


async def test_the_language_is_changed_in_the_settings_and_back(french):
    await french.says("/settings")
    await french.taps("English")
    french.sees("Time zone: Europe/Paris")
    await french.taps("Français")
    french.sees(f"Fuseau horaire{WIDE}: Europe/Paris")


@pytest.mark.parametrize("sport", [sport for sport in Sport if sport is not Sport.OTHER])
def test_a_sport_can_be_written_as_its_button_says(sport: Sport):
    label = words_for("fr").say(SPORTS[sport])
    assert understand(f"60 min {label} rpe 5, frais 4, prêt 3, humeur 2", TODAY, "fr").sport is sport
