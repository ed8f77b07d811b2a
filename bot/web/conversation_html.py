"""The conversation as markup: questions, answers with a button for each citation, refusals, notices and failures."""

import re
from functools import partial

from bot.citations import Citation, outlet
from bot.web.deeds_html import deeds_html
from bot.web.markup import in_language, safe, word
from bot.web.small_print_html import small_print_html
from bot.web.trend_html import trend_html
from bot.web.turns import Turn, Turns
from bot.wording import QUOTE_MARKS, written_date

# Only at the end of a line, after the closing mark of a quote, is "[1]" the answer's own; elsewhere it is what a report says.
_MARKER = re.compile(r"(?<=[”»]) \[(\d+)\]$")
_ANY_MARKER = re.compile(r"\[(\d+)\]")

QUOTING = frozenset({"quote", "refusal"})  # kinds of answer whose lines hold their quotes


def conversation_html(turns: Turns) -> str:
    """The whole conversation. A screen reader reads out what is added."""
    return f'<div role="log" aria-live="polite" aria-label="Conversation" class="log">{"".join(map(_turn, turns))}</div>'


def _turn(turn: Turn) -> str:
    asked = f'<p class="asked" dir="auto"><span class="unseen">You asked: </span>{safe(turn.question)}</p>'
    return f'<div class="turn">{asked}{_outcome(turn)}</div>'


def _outcome(turn: Turn) -> str:
    if turn.failure is not None:
        return f'<p class="failure" role="status">{safe(turn.failure)}</p>'
    kind = f" {safe(turn.answer.kind)}" if turn.answer else ""
    busy = "false" if turn.finished else "true"
    opening = (
        f'<section role="region" aria-label="Answer {turn.number}" aria-busy="{busy}" class="answer{kind}"{in_language(turn.language)}>'
    )
    return f"{opening}{_reopened(turn)}{_notice(turn)}{_heading(turn)}{_lines(turn)}{_trend(turn)}{_small_print(turn)}{_evidence(turn)}{_progress(turn)}{_understood(turn)}{_deeds(turn)}{_next(turn)}</section>"


def _notice(turn: Turn) -> str:
    if not turn.answer or not turn.answer.notice:
        return ""
    lines = "".join(f"<p>{safe(line)}</p>" for line in turn.answer.notice.splitlines() if line.strip())
    return f'<div class="notice" role="alert">{lines}</div>'


def _heading(turn: Turn) -> str:
    refused = turn.answer is not None and turn.answer.kind == "refusal" and not turn.answer.notice
    return f'<h3 class="refused"><span class="sign" aria-hidden="true">∅</span> {word("refusal", turn.language)}</h3>' if refused else ""


def _progress(turn: Turn) -> str:
    if turn.stopped:
        return f'<p class="status">{word("stopped", turn.language)}</p>'
    return "" if turn.answer else f'<p class="status searching">{word("searching", turn.language)}</p>'


def _understood(turn: Turn) -> str:
    answer = turn.answer
    if not answer or not turn.finished or not answer.standalone or answer.standalone == answer.question:
        return ""
    return f'<p class="small">{word("understood", turn.language)} <span dir="auto">{safe(answer.standalone)}</span></p>'


def _reopened(turn: Turn) -> str:
    """Of an answer from its receipt: when it was given, and whether the reports still say so."""
    if not turn.reopened:
        return ""
    told = f"{word('reopened', turn.language)} {safe(written_date(turn.reopened.at[:10], turn.language))}."
    newer = turn.reopened.newer
    if newer is None:
        return f'<p class="reopened" role="note">{told} {word("unchanged", turn.language)}</p>'
    again = f'<button type="button" class="deed again" data-question="{safe(newer.question)}">{word("ask_again", turn.language)}</button>'
    return f'<div class="reopened changed" role="note"><p>{told} {word("changed", turn.language)}</p><p dir="auto">{safe(newer.text)}</p>{again}</div>'


def _small_print(turn: Turn) -> str:
    """Of the first figure; a development has its own for each point."""
    if not turn.standing or not turn.finished or turn.stopped or (turn.answer and turn.answer.kind == "trend"):
        return ""
    return small_print_html(turn.standing, turn.language)


def _trend(turn: Turn) -> str:
    return trend_html(turn) if turn.finished and not turn.stopped else ""


