"""Who did it and who is quoted for it: the actor of a sentence's numbers, and their attribution."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.dates import fold_case
from ingest.figures.leaning import leans_back
from ingest.lexicon_files import read_lexicon
from ingest.plain import plain_letters
from ingest.terms import forms_pattern

ALL = "all agencies"
MANY = 2  # bodies from which a list of them is all of them


_PRONOUN = re.compile(r"(?:He|She|It|They|We|I|This|That|The|Он|Она|Они|Это|Об|O|Onun|Onlar|Bu|Bunu)\b.{0,3}|.{0,2}")


@dataclass(frozen=True)
class Agents:
    """`actor` did what a sentence counts, `attribution` is quoted for it as worded; None when nothing says so.

    `last_named` is the actor that "we" and "the agency" go on to mean.
    """

    actor: str | None = None
    attribution: str | None = None
    last_named: str | None = None


@cache
def _actors() -> dict[str, Any]:
    lexicon: dict[str, Any] = read_lexicon("ingest", "actors")
    return {name: entry for name, entry in lexicon.items() if name != "about"}


@cache
def _actor_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {plain_letters(fold_case(form)): name for name, entry in _actors().items() for form in entry["forms"]}
    return forms_pattern(list(forms)), {form.removesuffix("="): name for form, name in forms.items()}


@cache
def _wording() -> dict[str, list[re.Pattern[str]]]:
    lexicon = read_lexicon("ingest", "attributions")
    return {
        "patterns": [re.compile(p.replace("{name}", lexicon["name"])) for p in lexicon["patterns"]],
        **{name: [re.compile(p) for p in lexicon[name]] for name in ("everyone", "joint", "work", "same_actor")},
    }


def read_agents(text: str, before: Agents) -> Agents:
    """The actor and the attribution of a sentence; the actor of the sentence before goes on where its subject does."""
    quoted = _quoted(text)
    folded = fold_case(text)
    named = _named(text, quoted)
    if len(named) >= MANY or _is_joint(folded, named):
        actor: str | None = ALL
    elif named:
        actor = named[0]
    else:
        goes_on = leans_back(text) or any(p.search(folded.lstrip('"“«- ')) for p in _wording()["same_actor"])
        actor = before.last_named if goes_on else None
    return Agents(actor, re.sub(r"['’]s$", "", quoted["name"].strip(" ,.")) if quoted else None, actor or before.last_named)


def _is_joint(folded: str, named: list[str]) -> bool:
    """Whether a sentence tells the work of all bodies, or of one jointly with others."""
    return any(p.search(folded) for p in _wording()["everyone"]) or (bool(named) and any(p.search(folded) for p in _wording()["joint"]))


def body_of(wording: str | None) -> str | None:
    """The name of the body that a wording names ("the Defence Ministry's engineers"), ALL for several or for all, None for none that is known."""
    if wording is None:
        return None
    named = {name for _, _, name in actor_spans(wording) if name}
    if len(named) >= MANY or _is_joint(fold_case(wording), sorted(named)):
        return ALL
    return named.pop() if named else None


def asked_actor(question: str) -> str | None:
    """The body to whose work a question restricts itself ("cleared by the Defence Ministry"), ALL for the work of all; not one that is only quoted."""
    return read_agents(question, Agents()).actor


def named_bodies(text: str) -> list[str]:
    """The bodies that a text names, each once, in order."""
    return _named(text, None)


def _quoted(text: str) -> re.Match[str] | None:
    found = (m for p in _wording()["patterns"] for m in p.finditer(text))
    return next((m for m in found if not _PRONOUN.fullmatch(m["name"])), None)


def _named(text: str, quoted: re.Match[str] | None) -> list[str]:
    """The bodies that a sentence names, each once, without the one that is only quoted."""
    pattern, names = _actor_pattern()
    plain = plain_letters(fold_case(text))
    spans = [(m.start(), names[m[1]]) for m in pattern.finditer(plain)]
    if quoted:
        spans = [(at, name) for at, name in spans if not quoted.start("name") <= at < quoted.end("name")]
    return list(dict.fromkeys(name for _, name in spans))


_OURS = re.compile(
    r"\b(?:our|this|the)\s+agency(?:['’]s)?|\bour (?:own )?(?:teams|sappers|deminers|staff|share|people)|\bwe\b"
    r"|\b(?:наш\w* )?агентств\w+|\bagentliyi(?:miz)?\w*|\bqurumumuz\w*"
)
_DONE_BY = re.compile(r"[^,;:.\d]{0,24}\b(?:by|силами|усилиями|—|–|-|from)\s+(?:the\s+)?(?:[^\W\d_]+\s+)?$")
_CLAUSE_WORDS = re.compile(
    r"[\s,;:.()–—'’-]|\b(?:s|the|our|its|and|while|another|further|with|for|by|of|about|some|over|more|than|share|part|portion|contribution|engineers?|sappers|deminers|teams?|units?|troops|specialists|experts"
    r"|was|is|were|did|does|do|has|have|had|cleared|clear|demined|contributed|added|adding|handled|accounts? for|accounted for|followed|came to|stood at|amounted to|made up|total(?:ed|led)?|next|then|finally|respectively|came"
    r"|и|а|на|же|ещё|еще|долю|доля|часть|счету|счёту|за|приходится|пришлось|приходятся|составила?|очистил[аио]?|разминировал[аио]?|внесл[аио]?|сапёры|саперы|сапёров|инженеры|силами|около|более|специалисты"
    r"|və|isə|da|də|payi|payina|payinin|hissəsi|düşür|düşüb|tərəfindən|təmizləyib|təmizlənib|mühəndisləri|mühəndislər|sapyorlari|in|un|nin|nun|daha|təxminən)\b"
)


def actor_spans(text: str) -> list[tuple[int, int, str | None]]:
    """Where a text names bodies that do the work; None for "our agency"."""
    pattern, names = _actor_pattern()
    plain = plain_letters(fold_case(text))
    spans: list[tuple[int, int, str | None]] = [(m.start(), _word_end(plain, m.end()), names[m[1]]) for m in pattern.finditer(plain)]
    ours = [(m.start(), m.end(), None) for m in _OURS.finditer(fold_case(text))]
    return sorted(spans + [o for o in ours if not any(o[0] < b and a < o[1] for a, b, _ in spans)], key=lambda s: s[0])


def _word_end(text: str, position: int) -> int:
    return position + len(re.match(r"\w*", text[position:]).group())  # type: ignore[union-attr]


def names_only_an_actor(text: str) -> bool:
    """Whether a clause says who did it and nothing of what: "the Defence Ministry's engineers did", «на долю МЧС пришлось»."""
    spans = actor_spans(text)
    if not spans:
        return False
    for start, end, _ in reversed(spans):
        text = text[:start] + " " + text[end:]
    return not _CLAUSE_WORDS.sub("", fold_case(text))


def clause_actor(text: str, before: tuple[int, int], behind: tuple[int, int], agents: Agents) -> str | None:
    """Who did what a number counts: the one body that its own clause names, where a sentence tells the shares of several, else the sentence's."""
    spans = actor_spans(text)
    if len({name for _, _, name in spans}) < MANY:
        return agents.actor
    by = [name for at, _, name in spans if behind[0] <= at < behind[1] and _DONE_BY.fullmatch(fold_case(text[behind[0] : at]))]
    own = by or [name for at, _, name in spans if before[0] <= at < before[1]]
    return (own[0] or _ourselves(agents)) if len(own) == 1 else agents.actor


def _ourselves(agents: Agents) -> str | None:
    """Whom "our agency" means: the body named last, else the home's own agency."""
    if agents.last_named not in {None, ALL}:
        return agents.last_named
    return own_agency()


def own_agency() -> str | None:
    """The home's own mine action agency."""
    return next((name for name, entry in _actors().items() if entry.get("agency")), None)


def country_of_agents(text: str) -> str | None:
    """The country where the first body that a text names works, if the lexicon says it."""
    pattern, names = _actor_pattern()
    found = (names[m[1]] for m in pattern.finditer(plain_letters(fold_case(text))))
    return next((str(_actors()[name]["country"]) for name in found if "country" in _actors()[name]), None)


def names_joint_work(text: str) -> bool:
    """Whether a sentence lists the bodies that share the work which the report counts, or says that all do."""
    named, folded = _named(text, _quoted(text)), fold_case(text)
    everyone = any(p.search(folded) for p in _wording()["everyone"])
    return (everyone or len(named) > MANY) and any(p.search(folded) for p in _wording()["work"])
