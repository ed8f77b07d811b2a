"""Numbers beside which no noun stands: what they take over from the sentence before ("This number is now 398", "Fuzuli: 41")."""

import re
from collections.abc import Sequence

from ingest.figures.agents import names_only_an_actor
from ingest.figures.labels import names_only_a_place
from ingest.figures.nesting import Whole
from ingest.figures.own_words import Count
from ingest.figures.phrases import Clause

MILLION = 1e6
KEPT = ("unit", "measure", "outcome", "who", "device", "activity", "factor")
_SAME_NUMBER = re.compile(
    r"\b(?:this|that|the|their|its|whose)\s+(?:total\s+|overall\s+)?(?:number|figure|count|total|toll|tally|sum)\b(?!\s+(?:of|for)\b)[^,;:]*$"
    r"|\b(?:число|цифра|показатель|количество|итог)\s+(?:\w+\s+){0,3}(?:составля\w+|составил\w*|достиг\w*|равн\w+|вырос\w*|превы\w+|дош\w+|до|—|-)\s*(?:\w+\s+){0,2}$"
    r"|\b(?:добавил\w+|прибавил\w+|стало)\s+(?:ещё\s+|еще\s+|более\s+|около\s+)?$"
    r"|\b(?:bu|həmin|bu göstərici|ümumi)\s+(?:rəqəm|say|göstərici)\w*\s[^,;:]*$|^\W*(?:rəqəm|say|göstərici)\w*\s[^,;:]*$"
)
_REST = re.compile(
    r"\b(?:the\s+)?(?:remaining|rest|other|others)\s*[:,–—-]?\s*$|\b(?:остальн\w+|прочи\w+)\s*[:,–—-]?\s*$|\b(?:qalan|digər)\s*$"
)


_TOGETHER = re.compile(
    r"\b(?:combined|total(?:ly|ling|led)?|altogether|in all|overall|in sum|sum|together|all told|итого|всего|вместе|в сумме|суммарно|в общей сложности|общее число"
    r"|cəmi|cəmisi|ümumi|ümumilikdə|yekun|birlikdə|toplam)\s*(?:is\s+|are\s+|that makes\s+|makes\s+)?[:,–—-]?\s*$"
)


def adds_up(before: str) -> bool:
    """Whether the words before a number say that it is a sum."""
    return _TOGETHER.search(before) is not None


def _adds_up(count: Count, before: str, giver: Sequence[Count | Whole], values: Sequence[float]) -> bool:
    """Whether a number behind "combined" is that of the killed and injured told before: "Dead: 7. Injured: 30. Combined: 37"."""
    outcomes = {g.dimensions.get("outcome") for g in giver[-2:]}
    return adds_up(before) and outcomes == {"killed", "injured"} and (not values or sum(values[-2:]) == count.number.value)


_LISTED = re.compile(r"\b(?:учтено|зарегистрирован\w*|насчитал\w*|registered|recorded|counted|listed|qeydə alinib)\b")


def _same_people(clause: Clause, count: Count, known: Sequence[Whole]) -> None:
    """People of whom nothing is said but that "this number" is theirs, or that so many were registered, are the victims told before."""
    same = _SAME_NUMBER.search(clause.folded[: count.number.start]) or _LISTED.search(clause.folded)
    told = next((w for w in reversed(known) if w.dimensions["unit"] == "people" and not w.part), None)
    if same and told is not None and told.dimensions.get("outcome") and not any(t.kind == "activity" for t in clause.tags):
        count.dimensions |= {k: told.dimensions[k] for k in KEPT if told.dimensions.get(k)}


def take_from_earlier(clause: Clause, counts: list[Count], earlier: Sequence[Whole]) -> None:
    """Give a number without a noun what the newest figure before counts, where its words say that it is the same."""
    known = [w for w in earlier if w.dimensions.get("unit")]
    for position, count in enumerate(counts):
        if count.dimensions.keys() == {"unit"} and count.unit == "people":
            _same_people(clause, count, known)
        if count.unit is not None or count.dimensions.get("other"):
            continue
        start = counts[position - 1].number.end if position else 0
        before = clause.folded[start : count.number.start]
        same = _SAME_NUMBER.search(before) or _REST.search(before)
        told: list[Count | Whole] = [*known, *(c for c in counts[:position] if c.unit is not None)]
        if _adds_up(count, before, told, [c.number.value for c in counts[:position]] if position > 1 else []):
            count.dimensions |= {"unit": "people", "measure": "victims", "outcome": "both"}
            count.phrase, count.from_before, count.words = None, True, ""
            continue
        label = names_only_a_place(clause, start, count.number.start) or names_only_an_actor(clause.text[start : count.number.start])
        behind = count.phrase is not None and count.phrase.start >= count.number.end
        if behind and not same and not names_only_a_place(clause, count.phrase.start, count.phrase.end):  # type: ignore[union-attr]
            continue
        if count.phrase is not None and not (label or (same and not count.phrase.things and count.phrase.start < count.number.start)):
            continue
        here = [c for c in counts[:position] if c.unit is not None]
        giver: Whole | Count | None = None
        if same and not here:
            giver = next((w for w in reversed(known) if not w.part), next(reversed(known), None))
        elif label or same:
            giver = here[-1] if here else next(reversed(known), None)
        elif count.number.scale is not None and count.number.scale >= MILLION:
            sums: list[Count | Whole] = [*reversed(here), *reversed(known)]
            giver = next((g for g in sums if g.dimensions["unit"] == "money"), None)
        if giver is not None and giver.dimensions.get("unit") not in {"percent", "time"}:
            count.dimensions |= {k: giver.dimensions[k] for k in KEPT if giver.dimensions.get(k)}
            count.phrase, count.from_before = None, True
            count.words = getattr(giver, "words", "")


_AMONG_THE = re.compile(r"^\W*(?:among|amongst|of|as to|as for|среди|из)\s+(?:the\s+|these\s+|those\s+)?(?:\w+\s+)?$")


def share_sort(clause: Clause, counts: list[Count]) -> None:
    """The sort of people that a sentence opens with holds for all of it: "Among the civilians 56 were killed and 170 injured"."""
    opening = next((t for t in clause.tags if t.dimensions.get("who") and _AMONG_THE.match(clause.folded[: t.start])), None)
    if opening is None or any(c.number.start < opening.start for c in counts):
        return
    for count in counts:
        if ";" in clause.folded[opening.end : count.number.start]:
            return
        if count.unit == "people" and count.whole is not None:
            count.dimensions.setdefault("who", opening.dimensions["who"])
