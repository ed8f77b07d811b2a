"""The weights of the choice of each figure's period and place: their training on labelled reports, and their cross-validation over sets of these."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import orjson
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from eval.extraction import Pair, align, read_labelled
from ingest.figures.extract import read_report
from ingest.figures.figure import Figure
from ingest.figures.scoping.choosing import choose_scopes, chosen_by, with_period
from ingest.figures.scoping.options import Option, Weights, best
from ingest.figures.scoping.survey import Spot, Survey
from ingest.passages import article_sentences

PENALTY = {"period": 0.001, "place": 0.004}  # of the squared weights, by cross-validation
SEEN_IN = 3  # reports that a feature must occur in
LABELS = "figures.jsonl"
NAMES = ("period", "place")
LABELLED = tuple(f"blind{n}" for n in range(1, 9))  # the packaged sets that may be trained on


@dataclass(frozen=True)
class Example:
    """The candidates of one figure: their features, and which are right; `report` tells it from the others."""

    report: str
    candidates: list[dict[str, float]]
    right: list[int]


@dataclass(frozen=True)
class Known:
    """A report as read, with the label of each figure by its start."""

    name: str
    report: Survey
    labels: dict[int, Pair]


Models = Mapping[str, Weights]


def read_known(path: Path, home: str) -> list[Known]:
    """The labelled reports of a set, read."""
    found = []
    for one in read_labelled(path):
        report = read_report(one.article, article_sentences(one.article), home)
        pairs = align(one, [s.figure for s in report.spots], home)
        found.append(Known(f"{path.name} {one.name}", report, {p.figure.start: p for p in pairs if p.figure}))
    return found


def _fitness(pair: Pair, name: str, figure: Figure, option: Option) -> int:
    """0 for a wrong candidate; of right ones, those with the right as-of date are better, and best those with dates as full as the label's."""
    chosen = with_period(figure, option) if name == "period" else replace(figure, place=option.value)
    read = replace(pair, figure=chosen)
    if read.right(name) is False:
        return 0
    if name == "place":
        return 1
    wanted = pair.gold.get("period") or {}
    as_full = option.value is None or (option.value.start, option.value.end) == (wanted.get("start"), wanted.get("end"))
    return 1 + 2 * (read.right("as_of") is not False) + as_full


def _right(pair: Pair, name: str, figure: Figure, options: Sequence[Option]) -> list[int]:
    """The candidates that are right, the best of them only."""
    judged = [_fitness(pair, name, figure, o) for o in options]
    return [n for n, fitness in enumerate(judged) if fitness == max(judged) > 0]


def collect(known: Sequence[Known], models: Models | None, *, guided: bool) -> dict[str, list[Example]]:
    """The examples of all figures with a label, each seen after choices of the weights, or of the rules where there are none.

    `guided` choices are right wherever a candidate is.
    """
    found: dict[str, list[Example]] = {name: [] for name in NAMES}
    for one in known:

        def choose(name: str, spot: Spot, options: Sequence[Option], one: Known = one) -> Option:
            pair = one.labels.get(spot.figure.start)
            right = _right(pair, name, spot.figure, options) if pair else []
            if pair and 0 < len(right) < len(options):
                found[name].append(Example(one.name, [o.features for o in options], right))
            among = [options[n] for n in right] if guided and right else options
            return best(among, models[name]) if models else among[0]

        choose_scopes(one.report, choose)
    return found


def fit(examples: Sequence[Example], penalty: float) -> dict[str, float]:
    """The weights that make the right candidates likeliest (softmax over the candidates of a figure; L2 penalty)."""
    seen = Counter(name for report in _by_report(examples).values() for name in report)
    names = sorted(name for name, count in seen.items() if count >= SEEN_IN)
    column = {name: n for n, name in enumerate(names)}
    if not names:
        return {}
    rows = [c for e in examples for c in e.candidates]
    cells = [(r, column[k], v) for r, c in enumerate(rows) for k, v in c.items() if k in column]
    at, across, values = zip(*cells, strict=True)
    matrix = csr_matrix((values, (at, across)), shape=(len(rows), len(names)))
    sizes = np.array([len(e.candidates) for e in examples])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group = np.repeat(np.arange(len(examples)), sizes)
    right = np.zeros(len(rows))
    for start, example in zip(starts, examples, strict=True):
        right[start + np.array(example.right)] = 1.0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        odds /= np.add.reduceat(odds, starts)[group]
        chosen = np.add.reduceat(odds * right, starts) + 1e-12
        gradient = matrix.T @ (odds - odds * right / chosen[group]) / len(examples)
        return float(-np.log(chosen).mean() + penalty * weights @ weights), gradient + 2 * penalty * weights

    best_weights = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {name: round(float(w), 3) for name, w in zip(names, best_weights, strict=True) if abs(w) >= 0.0005}  # noqa: PLR2004 (rounds to zero)


def _by_report(examples: Sequence[Example]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for example in examples:
        found.setdefault(example.report, set()).update(*example.candidates)
    return found


def train(sets: Mapping[str, Sequence[Known]]) -> dict[str, dict[str, float]]:
    """Weights trained on figures as they are met after choices of weights that have not seen their set: with the mistakes that will be made."""
    guided = {name: collect(known, None, guided=True) for name, known in sets.items()}
    met = []
    for held, known in sets.items():
        others = [examples for name, examples in guided.items() if name != held]
        met.append(collect(known, _fit_both(others), guided=False))
    return _fit_both(met)


def _fit_both(parts: Sequence[Mapping[str, list[Example]]]) -> dict[str, dict[str, float]]:
    return {name: fit([e for part in parts for e in part[name]], PENALTY[name]) for name in NAMES}


@dataclass(frozen=True)
class Judged:
    """How many of a set's figures have the right period and place, of how many that were found and labelled; by the rules alone before."""

    rules: dict[str, int]
    right: dict[str, int]
    possible: dict[str, int]
    labelled: dict[str, int]


def judge(known: Sequence[Known], models: Models) -> Judged:
    """What these weights make of these reports."""
    counts: dict[str, Counter[str]] = {k: Counter() for k in ("rules", "right", "possible", "labelled")}
    for one in known:

        def choose(name: str, spot: Spot, options: Sequence[Option], one: Known = one) -> Option:
            option = chosen_by(models)(name, spot, options)
            pair = one.labels.get(spot.figure.start)
            if pair:
                flags = [_fitness(pair, name, spot.figure, o) > 0 for o in options]
                counts["labelled"][name] += 1
                counts["rules"][name] += flags[0]
                counts["right"][name] += flags[options.index(option)]
                counts["possible"][name] += any(flags)
            return option

        choose_scopes(one.report, choose)
    return Judged(*(dict(counts[k]) for k in ("rules", "right", "possible", "labelled")))


def cross_validated(sets: Mapping[str, Sequence[Known]]) -> Iterator[tuple[str, Judged]]:
    """How the figures of each set fare with weights that have not seen it."""
    for held, known in sets.items():
        yield held, judge(known, train({name: kept for name, kept in sets.items() if name != held}))


def read_sets(folders: Sequence[Path], home: str) -> dict[str, list[Known]]:
    """The labelled reports of each folder, read."""
    return {str(folder): read_known(folder, home) for folder in folders}


def write_weights(sets: Mapping[str, Sequence[Known]], target: Path) -> None:
    """Train over all sets and write the weights."""
    target.write_bytes(orjson.dumps(train(sets), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS))
