"""From a saved web page to an Article: trafilatura finds the article, lxml the metadata that it drops."""

import json
import re
from typing import Any

from ingest.articles import Article, canonical_url, complete, normal_text
from ingest.date_lines import LONGEST_DATE_LINE, published_date
from ingest.errors import UserError


def read_html(name: str, raw: str) -> Article:
    """The article of a web page, without menus, teasers, banners and comments."""
    import lxml.html
    import trafilatura

    try:
        tree = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", raw))
    except (lxml.etree.ParserError, ValueError) as error:
        raise UserError(f"{name}: cannot be read as a web page ({error}); save the page again or give its text as .txt") from error
    text = trafilatura.extract(raw, include_comments=False, include_tables=True, favor_precision=True, with_metadata=False)
    text = text or trafilatura.extract(raw, include_comments=False, favor_recall=True)
    if not text or not text.strip():
        raise UserError(f"{name}: no article text was found in the page; give its text as .txt")
    linked = _linked_data(tree)
    fields = {
        "title": _first(_meta(tree, "og:title"), linked.get("headline"), _text(tree, "//h1"), _text(tree, "//title")),
        "byline": _first(_named(linked.get("author")), _meta(tree, "author"), _meta(tree, "article:author"), _byline(tree)),
        "publisher": _first(_named(linked.get("publisher")), _meta(tree, "og:site_name"), _meta(tree, "publisher")),
        "published": _published(tree, linked),
        "language": _first(tree.get("lang"), _named(linked.get("inLanguage")), _meta(tree, "og:locale")),
        "url": _first(canonical_url(_attribute(tree, "//link[@rel='canonical']", "href")), canonical_url(_meta(tree, "og:url"))),
    }
    return complete(name, normal_text(text), fields, 0)


def _first(*values: str | None) -> str | None:
    return next((v.strip() for v in values if v and v.strip()), None)


def _meta(tree: Any, name: str) -> str | None:
    return _attribute(tree, f"//meta[@property='{name}' or @name='{name}']", "content")


def _attribute(tree: Any, path: str, attribute: str) -> str | None:
    return next((e.get(attribute) for e in tree.xpath(path) if e.get(attribute)), None)


def _text(tree: Any, path: str) -> str | None:
    return next((" ".join(e.text_content().split()) for e in tree.xpath(path) if e.text_content().strip()), None)


def _byline(tree: Any) -> str | None:
    found = _text(tree, "//*[@itemprop='author' or @rel='author' or contains(@class,'author') or contains(@class,'byline')]")
    return re.sub(r"^(?:by|автор|müəllif)\s*:?\s+", "", found, flags=re.IGNORECASE) if found and len(found) < 60 else None  # noqa: PLR2004 (a name)


def _linked_data(tree: Any) -> dict[str, Any]:
    """The first JSON-LD object that describes an article."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text_content())
        except ValueError:
            continue
        graph = data.get("@graph", [data]) if isinstance(data, dict) else data
        for item in graph if isinstance(graph, list) else []:
            if isinstance(item, dict) and ("headline" in item or "Article" in str(item.get("@type"))):
                return item
    return {}


def _named(value: Any) -> str | None:
    """The name of a JSON-LD person or organisation, however it is nested."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_named, value))) or None
    if isinstance(value, dict):
        return _named(value.get("name"))
    return value if isinstance(value, str) else None


def _published(tree: Any, linked: dict[str, Any]) -> str | None:
    """The publication date that the page states: its metadata first, then the time and date elements of the article itself."""
    of_article = "[ancestor::article or ancestor::main or ancestor::header]"
    stated = [
        _meta(tree, "article:published_time"), linked.get("datePublished"), _meta(tree, "datePublished"), _meta(tree, "date"), _meta(tree, "pubdate"),
        _attribute(tree, "//*[@itemprop='datePublished']", "content"), _attribute(tree, "//time[@pubdate or @itemprop='datePublished']", "datetime"),
        _attribute(tree, f"//time{of_article}", "datetime"), _attribute(tree, "//time", "datetime"), _text(tree, "//time"),
        *(" ".join(e.text_content().split()) for e in tree.xpath("//*[contains(@class,'date') or contains(@class,'time')]")),
    ]  # fmt: skip
    return next((s for s in stated if isinstance(s, str) and len(s) < LONGEST_DATE_LINE and published_date(s)), None)
