//! A plan after it was read: corrected, matched with real units, replaced by a newer version.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use nhip_core::plan::{Plan, owner, read, versions};
use nhip_core::unit::history::Spell;

const TEXT: &str = "KẾ HOẠCH
Truyền thông phòng, chống sốt xuất huyết

I. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở Y tế
- Tổng hợp báo cáo của các đơn vị gửi Sở Y tế hằng tháng.
2. Hội Liên hiệp Phụ nữ thành phố
- Vận động hội viên dọn lăng quăng, đậy kín dụng cụ chứa nước mỗi tuần một lần.
- Phát tờ rơi tại các chợ trên địa bàn.
3. UBND các phường, xã
- Phát thanh trên hệ thống truyền thanh cơ sở mỗi ngày hai lượt về phòng bệnh.
";

mod text;

fn plan(words: &str) -> Plan {
    read(&text::document(words))
}

fn spell(name: &str, kind: &str) -> Spell {
    Spell {
        valid_from: None,
        valid_to: None,
        code: "1".into(),
        name: name.into(),
        aliases: Vec::new(),
        kind: kind.into(),
        parent: None,
    }
}

#[test]
fn a_corrected_task_keeps_its_id_and_a_new_one_takes_nobody_elses() {
    let mut plan = plan(TEXT);
    let unit = plan.units[1].id.clone();
    let first = plan.units[1].tasks[0].id.clone();
    let second = plan.units[1].tasks[1].id.clone();
    assert!(plan.reword_task(&first, "Dọn lăng quăng mỗi tuần"));
    assert!(!plan.reword_task(&first, "  "));
    assert_eq!(plan.task(&first).unwrap().1.text, "Dọn lăng quăng mỗi tuần");
    assert!(plan.remove_task(&first));
    assert!(!plan.remove_task(&first));
    let added = plan.add_task(&unit, "Nói chuyện chuyên đề").unwrap();
    assert!(added != first && added != second);
    let parts = plan.split_task(&second, &["Chợ Bến".into(), "Chợ Ngự".into()]);
    assert_eq!(parts, [format!("{second}.1"), format!("{second}.2")]);
    let ids: Vec<&str> = plan.units[1]
        .tasks
        .iter()
        .map(|task| task.id.as_str())
        .collect();
    assert_eq!(ids, [&second, &parts[0], &parts[1], &added]);
    assert_eq!(
        plan.counts.tasks,
        plan.units
            .iter()
            .map(|unit| unit.tasks.len())
            .sum::<usize>()
    );
}

#[test]
fn a_new_version_tells_what_was_added_taken_out_and_worded_otherwise() {
    let new = TEXT
        .replace("mỗi tuần một lần", "mỗi tuần hai lần")
        .replace(
            "- Phát tờ rơi tại các chợ trên địa bàn.\n",
            "- Tổ chức hội thi rung chuông vàng tìm hiểu.\n",
        );
    let (before, after) = (plan(TEXT), plan(&new));
    let pairs = versions(&before, &after);
    let reworded = pairs
        .iter()
        .filter(|pair| pair.before.is_some() && pair.after.is_some() && !pair.is_same());
    assert_eq!(reworded.count(), 1);
    let added: Vec<_> = pairs.iter().filter(|pair| pair.before.is_none()).collect();
    let removed: Vec<_> = pairs.iter().filter(|pair| pair.after.is_none()).collect();
    assert_eq!((added.len(), removed.len()), (1, 1));
    assert!(added[0].after.unwrap().text.contains("rung chuông vàng"));
    assert!(removed[0].before.unwrap().text.contains("tờ rơi"));
    assert!(versions(&before, &before).iter().all(|pair| pair.is_same()));
}

#[test]
fn real_units_are_suggested_by_exact_name_and_a_group_by_the_sort_it_names() {
    let plan = plan(TEXT);
    let units = [
        ("a", spell("Hội Liên hiệp Phụ nữ thành phố", "hội")),
        ("b", spell("UBND phường Bến Ngự", "phường")),
        ("c", spell("UBND xã Thanh An", "xã")),
        ("d", spell("Van phong So Y te", "văn phòng")),
    ];
    let pairs = owner::suggested(&plan, units.iter().map(|(id, spell)| (*id, spell)));
    let of = |named: &str| -> Vec<&str> {
        let id = &plan
            .units
            .iter()
            .find(|unit| unit.name == named)
            .unwrap()
            .id;
        let own = pairs.iter().filter(|(name, _)| name == id);
        own.map(|(_, unit)| unit.as_str()).collect()
    };
    assert_eq!(of("Hội Liên hiệp Phụ nữ thành phố"), ["a"]);
    assert_eq!(of("UBND các phường, xã"), ["b", "c"]);
    assert!(
        of("Văn phòng Sở Y tế").is_empty(),
        "a name without its accents only resembles"
    );
    let missing = owner::unowned(&plan, |id| pairs.iter().any(|(named, _)| named == id));
    let missing: Vec<&str> = missing.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(missing, ["Văn phòng Sở Y tế"]);
}
