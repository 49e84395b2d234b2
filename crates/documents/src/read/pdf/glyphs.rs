//! Letters with their places on a page, as the interpreter draws them.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::font::Glyph as Drawn;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, TransformExt, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect, Shape, Vec2};

use super::super::error::Fault;
use super::super::limit::Limits;
use super::rules::{self, Rule};

/// Units of a glyph's space in the height of its font.
const UNITS: f64 = 1000.0;
/// Text within this angle, in degrees, of the page's own runs with it.
const STRAIGHT: f64 = 3.0;
/// A page scanned askew is not more askew than this.
const ASKEW: f64 = 10.0;
/// What stands for a letter nobody can tell.
pub(super) const UNKNOWN: char = '\u{FFFD}';

/// One letter (or ligature) on the page, in points; y grows downwards.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub text: String,
    /// Left edge.
    pub x: f64,
    /// Right edge.
    pub end: f64,
    /// Baseline.
    pub y: f64,
    /// Font size.
    pub size: f64,
}

/// The letters of a page.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    /// Which run with the page's text: to the right, upwards, to the left, downwards; the way most
    /// of them run comes first.
    pub letters: Vec<Letters>,
    /// Which run aslant: a watermark, a stamp. Those of one angle together.
    pub turned: Vec<Vec<Glyph>>,
    /// Ruled lines, as far as the page stands upright.
    pub rules: Vec<Rule>,
    /// How much of the page pictures cover, 0–1.
    pub pictures: f64,
    /// Letters that are not shown: the text somebody laid under a picture of the page.
    pub unseen: usize,
    /// The page could not be read as a whole.
    pub failed: bool,
}

/// Letters that run one way.
#[derive(Debug)]
pub(super) struct Letters {
    /// They run to the right, as the page is shown.
    pub upright: bool,
    pub glyphs: Vec<Glyph>,
}

/// A letter where the page has it.
#[derive(Debug, Clone)]
pub(super) struct Raw {
    pub text: String,
    /// Begin and end of its baseline.
    pub from: Point,
    pub to: Point,
    pub size: f64,
    /// Degrees by which its baseline is turned.
    angle: f64,
}

impl Raw {
    /// A text of its own that runs to the right.
    pub(super) fn typed(text: &str, from: Point, size: f64) -> Raw {
        let width = text.chars().count() as f64 * size / 2.0;
        Raw {
            text: text.to_owned(),
            from,
            to: from + Vec2::new(width, 0.0),
            size,
            angle: 0.0,
        }
    }

    /// Its middle, a little above the baseline.
    pub(super) fn middle(&self) -> Point {
        self.from.midpoint(self.to) - Vec2::new(0.0, 0.3 * self.size)
    }

    /// As a letter that runs to the right.
    pub(super) fn upright(self) -> Glyph {
        self.along(Vec2::new(1.0, 0.0))
    }

    fn along(self, turn: Vec2) -> Glyph {
        let (from, to) = (self.from.to_vec2(), self.to.to_vec2());
        let x = from.dot(turn);
        Glyph {
            text: self.text,
            x,
            end: to.dot(turn).max(x),
            y: turn.cross(from),
            size: self.size,
        }
    }
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub letters: Vec<Raw>,
    pub rules: Vec<Rule>,
    pub pictures: f64,
    pub unseen: usize,
    pub failed: bool,
    /// Letters drawn, those left out too.
    pub drawn: usize,
}

/// What a page draws. With its annotations if it is said how many letters the page itself has; those
/// are then left out.
pub(super) fn drawing<'p>(
    page: &Page<'p>,
    cache: &InterpreterCache<'p>,
    limits: &Limits,
    after: Option<usize>,
) -> Result<Drawing, Fault> {
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, width.into(), height.into());
    let mut gather = Gather {
        found: Drawing::default(),
        bounds,
        skip: after.unwrap_or_default(),
        most: limits.text_bytes / 8,
    };
    let settings = InterpreterSettings {
        render_annotations: after.is_some(),
        ..InterpreterSettings::default()
    };
    let done = catch_unwind(AssertUnwindSafe(|| {
        let upright = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(upright, bounds, cache, page.xref(), settings);
        interpret_page(page, &mut context, &mut gather);
    }));
    let mut found = gather.found;
    if found.letters.len() > gather.most {
        return Err(Fault::TooMuch);
    }
    let lost = page.raw().contains_key("Contents") && page.page_stream().is_none();
    found.failed = done.is_err() || lost;
    Ok(found)
}

