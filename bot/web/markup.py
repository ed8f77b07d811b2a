"""Text made fit for the page: reports and questions are hostile, so everything that they say passes `safe`."""

import html
import json
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

LANGUAGES = {"en": "English", "az": "Azərbaycanca", "ru": "Русский"}  # of the page, each by its own name


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


def preferred(accepted: str) -> str:
    """The page's language that a browser's Accept-Language header asks for first; English when it asks for none of them.

    >>> preferred("tr;q=0.9, ru-RU, en;q=0.5")
    'ru'
    """
    wishes = []
    for wish in accepted.split(","):
        name, _, quality = wish.partition(";q=")
        try:
            wishes.append((-float(quality or 1), name.strip().lower().partition("-")[0]))
        except ValueError:
            continue
    return next((name for _, name in sorted(wishes, key=lambda w: w[0]) if name in LANGUAGES), "en")
