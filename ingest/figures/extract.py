"""From the sentences of a report to its figures: what each number counts is read from the words on either side of it.

A number owns the stretch up to the next number, and shares the stretch behind it with the one before. What neither says is taken over
from the number that it is a part of or that stands before it, from the sentence before (periods, places), or from the report (its place),
and marked inferred.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.articles import Article
from ingest.dates import find_dates, fold_case
from ingest.figures.agents import ALL, Agents, clause_actor, country_of_agents, names_joint_work, read_agents
from ingest.figures.counting import read_counts
from ingest.figures.datelines import country_of, without_dateline
from ingest.figures.deeds import cause_of
from ingest.figures.figure import WORKED, Figure, Period
from ingest.figures.headlines import complete_headlines
from ingest.figures.leaning import leans_back
from ingest.figures.lexicon import Tag, find_tags
from ingest.figures.lines import stated_lines, under_lead
from ingest.figures.nesting import Whole
from ingest.figures.numbers import NumberMention, find_numbers
from ingest.figures.own_words import Count, words_beside
from ingest.figures.periods import StatedPeriod, matches, stated_periods, told_apart
from ingest.figures.phrases import Clause
from ingest.figures.roles import assign_roles, title_sentences
from ingest.figures.scope import Scope, Stretch, both_ends, nearest_period, own_place, period_of, places_named, sentence_place, stretches
from ingest.figures.scoping.choosing import choose_scopes
from ingest.figures.scoping.survey import Survey, survey_report, with_figures
from ingest.figures.tables import Row, by_device, read_tables
from ingest.sentences import Sentence
from ingest.terms import gazetteer, place_spans

REMEMBERED = 12  # figures of the sentences before that a part may belong to


def extract_figures(article: Article, sentences: Sequence[Sentence], home: str) -> list[Figure]:
    """The figures of an article's title and complete sentences, in order."""
    report = read_report(article, sentences, home)
    return complete_headlines(assign_roles(article, title_sentences(article, sentences), choose_scopes(report)))


def read_report(article: Article, sentences: Sequence[Sentence], home: str) -> Survey:
    """What a report says, with its figures as their sentences alone are read."""
    lead = f"{article.title or ''} " + " ".join(article.text[s.start : s.end] for s in [s for s in sentences if s.complete][:2])
    countries = [country_of(p) for p in places_named(lead) if gazetteer()[p].kind != "world"]
    foreign = countries[0] if countries else country_of_agents(lead)
    scope = Scope(country=foreign if foreign and home not in countries else home)
    titles = title_sentences(article, sentences)
    tables = read_tables(article, sentences)
    rows = {row.start: row for row in tables.rows}
    lines = stated_lines(article, [s for s in sentences if not any(r.start <= s.start < r.end for r in tables.rows)])
    figures: list[Figure] = []
    for sentence in dict.fromkeys([*titles, *sentences]):
        if any(r.start <= sentence.start < r.end for r in tables.rows):
            figures += _read_row(rows[sentence.start], scope, home, figures) if sentence.start in rows else []
        elif sentence.complete or sentence in titles or sentence in lines or sentence in tables.captions:
            read = under_lead(lines.get(sentence, ""), _read_sentence(article, sentence, scope, home, figures), article.language)
            figures = _summed_up(article, sentence, figures) + by_device(article.text[sentence.start : sentence.end], read, figures)
        if sentence in titles:
            scope.forget()
    if any(names_joint_work(article.text[s.start : s.end]) for s in sentences):
        figures = [replace(f, actor=ALL) if f.unit in WORKED and f.actor is None else f for f in figures]
    return with_figures(survey_report(article, sentences, scope.country or home, home), figures, scope.stretches)


def _summed_up(article: Article, sentence: Sentence, figures: list[Figure]) -> list[Figure]:
    """The figures so far; those just before a sentence such as "That is the count for May" take its period and place."""
    text = article.text[sentence.start : sentence.end]
    periods = stated_periods(text, article.published) if matches("sums_up", fold_case(text)) else []
    if not periods or find_numbers(text, article.language):
        return figures
    places = places_named(text)
    return [
        f
        if f.period or "\n\n" in article.text[f.start : sentence.start]
        else replace(
            f,
            period=periods[0].period,
            as_of=periods[0].as_of,
            place=places[0] if len(places) == 1 else f.place,
            inferred=(*f.inferred, "period"),
        )
        for f in figures
    ]


def _read_row(row: Row, scope: Scope, home: str, before: Sequence[Figure]) -> list[Figure]:
    """The figures of a table's row; what its headings say of one number goes no further."""
    read = [
        (c.cell, f) for c in row.cells for f in _read_sentence(c.article, c.sentence, replace(scope, wholes=[], stretches={}), home, before)
    ]
    return [replace(f, sentence_start=row.start, sentence_end=row.end) for cell, f in read if cell.start <= f.start and f.end <= cell.end]


