# SPDX-License-Identifier: Apache-2.0
"""What is wrong at one place of a document (文档问题), before it has a line number."""

from mingjing.standards.rules.yaml_text import Path
from mingjing.standards.types import Words


class DocumentProblem(Exception):
    """A problem at a path of the document, with what to do about it."""

    def __init__(
        self, path: Path, words: tuple[str, str], todo: tuple[str, str] | None = None
    ) -> None:
        super().__init__(words[1])
        self.path = path
        self.words = Words(*words)
        self.todo = None if todo is None else Words(*todo)
