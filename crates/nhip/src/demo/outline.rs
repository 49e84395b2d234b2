//! A free report's text, line by line: no two units order it the same way.

use super::city::{City, PlanText};
use super::letter::{Letter, Row, Said};
use super::seed::between;

/// A line of a free report.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// "I. …".
    Section(usize, String),
    /// "1. …".
    Item(usize, String),
    /// "- …".
    Bullet(String),
    /// A paragraph.
    Text(String),
    /// The figures table.
    Figures(Vec<Row>),
}

/// How a unit orders its reports; it keeps to its way.
enum Shape {
    /// A heading for each task.
    ByTask,
    /// One list, without headings.
    List,
    /// One list, then a table of figures.
    ListAndTable,
}

/// "Kết quả thực hiện Kế hoạch số 214/KH-UBND … tháng 9 năm 2026".
pub fn subject(plan: &PlanText, letter: &Letter) -> String {
    let (number, symbol) = (&plan.number, &plan.symbol);
    let (month, year) = (letter.month.month(), letter.month.year());
    format!("Kết quả thực hiện Kế hoạch số {number}/{symbol} tháng {month} năm {year}")
}

/// The text between head and signature.
pub fn outline(city: &City, letter: &Letter) -> Vec<Line> {
    let shape = match between(0, 2, &[&letter.code, "shape"]) {
        0 => Shape::ByTask,
        1 => Shape::List,
        _ => Shape::ListAndTable,
    };
    let plan = &city.plan;
    let mut lines = vec![Line::Text(format!(
        "Thực hiện Kế hoạch số {}/{} của Ủy ban nhân dân thành phố Lạc Giang, {} báo cáo kết quả tháng {} năm {} như sau:",
        plan.number,
        plan.symbol,
        letter.unit,
        letter.month.month(),
        letter.month.year()
    ))];
    lines.push(Line::Section(1, "KẾT QUẢ THỰC HIỆN".to_owned()));
    results(&mut lines, plan, letter, &shape);
    let mut section = 2;
    if matches!(shape, Shape::ListAndTable) {
        lines.push(Line::Section(section, "SỐ LIỆU".to_owned()));
        lines.push(Line::Figures(letter.figures.clone()));
        section += 1;
    }
    let parts = [
        ("KHÓ KHĂN, VƯỚNG MẮC", &letter.difficulties),
        ("ĐỀ XUẤT, KIẾN NGHỊ", &letter.proposals),
        ("PHƯƠNG HƯỚNG, NHIỆM VỤ THÁNG TỚI", &letter.outlook),
    ];
    for (heading, texts) in parts {
        lines.push(Line::Section(section, heading.to_owned()));
        section += 1;
        match texts.is_empty() {
            true => lines.push(Line::Text("Không.".to_owned())),
            false => lines.extend(texts.iter().map(|text| Line::Bullet(text.clone()))),
        }
    }
    lines
}

fn results(lines: &mut Vec<Line>, plan: &PlanText, letter: &Letter, shape: &Shape) {
    let tasks = plan.tasks(letter.group);
    for (n, said) in letter.tasks.iter().enumerate() {
        let by_task = matches!(shape, Shape::ByTask);
        let task = tasks.get(n).map(|text| gist(text)).unwrap_or_default();
        if by_task && *said != Said::Blank {
            lines.push(Line::Item(n + 1, task.clone()));
        }
        match said {
            Said::Text(texts) if by_task => lines.extend(texts.iter().cloned().map(Line::Text)),
            Said::Text(texts) => lines.extend(texts.iter().cloned().map(Line::Bullet)),
            Said::Nil if by_task => lines.push(Line::Text("Không phát sinh.".to_owned())),
            Said::Nil => lines.push(Line::Bullet(format!("{task}: không phát sinh."))),
            Said::Blank => {}
        }
    }
}

/// What a heading keeps of a task's text: up to the first comma or semicolon after six words.
fn gist(task: &str) -> String {
    let mut words = Vec::new();
    for word in task.split_whitespace() {
        words.push(word.trim_end_matches([';', '.']));
        if (words.len() >= 6 && word.ends_with([',', ';'])) || words.len() >= 14 {
            break;
        }
    }
    words.join(" ").trim_end_matches(',').to_owned()
}

impl PlanText {
    /// The tasks of a group, by the number of its heading in the part on who does what.
    pub fn tasks(&self, group: usize) -> Vec<&str> {
        let heading = format!("{group}. ");
        self.body
            .lines()
            .skip_while(|line| !line.starts_with("III."))
            .skip_while(|line| !line.starts_with(&heading))
            .skip(1)
            .map_while(|line| line.strip_prefix("- "))
            .collect()
    }
}

/// "III" for 3.
pub fn roman(n: usize) -> &'static str {
    ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
        .get(n)
        .copied()
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::super::letter::letter;
    use super::*;
    use nhip_core::period::Month;

    #[test]
    fn every_task_that_is_reported_on_stands_in_the_plan() {
        let city = City::lac_giang().unwrap();
        for group in 2..=7 {
            assert_eq!(
                city.plan.tasks(group).len(),
                city.speech.tasks(group).count(),
                "{group}"
            );
        }
    }

    #[test]
    fn every_sentence_of_a_letter_stands_in_its_report() {
        let city = City::lac_giang().unwrap();
        let month = Month::new(2026, 9).unwrap();
        for unit in &city.units {
            let letter = letter(&city, unit, month);
            let text = format!("{:?}", outline(&city, &letter));
            for said in &letter.tasks {
                if let Said::Text(texts) = said {
                    assert!(texts.iter().all(|sentence| text.contains(sentence)));
                }
            }
        }
    }
}
