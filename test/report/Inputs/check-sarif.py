"""Checks the structure of a SARIF log: check-sarif.py LOG DIR

What the schema cannot say: indices and ids that must agree, places that must
exist, fingerprints that must differ; and that the results are those
that the `expect: RULE` comments in the C files of DIR announce.
"""

import json
import pathlib
import re
import sys
import urllib.parse

log_file, root = sys.argv[1], pathlib.Path(sys.argv[2])
log = json.loads(pathlib.Path(log_file).read_text(encoding="utf-8"))
assert log["version"] == "2.1.0"
(run,) = log["runs"]
driver = run["tool"]["driver"]
assert driver["name"] == "locktidy"
rules = driver["rules"]
assert [r["id"] for r in rules] == sorted({r["id"] for r in rules})
for rule in rules:
    assert rule["id"].startswith("locktidy-"), rule
    assert rule["shortDescription"]["text"] and rule["help"]["text"], rule
    assert rule["properties"]["problem.severity"] in (
        "error", "warning", "recommendation"), rule
(invocation,) = run["invocations"]
assert invocation["executionSuccessful"] is True
assert invocation["toolExecutionNotifications"] == []


def check_location(location):
    """The file and line of a location, which must exist."""
    place = location["physicalLocation"]
    artifact = place["artifactLocation"]
    base = run["originalUriBaseIds"][artifact["uriBaseId"]]["uri"]
    file = pathlib.Path(urllib.parse.urlparse(base).path) / artifact["uri"]
    line = place["region"]["startLine"]
    assert 1 <= line <= len(file.read_text().splitlines()), location
    return file.name, line


def check_result(result):
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"], result
    assert result["level"] in ("error", "warning", "note"), result
    assert result["message"]["text"], result
    assert result["suppressions"] == [], result
    (location,) = result["locations"]
    for flow in result.get("codeFlows", []):
        for thread in flow["threadFlows"]:
            assert 1 <= len(thread["locations"]) <= 100, thread
            for step in thread["locations"]:
                assert step["location"]["message"]["text"], step
                check_location(step["location"])
    if result["ruleId"] == "locktidy-lock-order":
        (flow,) = result["codeFlows"]
        assert len(flow["threadFlows"]) >= 2, "one path for each order"
    for related in result.get("relatedLocations", []):
        check_location(related)
    return (*check_location(location), result["ruleId"])


found = sorted(check_result(r) for r in run["results"])
prints = [r["partialFingerprints"]["locktidy/v1"] for r in run["results"]]
assert len(set(prints)) == len(prints), "equal fingerprints"

expected = sorted(
    (file.name, number, "locktidy-" + rule)
    for file in root.glob("*.c")
    for number, text in enumerate(file.read_text().splitlines(), 1)
    for rules_of_line in re.findall(r"(?<!-)expect: ([a-z-]+(?:, *[a-z-]+)*)", text)
    for rule in re.split(", *", rules_of_line))
assert found == expected, f"found {found}\nexpected {expected}"
