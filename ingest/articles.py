"""From bytes to an Article: title, byline, publisher, published, language, url and clean text. What is missing stays None."""

import hashlib
import json
import re
import unicodedata
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ingest.bylines import FIRST_LINES, find_byline, find_publisher
from ingest.date_lines import date_line, published_date
from ingest.errors import UserError
from ingest.sentences import split_sentences

LANGUAGES = ("az", "de", "en", "es", "fr", "hy", "ka", "ru", "tr", "uk")  # what a report may be in; answers are in en, az, ru
LONGEST_TITLE = 200  # characters
HEADER_KEYS = {
    "url": "url", "link": "url", "title": "title", "headline": "title", "date": "published", "published": "published",
    "lang": "language", "language": "language", "byline": "byline", "author": "byline", "publisher": "publisher",
    "source": "publisher", "note": "note",
}  # fmt: skip
JSON_KEYS = {
    "text": ("text", "body", "content", "article", "articlebody", "fulltext"), "title": ("title", "headline", "name"),
    "byline": ("byline", "author", "authors", "writer"), "publisher": ("publisher", "source", "outlet", "site", "agency"),
    "published": ("published", "publishedat", "date", "datepublished", "publicationdate", "pubdate", "created", "createdat"),
    "language": ("language", "lang", "inlanguage"), "url": ("url", "link", "canonical", "permalink"), "note": ("note",),
}  # fmt: skip
_MARKDOWN = re.compile(
    r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|\[(?=[^\]]*\]\()|\]\([^)]*\)|^\s*[>#]+\s*"
)  # emphasis, links and marks of a line
DEFAULT_PORTS = {"http": 80, "https": 443}
TRACKING = re.compile(r"^(?:utm_.*|fbclid|gclid|yclid|mc_[ce]id|igshid)$")


@dataclass(frozen=True)
class Article:
    """One report as read. `text` is NFC with line feeds as line ends; offsets count its code points; `body_start` skips a header block."""

    source: str
    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    note: str | None = None
    body_start: int = 0

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) of the article with its metadata: two versions are the same when their digests are."""
        return hashlib.sha256(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def normal_text(text: str) -> str:
    """NFC with line feeds as line ends and no byte-order mark; otherwise the source's own characters."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")).replace("\x00", "")


def canonical_url(url: str | None) -> str | None:
    """An http(s) address without fragment, tracking parameters and default port; None for anything else."""
    try:
        parts = urlsplit((url or "").strip())
        port = parts.port
    except ValueError:  # an open bracket, a port that is none
        return None
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not parts.hostname or re.search(r"\s", url or ""):
        return None
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(k)])
    if "=" not in parts.query:
        query = parts.query
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    if port and port != DEFAULT_PORTS[scheme]:
        host += f":{port}"
    return urlunsplit((scheme, host, parts.path or "/", query, ""))


def read_plain(name: str, raw: str) -> Article:
    """A .txt or .md report: an optional header block ("TITLE: …" or YAML front matter), then the text."""
    text = normal_text(raw)
    fields, body_start = _header(text)
    return complete(name, text, fields, body_start)


def read_json(name: str, record: Any) -> Article:
    """One JSON object with a text under one of the usual names."""
    if not isinstance(record, dict):
        raise UserError(
            f'{name}: is {type(record).__name__} {str(record)[:40]!r}, not a JSON object; write one object with a "text" per article'
        )
    given = {re.sub(r"[\W_]", "", str(k).lower()): v for k, v in record.items()}
    fields: dict[str, str | None] = {}
    for field, keys in JSON_KEYS.items():
        values = (_plain_value(given[k]) for k in keys if k in given)
        fields[field] = next((v for v in values if v), None)
    text = normal_text(fields.pop("text") or "")
    return complete(name, text, fields, 0)


