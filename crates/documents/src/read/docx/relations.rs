//! Which part of the package is which, by relationship and not by file name.

use super::super::error::Fault;
use super::super::limit::Limits;
use super::super::package::Package;
use super::super::xml::{Ns, Token, Xml};

const USUAL_MAIN: &str = "word/document.xml";

/// The relationships of one part: (kind, name of the target part) in order.
pub(super) struct Relations(Vec<(String, String)>);

impl Relations {
    /// Reads the relationships of a part.
    pub(super) fn read(
        package: &mut Package<'_>,
        part: &str,
        limits: &Limits,
    ) -> Result<Relations, Fault> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = match folder {
            "" => format!("_rels/{file}.rels"),
            folder => format!("{folder}/_rels/{file}.rels"),
        };
        let Some(text) = package.text(&name)? else {
            return Ok(Relations(Vec::new()));
        };
        let mut xml = Xml::new(&text, &name, limits.depth);
        let mut found = Vec::new();
        loop {
            match xml.next()? {
                Token::Start(element)
                    if element.ns == Ns::Relations && element.name() == "Relationship" =>
                {
                    let inside = element.attr("TargetMode").as_deref() != Some("External");
                    if let (true, Some(kind), Some(target)) =
                        (inside, element.attr("Type"), element.attr("Target"))
                    {
                        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                        found.push((kind, resolve(folder, &target)));
                    }
                }
                Token::Eof => return Ok(Relations(found)),
                _ => {}
            }
        }
    }

    /// The first target of a kind ("styles").
    pub(super) fn first(&self, kind: &str) -> Option<&str> {
        self.all(kind).next()
    }

    /// All targets of a kind, in order.
    pub(super) fn all(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(found, _)| found == kind)
            .map(|(_, target)| target.as_str())
    }
}

/// The name of the main document part.
pub(crate) fn main_part(package: &mut Package<'_>, limits: &Limits) -> Result<String, Fault> {
    let roots = Relations::read(package, "", limits)?;
    let named = roots
        .first("officeDocument")
        .filter(|name| package.contains(name));
    Ok(named.unwrap_or(USUAL_MAIN).to_owned())
}

/// A target relative to a folder, or absolute when it begins with a slash.
fn resolve(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}
