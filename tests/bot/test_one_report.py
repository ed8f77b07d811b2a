"""What one report of totals says, asked of a library that holds nothing else; and still so when its numbers, place, dates, order or words change."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.citations import Answer
from bot.conversation import Bot
from ingest.add import Added

SAMPLE = Path(__file__).parents[2] / "ingest" / "samples" / "2025-05-20-aghdam-totals.txt"
NUMBERS = {
    "37,154": "41,882", "31,105": "28,764", "200,321": "318,407", "196,056": "196,056", "36,881": "45,120", "21,753": "19,338", "137,422": "131,598",
    "237": "309", "394": "517", "70": "92", "324": "425", "210": "283", "14": "23", "1 woman": "3 women", "55": "61", "155": "222",
    "3,400": "4,100", "362": "477", "38": "52", "1.5 million": "2.25 million",
}  # fmt: skip
LONG_RECORD = "\n\nA longer record starts in 1991. Over 3,400 people have been mine victims in Azerbaijan since that year; 362 of them were children and youth, and 38 were women."
PRIVATE = 0xE000  # where the characters of nobody's text start
ESTIMATE = " A first estimate speaks of some 1.5 million mines laid while the lands were occupied."


@dataclass(frozen=True)
class Seed:
    """A report with what is true of it: its numbers by what they count in the sample, its place and the dates of its periods."""

    text: str
    numbers: dict[str, str] = field(default_factory=dict)
    place: str = "Aghdam"
    since: str = "2020-11-10"
    until: str = "2025-05-19"
    first_year: str = "1991"

    def value(self, written: str) -> float:
        """The number that this report has where the sample has another."""
        now = self.numbers.get(written, written).split()
        return float(now[0].replace(",", "")) * (1_000_000 if now[-1] == "million" else 1)

    def period(self, name: str) -> str | None:
        """The start of a period: "current", "long" or "none"."""
        return {"current": self.since, "long": self.first_year}.get(name)

    def with_text(self, **changed: str) -> "Seed":
        """The report with some of its text, each found in it once, replaced."""
        text = self.text
        for old, new in changed.items():
            assert text.count(old) >= 1, old
            text = text.replace(old, new)
        return replace(self, text=text)


def sample() -> Seed:
    """The sample as it stands, without the note on where it comes from."""
    text = SAMPLE.read_text("utf-8")
    return Seed("".join(line for line in text.splitlines(keepends=True) if not line.startswith("NOTE:")))


def other_numbers() -> Seed:
    """Every number changed, so that all sums still hold."""
    seed, text = sample(), sample().text
    marks = {old: chr(PRIVATE + n) for n, old in enumerate(sorted(NUMBERS, key=len, reverse=True))}
    for old, mark in marks.items():
        text = _between_words(text, old, mark)
    for old, mark in marks.items():
        text = text.replace(mark, NUMBERS[old])
    return replace(seed, text=text, numbers=NUMBERS)


def _between_words(text: str, old: str, new: str) -> str:
    return re.sub(rf"(?<![\d,.:+]){re.escape(old)}(?![\d:]|,\d|\.\d| May)", new, text)


def another_place() -> Seed:
    """Another district."""
    return replace(sample().with_text(Aghdam="Jabrayil"), place="Jabrayil")


def other_dates() -> Seed:
    """All dates a few months or years later."""
    dates = {"Nov. 10, 2020": "March 2, 2021", "May 19, 2025": "Jan. 31, 2026", "20 May 2025": "2 February 2026", "1991": "1988"}
    seed = sample()
    for old, new in dates.items():
        seed = seed.with_text(**{old: new})
    return replace(seed, since="2021-03-02", until="2026-01-31", first_year="1988")


def another_order() -> Seed:
    """The estimate and the long record first, the numbers of the district last."""
    text = sample().text
    head, body = text.split("\n\n", 1)
    paragraphs = body.replace(ESTIMATE, "").replace(LONG_RECORD, "").strip().split("\n\n")
    opening, told, besides, cleared, human = paragraphs
    order = [ESTIMATE.strip() + LONG_RECORD.replace("\n\n", " "), cleared, human, opening, told, besides]
    return replace(sample(), text="\n\n".join([head, *order]) + "\n")


def other_words() -> Seed:
    """The same said otherwise."""
    return sample().with_text(**{
        "37,154 hectares of the Azerbaijani district are now free of mines and unexploded shells": "mines and unexploded shells have been removed from 37,154 hectares of the Azerbaijani district",
        "Deminers have also lifted and made harmless 31,105 explosive devices in Aghdam, he told the group.": "As many as 31,105 explosive devices were neutralised there, in Aghdam, according to him.",
        "For all the liberated lands together, the cleared area amounted to 200,321 hectares between Nov. 10, 2020, and May 19, 2025.": "From Nov. 10, 2020, to May 19, 2025, clearance of the liberated territories as a whole reached 200,321 hectares.",
        "Teams dealt with 196,056 explosive devices over that time: 36,881 anti-personnel mines, 21,753 anti-tank mines and 137,422 pieces of unexploded ordnance (UXO).": "In that period 196,056 explosive devices were discovered, among them 137,422 UXOs, 36,881 anti-personnel and 21,753 anti-tank mines.",
        "From Nov. 10, 2020, to May 19, 2025, the authorities logged 237 incidents with 394 victims, of whom 70 were killed and 324 injured.": "Between Nov. 10, 2020, and May 19, 2025, 394 people fell victim to mines in 237 incidents; 70 lost their lives and 324 were wounded.",
        "Civilians make up 210 of these 394 victims, and among the civilians are 14 children and teenagers and 1 woman.": "Of the victims, 210 were civilians, including 14 children and teenagers and one woman.",
        "Mines killed 55 of the civilians and injured the other 155.": "A total of 55 civilians died and 155 were wounded.",
        "A longer record starts in 1991. Over 3,400 people have been mine victims in Azerbaijan since that year; 362 of them were children and youth, and 38 were women.": "Since 1991, more than 3,400 people have suffered from mines in Azerbaijan, including 362 children and youth and 38 women.",
        "A first estimate speaks of some 1.5 million mines laid while the lands were occupied.": "About 1.5 million mines are thought to have been planted during the occupation.",
    })  # fmt: skip


SEEDS = {
    "as it stands": sample, "other numbers": other_numbers, "another place": another_place, "other dates": other_dates,
    "another order": another_order, "other words": other_words,
}  # fmt: skip


@pytest.fixture(scope="module", params=SEEDS)
def seed(request: pytest.FixtureRequest) -> Seed:
    """One of the reports."""
    return SEEDS[request.param]()


@pytest.fixture(scope="module")
def ask(
    seed: Seed, tmp_path_factory: pytest.TempPathFactory, add: Callable[..., Added], open_bot: Callable[[Path], Bot]
) -> Callable[[str], Answer]:
    """What asks a bot over this report alone."""
    folder = tmp_path_factory.mktemp("one")
    (folder / "report.txt").write_text(seed.text, "utf-8")
    assert not add(folder / "library", folder / "report.txt").failures
    return open_bot(folder / "library").reply


COUNTED = [
    ("How many mine victims were there?", [("394", "current"), ("3,400", "long")], {"outcome": "both"}),
    ("How many people were killed by mines?", [("70", "current")], {"outcome": "killed"}),
    ("How many people were injured by mines?", [("324", "current")], {"outcome": "injured"}),
    ("How many civilians were victims?", [("210", "current")], {"outcome": "both", "who": "civilian"}),
    ("How many civilians were killed?", [("55", "current")], {"outcome": "killed", "who": "civilian"}),
    ("How many civilians were injured?", [("155", "current")], {"outcome": "injured", "who": "civilian"}),
    ("How many children were victims?", [("14", "current"), ("362", "long")], {"outcome": "both"}),
    ("How many women were victims?", [("1 woman", "current"), ("38", "long")], {"outcome": "both", "sex": "female"}),
    ("How many incidents were there?", [("237", "current")], {"unit": "incidents"}),
    ("How many hectares have been cleared in all?", [("200,321", "current")], {"unit": "hectares", "place": "Azerbaijan"}),
    ("How many explosive devices were found in total?", [("196,056", "current")], {"device": "all", "place": "Azerbaijan"}),
    ("How many anti-personnel mines were found?", [("36,881", "current")], {"device": "anti-personnel"}),
    ("How many anti-tank mines were found?", [("21,753", "current")], {"device": "anti-tank"}),
    ("How many pieces of unexploded ordnance were found?", [("137,422", "current")], {"device": "UXO"}),
]  # fmt: skip


@pytest.mark.parametrize(("question", "numbers", "counted"), COUNTED, ids=[c[0] for c in COUNTED])
def test_a_total_is_given_under_every_baseline_with_its_period(
    ask: Callable[[str], Answer], seed: Seed, question: str, numbers: list[tuple[str, str]], counted: dict[str, str]
) -> None:
    answer = ask(question)
    assert (answer.kind, answer.rejected) == ("figure", ())
    told = [(f["value"], (f["period"] or {}).get("start")) for f in answer.figures]
    assert told == [(seed.value(written), seed.period(name)) for written, name in numbers]
    assert answer.figures[0]["period"]["end"] == seed.until
    assert {d: v for d, v in answer.figures[0].items() if d in counted} == counted


@pytest.mark.parametrize(
    ("question", "written", "unit"),
    [
        pytest.param("How many hectares were cleared in {place}?", "37,154", "hectares", id="hectares"),
        pytest.param("How many explosive devices were found in {place}?", "31,105", "devices", id="devices"),
    ],
)  # fmt: skip
def test_a_district_has_its_own_number(ask: Callable[[str], Answer], seed: Seed, question: str, written: str, unit: str) -> None:
    answer = ask(question.format(place=seed.place))
    assert [(f["value"], f["unit"], f["place"]) for f in answer.figures] == [(seed.value(written), unit, seed.place)]


def test_an_estimate_is_said_to_be_one(ask: Callable[[str], Answer], seed: Seed) -> None:
    answer = ask("How many mines are estimated to have been planted?")
    assert [(f["value"], f["activity"], f["qualifier"]) for f in answer.figures] == [(seed.value("1.5 million"), "planted", "about")]
    assert "about" in answer.text


def test_a_rest_is_computed_from_the_whole_and_its_part(ask: Callable[[str], Answer], seed: Seed) -> None:
    answer = ask("How many military or other non-civilian victims were there?")
    whole, part = seed.value("394"), seed.value("210")
    assert (answer.kind, [f["value"] for f in answer.figures]) == ("computed", [whole, part, whole - part])
    assert answer.figures[-1]["computed"] == {"op": "rest", "operands": [0, 1]}


def test_a_share_is_computed_from_the_part_and_its_whole(ask: Callable[[str], Answer], seed: Seed) -> None:
    answer = ask("What share of the victims were civilians?")
    part, whole = seed.value("210"), seed.value("394")
    assert (answer.kind, [f["value"] for f in answer.figures]) == ("computed", [part, whole, round(100 * part / whole, 1)])
    assert answer.figures[-1]["computed"]["op"] == "share"


def test_a_split_that_is_not_stated_is_refused_with_what_is_stated(ask: Callable[[str], Answer], seed: Seed) -> None:
    answer = ask("How many children were killed?")
    nearest = (seed.value("14"), "both", "children and teenagers", seed.since)
    assert answer.kind == "refusal"
    assert [(f["value"], f["outcome"], f["age"], f["period"]["start"]) for f in answer.figures] == [nearest]
