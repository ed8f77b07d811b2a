"""Text made fit for the page: reports and questions are hostile, so everything that they say passes `safe`."""

import html
import json
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit


def safe(text: str) -> str:
    """Text that a browser shows as it stands and never reads as markup, also inside an attribute.

    >>> safe('<img src=x onerror="alert(1)">')
    '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;'
    """
    return html.escape(text, quote=True)


def link(address: str, words: str) -> str:
    """A link that opens beside the page and tells the other site nothing; empty for anything but a web address.

    >>> link("javascript:alert(1)", "Open")
    ''
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return ""
    return f'<a href="{safe(address)}" target="_blank" rel="noopener noreferrer nofollow">{safe(words)}</a>'


def in_language(language: str | None) -> str:
    """The attribute that tells a browser and a screen reader which language the text inside is in."""
    return f' lang="{safe(language)}"' if language else ""


@cache
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads(files("bot.web").joinpath("words.json").read_text("utf-8"))
    return words


def word(key: str, language: str) -> str:
    """A wording of ours, which holds nothing that a browser reads as markup. Raises KeyError for a key that is not in words.json."""
    return _words()[key].get(language, _words()[key]["en"])
