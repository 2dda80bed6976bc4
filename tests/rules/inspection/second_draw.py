# SPDX-License-Identifier: Apache-2.0
"""The draw once more, written from docs/reference/draw.md alone.

It works on the JSON document, with the standard library and nothing of ours: if it agrees with the
platform on any pool, the document says enough for another language.
"""

import hashlib
from itertools import combinations
from typing import Any


def h(*lines: str) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()


def seed(digest: str, size: int, root: str, public: str) -> str:
    text = f"mingjing-draw/1 seed\n{digest}\n{size}\n{root}\n{public}\n"
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def shares(sizes: dict[str, int], wanted: int) -> dict[str, int]:
    whole = sum(sizes.values())
    n = min(wanted, whole)
    if n == 0:
        return {name: 0 for name in sizes}  # noqa: C420 - plain on purpose
    quota = {name: divmod(n * size, whole) for name, size in sizes.items()}
    result = {name: q for name, (q, _) in quota.items()}
    by_rest = sorted(sizes, key=lambda name: name)
    by_rest.sort(key=lambda name: quota[name][1], reverse=True)
    for name in by_rest[: n - sum(result.values())]:
        result[name] += 1
    return result


def draw(pool: dict[str, Any], seed_hex: str) -> dict[str, Any]:  # JSON
    sizes = {s["stratum"]: len(s["objects"]) for s in pool["frame"]}
    taken = shares(sizes, pool["random_take"])
    visits = []
    for one in pool["fixed"]:
        visits.append((one, one["lane"], "", 1, 1))
    for s in pool["frame"]:
        name = s["stratum"]
        lots = {o["id"]: h(seed_hex, "object", name, o["id"]) for o in s["objects"]}
        first = sorted(s["objects"], key=lambda o: lots[o["id"]])[: taken[name]]
        visits += [(o, "random", name, taken[name], sizes[name]) for o in first]
    visits.sort(key=lambda v: h(seed_hex, "task", v[0]["id"]))
    load = {o["officer_id"]: o["load"] for o in pool["officers"]}
    tasks = [task(pool, seed_hex, load, visit) for visit in visits]
    strata = [{"stratum": name, "population": sizes[name], "taken": taken[name]} for name in sizes]
    return {"strata": strata, "tasks": tasks}


def task(pool: dict[str, Any], seed_hex: str, load: dict[str, int], visit: Any) -> dict[str, Any]:
    one, lane, stratum, take, size = visit
    skills = {k["kind"]: set(k["skills"]) for k in pool["kinds"]}[one["kind"]]
    barred = {officer for officer, subject in pool["recusals"] if subject == one["id"]}
    before = {o for v in pool["last_visits"] if v["subject_id"] == one["id"] for o in v["officers"]}
    lawful = [
        o
        for o in pool["officers"]
        if one["region"][: len(o["region"])] == o["region"] and o["officer_id"] not in barred
    ]
    for waived in (False, True):
        line = [o for o in lawful if waived or o["officer_id"] not in before]
        line.sort(
            key=lambda o: (
                load[o["officer_id"]],
                h(seed_hex, "officer", one["id"], o["officer_id"]),
            )
        )
        for first, second in combinations(line, 2):
            if skills <= {*first["skills"], *second["skills"]}:
                pair = [first["officer_id"], second["officer_id"]]
                for officer in pair:
                    load[officer] += 1
                rest = [o["officer_id"] for o in line if o["officer_id"] not in pair]
                return {
                    "id": one["id"],
                    "lane": lane,
                    "stratum": stratum,
                    "inclusion": [take, size],
                    "officers": pair,
                    "reserves": rest[: pool["reserves_per_task"]],
                    "rotation_waived": waived,
                }
    raise ValueError(one["id"])