def _deeds(turn: Turn) -> str:
    """What can be done with an answer."""
    return deeds_html(turn) if turn.answer and turn.finished else ""


def _next(turn: Turn) -> str:
    """Questions to go on with, each a button that asks it."""
    if not turn.next or not turn.finished or turn.stopped:
        return ""
    asked = (f'<li><button type="button" class="deed again" data-question="{safe(q)}">{safe(q)}</button></li>' for q in turn.next)
    return f'<div class="next"><p id="next-{turn.number}">{word("next", turn.language)}</p><ul aria-labelledby="next-{turn.number}">{"".join(asked)}</ul></div>'


def _lines(turn: Turn) -> str:
    return "".join(_line(turn, line) for line in turn.answer.text.splitlines()[: turn.lines]) if turn.answer else ""


def _evidence(turn: Turn) -> str:
    """Below an answer in our own words: the sentences that bear it out, each with its outlet and date."""
    if not turn.answer or turn.answer.kind in QUOTING or not turn.finished:
        return ""
    return "".join(map(partial(_cited, turn), turn.answer.citations))


def _cited(turn: Turn, citation: Citation) -> str:
    marks, published = QUOTE_MARKS[turn.language], citation.published
    dated = f", {written_date(published, turn.language)}" if published else ""
    lead = f'<p class="lead" dir="auto">[{citation.number}] {safe(f"{outlet(citation)}{dated}")}:</p>'
    quote = f"{marks[0]}{' '.join(citation.quote.split())}{marks[1]}"
    block = f'<blockquote dir="auto"{in_language(citation.language)}>{safe(quote)}</blockquote>'
    return f'<div class="line">{lead}{block}{_context(turn, citation)}</div>'


def _line(turn: Turn, line: str) -> str:
    """One line of an answer; a quote at its end is set apart, with its button and the sentence that it points back to."""
    if turn.answer and turn.answer.kind not in QUOTING:
        return f'<p dir="auto">{_ANY_MARKER.sub(lambda m: _marked(turn, m), safe(line))}</p>'
    found = _MARKER.search(line)
    citation = _citation(turn, int(found[1])) if found else None
    if not found or not citation:
        return f'<p dir="auto">{safe(line)}</p>'
    marks, said = QUOTE_MARKS[turn.language], line[: found.start()]
    quote = f"{marks[0]}{' '.join(citation.quote.split())}{marks[1]}"
    lead, quote = (said.removesuffix(quote), quote) if said.endswith(quote) else ("", said)
    before = f'<p class="lead" dir="auto">{safe(lead.strip())}</p>' if lead.strip() else ""
    told = _with_answer(quote, marks, citation)
    block = f'<blockquote dir="auto"{in_language(citation.language)}>{told} {_button(turn, citation)}</blockquote>'
    return f'<div class="line">{before}{block}{_context(turn, citation)}</div>'


def _with_answer(quote: str, marks: str, citation: Citation) -> str:
    """A quote as markup, with the words that answer in bold."""
    if citation.answer is None or not quote.startswith(marks[0]):
        return safe(quote)
    start, end = citation.answer.start - citation.start, citation.answer.end - citation.start
    before, found, after = (
        " ".join(f"|{part}|".split())[1:-1] for part in (citation.quote[:start], citation.quote[start:end], citation.quote[end:])
    )
    return f"{marks[0]}{safe(before.lstrip())}<strong>{safe(found)}</strong>{safe(after.rstrip())}{marks[1]}"


def _marked(turn: Turn, marker: re.Match[str]) -> str:
    """A marker inside a line of ours as the button that opens its source."""
    citation = _citation(turn, int(marker[1]))
    return _button(turn, citation) if citation else marker[0]


def _citation(turn: Turn, number: int) -> Citation | None:
    return next((c for c in turn.answer.citations if c.number == number), None) if turn.answer else None


def _button(turn: Turn, citation: Citation) -> str:
    data = f'data-answer="{turn.number}" data-citation="{citation.number}"'
    return f'<button type="button" class="cite" lang="en" aria-label="Source {citation.number}" {data}>{citation.number}</button>'


def _context(turn: Turn, citation: Citation) -> str:
    if citation.context is None:
        return ""
    sentence = f'<q dir="auto"{in_language(citation.language)}>{safe(" ".join(citation.context.quote.split()))}</q>'
    return f'<p class="small">{word("points_back", turn.language)} {sentence}</p>'
