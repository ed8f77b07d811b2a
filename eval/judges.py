"""A language model's opinion of the answers: for the report alone, never for the gate.

Faithfulness as ragas defines it (Es et al., 2024, "RAGAS: Automated Evaluation of Retrieval Augmented Generation", EACL): of an answer's statements
the share that the cited text bears out, by the judgement of a model. A model's judgement flips between runs, so each answer is judged more than
once and the share of statements on which it disagreed with itself stands beside the mean.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from eval.citing import Shelf, cited_text, statements
from eval.intervals import Mean, mean
from eval.run import Result

Judge = Callable[[str], str]  # what a model writes for a prompt
TIMES = 2  # how often each answer is judged


@dataclass(frozen=True)
class Opinion:
    """What a judge thinks of the answers: the mean faithfulness, the share of statements judged both ways, and the replies that were unusable."""

    faithfulness: Mean | None
    flipped: float
    unusable: int

    def said(self) -> str:
        """The opinion in a sentence."""
        if self.faithfulness is None:
            return f"The judge gave no usable reply ({self.unusable} unusable)."
        m = self.faithfulness
        return (
            f"Faithfulness {100 * m.value:.0f} % (95 % {100 * m.low:.0f}–{100 * m.high:.0f}) over {m.n} answers with citations; judged {TIMES} times, "
            f"{100 * self.flipped:.0f} % of the statements both ways; {self.unusable} replies unusable."
        )


def judge_faithfulness(results: Sequence[Result], judge: Judge, shelf: Shelf) -> Opinion:
    """The judge's opinion of every answer that cites something. A reply that is not what the prompt asks for counts as none, not as zero."""
    scores: list[float] = []
    clusters: list[str] = []
    flips: list[bool] = []
    unusable = 0
    for result in (r for r in results if r.answer.citations):
        said = [s.text for s in statements(result.answer.text)]
        replies = [_read(judge(_prompt(result, said, shelf)), len(said)) for _ in range(TIMES)]
        usable = [reply for reply in replies if reply]
        unusable += len(replies) - len(usable)
        if usable:
            scores.append(sum(sum(reply) / len(reply) for reply in usable) / len(usable))
            clusters.append(result.case.cluster)
            flips += [len(set(votes)) > 1 for votes in zip(*usable, strict=True)]
    return Opinion(mean(scores, clusters) if scores else None, sum(flips) / len(flips) if flips else 0.0, unusable)


def _prompt(result: Result, said: Sequence[str], shelf: Shelf) -> str:
    form = files("eval").joinpath("prompts/faithfulness.txt").read_text("utf-8")
    numbered = "\n".join(f"{n}. {statement}" for n, statement in enumerate(said, 1))
    sources = "\n\n".join(f"[{c.number}] {cited_text(c, shelf)}" for c in result.answer.citations)
    return form.replace("{count}", str(len(said))).replace("{statements}", numbered).replace("{sources}", sources)


def _read(reply: str, count: int) -> list[bool] | None:
    """The verdicts of a reply, or None when it is not a JSON list of so many true and false."""
    try:
        verdicts = json.loads(reply[reply.index("[") : reply.rindex("]") + 1])
    except ValueError:
        return None
    return verdicts if count and len(verdicts) == count and all(isinstance(v, bool) for v in verdicts) else None


def served_judge(address: str, model: str, key: str = "", timeout: float = 120.0) -> Judge:
    """A judge behind a server that speaks OpenAI's chat completions, such as llama.cpp, Ollama or vLLM; `timeout` in seconds."""
    import httpx

    headers = {"Authorization": f"Bearer {key}"} if key else {}

    def ask(prompt: str) -> str:
        body = {"model": model, "temperature": 0, "messages": [{"role": "user", "content": prompt}]}
        reply = httpx.post(f"{address.rstrip('/')}/chat/completions", json=body, headers=headers, timeout=timeout).raise_for_status()
        return str(reply.json()["choices"][0]["message"]["content"])

    return ask
