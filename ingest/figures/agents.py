"""Who did it and who is quoted for it: the actor of a sentence's numbers, and their attribution."""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ingest.dates import fold_case
from ingest.figures.leaning import leans_back
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
    lexicon: dict[str, Any] = json.loads(files("ingest").joinpath("lexicons/actors.json").read_text("utf-8"))
    return {name: entry for name, entry in lexicon.items() if name != "about"}


@cache
def _actor_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {plain_letters(fold_case(form)): name for name, entry in _actors().items() for form in entry["forms"]}
    return forms_pattern(list(forms)), {form.removesuffix("="): name for form, name in forms.items()}


@cache
def _wording() -> dict[str, list[re.Pattern[str]]]:
    lexicon = json.loads(files("ingest").joinpath("lexicons/attributions.json").read_text("utf-8"))
    return {
        "patterns": [re.compile(p.replace("{name}", lexicon["name"])) for p in lexicon["patterns"]],
        **{name: [re.compile(p) for p in lexicon[name]] for name in ("joint", "work", "same_actor")},
    }


def read_agents(text: str, before: Agents) -> Agents:
    """The actor and the attribution of a sentence; the actor of the sentence before goes on where its subject does."""
    quoted = _quoted(text)
    folded = fold_case(text)
    named = _named(text, quoted)
    if len(named) >= MANY or (named and any(p.search(folded) for p in _wording()["joint"])):
        actor: str | None = ALL
    elif named:
        actor = named[0]
    else:
        goes_on = leans_back(text) or any(p.search(folded.lstrip('"“«- ')) for p in _wording()["same_actor"])
        actor = before.last_named if goes_on else None
    return Agents(actor, re.sub(r"['’]s$", "", quoted["name"].strip(" ,.")) if quoted else None, actor or before.last_named)


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


def country_of_agents(text: str) -> str | None:
    """The country where the first body that a text names works, if the lexicon says it."""
    pattern, names = _actor_pattern()
    found = (names[m[1]] for m in pattern.finditer(plain_letters(fold_case(text))))
    return next((str(_actors()[name]["country"]) for name in found if "country" in _actors()[name]), None)


def names_joint_work(text: str) -> bool:
    """Whether a sentence lists the bodies that share the work which the report counts."""
    named = _named(text, _quoted(text))
    return len(named) > MANY and any(p.search(fold_case(text)) for p in _wording()["work"])
