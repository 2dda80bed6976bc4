# SPDX-License-Identifier: Apache-2.0
"""`python -m mingjing_verify`, and the entry of the zipapp."""

import sys

from mingjing_verify.cli import main

if __name__ == "__main__":
    sys.exit(main())
