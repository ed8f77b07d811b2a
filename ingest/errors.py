"""The one kind of error that is the user's to mend: shown as one line, never as a traceback."""


class UserError(Exception):
    """Says what is wrong, names the value, and says what to do next."""