def _read_sentence(article: Article, sentence: Sentence, scope: Scope, home: str, figures_before: Sequence[Figure]) -> list[Figure]:
    text = without_dateline(article.text[sentence.start : sentence.end], home)
    if not text.strip():
        where = article.text[sentence.start : sentence.end]
        scope.sent_from = next((p for p in places_named(where) if country_of(p) == home and not find_dates(where)), None)
        return []
    folded = fold_case(text)
    tags = find_tags(text, article.language)
    ages = [t for t in tags if "age" in t.dimensions]
    numbers = [n for n in find_numbers(text, article.language) if not any(a.start <= n.start < a.end for a in ages)]
    periods = [
        p
        for p in stated_periods(text, article.published, scope.period.period if scope.period else None)
        if not p.event or scope.country == home
    ]
    tags = [t for t in tags if t.dimensions.get("unit") != "time" or not _of_a_period(t, periods, numbers, folded)]
    numbers = [n for n in numbers if not (n.value == 1 and n.in_words and any(p.start <= n.start and n.end < p.end for p in periods))]
    clause = Clause(text, folded, tags, article.language or "en", tuple((p.start, p.end) for p in periods))
    leans = leans_back(text)
    counts = read_counts(clause, numbers, scope.wholes)
    if scope.sent_from:
        scope.place = scope.sent_from
    goes_on = (
        leans or scope.sent_from is not None or matches("same_period", folded) is not None or not (periods or matches("to_date", folded))
    )
    totals = scope.of_a_day and any(p.period.kind in _TOTAL_SINCE and p.period.start for p in periods)
    place = sentence_place(text, scope, home, leans=goes_on and not totals)
    scope.sent_from = None
    scope.agents = read_agents(text, scope.agents)
    if not periods and not _same_event(counts, leans=leans or matches("same_period", folded) is not None) and scope.of_a_day:
        scope.period, scope.place, scope.device = None, None, None
        place = sentence_place(text, scope, home, leans=False)
    _share_cause(clause, counts, scope, stated=bool(periods))
    figures = []
    ends = [max(c.number.end, c.phrase.end) if c.phrase else c.number.end for c in counts]
    for count, stretch in zip(counts, stretches(numbers, ends, len(text)), strict=True):
        period = (
            period_of(stretch, _within_reach(periods, count, stretch, folded), scope, folded, article) if count.unit != "time" else None
        )
        period = _of_the_whole(period, count, figures_before)
        own = own_place(text, stretch, home) or _place_besides(place, scope.country, text, (counts, count))
        actor = clause_actor(text, (stretch.previous, stretch.start), (stretch.end, stretch.following), scope.agents)
        figures.append(_figure(article, sentence, count, replace(scope.agents, actor=actor), (period, own)))
        scope.stretches[figures[-1].start] = stretch
    if lasting := [p for p in periods if not p.aside]:
        scope.period = (
            both_ends(nearest_period(lasting, numbers[-1].start), lasting, folded) if numbers else told_apart(lasting, scope.period)
        )
    scope.wholes = [
        *scope.wholes,
        *(Whole(sentence.start + c.number.start, c.dimensions, c.whole is not None, c.number.value) for c in counts),
    ][-REMEMBERED:]
    return figures


def _within_reach(periods: list[StatedPeriod], count: Count, stretch: Stretch, folded: str) -> list[StatedPeriod]:
    """The periods that can be a number's: a sum or share of money, and land of which only a part was worked on, have none of a later clause."""
    of_part = count.unit == "hectares" and re.search(r"(?:^|[,;:.]\s*)(?:of|из)\s+(?:the\s+|all\s+)?$", folded[: stretch.start])
    periods = [p for p in periods if p.end <= stretch.start or not _BRINGING.search(folded[stretch.end : p.start])]
    if count.unit not in {"money", "percent"} and not of_part:
        return periods
    if of_part:
        return [p for p in periods if p.start < stretch.following]
    return [p for p in periods if p.end <= stretch.start or not _LATER.search(folded[stretch.end : p.start])]


_BRINGING = re.compile(
    r",\s*(?:thus |thereby |and |which )?(?:br(?:inging|ings|ought)|rais(?:ing|es|ed)|(?:tak(?:ing|es)|took|push(?:ing|es|ed)|lift(?:ing|s|ed))"
    r"\s+(?:the|its|their|our)\s+(?:\w+\s+)?(?:total|number|toll|count|figure|tally|sum))\b|\bдоведя\b|\bчто довело\b|\bтем самым\b|\bbeləliklə\b|\bbununla\b"
)  # another total follows
_LATER = re.compile(r"[;:]|,\s*(?:а|и|and|but|while|which|bringing|taking|isə|on top of)\b")


