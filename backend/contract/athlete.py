"""The athlete: consent and settings."""

from uuid import UUID

from pydantic import AwareDatetime

from backend.contract.model import Language, Model, Zone


class RegisterAthlete(Model):
    """Consent given, with what the start asked for. Repeating it changes nothing."""

    language: Language = "en"
    zone: Zone = "UTC"
    consented_at: AwareDatetime


class ChangeAthlete(Model):
    """New settings; a field left out stays as it is."""

    language: Language | None = None
    zone: Zone | None = None


class Athlete(Model):
    """Who the athlete is to the product."""

    id: UUID
    language: Language
    zone: Zone
    consented_at: AwareDatetime


class Erased(Model):
    """What ``DELETE /athlete`` removed."""

    entries: int
    feedbacks: int
    check_ins: int = 0
