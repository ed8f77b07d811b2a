"""Letters without their diacritics."""

import unicodedata


def plain_letters(word: str) -> str:
    """Without diacritics, ə as e: what people type who lack the keys."""
    decomposed = unicodedata.normalize("NFD", word.replace("ə", "e").replace("ё", "е"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ı", "i")
