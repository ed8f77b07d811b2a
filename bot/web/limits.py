"""How often one may ask: so many questions a minute or day for each session and each address, counted in this process."""

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.web.visitor import Visitor
from ingest.errors import UserError
from ingest.settings import Settings


class Limits:
    """The limits of the settings, such as "30/minute;500/day"; an empty one limits nothing. Raises UserError for one that cannot be read."""

    def __init__(self, settings: Settings) -> None:
        self._session = _read(settings.limit_per_session)
        self._address = _read(settings.limit_per_address)
        self._seen = MovingWindowRateLimiter(MemoryStorage())

    def allow(self, visitor: Visitor) -> bool:
        """Whether a visitor may ask once more; it is counted when it is so."""
        keys = [(rule, "session", visitor.session) for rule in self._session if visitor.session]
        keys += [(rule, "address", visitor.address) for rule in self._address if visitor.address]
        return all(self._seen.test(*key) for key in keys) and all(self._seen.hit(*key) for key in keys)


def _read(written: str) -> list[RateLimitItem]:
    try:
        return parse_many(written) if written.strip() else []
    except ValueError as fault:
        raise UserError(f'{written!r} is no limit; write one as "30/minute" or "30/minute;500/day", or leave it empty') from fault
