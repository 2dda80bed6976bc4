# SPDX-License-Identifier: Apache-2.0
"""Words of DMN 1.3 as we write them (DMN 用语): namespaces, output columns, our own attributes.

A benchmark is one decision with one decision table: an input per factor, the outputs below, the
article and the note as annotations. What DMN has no word for stands in attributes of our own
namespace, which a DMN tool keeps and ignores.
"""

from typing import Final

from mingjing.registry.types.benchmarks import FactorKind

MODEL: Final = "https://www.omg.org/spec/DMN/20191111/MODEL/"
MODELS: Final = (
    MODEL,
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
)
OURS: Final = "urn:mingjing:benchmark:1"

OUTPUTS: Final = {
    "tier": "string",
    "unit": "string",
    "low": "number",
    "high": "number",
    "base": "string",
    "low_open": "boolean",
    "high_open": "boolean",
}
OUTPUT_NAMES: Final = {name: name for name in OUTPUTS} | {
    "裁量阶次": "tier",
    "阶次": "tier",
    "单位": "unit",
    "下限": "low",
    "上限": "high",
    "基数": "base",
    "幅度": "range",
    "range": "range",
}
ANNOTATIONS: Final = {"article": "article", "note": "note", "依据": "article", "备注": "note"}
TYPES: Final = {
    FactorKind.NUMBER: "number",
    FactorKind.MONEY: "number",
    FactorKind.BOOLEAN: "boolean",
    FactorKind.CHOICE: "string",
    FactorKind.DATE: "date",
}
KINDS: Final = {
    "number": FactorKind.NUMBER,
    "integer": FactorKind.NUMBER,
    "long": FactorKind.NUMBER,
    "double": FactorKind.NUMBER,
    "boolean": FactorKind.BOOLEAN,
    "string": FactorKind.CHOICE,
    "date": FactorKind.DATE,
}
EXPRESSION_LANGUAGES: Final = (
    "",
    "feel",
    "https://www.omg.org/spec/DMN/20191111/FEEL/",
    "http://www.omg.org/spec/DMN/20180521/FEEL/",
    "http://www.omg.org/spec/FEEL/20140401",
)
# Attributes that we write ourselves; every other one is kept as an extra.
OWN_ATTRIBUTES: Final = {
    "definitions": {"name", "namespace"},
    "decision": {"name"},
    "decisionTable": {"hitPolicy", "aggregation", f"{{{OURS}}}bounds"},
    "input": {
        "label",
        *(f"{{{OURS}}}{n}" for n in ("kind", "unit", "order", "least", "most", "whole", "en")),
    },
    "rule": set[str](),
}
