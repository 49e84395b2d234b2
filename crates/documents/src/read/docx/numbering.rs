//! Automatic numbering: from `numbering.xml` and the order of paragraphs to printed labels.
//!
//! Lists that share an abstract numbering go on counting from one another; a list with a
//! start of its own (`startOverride`) begins there the first time it is used.

use std::collections::{HashMap, HashSet};

use super::super::error::Fault;
use super::super::limit::{DEFINITIONS, Limits};
use super::super::xml::{Element, Token, Xml};
use super::format;
use super::label::{self, Format};

/// Word has nine levels.
const LEVELS: usize = 9;
/// A label longer than this is not a label.
const LONGEST_LABEL: usize = 200;

/// One level of a numbering.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: Format,
    /// "%1.%2." with the numbers of the levels to print.
    text: String,
    /// Restarts after this many outer levels; 0 never.
    restart: Option<usize>,
    /// All numbers in digits.
    legal: bool,
    /// Style linked to this level.
    style: Option<String>,
    /// Font of the bullet.
    font: Option<String>,
}

impl Default for Level {
    fn default() -> Level {
        Level {
            start: 1,
            format: Format::Decimal,
            text: String::new(),
            restart: None,
            legal: false,
            style: None,
            font: None,
        }
    }
}

#[derive(Debug, Default)]
struct Abstract {
    levels: [Option<Level>; LEVELS],
    /// The levels are those of this numbering style.
    style_link: Option<String>,
}

#[derive(Debug, Default)]
struct Num {
    abstract_id: String,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// All numberings of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<String, Abstract>,
    nums: HashMap<String, Num>,
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    started: HashSet<(String, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(text: &str, part: &str, limits: &Limits) -> Result<Numbering, Fault> {
        let mut xml = Xml::new(text, part, limits.depth);
        let mut numbering = Numbering::default();
        loop {
            if numbering.abstracts.len() + numbering.nums.len() > DEFINITIONS {
                return Err(Fault::TooMuch);
            }
            match xml.next()? {
                Token::Start(element) if element.is_w("abstractNum") => {
                    let id = element.attr("abstractNumId").unwrap_or_default();
                    numbering.abstracts.insert(id, read_abstract(&mut xml)?);
                }
                Token::Start(element) if element.is_w("num") => {
                    let id = element.attr("numId").unwrap_or_default();
                    numbering.nums.insert(id, read_num(&mut xml)?);
                }
                Token::Eof => return Ok(numbering),
                _ => {}
            }
        }
    }

    /// The level linked to one of the styles, nearest first; the outermost if none is.
    pub(super) fn linked_level<'s>(
        &self,
        num: &str,
        mut styles: impl Iterator<Item = &'s str>,
    ) -> usize {
        let Some(levels) = self
            .nums
            .get(num)
            .and_then(|num| self.abstracts.get(&num.abstract_id))
        else {
            return 0;
        };
        let linked = |id: &str| {
            levels
                .levels
                .iter()
                .flatten()
                .position(|level| level.style.as_deref() == Some(id))
        };
        styles.find_map(linked).unwrap_or(0)
    }

    /// Counts one paragraph and gives its printed label; `None` when nothing is printed.
    /// `link` finds the numbering of a numbering style.
    pub(super) fn label<'s>(
        &mut self,
        num: &str,
        level: usize,
        link: impl Fn(&str) -> Option<&'s str>,
    ) -> Option<String> {
        let key = self.key(num, link)?;
        let levels: Vec<Level> = (0..LEVELS)
            .map(|index| self.level(num, &key, index))
            .collect();
        let current = levels.get(level)?;
        let starts = self.nums.get(num)?.starts;
        let fresh = starts.get(level).copied().flatten().is_some()
            && self.started.insert((num.to_owned(), level));
        let counters = self.counters.entry(key).or_default();
        advance(counters, &levels, level, fresh);
        let text = match current.format {
            Format::Bullet => label::bullet(&current.text, current.font.as_deref()),
            _ => fill(current, &levels, counters),
        };
        let text = text.trim();
        (!text.is_empty() && text.len() <= LONGEST_LABEL).then(|| text.to_owned())
    }

    /// The abstract numbering that counts for a list, followed through its style link.
    fn key<'s>(&self, num: &str, link: impl Fn(&str) -> Option<&'s str>) -> Option<String> {
        let id = &self.nums.get(num)?.abstract_id;
        let linked = self
            .abstracts
            .get(id)
            .and_then(|abstract_| abstract_.style_link.as_deref())
            .and_then(link)
            .and_then(|num| self.nums.get(num))
            .map(|num| &num.abstract_id);
        Some(linked.unwrap_or(id).clone())
    }

    fn level(&self, num: &str, key: &str, index: usize) -> Level {
        let num = self.nums.get(num);
        let own = num.and_then(|num| num.levels.get(index).cloned().flatten());
        let shared = || {
            self.abstracts
                .get(key)
                .and_then(|abstract_| abstract_.levels.get(index).cloned().flatten())
        };
        let mut level = own.or_else(shared).unwrap_or_default();
        if let Some(start) = num.and_then(|num| num.starts.get(index).copied().flatten()) {
            level.start = start;
        }
        level
    }
}

