"""The consolidated report, opened by the programs a clerk and an engineer would open it with."""

import hashlib
import json
import subprocess
from pathlib import Path

import jsonschema
import pytest
from conftest import MONTHS, libreoffice_convert, nhip, pdf_text
from docx import Document
from openpyxl import load_workbook
from PIL import Image, ImageChops

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schema"
REPORT = "bao-cao-tong-hop"
MILLIMETRE = 36000  # English Metric Units


def result(demo, month, extension):
    return demo / "ket-qua" / month / f"{REPORT}.{extension}"


@pytest.mark.parametrize("month", MONTHS)
def test_every_output_opens(demo, month):
    Document(result(demo, month, "docx"))
    load_workbook(result(demo, month, "xlsx"))
    json.loads(result(demo, month, "json").read_text())
    assert pdf_text(result(demo, month, "pdf"))


@pytest.mark.parametrize("month", MONTHS)
def test_the_json_keeps_to_its_published_schema(demo, month):
    schema = json.loads((SCHEMAS / "consolidation.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(result(demo, month, "json").read_text()), schema)


def test_the_plan_keeps_to_its_published_schema(demo):
    schema = json.loads((SCHEMAS / "plan.schema.json").read_text())
    jsonschema.validate(json.loads(nhip("plan", demo / "ke-hoach.docx", "--json")), schema)


def test_libreoffice_opens_the_document_and_shows_every_paragraph(demo, tmp_path):
    shown = pdf_text(libreoffice_convert(result(demo, MONTHS[-1], "docx"), "pdf", tmp_path))
    shown = "".join(shown.split())
    document = Document(result(demo, MONTHS[-1], "docx"))
    texts = [paragraph.text.strip() for paragraph in document.paragraphs if len(paragraph.text.strip()) > 20]
    assert len(texts) > 30
    missing = [text for text in texts if "".join(text.split())[:18] not in shown]
    assert not missing, missing


def test_libreoffice_opens_the_workbook_and_keeps_every_sheet(demo, tmp_path):
    ours = load_workbook(result(demo, MONTHS[-1], "xlsx"))
    folder = tmp_path / "again"
    folder.mkdir()
    theirs = load_workbook(libreoffice_convert(result(demo, MONTHS[-1], "xlsx"), "xlsx", folder))
    assert ours.sheetnames == theirs.sheetnames
    for name in ours.sheetnames:
        assert values(ours[name]) == values(theirs[name])


def values(sheet):
    rows = [[cell for cell in row if cell not in (None, "")] for row in sheet.iter_rows(values_only=True)]
    return [row for row in rows if row]


def test_the_totals_of_the_workbook_are_those_of_the_json(demo):
    told = json.loads(result(demo, MONTHS[-1], "json").read_text())
    numbers = {
        cell
        for sheet in load_workbook(result(demo, MONTHS[-1], "xlsx"), data_only=True)
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, (int, float))
    }
    missing = [total["name"] for total in told["totals"] if total["value"] not in numbers]
    assert told["totals"] and not missing, missing


def test_pdf_and_document_say_the_same(demo):
    document = Document(result(demo, MONTHS[-1], "docx"))
    shown = "".join(pdf_text(result(demo, MONTHS[-1], "pdf")).split())
    texts = [paragraph.text for paragraph in document.paragraphs if len(paragraph.text) > 30]
    missing = [text for text in texts if "".join(text.split())[:18] not in shown]
    assert not missing, missing


def test_the_paper_has_the_margins_of_its_rules(demo):
    section = Document(result(demo, MONTHS[-1], "docx")).sections[0]
    size = (section.page_width / MILLIMETRE, section.page_height / MILLIMETRE)
    assert size == pytest.approx((210, 297), abs=0.2)
    assert 20 <= round(section.top_margin / MILLIMETRE, 1) <= 25
    assert 20 <= round(section.bottom_margin / MILLIMETRE, 1) <= 25
    assert 30 <= round(section.left_margin / MILLIMETRE, 1) <= 35
    assert 15 <= round(section.right_margin / MILLIMETRE, 1) <= 20
    assert section.different_first_page_header_footer


def test_no_page_is_empty_and_no_ink_leaves_the_paper(demo, tmp_path):
    subprocess.run(
        ["pdftoppm", "-r", "40", "-png", result(demo, MONTHS[-1], "pdf"), tmp_path / "page"], check=True
    )
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) >= 4
    for page in pages:
        picture = Image.open(page).convert("L")
        ink = ImageChops.invert(picture).point(lambda level: 255 if level > 60 else 0).getbbox()
        assert ink, f"{page.name} is empty"
        edge = 40 / 25.4 * 8  # eight millimetres at forty dots an inch
        assert ink[0] >= edge and ink[1] >= edge
        assert ink[2] <= picture.width - edge and ink[3] <= picture.height - edge


def test_the_fonts_of_the_pdf_are_embedded(demo):
    table = subprocess.run(
        ["pdffonts", result(demo, MONTHS[-1], "pdf")], check=True, capture_output=True, text=True
    ).stdout.splitlines()[2:]
    assert table
    assert all(" yes yes yes " in f" {' '.join(line.split())} " for line in table), table


def test_the_same_inputs_give_the_same_bytes(demo, tmp_path):
    again = tmp_path / "again"
    nhip("demo", "--files", again)
    for month in MONTHS:
        for extension in ("docx", "pdf", "xlsx", "json"):
            assert digest(result(demo, month, extension)) == digest(result(again, month, extension)), extension


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()
