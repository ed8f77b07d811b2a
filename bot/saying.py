"""A figure put into words: what it counts, whom, where, over which period and as of when, in the languages of the answers.

Everything here is a pure function of the record, so that the verification can put the same record into words again and compare.
"""

from functools import cache
from typing import Any

from bot.wording import written_date
from ingest.articles import Article
from ingest.figures.agents import ALL
from ingest.figures.figure import WORKED, Figure, Period
from ingest.figures.lexicon import age_group
from ingest.figures.numbers import find_numbers
from ingest.lexicon_files import read_lexicon

MILLION = 1_000_000
LARGEST_WRITTEN = 1e15  # from here on no count, and too many digits for babel
PER_HECTARE = {"km2": 0.01, "m2": 10_000}
NEAR = 1e-6  # relative distance of two values that are the same
LABELS_FILE, PLACES_FILE = "labels", "place_names"


@cache
def _lexicon(name: str) -> dict[str, Any]:
    lexicon: dict[str, Any] = read_lexicon("bot", name)
    return lexicon


def labels(language: str) -> dict[str, Any]:
    """The labels of one language."""
    found: dict[str, Any] = _lexicon(LABELS_FILE)[language]
    return found


def shared(name: str, language: str) -> dict[str, Any]:
    """One of the lists of words that all forms share, such as units, by language."""
    found: dict[str, Any] = _lexicon(LABELS_FILE)[name][language]
    return found


def say_number(value: float, language: str) -> str:
    """A number as the language writes it, to at most four decimals: 37,154 and 1,198.7; 37 154 and 1198,7; by its power of ten from 10¹⁵ on."""
    from babel.numbers import format_decimal

    if abs(value) >= LARGEST_WRITTEN:
        return f"{value:.6g}"
    text = str(format_decimal(round(value, 4), format="#,##0.####", locale="en"))
    return text if language == "en" else text.replace(",", " ").replace(".", ",")


def say_value(figure: Figure, language: str) -> str:
    """A figure's number with its qualifier: "over 3,400", "from 3 to 5"."""
    forms = labels(language)["qualifiers"]
    if figure.qualifier == "range" and figure.low is not None and figure.high is not None:
        return str(forms["range"].format(say_number(figure.low, language), say_number(figure.high, language)))
    number = say_sum(figure.value, language) if figure.unit == "money" else say_number(figure.value, language)
    return str(forms[figure.qualifier].format(number)) if figure.qualifier in forms else number


def say_sum(value: float, language: str) -> str:
    """A sum of money: millions as such where four digits tell them."""
    if value < MILLION or value % 1000:
        return say_number(value, language)
    return str(shared("forms", language)["million"].format(say_number(value / MILLION, language)))


def say_place(place: str | None, language: str) -> str:
    """A place's name in a language; empty for none."""
    if place is None or language == "en":
        return place or ""
    lexicon = _lexicon(PLACES_FILE)
    if place in lexicon["countries"]:
        from babel import Locale

        return str(Locale.parse(language).territories[lexicon["countries"][place]])
    return str(lexicon[language].get(place, place))


def end_of(figure: Figure) -> str | None:
    """The date up to which a figure counts as far as its report says: its as-of date, else the end of its period."""
    return figure.as_of or (figure.period.end if figure.period else None)


def say_period(figure: Figure, article: Article, language: str) -> str:
    """The period and as-of date of a figure; where a report gives no end, the date on which it was published."""
    forms = shared("periods", language)
    published = written_date(article.published, language) if article.published else ""
    period = figure.period
    if period is None:
        if figure.as_of:
            return str(forms["as_of"].format(as_of=written_date(figure.as_of, language))).lstrip(", ")
        return str(forms["reported"].format(published=published)).strip(" ()") if published else ""
    said = _say_bounds(period, figure, published, forms, language)
    if figure.as_of and figure.as_of != period.end:
        said += str(forms["as_of"].format(as_of=written_date(figure.as_of, language)))
    return said


def _say_bounds(period: Period, figure: Figure, published: str, forms: dict[str, str], language: str) -> str:
    start = written_date(period.start, language) if period.start else ""
    end = written_date(period.end, language) if period.end else ""
    if start and end and period.start == period.end:
        return forms["day" if len(period.end or "") > len("2025-05") else "in"].format(end=end)
    if start and end:
        return forms["range"].format(start=start, end=end)
    if start:
        key = "open_reported" if figure.as_of is None and published else "since"
        return forms[key].format(start=start, published=published)
    return forms["until"].format(end=end) if end else ""