/// Moves a list on by one paragraph at a level.
fn advance(counters: &mut [Option<u32>; LEVELS], levels: &[Level], at: usize, fresh: bool) {
    for (index, (counter, level)) in counters.iter_mut().zip(levels).enumerate() {
        if index == at {
            *counter = match *counter {
                Some(number) if !fresh => Some(number.saturating_add(1)),
                _ => Some(level.start),
            };
        } else if index > at && level.restart.is_none_or(|after| after > at) {
            *counter = None;
        } else if index < at {
            // An outer level that was never used prints its start, and is then in use.
            counter.get_or_insert(level.start);
        }
    }
}

/// Puts the numbers into "%1.%2.".
fn fill(current: &Level, levels: &[Level], counters: &[Option<u32>; LEVELS]) -> String {
    let mut text = String::new();
    let mut letters = current.text.chars().peekable();
    while let Some(letter) = letters.next() {
        let index = match (letter, letters.peek().and_then(|next| next.to_digit(10))) {
            ('%', Some(digit @ 1..=9)) => digit as usize - 1,
            _ => {
                text.push(letter);
                continue;
            }
        };
        letters.next();
        let Some(level) = levels.get(index) else {
            continue;
        };
        let number = counters
            .get(index)
            .copied()
            .flatten()
            .unwrap_or(level.start);
        let format = if current.legal {
            Format::Decimal
        } else {
            level.format
        };
        text.push_str(&format.print(number));
    }
    text
}

fn read_abstract(xml: &mut Xml<'_>) -> Result<Abstract, Fault> {
    let mut found = Abstract::default();
    let outside = xml.depth().saturating_sub(1);
    while xml.depth() > outside {
        let Token::Start(element) = xml.next()? else {
            continue;
        };
        match element.name() {
            "lvl" => place(&mut found.levels, &element, xml)?,
            "numStyleLink" => found.style_link = element.attr("val"),
            _ => {}
        }
    }
    Ok(found)
}

fn read_num(xml: &mut Xml<'_>) -> Result<Num, Fault> {
    let mut found = Num::default();
    let outside = xml.depth().saturating_sub(1);
    let mut overridden = 0;
    while xml.depth() > outside {
        let Token::Start(element) = xml.next()? else {
            continue;
        };
        match element.name() {
            "abstractNumId" => found.abstract_id = element.attr("val").unwrap_or_default(),
            "lvlOverride" => overridden = element.number("ilvl").unwrap_or(LEVELS),
            "startOverride" => {
                if let Some(start) = found.starts.get_mut(overridden) {
                    *start = element.number("val");
                }
            }
            "lvl" => place(&mut found.levels, &element, xml)?,
            _ => {}
        }
    }
    Ok(found)
}

/// Reads a level to its place.
fn place(
    levels: &mut [Option<Level>; LEVELS],
    element: &Element<'_>,
    xml: &mut Xml<'_>,
) -> Result<(), Fault> {
    let index: usize = element.number("ilvl").unwrap_or(LEVELS);
    let level = read_level(xml)?;
    if let Some(slot) = levels.get_mut(index) {
        *slot = Some(level);
    }
    Ok(())
}

fn read_level(xml: &mut Xml<'_>) -> Result<Level, Fault> {
    let mut level = Level::default();
    let outside = xml.depth().saturating_sub(1);
    while xml.depth() > outside {
        let Token::Start(element) = xml.next()? else {
            continue;
        };
        match element.name() {
            "start" => level.start = element.number("val").unwrap_or(1),
            "numFmt" => level.format = Format::parse(&element.attr("val").unwrap_or_default()),
            "lvlText" => level.text = element.attr("val").unwrap_or_default(),
            "lvlRestart" => level.restart = element.number("val"),
            "isLgl" => level.legal = element.on(),
            "pStyle" => level.style = element.attr("val"),
            "pPr" => xml.skip()?,
            "rPr" => level.font = format::run(xml)?.font,
            _ => {}
        }
    }
    Ok(level)
}
