"""What can be done with an answer, as markup: copy it, link to it, and say whether it is right."""

from bot.activity import LONGEST_COMMENT, REASONS
from bot.web.markdown import turn_markdown
from bot.web.markup import safe, word
from bot.web.turns import Turn


def deeds_html(turn: Turn) -> str:
    """The buttons below an answer. The text that Copy takes, and that the conversation is saved from, stands beside them."""
    copy = _button(turn, "copy", word("copied", turn.language))
    kept = f"{_link(turn)}{_judging(turn)}" if turn.receipt else ""
    return f'<div class="deeds" data-answer="{turn.number}" data-markdown="{safe(turn_markdown(turn))}">{copy}{kept}</div>'


def _button(turn: Turn, key: str, done: str) -> str:
    return f'<button type="button" class="deed {key}" data-done="{done}">{word(key, turn.language)}</button>'


def _link(turn: Turn) -> str:
    """A link that reopens the answer; choosing it copies its address."""
    done = word("link_copied", turn.language)
    return f'<a class="deed share" href="?answer={safe(turn.receipt or "")}" data-done="{done}" data-receipt="{safe(turn.receipt or "")}">{word("link", turn.language)}</a>'


def _judging(turn: Turn) -> str:
    if turn.verdict:
        return f'<p class="thanks" role="status" tabindex="-1">{word(f"thanks_{turn.verdict}", turn.language)}</p>'
    right = f'<button type="button" class="deed right">{word("right", turn.language)}</button>'
    wrong = f'<button type="button" class="deed why" aria-expanded="false">{word("wrong", turn.language)}</button>'
    return f"{right}{wrong}{_form(turn)}"


def _form(turn: Turn) -> str:
    """Why an answer is wrong: one of our reasons, and free text."""
    language = turn.language
    reasons = "".join(
        f'<label><input type="radio" name="reason-{turn.number}" value="{safe(reason)}" required> {word(reason, language)}</label>'
        for reason in REASONS
    )
    more = (
        f'<label class="more">{word("more", language)} <textarea name="comment" rows="2" maxlength="{LONGEST_COMMENT}"></textarea></label>'
    )
    send = f'<button type="submit" class="deed send">{word("send", language)}</button>'
    return f'<form class="wrong" hidden><fieldset><legend>{word("what_is_wrong", language)}</legend>{reasons}</fieldset>{more}{send}</form>'
