"""Sources: how files are found, named and decoded, and one clear reason for each that cannot be read."""

import json
import os
import socket
from pathlib import Path

import pytest

from ingest.errors import UserError
from ingest.sources import Taken, decode, find_files, read_file

LARGEST = 20_000_000
ENGLISH = "Two mines were found in a field near the village, the agency’s officer said.\n"
RUSSIAN = "Сапёры обнаружили две противотанковые мины недалеко от села, сообщили в агентстве. Пострадавших нет, работы продолжаются.\n"
TURKISH = "Köyün yakınındaki tarlada iki mayın bulundu, yetkililer çalışmaların sürdüğünü ve kimsenin yaralanmadığını söyledi. İş güç şimdi başlıyor.\n"


def taken(folder: Path, name: str | None = None) -> list[Taken]:
    files = find_files([folder / name if name else folder])
    return [t for file in files for t in read_file(file, LARGEST)]


def reason_of(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    (found,) = taken(folder, name)
    assert found.article is None
    return found.reason or ""


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        pytest.param("utf-8", ENGLISH, id="utf-8"),
        pytest.param("utf-8-sig", ENGLISH, id="utf-8-with-mark"),
        pytest.param("utf-16", ENGLISH, id="utf-16-with-mark"),
        pytest.param("utf-16-le", ENGLISH, id="utf-16-le-without-mark"),
        pytest.param("utf-16-be", ENGLISH, id="utf-16-be-without-mark"),
        pytest.param("cp1251", RUSSIAN, id="windows-1251"),
        pytest.param("cp1254", TURKISH, id="windows-1254"),
    ],
)
def test_a_report_is_read_in_the_encoding_that_it_is_in(tmp_path: Path, encoding: str, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (found,) = taken(tmp_path)
    assert found.article
    assert found.article.text == text


def test_a_declared_encoding_counts_where_the_bytes_are_not_utf_8() -> None:
    page = f'<meta charset="windows-1251"><p>{RUSSIAN}</p>'
    assert decode(page.encode("cp1251"), "a.html") == page


@pytest.mark.parametrize("name", ["idna", "punycode", "undefined", "rot13", "hex", "no-such", "utf-7"])
def test_a_declared_encoding_that_is_none_does_not_stop_the_reading(name: str) -> None:
    assert "мины" in decode(f"<meta charset={name}><p>{RUSSIAN * 3}</p>".encode("cp1251"), "a.html")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("a.txt", b"", "is empty", id="empty"),
        pytest.param("a.txt", b" \n\n", "is empty", id="blank"),
        pytest.param("a.jsonl", b"", "is empty", id="empty-jsonl"),
        pytest.param("a.json", b"", "is empty", id="empty-json"),
        pytest.param("a.txt", bytes(range(256)) * 8, "text", id="binary"),
        pytest.param("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "is a PDF, not text", id="pdf"),
        pytest.param("a.txt", b"PK\x03\x04rest", "is a ZIP or Office file", id="docx"),
        pytest.param("a.html", b"\x89PNG\r\n\x1a\n", "is a PNG image", id="png"),
        pytest.param("a.txt", b"text \x01\x02\x03\x04\x05 and controls", "is binary", id="controls"),
        pytest.param("a.txt", b"\xff\xfeo", "is not text in UTF-8", id="unreadable-encoding"),
        pytest.param("a.json", b"{broken", "is not valid JSON", id="broken-json"),
        pytest.param("a.json", b"[" * 100_000, "nested too deeply", id="deep-json"),
        pytest.param("a.json", b'"a text"', "not a JSON object", id="json-text"),
        pytest.param("a.json", b'{"title": "no text"}', "is empty", id="json-without-text"),
        pytest.param("a.json", b'{"text": "two \\ud800 mines"}', "surrogate", id="half-a-surrogate-pair"),
        pytest.param("a.jsonl", b'{"id": "\\ud800", "text": "two mines"}', "surrogate", id="half-a-surrogate-pair-in-an-id"),
        pytest.param("a.jsonl", b'{"text": "two mines", "author": ' + b"[" * 600 + b"]" * 600 + b"}", "nested too deeply", id="deep-field"),
        pytest.param("a.jsonl", b"[" * 100_000, "line 1", id="deep-line"),
        pytest.param("a.jsonl", b"[1, 2]", "line 1: is list", id="line-that-is-no-object"),
        pytest.param("a.csv", b"a,b", ".csv is not read", id="other-kind"),
        pytest.param("README", b"hello", "a file without ending is not read", id="no-ending"),
        pytest.param("a.html", b"<html></html>", "no article text", id="page-without-article"),
    ],
)
def test_what_cannot_be_read_gives_one_line_that_names_it_and_says_why(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    said = reason_of(tmp_path, name, content)
    assert reason in said
    assert name in said
    assert "\n" not in said


def test_a_page_with_linked_data_nested_too_deeply_is_refused_or_read_without_them(tmp_path: Path) -> None:
    deep = "[" * 600 + "]" * 600
    page = f'<script type="application/ld+json">{{"headline": "x", "author": {deep}}}</script><p>{ENGLISH}</p>'
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert len(taken(tmp_path)) == 1


def test_a_file_over_the_limit_is_named_with_its_size(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(30_000_000)
    (found,) = taken(tmp_path)
    assert found.reason
    assert found.reason.startswith(f"{tmp_path}/big.txt: is 30 MB, more than 20 MB")


def test_a_jsonl_may_be_larger_than_the_limit_of_one_article(tmp_path: Path) -> None:
    line = json.dumps({"text": ENGLISH}) + "\n"
    (tmp_path / "many.jsonl").write_text(line * 40)
    (file,) = find_files([tmp_path])
    assert [t.reason for t in read_file(file, largest=len(line) * 2)] == [None] * 40


def test_a_jsonl_line_over_the_limit_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": ENGLISH * 50}) + "\n" + json.dumps({"text": ENGLISH}) + "\n")
    (file,) = find_files([tmp_path])
    assert [t.article is None for t in read_file(file, largest=1000)] == [True, False]


def test_a_broken_line_fails_alone_with_its_number(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "one mine"}\n{broken\n\n[1]\n{"text": "two mines"}\n')
    found = taken(tmp_path)
    assert [t.article.source if t.article else None for t in found] == ["a.jsonl#1", None, None, "a.jsonl#5"]
    assert ["line 2" in (t.reason or "") or "line 4" in (t.reason or "") for t in found] == [False, True, True, False]


def test_an_item_of_a_json_list_fails_alone_with_its_number(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"text": "one mine"}, 5, {"text": "two mines"}]')
    found = taken(tmp_path)
    assert [t.article is None for t in found] == [False, True, False]
    assert "item 2" in (found[1].reason or "")


@pytest.mark.parametrize(
    ("name", "content", "sources"),
    [
        pytest.param("sub/a.txt", ENGLISH, ["sub/a.txt"], id="path-below-the-folder"),
        pytest.param("a.txt", "URL: https://a.example/1\nDATE: 2024\n\n" + ENGLISH, ["https://a.example/1"], id="web-address"),
        pytest.param("sub/a.jsonl", '{"id": "x", "text": "one"}\n{"text": "two"}\n', ["sub/a.jsonl#x", "sub/a.jsonl#2"], id="id-or-line"),
        pytest.param("a.json", '{"id": "x", "text": "one"}', ["a.json"], id="one-json-object"),
        pytest.param("a.json", '[{"id": 7, "text": "one"}, {"text": "two"}]', ["a.json#7", "a.json#2"], id="json-list"),
        pytest.param(
            "a.jsonl", '{"id": "x", "text": "one", "url": "https://a.example/1"}', ["https://a.example/1"], id="address-before-id"
        ),
    ],
)
def test_an_article_is_known_by_its_address_else_by_its_path_and_id(tmp_path: Path, name: str, content: str, sources: list[str]) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(content, "utf-8")
    assert [t.article.source for t in taken(tmp_path) if t.article] == sources


def test_a_single_file_is_known_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH, "utf-8")
    assert [t.article.source for t in taken(tmp_path, "a.txt") if t.article] == ["a.txt"]


def test_the_same_name_in_two_folders_is_two_articles(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(ENGLISH, "utf-8")
    assert [file.name for file in find_files([tmp_path])] == ["one/a.txt", "two/a.txt"]


def test_hidden_files_and_other_kinds_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    for name in (".hidden.txt", "a.csv", "b.TXT", "c.md"):
        (tmp_path / name).write_text(ENGLISH, "utf-8")
    assert [file.name for file in find_files([tmp_path])] == ["b.TXT", "c.md"]


def test_a_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    (tmp_path / "x.txt" / "a.txt").write_text(ENGLISH, "utf-8")
    assert [t.article.source for t in taken(tmp_path) if t.article] == ["x.txt/a.txt"]


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"missing\.txt: no such file or folder"):
        find_files([tmp_path / "missing.txt"])


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (found,) = taken(tmp_path)
    assert "a.txt: is not a regular file" in (found.reason or "")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets here")
def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (found,) = taken(tmp_path)
    assert "is not a regular file" in (found.reason or "")


def test_a_file_whose_name_is_no_text_is_refused(tmp_path: Path) -> None:
    odd = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / odd).write_text(ENGLISH, "utf-8")
    (found,) = taken(tmp_path)
    assert found.article is None
    assert "surrogate" in (found.reason or "")