/// Sorts what a page draws by the way it runs.
pub(super) fn sorted(drawing: Drawing) -> Glyphs {
    let own = own_angle(&drawing.letters);
    let mut straight: [Vec<Glyph>; 4] = Default::default();
    let mut turned: BTreeMap<i64, Vec<Glyph>> = BTreeMap::new();
    for letter in drawing.letters {
        let quarters = ((letter.angle - own) / 90.0).round();
        let aside = letter.angle - own - quarters * 90.0;
        let quarter = (quarters as i64).rem_euclid(4);
        let turn = Vec2::from_angle((quarter as f64 * 90.0).to_radians());
        let way = usize::try_from(quarter).unwrap_or_default();
        match straight.get_mut(way).filter(|_| aside.abs() <= STRAIGHT) {
            Some(way) => way.push(letter.along(turn)),
            None => {
                let turn = Vec2::from_angle(letter.angle.to_radians());
                let angle = turned.entry(letter.angle.round() as i64).or_default();
                angle.push(letter.along(turn));
            }
        }
    }
    let mut letters: Vec<Letters> = straight
        .into_iter()
        .enumerate()
        .map(|(way, glyphs)| Letters {
            upright: way == 0,
            glyphs,
        })
        .filter(|letters| !letters.glyphs.is_empty())
        .collect();
    letters.sort_by_key(|letters| std::cmp::Reverse(letters.glyphs.len()));
    Glyphs {
        letters,
        turned: turned.into_values().collect(),
        rules: rules::joined(drawing.rules),
        pictures: drawing.pictures,
        unseen: drawing.unseen,
        failed: drawing.failed,
    }
}

/// How far the text of a page is off the right angle, in degrees: most of the letters tell.
fn own_angle(letters: &[Raw]) -> f64 {
    let mut angles: BTreeMap<i64, usize> = BTreeMap::new();
    for letter in letters {
        let off = letter.angle - (letter.angle / 90.0).round() * 90.0;
        *angles.entry(off.round() as i64).or_default() += 1;
    }
    let most = angles.into_iter().max_by_key(|(_, count)| *count);
    let angle = most.map_or(0.0, |(angle, _)| angle as f64);
    if angle.abs() <= ASKEW { angle } else { 0.0 }
}

struct Gather {
    found: Drawing,
    bounds: Rect,
    /// Letters to leave out at the beginning.
    skip: usize,
    most: usize,
}

impl Gather {
    fn letter(&mut self, drawn: &Drawn<'_>, place: Affine, shape: Option<Rect>) {
        let [a, b, c, d, ..] = place.as_coeffs();
        let from = place * Point::ZERO;
        let (to, height) = match (drawn, shape) {
            (Drawn::Outline(outline), _) => {
                let width = outline.advance_width().unwrap_or(0.0);
                (place * Point::new(width.into(), 0.0), 0.0)
            }
            (Drawn::Type3(_), Some(shape)) => (Point::new(shape.x1, from.y), shape.height()),
            (Drawn::Type3(_), None) => (from, 0.0),
        };
        let size = (c.hypot(d) * UNITS).max(height);
        let sound = [from.x, from.y, to.x, to.y, size]
            .iter()
            .all(|value| value.is_finite());
        // Filled and then outlined: one letter.
        let again = |last: &Raw, text: &str| last.from == from && last.text == text;
        let text = text(drawn);
        if sound
            && size > 0.0
            && !self
                .found
                .letters
                .last()
                .is_some_and(|last| again(last, &text))
        {
            self.found.letters.push(Raw {
                text,
                from,
                to,
                size,
                angle: b.atan2(a).to_degrees(),
            });
        }
    }
}

fn text(drawn: &Drawn<'_>) -> String {
    match (drawn.as_unicode(), drawn) {
        (Some(BfString::Char(letter)), _) => letter.to_string(),
        (Some(BfString::String(letters)), _) => letters,
        (None, Drawn::Outline(outline)) if outline.outline().elements().is_empty() => " ".into(),
        (None, _) => UNKNOWN.into(),
    }
}

impl<'a> Device<'a> for Gather {
    fn draw_glyph(
        &mut self,
        glyph: &Drawn<'a>,
        transform: Affine,
        glyph_transform: Affine,
        paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        self.found.drawn += 1;
        if self.found.drawn <= self.skip || self.found.letters.len() > self.most {
            return;
        }
        let shape = match glyph {
            Drawn::Type3(drawn) => {
                let mut shape = Extent(None);
                drawn.interpret(&mut shape, transform, glyph_transform, paint);
                shape.0
            }
            Drawn::Outline(_) => None,
        };
        self.found.unseen += usize::from(matches!(mode, GlyphDrawMode::Invisible));
        self.letter(glyph, transform * glyph_transform, shape);
    }

    fn draw_path(&mut self, path: &BezPath, transform: Affine, _: &Paint<'a>, mode: &PathDrawMode) {
        match mode {
            PathDrawMode::Fill(_) => rules::filled(path, transform, &mut self.found.rules),
            PathDrawMode::Stroke(_) => rules::stroked(path, transform, &mut self.found.rules),
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        let (width, height) = (image.width().into(), image.height().into());
        let shown = transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        let share = shown.intersect(self.bounds).area() / self.bounds.area().max(1.0);
        self.found.pictures += share;
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// What the strokes of a drawn letter cover.
struct Extent(Option<Rect>);

impl Extent {
    fn add(&mut self, more: Rect) {
        self.0 = Some(self.0.map_or(more, |known| known.union(more)));
    }
}

impl<'a> Device<'a> for Extent {
    fn draw_path(&mut self, path: &BezPath, transform: Affine, _: &Paint<'a>, _: &PathDrawMode) {
        self.add(transform.transform_rect_bbox(path.bounding_box()));
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        let (width, height) = (image.width().into(), image.height().into());
        self.add(transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height)));
    }

    fn draw_glyph(
        &mut self,
        _: &Drawn<'a>,
        _: Affine,
        _: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
    }
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
