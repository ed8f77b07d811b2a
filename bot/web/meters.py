"""Numbers for whoever watches over the server, in the form of Prometheus. No question and no address is among them."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.citations import Answer

SECONDS = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)  # bounds of the histogram's buckets


class Meters:
    """Answers by kind and door, questions that got none by reason, the seconds that answers took, and the generation that is read."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._answers = Counter("minefacts_answers", "Answers given", ["kind", "door"], registry=self._registry)
        self._failures = Counter("minefacts_unanswered", "Questions that got no answer", ["reason"], registry=self._registry)
        self._seconds = Histogram("minefacts_answer_seconds", "Seconds that an answer took", buckets=SECONDS, registry=self._registry)
        self._generation = Gauge("minefacts_generation", "Generation of the library that answers", registry=self._registry)
        self._feedback = Counter("minefacts_feedback", "Answers judged by visitors", ["verdict"], registry=self._registry)

    def answered(self, answer: Answer, door: str, seconds: float) -> None:
        """Count an answer."""
        self._answers.labels(answer.kind, door).inc()
        self._seconds.observe(seconds)
        self._generation.set(answer.generation)

    def unanswered(self, reason: str) -> None:
        """Count a question that got none."""
        self._failures.labels(reason).inc()

    def judged(self, verdict: str) -> None:
        """Count what a visitor said of an answer."""
        self._feedback.labels(verdict).inc()

    def written(self) -> bytes:
        """All of them in the text form of Prometheus."""
        return bytes(generate_latest(self._registry))
