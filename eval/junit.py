"""A run as JUnit XML, which build servers show: a suite for each type of case, a test for each case.

The form is that of the Apache Ant JUnit report (testsuites, testsuite, testcase, failure).
"""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from eval.report import expected
from eval.run import Result

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


def as_junit(results: Sequence[Result], name: str) -> bytes:
    """The XML document. A case that is not right is a failure; other measures that it does not pass stand in its output."""
    suites = ElementTree.Element("testsuites", name=_clean(name), tests=str(len(results)), failures=_failures(results))
    for type_ in sorted({r.case.type for r in results}):
        group = [r for r in results if r.case.type == type_]
        seconds = f"{sum(r.reply.seconds for r in group):.3f}"
        suite = ElementTree.SubElement(
            suites, "testsuite", name=_clean(type_), tests=str(len(group)), failures=_failures(group), time=seconds
        )
        for result in group:
            _add(suite, result)
    ElementTree.indent(suites)
    document: bytes = ElementTree.tostring(suites, encoding="utf-8", xml_declaration=True)
    return document


def _add(suite: ElementTree.Element, r: Result) -> None:
    test = ElementTree.SubElement(
        suite, "testcase", classname=_clean(r.case.type), name=_clean(f"{r.case.id} {r.case.question}"), time=f"{r.reply.seconds:.3f}"
    )
    faults = r.faults()
    if not r.right:
        failure = ElementTree.SubElement(test, "failure", message=_clean(faults["right"]), type="right")
        failure.text = _clean(
            f"asked: {' / '.join((*r.case.history, r.case.question))}\nexpected: {expected(r.case)}\ngot: {r.answer.text}"
        )
    others = [f"{name}: {reason}" for name, reason in faults.items() if name != "right"]
    if others:
        ElementTree.SubElement(test, "system-out").text = _clean("\n".join(others))


def _failures(results: Sequence[Result]) -> str:
    return str(sum(not r.right for r in results))


def _clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
