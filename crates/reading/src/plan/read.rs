//! From a document to a plan: calls the readers of its parts in order and puts them together.

use std::ops::Range;

use nhip_core::document::{Document, heal};
use nhip_core::plan::{Accounted, Basis, Counts, Coverage, Duty, Plan, PlanSource, Signer};
use nhip_viet::fold::key;

use super::account::{Evidence, account as account_of, site};
use super::area::{self, Areas};
use super::basis::Preamble;
use super::citation::{self, Catalog, Mention};
use super::duty::Text;
use super::head::Head;
use super::issuer::{self, Place};
use super::line::{self, Item, Line};
use super::parts::{Parts, body_lines, closing_lines, letter_lines, places};
use super::phrase::Phrases;
use super::section::{self, Tree};
use super::summary::{counts, cuts, head_line, number, place_date};
use super::table::{self, Work};
use super::title::{self, Heading};
use super::word::opening;
use super::{
    alias, basis, deadline, doubt, duty, family, field, head, pipe, recipient, signer, target,
    theme, unit,
};

/// Reads a plan. Nothing is refused: what cannot be read is left out and told in `findings`, and
/// `coverage` says how much of it was understood.
pub fn read(document: &Document) -> Plan {
    whole(document).0
}

/// What each paragraph of a plan was taken for: every line with words stands in it once.
pub fn account(document: &Document) -> Vec<Accounted> {
    whole(document).1
}

fn whole(document: &Document) -> (Plan, Vec<Accounted>) {
    let mut healed = document.clone();
    heal(&mut healed);
    pipe::tables(&mut healed);
    let mut items = line::items(&healed);
    let above: Vec<Item<'_>> = items.drain(..area::start(&items)).collect();
    area::arrange(&mut items);
    let paper = Paper::of(&items);
    let mut works = works(&items, &paper.areas, &paper.tree);
    works.extend(field::read(&paper.tree));
    let units = unit::read(&paper.tree, &paper.handed(), &works);
    let mut plan = paper.plan(document, &healed, &works, &units);
    let evidence = Evidence {
        items: &items,
        areas: &paper.areas,
        closing: paper.parts.closing.clone(),
        tree: &paper.tree,
        units: &units,
        works: &works,
        plan: &plan,
    };
    let (read, open) = account_of(&evidence);
    let mut account: Vec<Accounted> = site(&above).into_iter().chain(read).collect();
    // Two columns of a head were read one below the other.
    account.sort_by_key(|one| one.lines.first().copied());
    plan.findings.extend(doubt::open(&open));
    plan.coverage = Coverage::of(&account, open);
    (plan, account)
}

/// A paper taken apart: everything that is read before its bodies are known.
struct Paper<'a> {
    items: &'a [Item<'a>],
    areas: Areas,
    parts: Parts,
    head: Head,
    title: Heading,
    signer: Option<Signer>,
    catalog: Catalog,
    preamble: Preamble,
    tree: Tree,
    places: Vec<Place>,
}

