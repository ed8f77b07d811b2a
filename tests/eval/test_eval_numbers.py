"""Numbers are read as a person reads them."""

import pytest

from eval.numbers import read_numbers


def values(text: str) -> list[set[float]]:
    return [set(number.readings) for number in read_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("37154 hectares", 37154, id="plain"),
        pytest.param("37,154 hectares", 37154, id="comma groups"),
        pytest.param("37 154 га", 37154, id="space groups"),
        pytest.param("37\u00a0154 га", 37154, id="no-break space groups"),
        pytest.param("1 230 079 devices", 1230079, id="two spaces group"),
        pytest.param("1,198.7 ha", 1198.7, id="comma groups, point divides"),
        pytest.param("1.198,7 ha", 1198.7, id="point groups, comma divides"),
        pytest.param("237 821.5 ha", 237821.5, id="space groups, point divides"),
        pytest.param("2 263,07 га", 2263.07, id="space groups, comma divides"),
        pytest.param("0,0955 hektar", 0.0955, id="comma divides below one"),
        pytest.param("0.125 ha", 0.125, id="three decimals below one"),
        pytest.param("669,1 hektar", 669.1, id="one decimal"),
        pytest.param("3,00,000 mines", 300000, id="Indian grouping"),
        pytest.param("74 bin 644 mayın", 74644, id="Turkish thousand between digits"),
        pytest.param("535 milyon 431 min 256 kvadratmetr", 535431256, id="Azerbaijani millions and thousands"),
        pytest.param("1.2 million mines", 1_200_000, id="million after digits"),
        pytest.param("16 тыс. мин", 16000, id="Russian abbreviated thousand"),
        pytest.param("Seventeen people", 17, id="English word"),
        pytest.param("twenty-five people", 25, id="English words with a hyphen"),
        pytest.param("two hundred and five mines", 205, id="English hundreds"),
        pytest.param("a hundred mines", 100, id="English bare hundred"),
        pytest.param("on beş mina", 15, id="Azerbaijani ten and five"),
        pytest.param("on nəfər", 10, id="Azerbaijani ten"),
        pytest.param("iki yüz əlli üç mina", 253, id="Azerbaijani hundreds"),
        pytest.param("двадцать пять мин", 25, id="Russian tens and unit"),
        pytest.param("двести пять мин", 205, id="Russian hundreds"),
        pytest.param("пять тысяч мин", 5000, id="Russian thousands"),
    ],
)
def test_a_number_is_read_in_every_format(text: str, value: float) -> None:
    assert values(text) == [{value}]


def test_a_point_before_three_digits_may_group_or_divide() -> None:
    assert values("12.298 ha") == [{12298, 12.298}]


@pytest.mark.parametrize(
    "text",
    [
        "20 May 2025",
        "2025-05-20",
        "in 2023",
        "from 2 to 8 February",
        "2025-ci ildə",
        "в декабре 2022 г.",
        "at 14:23",
        "as said [1] and [2, 3]",
        "on Monday in Baku",
    ],
)
def test_dates_times_marks_and_prepositions_are_no_numbers(text: str) -> None:
    assert values(text) == []


def test_numbers_of_a_list_stay_apart() -> None:
    assert values("three, four and 5 mines") == [{3}, {4}, {5}]


def test_the_ends_of_a_range_stay_apart() -> None:
    assert values("10–15 mines") == [{10}, {15}]
