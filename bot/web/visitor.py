"""Who asks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Visitor:
    """Who asks: a random id that the browser keeps, the language of the page, the session of this page, and the address it comes from.

    `door` is "page" or "api".
    """

    id: str
    language: str = "en"
    session: str = ""
    address: str = ""
    door: str = "page"
