# SPDX-License-Identifier: Apache-2.0
"""The door contract is proved by breaking it once."""

import grimp
from tools.doors import DoorsContract


def _contract() -> DoorsContract:
    return DoorsContract(
        name="doors",
        session_options={},
        contract_options={
            "root": "mingjing",
            "faces": ["public", "types"],
            "open_rooms": ["kernel", "engines"],
            "master_keys": ["entry"],
        },
    )


def _graph(importer: str, imported: str) -> grimp.ImportGraph:
    graph = grimp.ImportGraph()
    graph.add_module(importer)
    graph.add_module(imported)
    graph.add_import(importer=importer, imported=imported)
    return graph


def test_it_keeps_imports_through_the_door() -> None:
    graph = _graph("mingjing.risk.queries", "mingjing.catalog.public")
    assert _contract().check(graph, verbose=False).kept


def test_it_breaks_on_an_import_past_the_door() -> None:
    graph = _graph("mingjing.risk.queries", "mingjing.catalog.models")
    assert not _contract().check(graph, verbose=False).kept


def test_the_entry_has_every_key() -> None:
    graph = _graph("mingjing.entry.wiring", "mingjing.inspection.followers")
    assert _contract().check(graph, verbose=False).kept