impl<'a> Paper<'a> {
    fn of(items: &'a [Item<'a>]) -> Paper<'a> {
        let areas = area::areas(items);
        let part = |range: &Range<usize>| items.get(range.clone()).unwrap_or_default();
        let head = head::read(part(&areas.head));
        let title = title::read(part(&areas.title));
        let parts = Parts::find(items, &areas);
        let catalog = citation::catalog(&mentions(items, &areas, &title, &head));
        let mut preamble = basis::read(part(&areas.body), &catalog);
        let own = match &areas.attached {
            Some((_, body)) => body.start + preamble.join(basis::read(part(body), &catalog)),
            None => areas.body.start + preamble.len,
        };
        let tree = parts.tree(items, own);
        listed(&mut preamble.bases, &tree, &catalog);
        Paper {
            signer: signer::read(part(&areas.foot)),
            places: places(items, &areas, &title),
            items,
            areas,
            parts,
            head,
            title,
            catalog,
            preamble,
            tree,
        }
    }

    /// Sentences outside the sections that hand out a task ("Giao Sở Y tế theo dõi …").
    fn handed(&self) -> Vec<&'a Line> {
        let lines = closing_lines(self.items, &self.parts).into_iter();
        let lines = lines.chain(letter_lines(self.items, &self.areas));
        let lines: Vec<&Line> = lines.collect();
        let gives = |l: &&&Line| opening(&l.text).starts_with("giao ");
        // Among paragraphs that give work "Yêu cầu X …", "Đề nghị Y …" do so too.
        let all = lines.iter().filter(gives).count() > 1;
        let asks = |l: &&&Line| {
            let text = opening(&l.text);
            all && (text.starts_with("yêu cầu ") || text.starts_with("đề nghị "))
        };
        let handed = lines.iter().filter(|l| gives(l) || asks(l));
        handed.copied().collect()
    }

    fn plan(
        &self,
        document: &Document,
        healed: &Document,
        works: &[(String, Vec<Work>)],
        read: &unit::Units,
    ) -> Plan {
        let (tree, head, items) = (&self.tree, &self.head, self.items);
        let mut units = read.units.clone();
        let closing = closing_lines(items, &self.parts);
        let mut last: Vec<&Line> = letter_lines(items, &self.areas).collect();
        last.extend(&closing);
        let duties = duties(tree, &read.owners, works, &last);
        let recipients = recipient::read(items.get(self.areas.foot.clone()).unwrap_or_default());
        alias::fill(&mut units, &duties, &recipients, &self.places);
        let (kind, evidence) = family::read(head, self.signer.as_ref());
        let subject = self.title.subject.as_deref().unwrap_or_default();
        let taken = deadline::taken(&units, &duties, &self.preamble.bases);
        let mut plan = Plan {
            source: source(document),
            document_type: family::document_type(&self.title, head, kind, evidence),
            issuing_body: issuer::read(
                head,
                &self.preamble,
                self.signer.as_ref(),
                &self.places,
                kind,
            ),
            number_symbol: number(head),
            place_date: place_date(head, &self.places, &self.catalog),
            national_or_party_header: head_line(head, kind),
            cited_without_number: citation::named(body_lines(items, &self.areas), subject),
            title: self.title.clone().into_title(),
            legal_bases: self.preamble.bases.clone(),
            enacting_clause: self.preamble.clause.clone(),
            sections: section::sections(tree),
            counts: Counts::default(),
            content_themes: theme::read(tree, &self.catalog),
            key_messages: theme::slogans(tree, body_lines(items, &self.areas)),
            targets: target::read(tree, &units),
            other_dates_or_deadlines: deadline::read(tree, &taken, &closing),
            units,
            reporting_duty: duties,
            recipients,
            signer: self.signer.clone(),
            page_break_cuts: cuts(healed),
            cited_documents: self.catalog.documents.clone(),
            coverage: Coverage::default(),
            findings: healed.findings.clone(),
        };
        alias::complete(&mut plan, &self.places);
        plan.counts = counts(&plan, tree);
        plan.findings.extend(self.catalog.findings.iter().cloned());
        plan.findings
            .extend(doubt::bodies(tree, &read.by_place, &read.missed));
        let doubts = doubt::all(&plan, tree, head.impossible);
        plan.findings.extend(doubts);
        plan
    }
}

fn source(document: &Document) -> PlanSource {
    PlanSource {
        path: document.name.clone(),
        sha256: document.sha256.clone(),
    }
}

/// Adds the bases given as a list below a heading that says so, with those of its sub-headings.
fn listed(bases: &mut Vec<Basis>, tree: &Tree, catalog: &Catalog) {
    let says = |at: &usize| {
        tree.get(*at).is_some_and(|n| {
            let text = key(&n.text);
            n.heading
                && ["căn cứ", "các căn cứ", "cơ sở pháp lý", "cơ sở xây dựng"]
                    .iter()
                    .any(|w| text.starts_with(w))
        })
    };
    let home = (0..tree.nodes.len()).find(says);
    let items = home.map(|home| tree.below(home)).unwrap_or_default();
    let items = items
        .into_iter()
        .filter_map(|at| tree.get(at))
        .filter(|n| !n.heading);
    for mut basis in basis::listed(items.map(|n| (n.line, n.text.as_str())), catalog) {
        basis.n = u32::try_from(bases.len() + 1).unwrap_or(u32::MAX);
        bases.push(basis);
    }
}

