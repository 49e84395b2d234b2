//! A plan after it was read: corrected, matched with real units, replaced by a newer version.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use nhip_core::id::UnitId;
use nhip_core::plan::{Plan, above, owner, versions};
use nhip_core::unit::history::Spell;
use nhip_reading::plan::read;

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
    let units: [(UnitId, Spell); 4] = [
        ("a".into(), spell("Hội Liên hiệp Phụ nữ thành phố", "hội")),
        ("b".into(), spell("UBND phường Bến Ngự", "phường")),
        ("c".into(), spell("UBND xã Thanh An", "xã")),
        ("d".into(), spell("Van phong So Y te", "văn phòng")),
    ];
    let pairs = owner::suggested(&plan, units.iter().map(|(id, spell)| (id, spell)));
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

#[test]
fn a_new_version_keeps_the_ids_of_what_stays_and_gives_nothing_new_an_old_one() {
    let mut old = plan(TEXT);
    let owed = old.units.iter().find(|unit| unit.tasks.len() == 2).unwrap();
    let (first, second) = (owed.tasks[0].id.clone(), owed.tasks[1].id.clone());
    old.split_task(&first, &["Dọn ở chợ".into(), "Dọn ở trường".into()]);
    // The first task goes, a new one stands before the second, one unit is named anew.
    let text = TEXT
        .replace(
            "- Vận động hội viên dọn lăng quăng, đậy kín dụng cụ chứa nước mỗi tuần một lần.\n",
            "- Tổ chức hội thi tìm hiểu về bệnh.\n",
        )
        .replace("1. Văn phòng Sở Y tế", "1. Trung tâm Y tế thành phố");
    let mut new = plan(&text);
    let mut used: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
    used.insert(format!("{}.4", owed_id(&second)));
    new.continue_ids(&old, &used);
    new.carry_parts(&old);
    let (_, kept) = new.task(&second).unwrap();
    assert!(kept.text.starts_with("Phát tờ rơi"));
    assert!(new.task(&first).is_none(), "its place was taken by another");
    let added = new
        .units
        .iter()
        .flat_map(|unit| &unit.tasks)
        .find(|task| task.text.contains("hội thi"));
    assert!(!used.contains(&added.unwrap().id));
    assert!(
        !old.units
            .iter()
            .flat_map(|u| &u.tasks)
            .any(|t| t.id == added.unwrap().id)
    );
    let office = new
        .units
        .iter()
        .find(|unit| unit.name.contains("Trung tâm"));
    assert!(!old.units.iter().any(|unit| unit.id == office.unwrap().id));
    let again = new.clone();
    new.continue_ids(&again, &used);
    assert_eq!(new, again, "a version continues itself as it is");
}

fn owed_id(task: &str) -> &str {
    task.rsplit_once('.').unwrap().0
}

#[test]
fn the_parts_a_person_made_of_a_task_come_over_with_it() {
    let mut old = plan(TEXT);
    let task = old.units.iter().flat_map(|unit| &unit.tasks).next_back();
    let task = task.unwrap().id.clone();
    let parts = old.split_task(&task, &["Buổi sáng".into(), "Buổi chiều".into()]);
    let mut new = plan(TEXT);
    new.continue_ids(&old, &std::collections::BTreeSet::new());
    new.carry_parts(&old);
    for part in &parts {
        assert_eq!(new.task(part), old.task(part));
    }
    assert_eq!(new.counts.tasks, old.counts.tasks);
}

#[test]
fn a_wards_plan_is_known_as_under_the_citys_by_its_basis_and_its_tasks_by_their_words() {
    let numbered = format!("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ LẠC GIANG\nSố: 148/KH-UBND\n{TEXT}");
    let city = plan(&numbered);
    let ward = "KẾ HOẠCH\nTruyền thông phòng bệnh tại phường\n\nThực hiện Kế hoạch số 148/KH-UBND ngày 12 tháng 5 năm 2026 của Ủy ban nhân dân thành phố, Ủy ban nhân dân phường ban hành kế hoạch như sau:\n\nI. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Phát thanh trên hệ thống truyền thanh phường mỗi ngày hai lượt về phòng bệnh.\n- Tổ chức hội diễn văn nghệ.\n";
    let ward = plan(ward);
    assert!(above::names(&ward, &city) && !above::names(&city, &ward));
    assert!(!above::names(&ward, &plan(TEXT)), "one without a number");
    let texts = |plan: &Plan| -> Vec<String> {
        let tasks = plan.units.iter().flat_map(|unit| &unit.tasks);
        tasks.map(|task| task.text.clone()).collect()
    };
    let (own, over) = (texts(&ward), texts(&city));
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    let over: Vec<&str> = over.iter().map(String::as_str).collect();
    let found = above::suggested(&own, &over);
    assert!(over[found[0].unwrap()].starts_with("Phát thanh"));
    assert_eq!(found[1], None);
}

#[test]
fn a_unit_takes_what_was_laid_on_it_as_its_own_plan_and_issues_nothing_by_it() {
    let city = plan(TEXT);
    let group = city.units.iter().find(|unit| unit.is_group).unwrap();
    let named = std::collections::BTreeSet::from([group.id.as_str()]);
    let own = above::taken(&city, &named, "UBND phường Bến Ngự").unwrap();
    assert_eq!(own.units.len(), 1);
    assert_eq!(own.units[0].tasks, group.tasks);
    assert_eq!(
        own.issuing_body.name.as_deref(),
        Some("UBND phường Bến Ngự")
    );
    assert!(own.number_symbol.is_none() && own.signer.is_none());
    let nobody = std::collections::BTreeSet::from(["X"]);
    assert!(above::taken(&city, &nobody, "UBND phường Bến Ngự").is_none());
}

#[test]
fn the_theme_of_a_task_is_suggested_where_its_words_say_it() {
    let city = plan(include_str!(
        "../../../samples/plans/01-sot-xuat-huyet-thanh-pho.txt"
    ));
    let about = |text| above::theme(&city, text).map(|theme| theme.n);
    assert_eq!(
        about("Đậy kín dụng cụ chứa nước, thả cá vào bể, thay nước bình hoa, bát kê chân chạn"),
        Some(3)
    );
    assert_eq!(about("Tổng hợp danh sách cán bộ"), None);
}
