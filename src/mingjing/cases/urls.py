# SPDX-License-Identifier: Apache-2.0
"""Addresses of the cases room."""

from django.urls import path, re_path

from mingjing.cases.web import cases, clues, documents, party, steps

urlpatterns = [
    path("", cases.workbench, name="cases-workbench"),
    path("all/", cases.case_list, name="cases-list"),
    path("clues/", clues.clues, name="cases-clues"),
    path("clues/new/", clues.new_clue, name="cases-clue-new"),
    path("clues/<str:clue_id>/", clues.clue, name="cases-clue"),
    path("clues/<str:clue_id>/file/", clues.file, name="cases-file"),
    path("clues/<str:clue_id>/decline/", clues.decline, name="cases-decline"),
    path("party/", party.enter, name="cases-party-enter"),
    path("party/case/", party.party, name="cases-party"),
    path("party/state/", party.state, name="cases-party-state"),
    path("party/hearing/", party.ask_hearing, name="cases-party-hearing"),
    path("party/waive/", party.waive, name="cases-party-waive"),
    path("party/leave/", party.leave, name="cases-party-leave"),
    path("verify/<str:document_id>/", documents.verify, name="cases-verify"),
    path("documents/<str:document_id>/", documents.document, name="cases-document"),
    re_path(
        r"^documents/(?P<document_id>[a-z0-9_]+)/file\.(?P<kind>pdf|docx)$",
        documents.document_file,
        name="cases-document-file",
    ),
    path("documents/<str:document_id>/sign/", documents.sign, name="cases-document-sign"),
    path(
        "<str:case_id>/documents/<str:form>/<int:seq>/", documents.issue, name="cases-document-new"
    ),
    path("<str:case_id>/", cases.case, name="cases-case"),
    path("<str:case_id>/steps/<str:act>/", steps.step, name="cases-step"),
    path("<str:case_id>/party/", cases.complete_party, name="cases-complete-party"),
    path("<str:case_id>/access/", cases.access, name="cases-access"),
    path("<str:case_id>/receipts/<int:seq>/", cases.receipt, name="cases-receipt"),
]
ACCESS = {
    "cases-workbench": "cases.read",
    "cases-list": "cases.read",
    "cases-clues": "cases.read",
    "cases-clue-new": "cases.take_clue",
    "cases-clue": "cases.read",
    "cases-file": "cases.file",
    "cases-decline": "cases.file",
    "cases-case": "cases.read",
    "cases-step": "cases.read",
    "cases-receipt": "cases.read",
    "cases-access": "cases.serve",
    "cases-complete-party": "cases.investigate",
    "cases-document": "cases.read",
    "cases-document-file": "cases.read",
    "cases-document-new": "cases.issue",
    "cases-document-sign": "cases.issue",
    "cases-verify": "public",
    # The party's pages open by the code of the notice, kept in the session.
    "cases-party-enter": "public",
    "cases-party": "public",
    "cases-party-state": "public",
    "cases-party-hearing": "public",
    "cases-party-waive": "public",
    "cases-party-leave": "public",
}
