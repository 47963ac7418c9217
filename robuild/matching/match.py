"""What one component was found to be; a row of `tables.MATCHES`."""

from __future__ import annotations

from dataclasses import dataclass

from robuild.terms.vocabulary import Confidence, MatchRung, MatchStatus


@dataclass(frozen=True, slots=True)
class Match:
    """What one component was found to be."""

    status: MatchStatus
    component_key: str | None
    rule_id: str | None
    rung: MatchRung
    confidence: Confidence | None
    evidence: str | None
    reason: str | None
    candidates: str | None = None