def _plain_value(value: Any) -> str | None:
    """A field's text; objects such as {"name": "…"} and lists of them are flattened."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, list):
        value = ", ".join(filter(None, map(_plain_value, value)))
    return str(value).strip() or None if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _header(text: str) -> tuple[dict[str, str | None], int]:
    """The fields of a header block and the offset where the body starts; ({}, 0) when there is none."""
    front = re.match(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", text, re.DOTALL)
    block = front[1] if front else re.match(r"(?:[ \t]*[A-Za-z]{3,12}[ \t]*:[^\n]*(?:\n|$))*", text).group()  # type: ignore[union-attr]
    fields: dict[str, str | None] = {}
    length = 0
    for line in block.splitlines(keepends=True):
        key, _, value = line.partition(":")
        field = HEADER_KEYS.get(key.strip().lower())
        if field is None and not front:
            break
        length += len(line)
        if field and field not in fields:
            fields[field] = value.strip().strip("\"'") or None
    if front:
        return fields, front.end()
    upper = sum(1 for line in text[:length].splitlines() if line.partition(":")[0].isupper())
    return (fields, length) if len(fields) > 1 or (fields and upper) else ({}, 0)


def complete(name: str, text: str, fields: dict[str, str | None], body_start: int) -> Article:
    """What the metadata do not say is read from the text itself, and stays None when the text does not say it either."""
    body = text[body_start:]
    if not body.strip():
        raise UserError(f"{name}: is empty; an article needs text")
    lines = [_MARKDOWN.sub("", line) for line in body.splitlines()]
    title = _stated(fields.get("title"))
    url = canonical_url(fields.get("url"))
    article = Article(
        source=url or name,
        text=text,
        title=(title or _headline(body.splitlines()) or "")[:LONGEST_TITLE] or None,
        byline=_stated(fields.get("byline")) or find_byline(lines),
        publisher=_stated(fields.get("publisher")) or find_publisher(body),
        published=_published(fields.get("published"), lines),
        language=_language(fields.get("language"), body),
        url=url,
        note=fields.get("note"),
        body_start=body_start,
    )
    try:
        _ = article.digest
    except UnicodeEncodeError as error:
        raise UserError(f"{name}: its name or text holds half a surrogate pair ({error.reason}); mend that character") from error
    return article


def _stated(value: str | None) -> str | None:
    """A header's value, or None where the header only says that there is none ("(none in the file)")."""
    return None if value is None or re.fullmatch(r"\(.*\)|-+|n/?a|none|unknown", value.strip(), re.IGNORECASE) else value.strip()


def _published(stated: str | None, lines: list[str]) -> str | None:
    """The header's date, made more precise by a date line of the body that agrees with it; without a header, the first date line."""
    header = published_date(stated) if stated else None
    top = [line for line in lines if line.strip()][:FIRST_LINES]
    found = [d for d in map(date_line, top) if d]
    if header is None:
        return _with_time(found[0], top) if found and not stated else None
    return max((d for d in [header, *found] if d.startswith(header)), key=len)


def _with_time(date: str, top: list[str]) -> str:
    """The time of day, where the date line is followed by a line with the time alone (with or without a bullet)."""
    for line in top:
        alone = re.fullmatch(r"\W*([01]\d|2[0-3]):([0-5]\d)\W*", line)
        if alone and len(date) == len("2025-05-20"):
            return f"{date}T{alone[1]}:{alone[2]}:00"
    return date


def _headline(lines: list[str]) -> str | None:
    """A Markdown headline, or a first line that is neither date nor byline nor sentence and is followed by text."""
    for line in lines:
        if heading := re.match(r"#{1,2}\s+(.+)", line):
            return heading[1].strip(" #")
    for number, line in enumerate(lines[:FIRST_LINES]):
        first = line.strip()
        if not first or date_line(first) or find_byline([first]):
            continue
        alone = not "".join(lines[number + 1 : number + 2]).strip() or number == 0
        return first if alone and len(lines) > number + 1 and _reads_as_headline(first) else None
    return None


def _reads_as_headline(line: str) -> bool:
    """A few words that are no finished sentence, no menu and no label."""
    if len(line) > LONGEST_TITLE or len(line.split()) < 4 or re.search(r"[.:;,…|]$|\|", line):  # noqa: PLR2004 (words)
        return False
    return not split_sentences(line)[0].complete or line[-1] in '?!"”»'


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def detect_language(text: str) -> str:
    """ISO 639-1 code of a text's language, among LANGUAGES."""
    return str(_identifier().classify(text[:5000])[0])


def _language(stated: str | None, body: str) -> str | None:
    code = (stated or "").strip().lower()[:2]
    return code if re.fullmatch(r"[a-z]{2}", code) else detect_language(body)