def _of_the_whole(period: StatedPeriod | None, count: Count, before: Sequence[Figure]) -> StatedPeriod | None:
    """A part told with only an as-of date counts from where its whole does: "By 1 March 75 of them had died"."""
    start = count.whole.start if isinstance(count.whole, Whole) else None
    whole = next((f for f in before if f.start == start), None) if start is not None else None
    if whole is None or whole.period is None or whole.period.start is None:
        return period
    if period is None or (period.period.start is None and whole.period.kind.startswith("cumulative")):
        end = period.period.end if period else whole.period.end
        kind = "cumulative closed" if period else whole.period.kind
        return StatedPeriod(0, 0, Period(whole.period.start, end, kind), period.as_of if period else whole.as_of, inferred=True)
    return period


_TOTAL_SINCE = frozenset({"cumulative open", "cumulative closed"})


def _of_a_period(tag: Tag, periods: list[StatedPeriod], numbers: list[NumberMention], folded: str) -> bool:
    """Whether a word for a time names a period or the year behind its date ("last week", «с ноября 2020 года») and is not counted."""
    counted = any(n.end <= tag.start and re.fullmatch(r"[\s-]*", folded[n.end : tag.start]) for n in numbers)
    if not any(
        n.end <= tag.start and re.fullmatch(r"[\s-]*(?:(?!(?:an?|the|per|every|each)\b)[^\W\d_]+[\s-]+){0,3}", folded[n.end : tag.start])
        for n in numbers
    ):
        return True
    dated = re.search(r"\b(?:19|20)\d\d(?:-\w+)?\s*$", folded[: tag.start])
    return not counted and (dated is not None or any(p.start <= tag.start < p.end + len(" года") for p in periods))


def _same_event(counts: list[Count], *, leans: bool) -> bool:
    """Whether a sentence without a date still speaks of the day before: it points back, or counts victims of the same event."""
    return leans or (bool(counts) and all(c.dimensions.get("outcome") or c.whole for c in counts))


def _share_cause(clause: Clause, counts: list[Count], scope: Scope, *, stated: bool) -> None:
    """The victims of the same event were harmed by the device that the sentence before names."""
    cause = cause_of(clause, counts)
    if cause is not None or stated:
        scope.device = str(cause.dimensions["device"]) if cause else None
    elif scope.device and scope.of_a_day and not any(t.dimensions.get("device") for t in clause.tags):
        for count in counts:
            if count.unit == "people" and count.dimensions.get("outcome"):
                count.dimensions.setdefault("device", scope.device)


def _place_besides(place: str | None, country: str | None, text: str, among: tuple[list[Count], Count]) -> str | None:
    """The sentence's place, unless only a part of the number is said to be there: "5,000 hectares, 300 of them in Fuzuli"."""
    counts, count = among
    parts = [c for c in counts if c.whole is count]
    if not parts or place is None:
        return place
    named = [s.start for s in place_spans(text) if s.name == place]
    of_part = all(at > parts[0].number.end and not _APART.search(text[parts[0].number.end : at]) for at in named)
    return country if named and of_part and parts[0].number.start > count.number.start else place


_APART = re.compile(r",\s*(?:in|near|at|on|outside|around)\s+(?:\S+\s+)?$")  # a place behind it is that of the whole sentence


def _figure(article: Article, sentence: Sentence, count: Count, agents: Agents, where: tuple[StatedPeriod | None, str | None]) -> Figure:
    number, own, offset = count.number, count.dimensions, sentence.start
    factor = own.get("factor") or 1
    period, place = where
    missing = (("period", period is not None and period.inferred), ("measure", count.from_before))
    whole = count.whole
    unit = own.get("unit")
    return Figure(
        offset + number.start, offset + number.end, sentence.start, sentence.end,
        _scaled(number.value, factor), _scaled(number.low, factor) if number.low is not None else None,
        _scaled(number.high, factor) if number.high is not None else None, number.qualifier,
        unit, own.get("measure") or unit, own.get("outcome"), own.get("who"), own.get("age"), own.get("sex"), own.get("device"), own.get("activity"),
        place, period.period if period else None, period.as_of if period else None,
        tuple(name for name, is_missing in missing if is_missing), count.words or words_beside(article.text[offset : sentence.end], number, count),
        actor=agents.actor if unit in WORKED or own.get("activity") == "taught" else None,
        attribution=agents.attribution if agents.attribution != article.publisher else None,
        part_of=whole.start if isinstance(whole, Whole) else offset + whole.number.start if whole else None,
    )  # fmt: skip


def _scaled(value: float, factor: float) -> float:
    """A value in the base unit, without the noise of binary fractions."""
    return value if factor == 1 else round(value * factor, 9)
