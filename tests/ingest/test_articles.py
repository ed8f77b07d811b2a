"""Articles: what a report's own words say of it, and that what they do not say stays unknown."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.articles import canonical_url, normal_text, read_json, read_plain
from ingest.errors import UserError

DUMP = """\
20 May 2025 14:23 (UTC+04:00)

Nigar Alili

In the Aghdam district, 412 hectares were cleared of mines, Shusha Herald reports, citing the agency’s “Special Unit”.

“It isn’t over,” the officer said.
"""
HEADED = """\
TITLE: Weekly results
URL: https://hill.example/week?id=3&utm_medium=x#top
DATE: 9 February 2026
LANG: en
BYLINE: Test Desk
PUBLISHER: Hill Bulletin
NOTE: restated

Between 2 and 8 February, 57.5 hectares were cleared.
"""
FRONT = """\
---
title: "Blast near Lachin"
date: 2024-03-02
lang: en
author: Vusal Karimov
---

A shepherd was injured near a village.
"""
BARE = "some mines were found in a field, nobody knows when.\n"


def test_a_dump_gives_its_date_with_the_offset_and_its_byline_and_publisher() -> None:
    article = read_plain("dump.txt", DUMP)
    assert (article.published, article.byline, article.publisher) == ("2025-05-20T14:23:00+04:00", "Nigar Alili", "Shusha Herald")


def test_a_dump_without_a_headline_has_no_title() -> None:
    assert read_plain("dump.txt", DUMP).title is None


def test_the_text_keeps_its_own_characters_such_as_curly_quotes() -> None:
    assert read_plain("dump.txt", DUMP).text == DUMP


def test_a_header_block_gives_every_field_and_the_body_starts_after_it() -> None:
    article = read_plain("week.txt", HEADED)
    assert dataclasses.asdict(article) == {
        "source": "https://hill.example/week?id=3", "text": HEADED, "title": "Weekly results", "byline": "Test Desk", "publisher": "Hill Bulletin",
        "published": "2026-02-09", "language": "en", "url": "https://hill.example/week?id=3", "note": "restated", "body_start": HEADED.index("\nBetween"),
    }  # fmt: skip


def test_front_matter_gives_the_fields_and_is_no_part_of_the_body() -> None:
    article = read_plain("blast.md", FRONT)
    assert (article.title, article.published, article.byline, article.language) == (
        "Blast near Lachin",
        "2024-03-02",
        "Vusal Karimov",
        "en",
    )
    assert article.text[article.body_start :].strip() == "A shepherd was injured near a village."


def test_a_single_line_with_a_colon_is_no_header_block() -> None:
    assert read_plain("a.txt", "Note: two mines were found.\nThey were destroyed.").body_start == 0


def test_a_markdown_headline_is_the_title() -> None:
    assert read_plain("a.md", "# Mines found near Aghdam\n\nTwo mines were found.").title == "Mines found near Aghdam"


def test_what_the_text_does_not_say_stays_unknown() -> None:
    article = read_plain("bare.txt", BARE)
    assert (article.title, article.byline, article.publisher, article.published, article.url, article.note) == (None,) * 6


@pytest.mark.parametrize("value", ["(none in the file)", "unknown", "-", "n/a", "None"])
def test_a_header_that_only_says_that_there_is_none_leaves_the_field_unknown(value: str) -> None:
    article = read_plain("a.txt", f"TITLE: {value}\nBYLINE: {value}\nPUBLISHER: {value}\n\nsome mines were found in a field.\n")
    assert (article.title, article.byline, article.publisher) == (None, None, None)


def test_a_time_on_a_line_of_its_own_after_the_date_belongs_to_it() -> None:
    assert read_plain("a.txt", "20 May 2025\n\n14:23\n\nTwo mines were found.").published == "2025-05-20T14:23:00"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The teams found twelve mines near the village and destroyed them.", "en"),
        ("Minatəmizləmə qrupları kəndin yaxınlığında on iki mina aşkar edib.", "az"),
        ("Сапёры нашли двенадцать мин недалеко от села и уничтожили их.", "ru"),
    ],
    ids=["en", "az", "ru"],
)
def test_the_language_is_read_from_the_text(text: str, language: str) -> None:
    assert read_plain("a.txt", text).language == language


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\ufeff", "TITLE: A\nDATE: 2024-05-01\n"], ids=["empty", "blank", "mark-alone", "header-alone"]
)
def test_an_article_without_a_body_is_refused_by_name(text: str) -> None:
    with pytest.raises(UserError, match=r"^a\.txt: is empty"):
        read_plain("a.txt", text)


@given(st.text())
def test_normal_text_is_stable_and_has_one_kind_of_line_end(text: str) -> None:
    once = normal_text(text)
    assert "\r" not in once
    assert "\x00" not in once
    assert normal_text("\n" + once) == "\n" + once


def test_text_is_composed_so_that_equal_words_are_equal() -> None:
    assert normal_text("Ag\u0306dam\r\n") == "A\u011fdam\n"


@pytest.mark.parametrize(
    ("given_url", "canonical"),
    [
        pytest.param("https://News.Example/a", "https://news.example/a", id="host-in-lower-case"),
        pytest.param("https://news.example/a#comments", "https://news.example/a", id="no-fragment"),
        pytest.param("https://news.example/a?utm_source=x&id=3&fbclid=y", "https://news.example/a?id=3", id="no-tracking"),
        pytest.param("https://news.example:443/a", "https://news.example/a", id="default-port"),
        pytest.param("http://news.example:443/a", "http://news.example:443/a", id="the-other-schemes-port-stays"),
        pytest.param("https://news.example:8443/a", "https://news.example:8443/a", id="own-port"),
        pytest.param("https://news.example", "https://news.example/", id="a-path-at-least"),
        pytest.param("https://user:secret@news.example/a", "https://news.example/a", id="no-password"),
        pytest.param("https://[::1]/a", "https://[::1]/a", id="ipv6"),
        pytest.param("ftp://news.example/a", None, id="other-scheme"),
        pytest.param("javascript:alert(1)", None, id="script"),
        pytest.param("news.example/a", None, id="no-scheme"),
        pytest.param("https://news.example/a b", None, id="blank-inside"),
        pytest.param("https://[news.example/a", None, id="broken-bracket"),
        pytest.param("https://news.example:99999/a", None, id="impossible-port"),
        pytest.param("https://news.example:port/a", None, id="port-in-letters"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="none"),
    ],
)
def test_a_web_address_has_one_canonical_form_or_none(given_url: str | None, canonical: str | None) -> None:
    assert canonical_url(given_url) == canonical


@given(st.one_of(st.text(), st.text(alphabet="htps:/[]@?#&=%.a1 ").map("https://".__add__)))
def test_any_address_is_canonical_after_one_step(url: str) -> None:
    once = canonical_url(url)
    assert once is None or canonical_url(once) == once


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param({"text": "Two mines were found."}, {}, id="text-alone"),
        pytest.param({"body": "Two mines were found.", "headline": "Mines"}, {"title": "Mines"}, id="body-and-headline"),
        pytest.param({"articleBody": "Two mines.", "datePublished": "2024-05-01"}, {"published": "2024-05-01"}, id="schema-names"),
        pytest.param({"content": "Two mines.", "published_at": "2024-05-01T10:00:00Z"}, {"published": "2024-05-01T10:00:00+00:00"}, id="snake-case"),
        pytest.param({"text": "Two mines.", "author": {"name": "A. Karimov"}}, {"byline": "A. Karimov"}, id="object"),
        pytest.param({"text": "Two mines.", "authors": ["A. Karimov", {"name": "B. Alili"}]}, {"byline": "A. Karimov, B. Alili"}, id="list"),
        pytest.param({"text": "Two mines.", "date": 2021}, {"published": "2021"}, id="number"),
        pytest.param({"text": "Two mines.", "source": "Field Notes", "lang": "en"}, {"publisher": "Field Notes", "language": "en"}, id="outlet"),
        pytest.param({"text": "Two mines.", "title": None, "date": ""}, {"title": None, "published": None}, id="empty-fields"),
        pytest.param({"text": "Two mines.", "link": "https://a.example/1#x"}, {"url": "https://a.example/1", "source": "https://a.example/1"}, id="link"),
    ],
)  # fmt: skip
def test_a_json_record_is_read_under_the_usual_names(record: dict[str, object], expected: dict[str, object]) -> None:
    article = dataclasses.asdict(read_json("a.json", record))
    assert {name: article[name] for name in expected} == expected


@pytest.mark.parametrize("record", [[], "text", 5, None], ids=["list", "text", "number", "null"])
def test_a_json_value_that_is_no_object_is_refused_by_name(record: object) -> None:
    with pytest.raises(UserError, match=r"^a\.json: is .* not a JSON object"):
        read_json("a.json", record)


@pytest.mark.parametrize("field", ["text", "title", "note"])
def test_a_record_with_half_a_surrogate_pair_is_refused_by_name(field: str) -> None:
    with pytest.raises(UserError, match=r"^a\.json: "):
        read_json("a.json", {"text": "Two mines.", field: "Two \ud800 mines."})
