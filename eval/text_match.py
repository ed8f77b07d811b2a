"""How near a text is to an expected one, as SQuAD counts it.

Rajpurkar et al. (2016), "SQuAD: 100,000+ Questions for Machine Comprehension of Text", EMNLP: casefolded, without punctuation and the
English articles, the best over the expected texts.
"""

import re
import string
from collections import Counter
from collections.abc import Sequence


def exact_match(text: str, expected: Sequence[str]) -> bool:
    """Whether the text equals one of the expected ones once both are normalised.

    >>> exact_match("The 237 incidents.", ["237 incidents"])
    True
    """
    return any(normalised(text) == normalised(e) for e in expected)


def token_f1(text: str, expected: Sequence[str]) -> float:
    """The harmonic mean of precision and recall of the text's words, as bags, against the expected text that fits best.

    Raises ValueError when no text is expected.

    >>> round(token_f1("in the village of Tepekend", ["Tepekend village"]), 3)
    0.667
    """
    if not expected:
        raise ValueError("no text is expected; nothing to compare with")
    return max(_f1(normalised(text).split(), normalised(e).split()) for e in expected)


def normalised(text: str) -> str:
    """The text in lower case, without ASCII punctuation, the words a, an and the, and extra space."""
    lowered = "".join(character for character in text.lower() if character not in string.punctuation)
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", lowered).split())


def _f1(got: list[str], wanted: list[str]) -> float:
    common = sum((Counter(got) & Counter(wanted)).values())
    if not got or not wanted:
        return float(got == wanted)
    return 2 * common / (len(got) + len(wanted))
