"""Settings: one frozen object, read from MINEFACTS_* variables and passed on explicitly."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything that an installation may change, with its unit in the comment."""

    model_config = SettingsConfigDict(env_prefix="MINEFACTS_", frozen=True)

    library: Path = Field(default_factory=lambda: user_data_path("minefacts") / "library")
    samples: Path | None = None  # where the library of the packaged samples is made; none: beside the default library
    model: str = ""  # folder or hub name of a sentence-transformers model; empty: the packaged all-MiniLM-L6-v2
    home_country: str = "Azerbaijan"  # what a question without a country is about
    emergency_number: str = "112"  # in the safety notice; in Azerbaijani reports the emergency ministry's
    largest_file: int = 20_000_000  # bytes of one article's file; a .jsonl is read by the line and may be larger
    passage_tokens: int = 160  # model tokens of a passage's own text; the model reads 256 with headline and date
    longest_question: int = 2_000  # characters
    articles_read: int = 8  # best reports whose sentences are looked at
    quotes: int = 3  # sentences in a quoted answer at most
    reader: bool = False  # whether a reader chooses among sentences and marks the words that answer (bot/reader/CARD.md: not yet better)
    kept_days: int = Field(default=90, ge=1)  # days for which receipts of answers and feedback are kept
    old_after_days: int = Field(default=180, ge=1)  # age of the newest report from which on the page says that it is old
    limit_per_session: str = "30/minute"  # questions of one open page; empty: no limit
    limit_per_address: str = "120/minute;5000/day"  # questions of one network address, which a whole school may share; empty: no limit
    at_once: int = Field(default=4, ge=1)  # questions answered at the same time; the others wait
    queue_size: int = Field(default=64, ge=1)  # questions that may wait; a further one is told that the page is busy
    answer_seconds: float = Field(default=30.0, gt=0)  # after which a question is given up
    trusted_proxies: str = ""  # addresses or networks, with commas, whose X-Forwarded-For is believed; empty: nobody's
    root_path: str = ""  # where a reverse proxy shows the page, such as "/minefacts" or "https://example.org/minefacts"
    metrics_token: str = ""  # who sends it as a bearer may read /metrics; empty: whoever is on this machine, and not through a proxy
    log_questions: bool = False  # whether the log holds what people ask
