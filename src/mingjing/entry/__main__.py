# SPDX-License-Identifier: Apache-2.0
"""`python -m mingjing.entry` is the command `mingjing`."""

from mingjing.entry.cli import main

main()