def say_since(start: str, language: str) -> str:
    """The start of a period alone: "since 10 November 2020"."""
    return str(shared("periods", language)["since"].format(start=written_date(start, language)))


def say_end(figure: Figure, article: Article, language: str) -> str:
    """The date up to which a figure counts, else that on which it was reported."""
    end = end_of(figure)
    if end:
        return written_date(end, language)
    published = written_date(article.published, language) if article.published else ""
    return str(shared("periods", language)["reported"].format(published=published)).strip(" ()")


def say_people(figure: Figure, language: str, *, same_language: bool) -> str:
    """Whom a figure counts, in the report's own words for their age where answer and report share a language."""
    one = figure.value == 1 and figure.qualifier == "exact"
    if figure.age and same_language:
        return figure.age
    key = (age_group(figure.age) or "children") if figure.age else figure.sex or figure.who or ""
    forms = labels(language)["people"]
    found = forms.get(key, forms[""])
    return str(found[0 if one else 1]) if isinstance(found, list) else str(found)


def say_count(figure: Figure, article: Article, language: str, who: str | None = None) -> str:  # noqa: PLR0911 (one return for each unit)
    """The clause that says how many of what: "70 people were killed by mines"; `who` replaces the people counted."""
    words, number = labels(language), say_value(figure, language)
    same = article.language == language
    one = figure.value == 1 and figure.qualifier == "exact"
    was = "was" if one else "were"
    if figure.unit == "people" and figure.outcome:
        return str(words["victims"][figure.outcome].format(n=number, who=who or say_people(figure, language, same_language=same), was=was))
    if figure.unit == "people" and figure.activity == "taught":
        return str(words["taught"].format(n=number, who=say_people(figure, language, same_language=same)))
    if figure.unit == "incidents":
        return _numbered(words["incidents"], one).format(n=number)
    if figure.unit == "hectares":
        return str(words["area"].get(figure.activity or "", words["area"][""]).format(n=number)) + say_as_written(figure, article, language)
    if figure.unit == "devices":
        verbs = words["device_verbs"]
        noun = _numbered(words["devices"].get(figure.device or "", words["devices"][""]), one)
        return str(verbs.get(figure.activity or "", verbs[""]).format(n=number, who=noun, was=was))
    if figure.unit == "percent":
        return str(words["percent"].format(n=number))
    return f"{number} {figure.described}".strip()


def say_as_written(figure: Figure, article: Article, language: str) -> str:
    """The area in the unit that the report gives it in, in brackets, where that is not hectares."""
    if figure.unit != "hectares":
        return ""
    written = find_numbers(article.text[figure.start : figure.end], article.language)
    if len(written) != 1 or not written[0].value or figure.low is not None:
        return ""
    unit = next(
        (name for name, factor in PER_HECTARE.items() if abs(written[0].value / factor - figure.value) <= NEAR * figure.value), None
    )
    return f" ({say_number(written[0].value, language)} {shared('units', language)[unit]})" if unit else ""


def _numbered(forms: list[str] | str, one: bool) -> str:
    return forms[0 if one else 1] if isinstance(forms, list) else forms


def say_figure(figure: Figure, article: Article, language: str, *, brief: bool = False, who: str | None = None) -> str:
    """A whole statement of one figure, without its stop; `brief` leaves place out."""
    place = "" if brief else say_place(figure.place, language)
    period = say_period(figure, article, language)
    count = say_count(figure, article, language, who)
    if figure.actor not in {None, ALL} and figure.unit in WORKED:  # one body's work is never passed off as that of all
        count = f"{count} ({say_actor(figure.actor, language)})"
    if language == "en":
        head = ", ".join(filter(None, [f"In {place}" if place else "", period]))
        return _capital(f"{head}, {count}" if head else count)
    head = ", ".join(filter(None, [place, period]))
    return _capital(f"{head}: {count}" if head else count)


def say_actor(actor: str | None, language: str) -> str:
    """The name of a body in a language; what none was named with, where there is none."""
    return str(shared("actors", language).get(actor or "", actor))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
