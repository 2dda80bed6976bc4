# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names of the room; values go as parameters
"""Search across subjects (对象检索): by name, address, licence number, code; case does not matter.

Each word asked for stands for the indexed words that begin with it; a word that begins none is
taken for a slip of the pen and stands for words one letter away. Subjects with all words come
first; if there are none, those with the most.
"""

from django.db.models import F, QuerySet

from mingjing.kernel.paging import Page, PageRequest, SortOrder
from mingjing.subjects.models import Subject
from mingjing.subjects.queries.places import lies, placed
from mingjing.subjects.queries.reading import read
from mingjing.subjects.queries.subject import view_of
from mingjing.subjects.rules.search import after, halves, has_phrase, index_tokens, may_have_typo
from mingjing.subjects.types import ALL_REGIONS, SubjectClass, SubjectStatus, SubjectView, Within

_MAX_WORDS = 8
_MAX_SLIPS = 20
_EXACT, _PREFIX, _SLIP = 2.0, 1.0, 0.6
_MAX_SORTED = 5000
_MOST_REORDERED = 200
_BEST_FIRST = SortOrder()
SORTABLE = ("name", "address", "licence_no", "category", "records", "last_on")


def search(
    text: str,
    page: PageRequest,
    *,
    kind: SubjectClass | None = None,
    order: SortOrder = _BEST_FIRST,
    where: Within = ALL_REGIONS,
) -> Page[SubjectView]:
    """Subjects that a text describes, best first; all of them by name when the text is empty.

    Order: words found, names with the words side by side (among the best 200), worth of the fields
    they were found in, premises before entities, id; or a column of `SORTABLE`, then the best 5,000
    are put in its order.
    """
    tokens = index_tokens(text)[:_MAX_WORDS]
    if not tokens:
        return _listed(page, kind, order, where)
    known = _known_beginnings(tokens)
    wanted = [
        (token, match)
        for place, token in enumerate(tokens)
        for match in (_beginning(token) if place in known else _slips(token))
    ]
    if not wanted:
        return Page((), page.number, page.size, 0)
    found = _phrase_first(_ranked(wanted, kind, where), tokens)
    if order.column:
        found = list(
            _in_order(Subject.objects.filter(pk__in=found[:_MAX_SORTED]), order).values_list(
                "pk", flat=True
            )
        )
    ids = found[page.offset : page.offset + page.size]
    rows = Subject.objects.in_bulk(ids)
    items = tuple(view_of(rows[subject_id]) for subject_id in ids if subject_id in rows)
    return Page(items, page.number, page.size, len(found))


def _phrase_first(found: list[str], tokens: tuple[str, ...]) -> list[str]:
    """The best again, those first whose name has the words side by side in the order asked."""
    if len(tokens) == 1:
        return found
    best = found[:_MOST_REORDERED]
    names = dict(Subject.objects.filter(pk__in=best).values_list("pk", "name"))
    best.sort(key=lambda subject_id: not has_phrase(names.get(subject_id, ""), tokens))
    return best + found[_MOST_REORDERED:]


def _in_order(rows: QuerySet[Subject], order: SortOrder) -> QuerySet[Subject]:
    """Rows by a column, what has no value last."""
    column = F(order.column)
    by = column.desc(nulls_last=True) if order.is_descending else column.asc(nulls_last=True)
    return rows.order_by(by, "subject_id")


def _listed(
    page: PageRequest, kind: SubjectClass | None, order: SortOrder, where: Within
) -> Page[SubjectView]:
    rows = Subject.objects.filter(lies(where), status=SubjectStatus.CURRENT)
    if kind is not None:
        rows = rows.filter(kind=kind)
    ordered = _in_order(rows, order if order.column else SortOrder("name"))
    shown = ordered[page.offset : page.offset + page.size]
    return Page(tuple(map(view_of, shown)), page.number, page.size, rows.count())


def _known_beginnings(tokens: tuple[str, ...]) -> set[int]:
    """Places of the words that at least one indexed word begins with."""
    asked = " UNION ALL ".join(
        f"(SELECT {place} FROM search WHERE token >= $token{place} "
        f"AND token < $after{place} LIMIT 1)"
        for place in range(len(tokens))
    )
    params: dict[str, object] = {f"token{i}": token for i, token in enumerate(tokens)}
    params |= {f"after{i}": after(token) for i, token in enumerate(tokens)}
    return {place for (place,) in read(asked, params)}


def _beginning(token: str) -> list[tuple[str, str, float]]:
    """Ranges of indexed words, from and before, and what they are worth: itself, and longer."""
    return [(token, token + "\0", _EXACT), (token + "\0", after(token), _PREFIX)]


def _slips(token: str) -> list[tuple[str, str, float]]:
    """Indexed words one letter away, as ranges."""
    if not may_have_typo(token):
        return []
    head, tail = halves(token)
    slips = read(
        "SELECT DISTINCT token FROM search WHERE length(token) BETWEEN $shortest AND $longest "
        "AND (starts_with(token, $head) OR suffix(token, $tail)) "
        "AND levenshtein(token, $token) <= 1 ORDER BY token LIMIT $most",
        {
            "token": token,
            "head": head,
            "tail": tail,
            "shortest": len(token) - 1,
            "longest": len(token) + 1,
            "most": _MAX_SLIPS,
        },
    )
    return [(slip, slip + "\0", _SLIP) for (slip,) in slips]


def _ranked(
    wanted: list[tuple[str, tuple[str, str, float]]], kind: SubjectClass | None, where: Within
) -> list[str]:
    parts = []
    inside, params = placed(where, "subject_id")
    words = {token: place for place, (token, _) in enumerate(wanted)}
    for place, (token, (first, before, share)) in enumerate(wanted):
        parts.append(
            f"SELECT subject_id, subject_kind, {words[token]} AS word, worth * {share} AS worth "
            "FROM search "
            f"WHERE token >= $first{place} AND token < $before{place}"
            + ("" if kind is None else " AND subject_kind = $kind")
        )
        params |= {f"first{place}": first, f"before{place}": before}
    if kind is not None:
        params["kind"] = kind.value
    rows = read(
        "WITH hit AS (SELECT subject_id, subject_kind, word, max(worth) AS worth FROM "
        f"({' UNION ALL '.join(parts)}) WHERE {inside} GROUP BY subject_id, subject_kind, word), "
        "ranked AS (SELECT subject_id, subject_kind, count(*) AS words, sum(worth) AS worth "
        "FROM hit GROUP BY subject_id, subject_kind) SELECT subject_id FROM ranked WHERE words = "
        "(SELECT max(words) FROM ranked) ORDER BY worth DESC, subject_kind DESC, subject_id",
        params,
    )
    return [subject_id for (subject_id,) in rows]
