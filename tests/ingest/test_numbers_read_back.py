"""Every number reads back from every way in which the three languages write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.figures.numbers import find_numbers

SENTENCES = {"en": "Teams found {} mines.", "az": "Komandalar {} mina tapıb.", "ru": "Группы нашли {} мин."}
SPACES = {"space": " ", "no-break": "\u00a0", "narrow": "\u202f", "thin": "\u2009"}
NOT_YEARS = st.integers(0, 999_999_999).filter(lambda n: not 1000 <= n <= 2999)
SCALES = {"en": ("million", "thousand"), "az": ("milyon", "min"), "ru": ("миллионов", "тысяч")}
ONES = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "az": "sıfır bir iki üç dörd beş altı yeddi səkkiz doqquz",
    "ru": "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
}
TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "az": "on iyirmi otuz qırx əlli altmış yetmiş səksən doxsan",
    "ru": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
}
HUNDREDS = {"ru": "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"}


def read(written: str, language: str) -> list[float]:
    """The numbers of a sentence about so many mines."""
    return [n.value for n in find_numbers(SENTENCES[language].format(written), language)]


def spelled(number: int, language: str) -> str:
    """A number below a thousand in words."""
    ones, tens = ONES[language].split(), TENS[language].split()
    if number < len(ones):
        return ones[number]
    if number < 100:
        first = 100 // 10 - len(tens)  # the first of the tens
        rest = f"{'-' if language == 'en' else ' '}{ones[number % 10]}" if number % 10 else ""
        return f"{tens[number // 10 - first]}{rest}"
    hundreds = number // 100
    named = {"en": f"{ones[hundreds % 10]} hundred", "az": f"{ones[hundreds % 10]} yüz"}
    head = HUNDREDS["ru"].split()[hundreds - 1] if language == "ru" else named[language]
    return f"{head} {spelled(number % 100, language)}" if number % 100 else head


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)
@given(number=NOT_YEARS)
def test_any_integer_reads_back_from_groups_with_spaces(language: str, space: str, number: int) -> None:
    assert read(f"{number:,}".replace(",", space), language) == [number]


@pytest.mark.parametrize(("language", "mark"), [("en", ","), ("ru", ","), ("az", "."), ("az", ","), ("en", "’"), ("en", "'")])
@given(number=NOT_YEARS)
def test_any_integer_reads_back_from_groups_with_marks(language: str, mark: str, number: int) -> None:
    assert read(f"{number:,}".replace(",", mark), language) == [number]


@pytest.mark.parametrize("language", SENTENCES)
@given(number=NOT_YEARS)
def test_any_integer_reads_back_from_bare_digits(language: str, number: int) -> None:
    assert read(str(number), language) == [number]


@given(number=st.integers(100_000, 99_999_999))
def test_any_integer_reads_back_from_indian_groups(number: int) -> None:
    head, last = divmod(number, 1000)
    groups = []
    while head:
        head, pair = divmod(head, 100)
        groups.append(f"{pair:02d}" if head else str(pair))
    assert read(",".join([*reversed(groups), f"{last:03d}"]), "en") == [number]


@pytest.mark.parametrize(
    ("language", "groups", "point"), [("en", ",", "."), ("ru", " ", ","), ("ru", "\u00a0", ","), ("az", " ", ","), ("az", ".", ","), ("az", " ", "."), ("en", " ", ".")]
)  # fmt: skip
@given(whole=st.integers(0, 999_999), decimals=st.from_regex(r"[0-9][1-9]|[1-9]|[0-9]{3}[1-9]", fullmatch=True))
def test_any_decimal_reads_back_with_its_groups(language: str, groups: str, point: str, whole: int, decimals: str) -> None:
    written = f"{whole:,}".replace(",", groups) + point + decimals
    assert read(written, language) == [float(f"{whole}.{decimals}")]


@pytest.mark.parametrize("language", SENTENCES)
@given(millions=st.integers(1, 999), thousands=st.integers(1, 999), rest=st.integers(0, 999))
def test_any_integer_reads_back_from_scale_words(language: str, millions: int, thousands: int, rest: int) -> None:
    million, thousand = SCALES[language]
    written = f"{millions} {million} {thousands} {thousand}{f' {rest}' if rest else ''}"
    assert read(written, language) == [millions * 1_000_000 + thousands * 1000 + rest]


@pytest.mark.parametrize("language", SENTENCES)
@given(tenths=st.integers(11, 9999).filter(lambda n: n % 10))
def test_any_decimal_reads_back_with_a_scale_word(language: str, tenths: int) -> None:
    written = f"{tenths / 10}".replace(".", "." if language == "en" else ",")
    assert read(f"{written} {SCALES[language][0]}", language) == [tenths * 100_000]


@pytest.mark.parametrize("language", SENTENCES)
@given(number=st.integers(2, 999))
def test_any_number_below_a_thousand_reads_back_from_words(language: str, number: int) -> None:
    assert read(spelled(number, language), language) == [number]


@pytest.mark.parametrize("language", SENTENCES)
@given(thousands=st.integers(2, 999), rest=st.integers(1, 999))
def test_any_number_below_a_million_reads_back_from_words(language: str, thousands: int, rest: int) -> None:
    written = f"{spelled(thousands, language)} {SCALES[language][1]} {spelled(rest, language)}"
    assert read(written, language) == [thousands * 1000 + rest]
