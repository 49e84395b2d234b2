//! The letter to the late units, from the board to the Word file.

use nhip_core::document::Block;
use nhip_documents::read::Reader;

use crate::city::on_both;
use crate::planned::planned;

#[tokio::test]
async fn the_letter_names_the_late_units_and_the_audit_of_each_tells_of_it() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let admin = &mut planned.admin;
        // October was due on the 23rd: both wards missed it; November is not due yet.
        let page = admin
            .get("/theo-doi")
            .await
            .says("Công văn đôn đốc tháng 10/2026");
        let href = page
            .between("<a class=\"button\" href=\"", "\"")
            .replace("&amp;", "&")
            .replace("&#38;", "&");
        let page = admin.get(&href).await.is(200);
        let page = page.says("UBND phường Bến Ngự").says("UBND xã Thạnh An");
        // The health office collects under this plan; its symbol is not that of the plan.
        let page = page.says("value=\"09/11/2026\"");
        page.says("name=\"ky-hieu\" type=\"text\" value=\"\"");
        let path = href.split('?').next().unwrap().to_owned();
        let ward = planned.ward.clone();
        let mut fields = vec![("ky", "2026-10"), ("ngay", "01/01/2026"), ("gio", "17:00")];
        let page = admin.send(&path, &fields).await.is(200);
        page.says("từ hôm nay trở đi")
            .says("Hãy chọn ít nhất một đơn vị");
        fields[1].1 = "09/11/2026";
        fields.extend([
            ("don-vi", ward.as_str()),
            ("so", "15"),
            ("ky-hieu", "UBND-YT"),
            ("chuc-vu", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
            ("nguoi-ky", "Nguyễn Văn Bình"),
        ]);
        let bytes = admin.download(&path, &fields).await;
        let document = Reader::default()
            .read_bytes("cong-van.docx", &bytes)
            .unwrap();
        let text = document
            .blocks
            .iter()
            .map(all_text)
            .collect::<Vec<_>>()
            .join("\n");
        for said in [
            "UBND phường Bến Ngự",
            "15/UBND-YT",
            "PHÓ CHỦ TỊCH",
            "Nguyễn Văn Bình",
            "09/11/2026",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(!text.contains("Thạnh An"), "{text}");
        let page = admin.get(&format!("/don-vi/{ward}/nhat-ky")).await;
        page.says("đôn đốc").says("2026-10");
        let page = admin
            .get(&format!("/don-vi/{}/nhat-ky", planned.other))
            .await;
        page.silent("đôn đốc");
    })
    .await;
}

fn all_text(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => paragraph.text.replace('\u{a0}', " "),
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            let blocks = cells.flat_map(|cell| &cell.blocks);
            blocks.map(all_text).collect::<Vec<_>>().join("\n")
        }
    }
}

#[tokio::test]
async fn a_month_without_late_units_needs_no_letter() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let path = format!("/ke-hoach/{}/don-doc?ky=2026-11", planned.plan);
        planned
            .admin
            .get(&path)
            .await
            .is(200)
            .says("không cần công văn");
        let path = format!("/ke-hoach/{}/don-doc", planned.plan);
        planned.admin.get(&path).await.is(400);
    })
    .await;
}
