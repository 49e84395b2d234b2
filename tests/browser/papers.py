"""The papers of the invented month, made as a city would make them: by Word and Excel programs."""

from docx import Document
from docx.oxml.ns import qn
from openpyxl import Workbook

WARDS = [("00123", "UBND phường Bến Ngự"), ("00124", "UBND xã Thanh An"), ("00125", "UBND xã Thạnh An"), ("00126", "UBND phường Cầu Đá")]

PLAN = [
    "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ LẠC GIANG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    "Số: 41/KH-UBND",
    "Lạc Giang, ngày 20 tháng 10 năm 2026",
    "KẾ HOẠCH",
    "Tuyên truyền phòng, chống sốt xuất huyết trên địa bàn thành phố Lạc Giang",
    "Thực hiện Kế hoạch số 12/KH-SYT ngày 05/10/2026 của Sở Y tế về phòng, chống sốt xuất huyết, "
    "Ủy ban nhân dân thành phố Lạc Giang xây dựng Kế hoạch như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mỗi gia đình biết cách diệt lăng quăng và nhận biết dấu hiệu cảnh báo.",
    "II. NỘI DUNG TUYÊN TRUYỀN",
    "1. Cách diệt lăng quăng, bọ gậy tại nhà; ngủ màn cả ban ngày.",
    "2. Dấu hiệu cảnh báo và nơi khám bệnh.",
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Ủy ban nhân dân các phường, xã",
    "- Tổ chức phát tờ rơi, nói chuyện tại các tổ dân phố, thôn, xóm về cách diệt lăng quăng.",
    "- Phát tin, bài trên hệ thống truyền thanh cơ sở mỗi tuần ít nhất 03 lượt.",
    "2. Văn phòng UBND thành phố",
    "- Theo dõi, đôn đốc việc thực hiện Kế hoạch; tổng hợp kết quả báo cáo Ủy ban nhân dân thành phố.",
    "IV. CHẾ ĐỘ BÁO CÁO",
    "Ủy ban nhân dân các phường, xã báo cáo kết quả thực hiện trước ngày 24 hằng tháng về Ủy ban nhân dân thành phố "
    "(qua Văn phòng UBND thành phố) để tổng hợp.",
    "Nơi nhận:",
    "- Sở Y tế (b/c);",
    "- UBND các phường, xã;",
    "- Lưu: VT.",
]


def plan(folder):
    """The city's plan as a Word file."""
    document = Document()
    for line in PLAN:
        document.add_paragraph(line)
    document.save(folder / "41-KH-UBND.docx")
    return folder / "41-KH-UBND.docx"


def units(folder):
    """The list of wards as an Excel file, its codes as text."""
    book = Workbook()
    book.active.append(["Mã", "Tên đơn vị", "Loại"])
    for code, name in WARDS:
        book.active.append([code, name, "phường" if "phường" in name else "xã"])
    book.save(folder / "don-vi.xlsx")
    return folder / "don-vi.xlsx"


def fill(form, texts):
    """Writes under the form's tasks, each in its own box, as somebody does in Word."""
    document = Document(form)
    boxes = [box for box in document.element.body.iter(qn("w:sdt")) if tag(box).startswith("text:")]
    for number, text in texts.items():
        written = list(boxes[number].iter(qn("w:t")))
        written[0].text = text
        for other in written[1:]:
            other.text = ""
        hint = boxes[number].find(qn("w:sdtPr")).find(qn("w:showingPlcHdr"))
        if hint is not None:
            hint.getparent().remove(hint)
    document.save(form)


def tag(box):
    """What a content control is called."""
    mark = box.find(qn("w:sdtPr")).find(qn("w:tag"))
    return "" if mark is None else mark.get(qn("w:val"))
