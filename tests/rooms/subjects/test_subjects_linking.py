# SPDX-License-Identifier: Apache-2.0
"""Linking without a database: the same answer each time, the weights of the model, Chinese."""

import importlib.util
import shutil
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.rooms.subjects.town import (
    CALLS,
    FINDINGS,
    OAK,
    REGISTER,
    VISITS,
    Lake,
    Row,
    premises,
    visit,
)

from mingjing.engines.batch import open_engine, open_local_engine
from mingjing.kernel.usc_code import check_character
from mingjing.subjects.evaluation import evaluate
from mingjing.subjects.matching import load_model, save_model, score
from mingjing.subjects.public import link_in_memory
from mingjing.subjects.resolution.forms import make_forms, make_training_forms
from mingjing.subjects.resolution.gather import gather
from mingjing.subjects.resolution.run import Setting
from mingjing.subjects.types import Agreement, Field, ModelUnusable

_USC = "91330106MA27XYA12"


def town(folder: Path, *more: Row) -> dict[str, tuple[Path, ...]]:
    tables = {
        "premises": [*REGISTER, *more],
        "visit_all": VISITS,
        "finding_all": FINDINGS,
        "complaint": CALLS,
    }
    return Lake(folder, tables=tables).canonical_files()


def linked(folder: Path, *more: Row) -> dict[str, tuple[str, str]]:
    """Record to subject and kind, premises only."""
    with open_local_engine() as engine:
        path = link_in_memory(engine=engine, tables=town(folder, *more), workdir=folder)
    rows = pq.read_table(path).to_pylist()
    return {
        row["record_id"]: (row["subject_id"], row["kind"])
        for row in rows
        if row["subject_kind"] == "premises"
    }


def test_the_same_records_get_the_same_ids(tmp_path: Path) -> None:
    assert linked(tmp_path) == linked(tmp_path)


def test_a_subject_does_not_change_its_id_when_others_come(tmp_path: Path) -> None:
    before = linked(tmp_path)
    after = linked(tmp_path, premises(6, "NOODLE BAR", "55 W FIR ST", licence_no="400"))
    assert {record: after[record] for record in before} == before


@pytest.mark.spark
def test_spark_gives_the_same_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("Spark engine not tested: pyspark or Java is not installed")
    expected = linked(tmp_path)
    monkeypatch.setattr("django.conf.settings.MINGJING_ENGINE", "spark://local[2]", raising=False)
    with open_engine(tmp_path) as engine:
        path = link_in_memory(engine=engine, tables=town(tmp_path), workdir=tmp_path / "spark")
    rows = pq.read_table(path).to_pylist()
    assert {
        row["record_id"]: (row["subject_id"], row["kind"])
        for row in rows
        if row["subject_kind"] == "premises"
    } == expected


def test_links_are_sorted_and_whole(tmp_path: Path) -> None:
    with open_local_engine() as engine:
        path = link_in_memory(engine=engine, tables=town(tmp_path), workdir=tmp_path)
    table = pq.read_table(path)
    assert table.column_names == [
        "record_id",
        "subject_id",
        "subject_kind",
        "kind",
        "weight",
        "matched_on",
        "place_key",
        "resource_id",
    ]
    keys = list(zip(table["subject_id"].to_pylist(), table["record_id"].to_pylist(), strict=True))
    assert keys == sorted(keys)


def test_only_some_tables_are_enough(tmp_path: Path) -> None:
    files = {"premises": town(tmp_path)["premises"]}
    with open_local_engine() as engine:
        path = link_in_memory(engine=engine, tables=files, workdir=tmp_path)
    assert pq.read_table(path).num_rows == 5 + 3


def test_chinese_names_are_compared_by_their_characters(tmp_path: Path) -> None:
    address = "临江市江北区人民路128号"
    found = linked(
        tmp_path,
        premises(6, "临江市老王小吃店", address, area=None),
        premises(7, "老王小吃店（个体工商户）", address + "1楼", area=None),
        premises(8, "海底捞餐饮有限公司", address, area=None),
    )
    assert found["register:6"][0] == found["register:7"][0]
    assert found["register:8"][0] != found["register:6"][0]


def test_a_valid_credit_code_links_at_the_same_place_only(tmp_path: Path) -> None:
    code = _USC + check_character(_USC)
    found = linked(
        tmp_path,
        premises(6, "老王小吃店", "人民路1号", area=None, usc_code=code),
        premises(7, "王记饭庄", "人民路1号", area=None, usc_code=code),
        premises(8, "王记饭庄", "解放路9号", area=None, usc_code=code),
        premises(9, "张记", "解放路9号", area=None, usc_code=code[:-1] + "0"),
    )
    assert found["register:6"][0] == found["register:7"][0]
    assert found["register:8"][0] != found["register:7"][0]
    assert found["register:9"][0] != found["register:8"][0]


