"""Whether an answer states the expected figure: its value with its scope, period and as-of date, not the bare number."""

from typing import Any

from eval.cases import Expected
from eval.reading import NEAR
from ingest.dates import fold_case


def figure_faults(figures: tuple[dict[str, Any], ...], expected: Expected) -> list[str]:
    """What is wrong with the figure of the answer that comes nearest to the expected one; nothing when it is stated.

    `figures` are the answer's records as the contract writes them. The value must be equal; each dimension that the case fixes must be equal,
    casefolded; a date must agree as far as both are told ("2024" and "2024-05" agree). FIGURES.md's definition of a figure, scored by slots as
    in dialogue-state tracking (Henderson et al. 2014, joint goal accuracy): all or nothing.
    """
    if not figures:
        return ["no figure is stated"]
    return min((_faults(f, expected) for f in figures), key=lambda faults: (any(f.startswith("value") for f in faults), len(faults)))


def _faults(figure: dict[str, Any], expected: Expected) -> list[str]:
    period = figure.get("period") or {}
    pairs: list[tuple[str, Any, Any]] = [(name, figure.get(name), wanted) for name, wanted in expected.scope]
    dates = [
        ("period start", period.get("start"), expected.start),
        ("period end", period.get("end") or figure.get("as_of"), expected.end),
        ("as-of date", figure.get("as_of") or period.get("end"), expected.as_of),
    ]
    faults = [] if abs(figure["value"] - expected.value) < NEAR else [f"value is {figure['value']:.10g}, not {expected.value:.10g}"]
    faults += [f"{name} is {got or 'not stated'}, not {wanted}" for name, got, wanted in pairs if fold_case(got or "") != fold_case(wanted)]
    return faults + [f"{name} is {got or 'not stated'}, not {wanted}" for name, got, wanted in dates if wanted and not _agree(got, wanted)]


def _agree(got: str | None, wanted: str) -> bool:
    shorter, longer = sorted((got or "", wanted), key=len)
    return bool(shorter) and longer.startswith(shorter)
