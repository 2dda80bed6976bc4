# SPDX-License-Identifier: Apache-2.0
"""Commands of the standards room: `mingjing standards …`."""

from mingjing.standards.cli.commands import standards

__all__ = ["standards"]
