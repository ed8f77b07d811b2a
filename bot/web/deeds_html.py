"""What can be done with an answer, as markup: copy it."""

from bot.web.markdown import turn_markdown
from bot.web.markup import safe, word
from bot.web.turns import Turn


def deeds_html(turn: Turn) -> str:
    """The buttons below an answer. The text that Copy takes, and that the conversation is saved from, stands beside them."""
    language = turn.language
    copy = f'<button type="button" class="deed copy" data-done="{word("copied", language)}">{word("copy", language)}</button>'
    return f'<div class="deeds" data-markdown="{safe(turn_markdown(turn))}">{copy}</div>'
