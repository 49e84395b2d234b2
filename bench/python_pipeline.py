"""The straightforward way to do the same job in Python: the peer that bench/run measures against.

Reads every .docx of a folder with python-docx, splits it at its headings, finds figures with one
regular expression, adds them up by the word that follows, and writes .docx (docxtpl), .pdf
(LibreOffice), .xlsx (openpyxl) and .json. No plan is read, no unit matched, nothing checked.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from docx import Document
from docxtpl import DocxTemplate
from openpyxl import Workbook

FIGURE = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)\s+([^\W\d_]+(?:\s+[^\W\d_]+)?)")
HEADING = re.compile(r"^(?:[IVX]+\.|\d+\.|Nhiệm vụ \d+)\s*(.+)")


def paragraphs(document):
    """Texts of the body, cells of tables included."""
    for paragraph in document.paragraphs:
        yield paragraph.text.strip()
    for table in document.tables:
        for row in table.rows:
            yield " ".join(cell.text.strip() for cell in row.cells)


def read(path):
    """Texts under each heading, and the figures in them."""
    sections, figures, heading = defaultdict(list), [], ""
    for text in paragraphs(Document(path)):
        if not text:
            continue
        match = HEADING.match(text)
        if match:
            heading = match.group(1)[:80]
            continue
        sections[heading].append(text)
        for value, what in FIGURE.findall(text):
            figures.append((int(value.replace(".", "")), what.lower(), text))
    return sections, figures


def template(folder):
    """A template with the loops docxtpl fills."""
    path = Path(folder) / "template.docx"
    document = Document()
    document.add_heading("BÁO CÁO TỔNG HỢP", 0)
    document.add_paragraph("{%p for section in sections %}")
    document.add_heading("{{ section.heading }}", 1)
    document.add_paragraph("{%p for line in section.lines %}")
    document.add_paragraph("{{ line }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(rows=4, cols=4)
    for cell, text in zip(table.rows[0].cells, ("Đơn vị", "Giá trị", "Nội dung", "Câu gốc")):
        cell.text = text
    table.rows[1].cells[0].text = "{%tr for f in figures %}"
    for cell, text in zip(table.rows[2].cells, ("{{ f.0 }}", "{{ f.1 }}", "{{ f.2 }}", "{{ f.3 }}")):
        cell.text = text
    table.rows[3].cells[0].text = "{%tr endfor %}"
    document.save(path)
    return path


def main(reports, out):
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    sections, totals, figures = defaultdict(list), defaultdict(int), []
    for path in sorted(Path(reports).rglob("*.docx")):
        found, counted = read(path)
        for heading, lines in found.items():
            sections[heading].extend(f"{line} ({path.stem})" for line in lines)
        for value, what, sentence in counted:
            totals[what] += value
            figures.append((path.stem, value, what, sentence))
    with tempfile.TemporaryDirectory() as folder:
        document = DocxTemplate(template(folder))
        document.render(
            {
                "sections": [{"heading": h, "lines": l} for h, l in sections.items()],
                "figures": figures,
            },
            autoescape=True,
        )
        document.save(out / "report.docx")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("figures")
    for row in figures:
        sheet.append(row)
    book.save(out / "report.xlsx")
    (out / "report.json").write_text(
        json.dumps({"sections": sections, "totals": totals, "figures": figures}, ensure_ascii=False)
    )
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", out, out / "report.docx"],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
