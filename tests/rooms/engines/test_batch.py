# SPDX-License-Identifier: Apache-2.0
"""The batch port: one test body, DuckDB always, Spark on its mark."""

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mingjing.engines.batch import BatchEngine, Step, open_engine, open_local_engine
from mingjing.engines.duckdb_engine import memory_limit, thread_count
from mingjing.engines.errors import BatchFailed, EngineAbsent
from mingjing.engines.spark_engine import spark_master
from mingjing.engines.sql import colon_parameters, literal, quote, used


@pytest.fixture(params=["duckdb", pytest.param("spark://local[2]", marks=pytest.mark.spark)])
def engine(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[BatchEngine]:
    if str(request.param).startswith("spark"):
        if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
            pytest.skip("Spark engine not tested: pyspark or Java is not installed")
        monkeypatch.setenv("MINGJING_ENGINE", request.param)
        monkeypatch.setattr("django.conf.settings.MINGJING_ENGINE", request.param, raising=False)
    with open_engine(tmp_path / "home") as opened:
        yield opened


def visits() -> pa.Table:
    return pa.table(
        {"id": ["0164A", "b", "c"], "score": [0.25, 0.5, 1.0], "#area": ["north", "north", None]}
    )


def test_it_makes_one_table_per_step(engine: BatchEngine) -> None:
    engine.put("visit", visits())
    engine.run(
        [
            Step("by_area", 'SELECT "#area" AS area, count(*) AS n FROM visit GROUP BY "#area"'),
            Step("named", "SELECT area, n FROM by_area WHERE area IS NOT NULL", ("by_area",)),
        ]
    )
    assert engine.rows("SELECT area, n FROM named") == [("north", 2)]


def test_it_passes_values_as_parameters_only(engine: BatchEngine) -> None:
    engine.put("visit", visits())
    hostile = "x' OR 1 = 1 --"
    params = {"id": hostile, "unused": 1}
    assert engine.rows("SELECT id FROM visit WHERE id = $id", params) == []
    engine.run([Step("found", "SELECT $id AS id")], params)
    assert engine.rows("SELECT id FROM found") == [(hostile,)]


def test_it_reads_a_folder_of_parquet_by_column_name(engine: BatchEngine, tmp_path: Path) -> None:
    folder = tmp_path / "lake"
    folder.mkdir()
    pq.write_table(pa.table({"id": ["1"], "name": ["Zhou"]}), folder / "a.parquet")
    pq.write_table(pa.table({"name": ["Li"], "id": ["2"]}), folder / "b.parquet")
    engine.view("people", folder)
    assert sorted(engine.rows("SELECT id, name FROM people")) == [("1", "Zhou"), ("2", "Li")]


def test_it_copies_to_one_parquet_file_and_counts(engine: BatchEngine, tmp_path: Path) -> None:
    engine.put("visit", visits())
    target = tmp_path / "deep" / "out.parquet"
    sql = "SELECT id, score FROM visit WHERE score >= $least"
    assert engine.copy(sql, target, {"least": 0.5}) == 2
    assert pq.read_table(target).column("id").to_pylist() == ["b", "c"]
    assert [path.name for path in target.parent.iterdir()] == ["out.parquet"]


def test_it_answers_arrow(engine: BatchEngine) -> None:
    engine.put("visit", visits())
    table = engine.arrow("SELECT sum(score) AS total FROM visit")
    assert table.column("total").to_pylist() == [1.75]


def test_it_names_the_step_that_fails(engine: BatchEngine) -> None:
    with pytest.raises(BatchFailed) as caught:
        engine.run([Step("wrong", "SELECT nothing FROM nowhere")])
    assert caught.value.detail["step"] == "wrong"


def test_it_forgets_a_dropped_table(tmp_path: Path) -> None:
    with open_engine(tmp_path) as engine:
        engine.put("visit", visits())
        engine.drop("visit")
        engine.drop("never was")
        with pytest.raises(BatchFailed):
            engine.rows("SELECT * FROM visit")


def test_it_leaves_no_temporary_folder(tmp_path: Path) -> None:
    with open_engine(tmp_path) as engine:
        engine.put("visit", visits())
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_failed_copy_leaves_no_file(tmp_path: Path) -> None:
    with open_engine(tmp_path) as engine, pytest.raises(BatchFailed):
        engine.copy("SELECT 1 / x FROM nowhere", tmp_path / "out.parquet")
    assert not (tmp_path / "out.parquet").exists()


def test_it_installs_no_extension(tmp_path: Path) -> None:
    with open_engine(tmp_path) as engine, pytest.raises(BatchFailed):
        engine.rows("SELECT * FROM read_parquet('https://example.org/a.parquet')")


def test_its_configuration_is_locked(tmp_path: Path) -> None:
    with open_engine(tmp_path) as engine, pytest.raises(BatchFailed):
        engine.rows("SET autoinstall_known_extensions = true")


def test_it_says_when_spark_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    monkeypatch.setattr("mingjing.engines.batch.setting", lambda name, default: "spark://local[1]")
    with pytest.raises(EngineAbsent):
        open_engine()


def test_it_lends_a_table_without_copying(tmp_path: Path) -> None:
    with open_local_engine(tmp_path) as engine:
        engine.lend("visit", visits())
        engine.lend("visit", visits().slice(0, 1))
        assert engine.rows("SELECT id FROM visit") == [("0164A",)]


def test_it_quotes_names_and_constants() -> None:
    assert quote('a"b') == '"a""b"'
    assert literal("it's") == "'it''s'"
    with pytest.raises(ValueError, match="NUL"):
        quote("a\0")
    with pytest.raises(ValueError, match="NUL"):
        literal("a\0")


def test_it_finds_parameters_outside_strings_only() -> None:
    sql = "SELECT $a, '$b', \"$c\" -- $d\n FROM t WHERE x = $e"
    assert used(sql, dict.fromkeys("abcde", 1)) == {"a": 1, "e": 1}
    assert colon_parameters(sql) == "SELECT :a, '$b', \"$c\" -- $d\n FROM t WHERE x = :e"


def test_it_reads_the_spark_setting() -> None:
    assert spark_master("spark://local[2]") == "local[2]"
    assert spark_master("spark://host:7077") == "spark://host:7077"


def test_its_limits_come_from_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGJING_ENGINE_MEMORY", "123MiB")
    monkeypatch.setattr("django.conf.settings.MINGJING_ENGINE_MEMORY", "", raising=False)
    assert memory_limit() == "123MiB"
    assert thread_count() >= 1
