"""Web pages: the article without what stands around it, and the metadata that the page states."""

import pytest

from ingest.articles import Article
from ingest.errors import UserError
from ingest.webpages import read_html

LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Mines cleared near Shusha", "datePublished": "2024-05-03T09:30:00+04:00",
"author": [{"@type": "Person", "name": "Nigar Alili"}], "publisher": {"@type": "Organization", "name": "Shusha Herald"}, "inLanguage": "en"}</script>"""
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Mines cleared | Shusha Herald</title>{head}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport results</a></li></ul></nav>
<main><article><h1>Mines cleared near Shusha</h1>
<p>The demining agency cleared 23 hectares of land near Shusha in April 2024, and found 41 anti-personnel mines on the way to the forest.</p>
<p>“It isn’t finished,” an officer of the agency said on Friday. The work in the upper part of the valley goes on until the end of the summer.</p>
</article></main>
<aside><h3>Read more</h3><a href="/x">Ten recipes for the weekend</a></aside>
<section id="comments" class="comments"><h3>Comments</h3><div class="comment"><p>User123: I have counted 900 mines in my own garden!</p></div></section>
<footer>Copyright, cookies and privacy</footer></body></html>"""


@pytest.fixture(scope="module")
def article() -> Article:
    head = LINKED + '<link rel="canonical" href="https://herald.example/mines?utm_source=rss">'
    return read_html("page.html", PAGE.replace("{head}", head))


def test_the_article_of_a_page_is_read_whole(article: Article) -> None:
    assert "cleared 23 hectares of land near Shusha" in article.text
    assert "“It isn’t finished,”" in article.text


@pytest.mark.parametrize("around", ["Sport results", "User123", "900 mines", "Ten recipes", "cookies"])
def test_menus_comments_teasers_and_footers_are_no_part_of_it(article: Article, around: str) -> None:
    assert around not in article.text


def test_the_metadata_of_a_page_come_from_its_linked_data(article: Article) -> None:
    found = (article.title, article.byline, article.publisher, article.published, article.language)
    assert found == ("Mines cleared near Shusha", "Nigar Alili", "Shusha Herald", "2024-05-03T09:30:00+04:00", "en")


def test_a_page_goes_by_its_canonical_address(article: Article) -> None:
    assert article.source == article.url == "https://herald.example/mines"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        pytest.param(
            '<meta property="article:published_time" content="2024-05-03T09:30:00Z">', "2024-05-03T09:30:00+00:00", id="open-graph"
        ),
        pytest.param('<meta name="date" content="3 May 2024">', "2024-05-03", id="meta-date"),
        pytest.param('<script type="application/ld+json">{broken</script>', None, id="broken-linked-data"),
        pytest.param('<script type="application/ld+json">[1, "x"]</script>', None, id="odd-linked-data"),
        pytest.param("", None, id="none"),
    ],
)
def test_a_page_is_dated_by_what_it_states_alone(head: str, published: str | None) -> None:
    assert read_html("page.html", PAGE.replace("{head}", head)).published == published


def test_a_page_without_an_address_goes_by_its_name() -> None:
    assert read_html("page.html", PAGE.replace("{head}", "")).source == "page.html"


@pytest.mark.parametrize(
    "raw", ["<html><body></body></html>", "<html></html>", "<!-- nothing -->"], ids=["empty-body", "no-body", "comment"]
)
def test_a_page_without_an_article_is_refused_by_name(raw: str) -> None:
    with pytest.raises(UserError, match=r"^page\.html: "):
        read_html("page.html", raw)
