from __future__ import annotations

from pathlib import Path

import pytest

from drafter.web.desk import STATE, Desk, Missing


@pytest.mark.parametrize("id", ["..", ".", "", "../reviews", "x" * 16, "0" * 17])
def test_only_an_id_leads_to_a_folder(tmp_path: Path, id: str) -> None:
    desk = Desk(tmp_path)
    folder = desk.new("reviews")
    folder.save({"id": folder.id})
    # a file where a path that climbs would find one
    for place in (
        desk.root,
        desk.root / "reviews",
        desk.root / "reviews" / ("x" * 16),
        desk.root / "reviews" / ("0" * 17),
    ):
        place.mkdir(exist_ok=True)
        (place / STATE).write_text("{}", encoding="utf-8")
    assert desk.folder("reviews", folder.id).state() == {"id": folder.id}
    with pytest.raises(Missing):
        desk.folder("reviews", id)
    assert [one.id for one in desk.folders("reviews")] == [folder.id]
