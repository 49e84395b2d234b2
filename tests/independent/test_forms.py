"""Blank forms, filled in with other programs, come back through `consolidate` with nothing lost."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from conftest import nhip
from docx import Document
from openpyxl import load_workbook

FILLER = Path(__file__).parent / "fill_with_libreoffice.py"
MONTH = "2026-11"
PARTS = {
    "KK": "Kinh phí in tờ rơi còn thiếu so với nhu cầu.",
    "KN": "Đề nghị cấp bổ sung loa cầm tay cho các tổ dân phố.",
    "PH": "Tiếp tục vận động các hộ diệt lăng quăng vào sáng thứ Bảy.",
    "KHAC": "Phối hợp trường học tổ chức một buổi ngoại khóa về rửa tay.",
}


@pytest.fixture(scope="module")
def forms(demo, tmp_path_factory):
    folder = tmp_path_factory.mktemp("forms")
    nhip("forms", demo / "ke-hoach.docx", "--units", demo / "don-vi.xlsx", "--month", MONTH, "--out", folder)
    return folder


@pytest.fixture(scope="module")
def plan(demo):
    return json.loads(nhip("plan", demo / "ke-hoach.docx", "--json"))


def answers_for(plan, unit_index):
    """Something to say for each task of a plan's unit, the second one "không phát sinh"."""
    tasks = plan["units"][unit_index]["tasks"]
    said = {
        task["id"]: f"Câu trả lời riêng số {n} của đơn vị, với chữ Việt: hòa, thuỷ, Nguyễn."
        for n, task in enumerate(tasks, 1)
    }
    if len(tasks) > 1:
        said[tasks[1]["id"]] = None
    return {"tasks": said, "parts": PARTS, "figures": ["12", "1.540", "0"]}


def form_of_group(forms, plan, extension, skip=0):
    """A form whose first task is of the first unit that has several."""
    for path in sorted(forms.rglob(f"*.{extension}")):
        for index, unit in enumerate(plan["units"]):
            if len(unit["tasks"]) > 1 and unit["tasks"][0]["id"] in text_of(path):
                if skip == 0:
                    return path, index
                skip -= 1
                break
    pytest.fail(f"no .{extension} form with several tasks")


def text_of(path):
    if path.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in Document(path).paragraphs)
    cells = (row for row in load_workbook(path)["Báo cáo"].iter_rows(values_only=True))
    return "\n".join(str(cell) for row in cells for cell in row if cell is not None)


def fill_in_libreoffice(form, out, answers, tmp_path):
    (tmp_path / "answers.json").write_text(json.dumps(answers))
    environment = {**os.environ, "HOME": str(tmp_path)}
    subprocess.run(
        ["/usr/bin/python3", FILLER, str(form), str(out), str(tmp_path / "answers.json")],
        check=True,
        env=environment,
        timeout=240,
    )


def fill_with_openpyxl(form, out, answers, _tmp_path):
    book = load_workbook(form)
    for row in book["Báo cáo"].iter_rows():
        code = row[0].value
        if code in answers["tasks"] and answers["tasks"][code] is None:
            row[2].value = "x"
        elif code in answers["tasks"] or code in answers["parts"]:
            row[3].value = answers["tasks"].get(code) or answers["parts"][code]
    rows = list(book["Số liệu"].iter_rows())
    header = next(n for n, row in enumerate(rows) if row[3].value == "Trong tháng")
    for row, value in zip(rows[header + 1 :], answers["figures"]):
        row[3].value = int(value.replace(".", ""))
    book.save(out)


@pytest.mark.parametrize(
    "extension, fill",
    [("docx", fill_in_libreoffice), ("xlsx", fill_in_libreoffice), ("xlsx", fill_with_openpyxl)],
    ids=["docx-libreoffice", "xlsx-libreoffice", "xlsx-openpyxl"],
)
def test_a_filled_form_loses_nothing(demo, forms, plan, tmp_path, extension, fill):
    form, unit_index = form_of_group(forms, plan, extension)
    answers = answers_for(plan, unit_index)
    reports = tmp_path / "reports"
    reports.mkdir()
    fill(form, reports / f"tra-loi.{extension}", answers, tmp_path)
    nhip(
        "consolidate", "--plan", demo / "ke-hoach.docx", "--units", demo / "don-vi.xlsx",
        "--reports", reports, "--month", MONTH, "--out", tmp_path / "out", "--format", "json",
    )  # fmt: skip
    told = json.loads((tmp_path / "out" / "bao-cao-tong-hop.json").read_text())
    counted = [unit for unit in told["units"] if unit["status"] in ("on-time", "late")]
    assert len(counted) == 1, told["warnings"]
    unit = counted[0]["code"]

    by_task = {task["task"]: task for task in told["tasks"] if task["part"] == "task"}
    for task, answer in answers["tasks"].items():
        if answer is None:
            assert unit in by_task[task]["nil"], task
        else:
            assert answer in [paragraph["text"] for paragraph in by_task[task]["paragraphs"]], task

    parts = {task["part"]: [p["text"] for p in task["paragraphs"]] for task in told["tasks"]}
    assert PARTS["KK"] in parts["difficulties"]
    assert PARTS["KN"] in parts["proposals"]
    assert PARTS["PH"] in parts["outlook"]
    assert PARTS["KHAC"] in parts["other"]

    values = [figure["value"] for figure in told["figures"] if figure["part"] == "figures"]
    assert values == [12, 1540, 0]
    questions = [w for w in told["warnings"] if w["severity"] == "error" and w.get("file", "").startswith("tra-loi")]
    assert not questions, questions


def test_every_owing_unit_has_both_forms(forms):
    documents = {path.stem for path in forms.rglob("*.docx")}
    workbooks = {path.stem for path in forms.rglob("*.xlsx")}
    assert len(documents) >= 25
    assert documents == workbooks


def test_only_the_cells_to_fill_can_be_written(forms):
    book = load_workbook(sorted(forms.rglob("*.xlsx"))[0])
    for name in ("Báo cáo", "Số liệu"):
        sheet = book[name]
        assert sheet.protection.sheet
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert any(not cell.protection.locked for cell in cells)
        assert all(cell.protection.locked for cell in sheet[1])
    assert book["nhip"].sheet_state in ("hidden", "veryHidden")
    assert book["Báo cáo"].data_validations.dataValidation