/// What a portal prints below a paper it publishes.
static OF_THE_SITE: Phrases = Phrases::new(
    "các văn bản khác | văn bản khác | văn bản liên quan | các văn bản liên quan | văn bản cùng | \
     tin liên quan | các tin khác | bài viết liên quan | xem thêm",
);

/// Mentions of the title, the body, and the cells of its tables; the plan does not cite itself.
fn mentions(
    items: &[Item<'_>],
    areas: &Areas,
    title: &Heading,
    head: &Head,
) -> Vec<(bool, Vec<Mention>)> {
    let own = head
        .number
        .as_ref()
        .filter(|n| n.1.number.is_some())
        .map(|n| key(&n.1.normalized));
    let others = |found: Vec<Mention>| -> Vec<Mention> {
        // Indices of nested mentions stay right because a plan is not nested in others' subjects.
        if found
            .iter()
            .any(|m| own.as_deref() == Some(key(&m.symbol.normalized).as_str()))
        {
            return found
                .into_iter()
                .filter(|m| own.as_deref() != Some(key(&m.symbol.normalized).as_str()))
                .map(|m| Mention {
                    nested: Vec::new(),
                    ..m
                })
                .collect();
        }
        found
    };
    let line = title.subject_line.unwrap_or_default();
    let mut found = vec![(
        true,
        others(citation::mentions(
            title.subject.as_deref().unwrap_or_default(),
            line,
        )),
    )];
    let foot = areas.foot.start;
    for (at, item) in items.iter().enumerate().skip(areas.body.start) {
        match item {
            Item::Line(line) if at > foot && OF_THE_SITE.opens(&key(&line.text)) => break,
            Item::Line(line) => {
                found.push((false, others(citation::mentions(&line.text, line.line))))
            }
            Item::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    let line = line::cell_line(cell).unwrap_or_default();
                    found.push((
                        false,
                        others(citation::mentions(&line::cell_text(cell), line)),
                    ));
                }
            }
        }
    }
    found
}

/// Tables of tasks in body and annex, each with the section it stands in.
fn works(items: &[Item<'_>], areas: &Areas, tree: &Tree) -> Vec<(String, Vec<Work>)> {
    let mut found = Vec::new();
    for (at, item) in items.iter().enumerate().skip(areas.body.start) {
        let Some(rows) = item
            .table()
            .map(table::read)
            .filter(|rows| !rows.is_empty())
        else {
            continue;
        };
        let section = if at >= areas.foot.start && !areas.plan().contains(&at) {
            "Phụ lục".to_owned()
        } else {
            let above = (0..tree.nodes.len())
                .rev()
                .find(|n| tree.get(*n).is_some_and(|n| n.item < at && n.heading));
            above.map(|n| tree.path(n)).unwrap_or_default()
        };
        found.push((section, rows));
    }
    found
}

/// A paragraph that may name a duty, or the share of each body it gives work to.
fn told<'a>(line: u32, text: &'a str, owner: Option<&'a str>) -> Vec<Text<'a>> {
    if !duty::may_report(text) {
        return Vec::new();
    }
    let shares = if text.contains(';') {
        unit::naming::running(text)
    } else {
        Vec::new()
    };
    if shares.len() < 2 {
        let (text, unit) = (text.into(), owner.map(Into::into));
        return vec![Text { line, text, unit }];
    }
    let share = |share: unit::naming::Naming| Text {
        line,
        text: share.text.unwrap_or_default().into(),
        unit: Some(share.name.into()),
    };
    shares.into_iter().map(share).collect()
}

/// Duties of tasks (the body they are told of owes them), other items and the closing.
fn duties(
    tree: &Tree,
    owners: &[Option<String>],
    works: &[(String, Vec<Work>)],
    closing: &[&Line],
) -> Vec<Duty> {
    let nodes = tree.nodes.iter().zip(owners).filter(|(n, _)| !n.heading);
    let nodes = nodes.flat_map(|(n, owner)| told(n.line, &n.text, owner.as_deref()));
    let works = works.iter().flat_map(|(_, works)| works);
    let cells = works.map(|work| Text {
        line: work.line,
        text: work.text.as_str().into(),
        unit: work.leads.first().map(|lead| lead.as_str().into()),
    });
    let nodes = nodes.chain(cells);
    let closing = closing.iter().flat_map(|l| told(l.line, &l.text, None));
    duty::read(nodes.chain(closing))
}
