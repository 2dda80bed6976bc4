# SPDX-License-Identifier: Apache-2.0
"""A recording from camera to court: recorded, cut off, killed, watched, handed out, judged."""

import io
import zipfile
from pathlib import Path

import c2pa
import pytest
from playwright.sync_api import Page, expect

from mingjing_verify.judge import judge
from tests.browser.recording_people import (
    PATIENCE,
    SECOND,
    begin,
    end,
    exported,
    open_recorder,
    plays,
)
from tests.browser.recording_site import RecordingSite

pytestmark = pytest.mark.browser


def test_what_is_recorded_is_watched_and_judged_whole(
    place: RecordingSite, recorder: Page, tmp_path: Path
) -> None:
    recording = begin(recorder)
    recorder.wait_for_timeout(4 * SECOND)
    watcher = recorder.context.new_page()
    watcher.goto(f"{place.base}/evidence/{recording}/")
    watcher.click("[data-watch=live]")
    plays(watcher)
    recorder.bring_to_front()
    recorder.click("[data-do=mark]")
    end(recorder)
    bundle = exported(recorder, place, recording, tmp_path)
    verdict = judge(bundle)
    assert [one.code for one in verdict.findings if one.weight in {"suspect", "barrier"}] == []
    with zipfile.ZipFile(bundle) as packed:
        films = [name for name in packed.namelist() if name.endswith(".mp4")]
        assert films == ["recording.mp4", "extra/recording-credentials.mp4"]
        copy = io.BytesIO(packed.read(films[1]))
        assert copy.getbuffer().nbytes > len(packed.read(films[0])) > 50_000
    with c2pa.Reader("video/mp4", copy) as reader:
        assert reader.get_validation_state() == "Valid"
    watcher.goto(f"{place.base}/evidence/{recording}/")
    watcher.click("[data-watch=whole]")
    plays(watcher)


def test_a_killed_door_a_cut_network_and_a_killed_tab_lose_nothing_that_was_acknowledged(
    place: RecordingSite, recorder: Page, tmp_path: Path
) -> None:
    recording = begin(recorder)
    recorder.wait_for_timeout(3 * SECOND)
    place.kill_door()
    recorder.wait_for_timeout(3 * SECOND)
    place.start_door()
    recorder.context.set_offline(True)
    recorder.wait_for_timeout(10 * SECOND)
    recorder.context.set_offline(False)
    recorder.wait_for_timeout(2 * SECOND)
    context = recorder.context
    recorder.close(run_before_unload=False)  # as a killed tab: nobody ends the recording
    again = context.new_page()
    open_recorder(again, place)
    expect(again.locator("[data-part=unfinished]")).to_be_visible(timeout=PATIENCE)
    again.click("[data-do=continue]")
    again.wait_for_timeout(4 * SECOND)
    end(again)
    verdict = judge(exported(again, place, recording, tmp_path))
    weights = {one.weight for one in verdict.findings}
    assert "gap" in weights, "the killed tab is a stated gap"
    assert not weights & {"suspect", "barrier", "missing"}


def test_who_ends_is_told_to_wait_only_while_something_is_left(recorder: Page) -> None:
    begin(recorder)
    recorder.wait_for_timeout(2 * SECOND)
    recorder.context.set_offline(True)
    recorder.wait_for_timeout(2 * SECOND)
    recorder.click("[data-do=end]")
    keep, left = recorder.locator("[data-part=keep]"), recorder.locator("[data-part=left]")
    expect(keep).to_be_visible(timeout=PATIENCE)
    expect(left).not_to_have_attribute("data-state", "sent")
    recorder.context.set_offline(False)
    expect(left).to_have_attribute("data-state", "sent", timeout=PATIENCE)
    expect(keep).to_be_hidden()


def test_a_second_tab_says_that_the_first_one_records(recorder: Page) -> None:
    second = recorder.context.new_page()
    second.goto(recorder.url)
    expect(second.locator("[data-screen=elsewhere]")).to_be_visible(timeout=PATIENCE)
