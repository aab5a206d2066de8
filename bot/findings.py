"""What a doctor finds, and how it is said."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, what was seen, and how to mend it (empty when well)."""

    well: bool
    seen: str
    mend: str = ""


async def say_findings(findings: AsyncIterator[Finding], say: Callable[[str], object]) -> int:
    """Say each finding as it is found; 0 when all is well, else 1."""
    well = True
    async for finding in findings:
        well = well and finding.well
        say(f"{'✓' if finding.well else '✗'} {finding.seen}")
        if finding.mend:
            say(f"  → {finding.mend}")
    return 0 if well else 1
