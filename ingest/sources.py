"""Files and folders in, articles out: one result per article, and a reason for each that cannot be read."""

import codecs
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.articles import Article, read_json, read_plain
from ingest.errors import UserError

READABLE = (".txt", ".md", ".html", ".htm", ".json", ".jsonl")
TOO_DEEP = "is nested too deeply; mend the file"
CONTROL_SHARE = 0.02  # of the characters; more control characters than this is no text


@dataclass(frozen=True)
class Taken:
    """One article as read from `location`, or the reason why it could not be."""

    location: str
    article: Article | None
    reason: str | None = None


@dataclass(frozen=True)
class FileFound:
    """A file to read and the name that it goes by: relative to the folder that was given."""

    path: Path
    name: str


def find_files(paths: list[Path]) -> list[FileFound]:
    """The readable files under the given files and folders, in a stable order. Raises UserError when a path does not exist."""
    found: list[FileFound] = []
    for path in paths:
        if not path.exists():
            raise UserError(f"{path}: no such file or folder; check the path")
        if path.is_dir():
            inside = (Path(folder) / file for folder, _, names in os.walk(path) for file in names)
            found += [FileFound(p, p.relative_to(path).as_posix()) for p in sorted(inside) if _wanted(p.relative_to(path))]
        else:
            found.append(FileFound(path, path.name))
    return found


def _wanted(path: Path) -> bool:
    return path.suffix.lower() in READABLE and not any(part.startswith(".") for part in path.parts)


def read_file(file: FileFound, largest: int) -> Iterator[Taken]:
    """The articles of one file; a file or line that cannot be read yields its reason, and the rest goes on."""
    location = str(file.path)
    try:
        if not file.path.is_file():
            raise UserError(f"{location}: is not a regular file")
        if file.path.suffix.lower() == ".jsonl":
            yield from _read_lines(file, largest)
            return
        if file.path.stat().st_size > largest:
            raise UserError(
                f"{location}: is {file.path.stat().st_size / 1e6:.0f} MB, more than {largest / 1e6:.0f} MB for one article; split it or raise MINEFACTS_LARGEST_FILE"
            )
        yield from _read_whole(file, decode(file.path.read_bytes(), location))
    except UserError as error:
        yield Taken(location, None, str(error))
    except OSError as error:
        yield Taken(location, None, f"{location}: cannot be read ({error.strerror}); check its permissions")
    except RecursionError:
        yield Taken(location, None, f"{location}: {TOO_DEEP}")


def _read_whole(file: FileFound, text: str) -> Iterator[Taken]:
    location, kind = str(file.path), file.path.suffix.lower()
    if kind == ".json":
        try:
            data = json.loads(text)
        except ValueError as error:
            raise UserError(f"{location}: is not valid JSON ({error}); mend the file") from error
        records = data if isinstance(data, list) else [data]
        for number, record in enumerate(records, 1):
            yield _take_record(
                location, f"{file.name}#{_record_id(record, number)}" if isinstance(data, list) else file.name, record, number
            )
    elif kind in {".html", ".htm"}:
        from ingest.webpages import read_html

        yield Taken(location, read_html(file.name, text))
    elif kind in READABLE:
        yield Taken(location, read_plain(file.name, text))
    else:
        raise UserError(f"{location}: {kind or 'a file without ending'} is not read; give {', '.join(READABLE)}")


def _read_lines(file: FileFound, largest: int) -> Iterator[Taken]:
    """A .jsonl file, line by line, so that its size does not matter."""
    with file.path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            where = f"{file.path} line {number}"
            if not line.strip() or not line.strip(codecs.BOM_UTF8).strip():
                continue
            try:
                if len(line) > largest:
                    raise UserError(f"{where}: is {len(line) / 1e6:.0f} MB, more than {largest / 1e6:.0f} MB for one article; split it")
                record = json.loads(decode(line, where))
            except ValueError as error:
                yield Taken(where, None, f"{where}: is not valid JSON ({error}); mend the line")
            except UserError as error:
                yield Taken(where, None, str(error))
            except RecursionError:
                yield Taken(where, None, f"{where}: {TOO_DEEP}")
            else:
                yield _take_record(where, f"{file.name}#{_record_id(record, number)}", record, number)
    if file.path.stat().st_size == 0:
        raise UserError(f"{file.path}: is empty; an article needs text")


def _take_record(location: str, name: str, record: object, number: int) -> Taken:
    try:
        return Taken(location, read_json(name, record))
    except UserError as error:
        place = location if "line" in location else f"{location} item {number}"
        return Taken(place, None, f"{place}: {str(error).removeprefix(name + ': ')}")
    except RecursionError:
        return Taken(location, None, f"{location}: {TOO_DEEP}")


def _record_id(record: object, number: int) -> str:
    given = record.get("id") if isinstance(record, dict) else None
    return str(given) if given is not None and str(given).strip() else str(number)


def decode(raw: bytes, name: str) -> str:
    """Text of UTF-8, UTF-16, windows-1251 or windows-1254 bytes. Raises UserError for what is no text, naming it."""
    if not raw.strip():
        raise UserError(f"{name}: is empty; an article needs text")
    magic = next((kind for start, kind in _MAGIC if raw.startswith(start)), None)
    if magic:
        raise UserError(f"{name}: is {magic}, not text; convert it to .txt or .html")
    encoding = _encoding(raw)
    if encoding is None:
        raise UserError(f"{name}: is not text in UTF-8, UTF-16, windows-1251 or windows-1254; save it as UTF-8")
    text = raw.decode(encoding)
    controls = sum(1 for c in text if ord(c) < ord(" ") and c not in "\t\n\r\f\v")
    if controls > CONTROL_SHARE * len(text):
        raise UserError(f"{name}: is binary, not text; convert it to .txt or .html")
    return text


_MAGIC = ((b"%PDF", "a PDF"), (b"PK\x03\x04", "a ZIP or Office file"), (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"\x1f\x8b", "a gzip file"), (b"\xd0\xcf\x11\xe0", "an old Office file"), (b"\x7fELF", "a program"), (b"SQLite format 3", "a database"))  # fmt: skip


def _encoding(raw: bytes) -> str | None:
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):
            return name if _decodes(raw, name) else None
    if b"\x00" in raw:
        even, odd = raw[0::2].count(0), raw[1::2].count(0)
        guess = "utf-16-le" if odd > even else "utf-16-be"
        return guess if max(even, odd) > len(raw) / 8 > min(even, odd) * 4 and _decodes(raw, guess) else None
    if _decodes(raw, "utf-8"):
        return "utf-8"
    declared = re.search(rb"charset=[\"']?\s*([\w-]+)", raw[:4096], re.IGNORECASE)
    if declared and _decodes(raw, declared[1].decode()):
        return declared[1].decode()
    return _single_byte(raw)


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def _single_byte(raw: bytes) -> str | None:
    """windows-1251 (Russian) or windows-1254 (Turkish), whichever makes words of the bytes."""
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_isolation=["cp1251", "cp1254"]).best()
    return best.encoding if best and _decodes(raw, best.encoding) else None
