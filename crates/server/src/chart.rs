//! A chart drawn as SVG: no script, no colour of its own, told apart by pattern and by number.

use std::fmt::Write;

use nhip_core::chart::{Chart, Shape, Value};
use nhip_core::lang::Lang;

/// Size of the picture, in its own units.
const WIDTH: u64 = 720;
const LEFT: u64 = 40;
const TOP: u64 = 24;
const HIGH: u64 = 200;
/// Height of one lying bar with the space around it.
const ROW: u64 = 26;
/// Where lying bars begin: names stand before them.
const NAMES: u64 = 300;
/// Characters of a name before it is cut; the table beneath has it whole.
const NAME: usize = 42;

/// The picture. `id` is unique on the page. Everything in it stands in the table beneath too, so
/// its description only says what it is of.
pub fn svg(chart: &Chart, id: &str, lang: Lang) -> String {
    let (body, height) = match chart.shape {
        Shape::Line => (line(chart, lang), TOP + HIGH + 40),
        Shape::Bars => (bars(chart, lang), bars_height(chart)),
        Shape::Stacked => (stacked(chart, id, lang), TOP + HIGH + 70),
    };
    let title = escaped(chart.title.get(lang));
    let about = lang.pick(
        "Số liệu nằm trong bảng ngay bên dưới.",
        "The numbers are in the table beneath.",
    );
    format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" font-size=\"13\" fill=\"currentColor\"><title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{about}</desc>{body}</svg>"
    )
}

/// Text made safe between tags and in attributes.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, sign| {
        match sign {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            sign => out.push(sign),
        }
        out
    })
}

/// Middle of the place of a label, and how wide it is.
fn place(chart: &Chart, at: usize) -> (u64, u64) {
    let count = u64::try_from(chart.labels.len()).unwrap_or(1).max(1);
    let wide = (WIDTH - LEFT) / count;
    let at = u64::try_from(at).unwrap_or(0);
    (LEFT + at * wide + wide / 2, wide)
}

/// Length of a value on a scale of `long`.
fn scaled(value: u64, top: u64, long: u64) -> u64 {
    let length = u128::from(value) * u128::from(long) / u128::from(top.max(1));
    u64::try_from(length).unwrap_or(long)
}

/// What stands below, and the ground line.
fn axis(chart: &Chart, lang: Lang) -> String {
    let ground = TOP + HIGH;
    let mut out =
        format!("<path d=\"M{LEFT} {ground}H{WIDTH}\" stroke=\"currentColor\" fill=\"none\"/>");
    for (at, label) in chart.labels.iter().enumerate() {
        let (x, _) = place(chart, at);
        let text = escaped(label.get(lang));
        let _ = write!(
            out,
            "<text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{text}</text>",
            ground + 20
        );
    }
    out
}

/// A line that breaks where nothing is known; each point with its number.
fn line(chart: &Chart, lang: Lang) -> String {
    let mut out = axis(chart, lang);
    let ground = TOP + HIGH;
    for (label, percent) in [(TOP, "100%"), (TOP + HIGH / 2, "50%"), (ground, "0%")] {
        let _ = write!(
            out,
            "<text x=\"0\" y=\"{}\" font-size=\"11\">{percent}</text><path d=\"M{LEFT} {label}H{WIDTH}\" stroke=\"currentColor\" stroke-opacity=\"0.2\"/>",
            label + 4
        );
    }
    for series in &chart.series {
        let (mut path, mut begun) = (String::new(), false);
        for (at, value) in series.values.iter().enumerate() {
            let Some(height) = value.height() else {
                begun = false;
                continue;
            };
            let ((x, _), y) = (place(chart, at), ground - scaled(height, chart.top(), HIGH));
            let _ = write!(path, "{}{x} {y}", if begun { 'L' } else { 'M' });
            begun = true;
            let number = match value {
                Value::Share(share) => share.percent(lang),
                other => other.text(lang),
            };
            let _ = write!(
                out,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"4\"/><text x=\"{x}\" y=\"{}\" text-anchor=\"middle\" font-weight=\"600\">{number}</text>",
                y.saturating_sub(9)
            );
        }
        let _ = write!(
            out,
            "<path d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.5\"/>"
        );
    }
    out
}

fn bars_height(chart: &Chart) -> u64 {
    ROW * u64::try_from(chart.labels.len()).unwrap_or(0).max(1) + 8
}

/// Lying bars: names of tasks are long.
fn bars(chart: &Chart, lang: Lang) -> String {
    let mut out = String::new();
    for (at, label) in chart.labels.iter().enumerate() {
        let y = ROW * u64::try_from(at).unwrap_or(0) + 4;
        let values = chart
            .series
            .first()
            .map_or(&[] as &[Value], |series| &series.values);
        let value = values.get(at).copied().unwrap_or(Value::Gap);
        let long = scaled(value.height().unwrap_or(0), chart.top(), WIDTH - NAMES - 60);
        let name = escaped(&short(label.get(lang)));
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{name}</text><rect x=\"{NAMES}\" y=\"{y}\" width=\"{}\" height=\"18\" fill-opacity=\"0.65\"/><text x=\"{}\" y=\"{}\" font-weight=\"600\">{}</text>",
            NAMES - 8,
            y + 14,
            long.max(1),
            NAMES + long + 8,
            y + 14,
            value.text(lang)
        );
    }
    out
}

