# SPDX-License-Identifier: Apache-2.0
"""A leaf is RFC 8785 JSON of the fields, whatever characters they hold."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from mingjing.kernel.canonical import canonical_json
from mingjing.ledger.rules.leaf import Fields, check_signer, check_subject, encode, instant_text
from mingjing.ledger.types import EntryInvalid

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


def fields(**changes: Any) -> Fields:  # a field's own type
    plain = Fields(
        entry_id="entry_1",
        act="case.filed",
        kind="case",
        object_id="case_1",
        agency_id="agency_main",
        account_id="account_zhao",
        at=NOW,
        digest="ab" * 32,
    )
    return plain._replace(**changes)


@given(TEXT, TEXT, TEXT)
def test_it_is_what_an_rfc_8785_library_writes(object_id: str, agency: str, account: str) -> None:
    value = fields(object_id=object_id, agency_id=agency, account_id=account)
    assert encode(value) == rfc8785.dumps(
        {
            "account": account,
            "act": "case.filed",
            "agency": agency,
            "at": "2026-11-23T02:00:00.000000Z",
            "digest": "ab" * 32,
            "entry": "entry_1",
            "kind": "case",
            "object": object_id,
            "v": 1,
        }
    )


def test_it_writes_each_instant_in_one_way() -> None:
    beijing = timezone(timedelta(hours=8))
    assert instant_text(datetime(2026, 11, 23, 10, 0, tzinfo=beijing)) == instant_text(NOW)


def test_it_refuses_an_instant_without_a_zone() -> None:
    with pytest.raises(EntryInvalid):
        instant_text(datetime(2026, 11, 23, 10, 0))  # noqa: DTZ001 - the point of the test


def check(value: Fields) -> None:
    check_signer(value.account_id, value.agency_id)
    check_subject(value.act, value.kind, value.object_id)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("act", "Case.filed"),
        ("act", ""),
        ("act", "a" * 81),
        ("kind", "a b"),
        ("object_id", ""),
        ("object_id", "x" * 201),
        ("object_id", "a\u2028b"),
        ("agency_id", "\x00"),
        ("account_id", ""),
    ],
)
def test_it_refuses_fields_by_name(field: str, value: str) -> None:
    with pytest.raises(EntryInvalid) as refused:
        check(fields(**{field: value}))
    assert refused.value.detail["field"] == field


def test_it_accepts_the_widest_fields() -> None:
    check(fields(act="a" * 80, object_id="案" * 200, agency_id=""))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e9, 1e9) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_the_digest_of_a_payload_is_that_of_an_rfc_8785_library(payload: object) -> None:
    assert canonical_json(payload) == rfc8785.dumps(payload)  # type: ignore[arg-type]


@pytest.mark.parametrize("payload", [2**53, {"a": 2**60}, "\ud800", {1: "a"}, {"a": object()}])
def test_a_payload_that_is_not_json_is_refused(payload: object) -> None:
    with pytest.raises(rfc8785.CanonicalizationError):
        canonical_json(payload)
