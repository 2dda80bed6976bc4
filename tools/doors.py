# SPDX-License-Identifier: Apache-2.0
"""An import contract: another room is entered by its door only."""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class DoorsContract(Contract):
    """Breaks when a room imports anything of another room but its faces."""

    # The base class turns these declarations into plain values on each contract.
    root: Any = fields.StringField()
    faces: Any = fields.ListField(subfield=fields.StringField())
    open_rooms: Any = fields.ListField(subfield=fields.StringField())
    master_keys: Any = fields.ListField(subfield=fields.StringField())

    def _is_through_door(self, importer: str, imported: str) -> bool:
        source, target = importer.split("."), imported.split(".")
        if len(source) < 2 or len(target) < 2 or target[0] != self.root:
            return True
        if source[1] == target[1] or source[1] in self.master_keys:
            return True
        if target[1] in self.open_rooms:
            return True
        return len(target) > 2 and target[2] in self.faces

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Every direct import of the graph is looked at once."""
        broken = sorted(
            (importer, imported)
            for importer in graph.modules
            if importer.startswith(f"{self.root}.")
            for imported in graph.find_modules_directly_imported_by(importer)
            if not self._is_through_door(importer, imported)
        )
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line per import past a door."""
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} -> {imported}", bold=False)
