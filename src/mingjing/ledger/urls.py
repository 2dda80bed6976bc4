# SPDX-License-Identifier: Apache-2.0
"""Addresses of the ledger; all of them are public."""

from django.urls import path

from mingjing.ledger import web

urlpatterns = [
    path("", web.explorer, name="ledger-explorer"),
    path("entries/<str:entry_id>/", web.entry, name="ledger-entry"),
    path("entries/<str:entry_id>/proof", web.proof, name="ledger-proof"),
    path("log/<path:path>", web.log_file, name="ledger-log-file"),
]
ACCESS = {
    "ledger-explorer": "public",
    "ledger-entry": "public",
    "ledger-proof": "public",
    "ledger-log-file": "public",
}
