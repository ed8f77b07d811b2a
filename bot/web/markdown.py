"""An answer as Markdown, with its sources, for people who keep it elsewhere."""

import re

from bot.citations import Citation, outlet
from bot.web.turns import Turn
from bot.wording import QUOTE_MARKS, written_date

_MEANT = re.compile(r"([\\`*_#<>|~])")  # what Markdown, or the HTML that it allows, would read as markup


def turn_markdown(turn: Turn) -> str:
    """A question with its answer, its notice before it and its sources after it."""
    answer = turn.answer
    if answer is None:
        return ""
    said = [f"## {_plain(turn.question)}", *([f"**{_plain(answer.notice)}**"] if answer.notice else []), _plain(answer.text)]
    return "\n\n".join([*said, *(_source(c, turn.language) for c in answer.citations)]) + "\n"


def _source(citation: Citation, language: str) -> str:
    marks = QUOTE_MARKS[language]
    dated = written_date(citation.published, language) if citation.published else None
    told = ", ".join(filter(None, (citation.title, outlet(citation), dated)))
    address = f" <{citation.url}>" if citation.url and re.fullmatch(r"https?://[^\s<>]+", citation.url) else ""
    return f"[{citation.number}] {_plain(told)}{address}  \n{marks[0]}{_plain(citation.quote)}{marks[1]}"


def _plain(text: str) -> str:
    r"""Text that Markdown shows as it stands; its lines stay lines.

    >>> _plain("a <b> *c*")
    'a \\<b\\> \\*c\\*'
    """
    return "  \n".join(_MEANT.sub(r"\\\1", " ".join(line.split())) for line in text.splitlines() if line.strip())