def test_weights_are_those_of_the_model(tmp_path: Path) -> None:
    model = load_model()
    with open_local_engine() as engine:
        gather(engine, town(tmp_path))
        make_forms(engine)
        forms = engine.arrow("SELECT * FROM form ORDER BY form_id")
        edges = score(forms, model, -40.0).to_pylist()
    assert edges
    for edge in edges:
        total = model.prior_weight(forms.num_rows)
        total += sum(edge[f"weight_{field}"] or 0.0 for field in Field if field != Field.OWNER)
        assert edge["weight"] == pytest.approx(total)
        level = Agreement(edge["level_licence_no"])
        if level is not Agreement.ABSENT:
            assert edge["weight_licence_no"] == pytest.approx(model.weight(Field.LICENCE, level))


def test_a_model_survives_being_written(tmp_path: Path) -> None:
    save_model(load_model(), tmp_path / "again.json")
    assert load_model(tmp_path / "again.json") == load_model()


@pytest.mark.parametrize("text", ["", "{}", '{"version": "1", "fields": {}, "partners": 1}'])
def test_a_broken_model_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "model.json"
    path.write_text(text)
    with pytest.raises(ModelUnusable):
        load_model(path)


def test_training_labels_leave_out_a_number_given_twice(tmp_path: Path) -> None:
    with open_local_engine() as engine:
        gather(engine, town(tmp_path))
        forms = make_training_forms(engine).to_pylist()
    labels = {form["licence_no"]: form["label_licence"] for form in forms}
    assert labels["100"] == "100"
    assert labels["300"] is None


def test_evaluation_counts_hidden_records(tmp_path: Path) -> None:
    # Forty bars with three records each; names and addresses are as written, so all are found.
    many = [
        premises(
            day,
            f"BAR NUMBER {chr(65 + n % 26)}{n}",
            f"{100 + n} W OAK ST",
            record_id=f"register:{n}-{day}",
            licence_no=str(5000 + n),
        )
        for n in range(40)
        for day in (1, 2)
    ]
    visits = [
        visit(
            1,
            f"BAR NUMBER {chr(65 + n % 26)}{n}",
            f"{100 + n} W OAK ST",
            record_id=f"visits:{n}",
            licence_no=str(5000 + n),
        )
        for n in range(40)
    ]
    files = Lake(tmp_path, tables={"premises": many, "visit_all": visits}).canonical_files()
    with open_local_engine() as engine:
        found = evaluate(engine, files, Setting(load_model()))
    assert found.with_all_keys.premises == 40
    for result in found.tests:
        assert result.hidden > 0
        assert (result.right, result.precision, result.recall) == (result.hidden, 1.0, 1.0)
        assert (result.bcubed_precision, result.bcubed_recall) == (1.0, 1.0)
        assert result.reworded == 0


def test_the_airport_is_two_outlets_and_the_shop_is_one(tmp_path: Path) -> None:
    # Two stands of one name, each inspected on days of its own; and two licences visited together.
    def days(name: str, licence: str, months: tuple[int, ...], offset: int) -> list[Row]:
        return [
            premises(
                1,
                name,
                "900 W TOUHY AVE" if name == "WOK STAND" else "5 S PINE ST",
                record_id=f"register:{licence}-{month}",
                licence_no=licence,
                observed_on=date(2013, month, 1 + offset),
            )
            for month in months
        ]

    rows = [
        *days("WOK STAND", "601", (1, 5, 9), 0),
        *days("WOK STAND", "602", (1, 5, 9), 10),
        *days("CORNER SHOP", "701", (1, 5, 9), 0),
        *days("CORNER SHOP", "702", (1, 5, 9), 0),
    ]
    found = linked(tmp_path, *rows)
    assert found["register:601-1"][0] != found["register:602-1"][0]
    assert found["register:701-1"][0] == found["register:702-1"][0]


def test_an_unlicensed_visit_goes_to_the_name_at_the_address(tmp_path: Path) -> None:
    found = linked(tmp_path)
    assert found["visits:2"] == (found["register:1"][0], "model")
    assert found["register:3"][0] != found["register:1"][0]
    assert OAK in {row["address"] for row in REGISTER}


def test_columns_come_as_text_even_when_a_table_is_empty(tmp_path: Path) -> None:
    empty = Lake(tmp_path, tables={"premises": [], "visit_all": VISITS}).canonical_files()
    with open_local_engine() as engine:
        path = link_in_memory(engine=engine, tables=empty, workdir=tmp_path)
    assert pa.types.is_string(pq.read_schema(path).field("place_key").type)
