"""Fills a blank form the way a person does in LibreOffice: `fill_with_libreoffice.py FORM OUT ANSWERS.json`.

Runs under the system's Python (python3-uno). ANSWERS: {"tasks": {id: text or null for "không phát
sinh"}, "parts": {code: text}, "figures": [value, ...] for the first rows of the figures table}.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FILTERS = {".docx": "MS Word 2007 XML", ".xlsx": "Calc MS Excel 2007 XML"}


def property_value(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


PIPE = f"nhip-{os.getpid()}"


def libreoffice(profile):
    """LibreOffice without windows, in a profile of its own, listening on a pipe of its own."""
    accept = f"--accept=pipe,name={PIPE};urp"
    return subprocess.Popen(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", accept])


def connected(process):
    """Its desktop, asked for until it answers or ends."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            context = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            try:
                process.wait(timeout=0.2)
                break
            except subprocess.TimeoutExpired:
                continue
    raise SystemExit("LibreOffice did not answer")


def paragraphs(document):
    enumeration = document.Text.createEnumeration()
    while enumeration.hasMoreElements():
        element = enumeration.nextElement()
        if element.supportsService("com.sun.star.text.Paragraph"):
            yield element


def tick(paragraph):
    """Ticks the box of a line "☐ Không phát sinh", as a click on it does."""
    portions = paragraph.createEnumeration()
    while portions.hasMoreElements():
        portion = portions.nextElement()
        if portion.TextPortionType == "ContentControl":
            portion.ContentControl.Checked = True
        if "☐" in portion.String:
            portion.String = portion.String.replace("☐", "☒")


def fill_document(document, answers):
    waiting = None
    for paragraph in paragraphs(document):
        text = paragraph.String
        tag = re.search(r"\[([^\]\s]+)\]", text)
        if tag and (tag.group(1) in answers["tasks"] or tag.group(1) in answers["parts"]):
            waiting = tag.group(1)
        elif waiting in answers["tasks"] and answers["tasks"][waiting] is None:
            if "Không phát sinh" in text:
                tick(paragraph)
                waiting = None
        elif waiting and text.startswith("("):
            paragraph.String = answers["tasks"].get(waiting) or answers["parts"].get(waiting)
            waiting = None
    for table in (document.TextTables.getByIndex(n) for n in range(document.TextTables.Count)):
        names = set(table.CellNames)
        if "D1" in names and table.getCellByName("D1").String == "Trong tháng":
            for row, value in enumerate(answers["figures"], start=2):
                table.getCellByName(f"D{row}").String = value


def fill_workbook(document, answers):
    sheets = document.Sheets
    report = sheets.getByName("Báo cáo")
    for row in range(200):
        code = report.getCellByPosition(0, row).String
        if code in answers["tasks"] and answers["tasks"][code] is None:
            report.getCellByPosition(2, row).String = "x"
        elif code in answers["tasks"] or code in answers["parts"]:
            report.getCellByPosition(3, row).String = answers["tasks"].get(code) or answers["parts"][code]
    figures = sheets.getByName("Số liệu")
    header = next(r for r in range(30) if figures.getCellByPosition(3, r).String == "Trong tháng")
    for row, value in enumerate(answers["figures"], start=header + 1):
        figures.getCellByPosition(3, row).Value = float(value.replace(".", ""))


def main(form, out, answers):
    answers = json.loads(Path(answers).read_text())
    with tempfile.TemporaryDirectory() as profile, libreoffice(profile) as process:
        desktop = connected(process)
        document = desktop.loadComponentFromURL(url(form), "_blank", 0, (property_value("Hidden", True),))
        fill = fill_document if form.endswith(".docx") else fill_workbook
        fill(document, answers)
        document.storeToURL(url(out), (property_value("FilterName", FILTERS[Path(out).suffix]),))
        document.close(True)
        desktop.terminate()


def url(path):
    return uno.systemPathToFileUrl(str(Path(path).resolve()))


main(*sys.argv[1:4])