fn short(text: &str) -> String {
    if text.chars().count() <= NAME {
        return text.to_owned();
    }
    let cut: String = text.chars().take(NAME).collect();
    format!("{}…", cut.trim_end())
}

/// The patterns of stacked bars, by place of the series: full, striped, empty, dotted.
fn patterns(id: &str) -> String {
    format!(
        "<defs><pattern id=\"{id}-p1\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path d=\"M0 0V6\" stroke=\"currentColor\" stroke-width=\"4\"/></pattern><pattern id=\"{id}-p3\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><circle cx=\"3\" cy=\"3\" r=\"1.4\"/></pattern></defs>"
    )
}

fn filling(id: &str, series: usize) -> String {
    match series % 4 {
        0 => "currentColor".to_owned(),
        2 => "none".to_owned(),
        n => format!("url(#{id}-p{n})"),
    }
}

/// Which pattern is what.
fn key(chart: &Chart, id: &str, lang: Lang) -> String {
    let mut out = String::new();
    for (n, series) in chart.series.iter().enumerate() {
        let x = LEFT + 160 * u64::try_from(n).unwrap_or(0);
        let y = TOP + HIGH + 40;
        let _ = write!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"14\" height=\"14\" fill=\"{}\" stroke=\"currentColor\"/><text x=\"{}\" y=\"{}\">{}</text>",
            filling(id, n),
            x + 20,
            y + 12,
            escaped(series.name.get(lang))
        );
    }
    out
}

/// Bars on top of one another, with a key of their patterns.
fn stacked(chart: &Chart, id: &str, lang: Lang) -> String {
    let mut out = patterns(id) + &axis(chart, lang) + &key(chart, id, lang);
    for at in 0..chart.labels.len() {
        let (x, wide) = place(chart, at);
        let (wide, mut y) = ((wide / 2).min(60), TOP + HIGH);
        for (n, series) in chart.series.iter().enumerate() {
            let count = series.values.get(at).and_then(|value| value.height());
            let Some(count) = count.filter(|count| *count > 0) else {
                continue;
            };
            let tall = scaled(count, chart.top(), HIGH);
            y = y.saturating_sub(tall);
            let _ = write!(
                out,
                "<rect x=\"{}\" y=\"{y}\" width=\"{wide}\" height=\"{tall}\" fill=\"{}\" stroke=\"currentColor\"/><text x=\"{}\" y=\"{}\" font-size=\"11\">{count}</text>",
                x - wide / 2,
                filling(id, n),
                x + wide / 2 + 4,
                y + tall / 2 + 4
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use nhip_core::chart::{MonthCount, Series, reporting, statuses};
    use nhip_core::lang::Bilingual;
    use nhip_core::period::Month;

    fn month(text: &str, on_time: u64, missing: u64) -> MonthCount {
        MonthCount {
            month: Month::parse(text).unwrap(),
            on_time,
            late: 0,
            missing,
            excluded: 0,
        }
    }

    #[test]
    fn a_month_of_which_nothing_is_known_breaks_the_line() {
        let chart = reporting(&[month("2026-09", 1, 1), month("2026-11", 2, 0)]);
        let drawn = svg(&chart, "a", Lang::Vi);
        assert_eq!(drawn.matches("<circle").count(), 2);
        let path = drawn.split("<path d=\"").last().unwrap();
        let points = path.split('"').next().unwrap();
        assert_eq!(
            (points.matches('M').count(), points.matches('L').count()),
            (2, 0)
        );
        assert!(drawn.contains("50%") && drawn.contains("100%"));
        assert!(drawn.contains("role=\"img\"") && drawn.contains("<desc"));
    }

    #[test]
    fn what_is_missing_is_an_empty_bar_and_says_its_number() {
        let drawn = svg(&statuses(&[month("2026-11", 3, 4)]), "b", Lang::Vi);
        assert!(drawn.contains("fill=\"none\" stroke=\"currentColor\"/><text"));
        assert!(drawn.contains(">3</text>") && drawn.contains(">4</text>"));
    }

    #[test]
    fn names_come_in_as_text_and_never_as_marks_and_huge_numbers_stay_inside() {
        let chart = Chart {
            title: Bilingual::new("<script>", "x"),
            shape: Shape::Bars,
            labels: vec![Bilingual::new("\"><b>'&", "x")],
            series: vec![Series {
                name: Bilingual::new("x", "x"),
                values: vec![Value::Count(u64::MAX)],
            }],
        };
        let drawn = svg(&chart, "c", Lang::Vi);
        assert!(!drawn.contains("<script>") && !drawn.contains("<b>"));
        assert!(drawn.contains("width=\"360\""));
    }
}
