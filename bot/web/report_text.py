"""The text of a report as markup, with spans of it set off."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.web.markup import safe


@dataclass(frozen=True)
class Setting:
    """text[start:end] is set between two tags of ours."""

    start: int
    end: int
    opening: str
    closing: str


def set_off(text: str, begin: int, settings: Iterable[Setting]) -> str:
    """text[begin:], safe for a browser, with its spans set off; a span may lie in another, and one that crosses another is left out."""
    shown: list[str] = []
    inside: list[Setting] = []  # the spans that are open, the outermost first
    at = begin

    def close_until(position: int) -> int:
        reached = at
        while inside and inside[-1].end <= position:
            shown.extend((safe(text[reached : inside[-1].end]), inside[-1].closing))
            reached = inside.pop().end
        return reached

    for setting in sorted(settings, key=lambda s: (s.start, -s.end)):
        at = close_until(setting.start)
        if setting.start < at or setting.end <= setting.start or (inside and setting.end > inside[-1].end):
            continue
        shown.extend((safe(text[at : setting.start]), setting.opening))
        inside.append(setting)
        at = setting.start
    at = close_until(len(text))
    return "".join((*shown, safe(text[at:])))
