"""Answers in our own words: small talk, what to ask, asking back, and how other languages are understood."""

from collections.abc import Sequence

from bot.answers.refusal import covers_line
from bot.draft import Draft, DraftSentence, Segment, Wording
from bot.small_talk import OFF_TOPIC
from ingest.articles import detect_language
from ingest.library import Coverage

SUGGESTED = 2  # questions offered at a time
OFFERING = frozenset({"greeting", "help", "off_topic", "abuse"})  # kinds of small talk that offer questions
UNDERSTOOD = frozenset({"en", "az", "ru", "tr"})  # Turkish is what Azerbaijani without its letters is taken for
FEWEST = 4  # words from which on a language can be told


def draft_chat(kind: str, language: str, suggested: Sequence[str], coverage: Coverage) -> Draft:
    """What is said to small talk of a kind, with questions that the library can answer; off its topic, with what the library covers."""
    lines = [DraftSentence((Wording(f"chat_{kind}"),))]
    if kind == OFF_TOPIC:
        lines.append(covers_line(coverage))
    if suggested and kind in OFFERING:
        asked: list[Segment] = [Wording("chat_try")]
        for number, key in enumerate(suggested):
            asked += [Wording("space"), Wording(key)] if number else [Wording(key)]
        lines.append(DraftSentence(tuple(asked)))
    return Draft("chat", language, tuple(lines))


def draft_clarify(language: str) -> Draft:
    """One short question back: what is to be counted."""
    return Draft("clarify", language, (DraftSentence((Wording("clarify_count"),)),))


def is_foreign(message: str) -> bool:
    """Whether a message is in a language whose words no lexicon has."""
    return len(message.split()) >= FEWEST and detect_language(message) not in UNDERSTOOD
