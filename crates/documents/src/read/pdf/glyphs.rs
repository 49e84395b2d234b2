//! Letters with their places on a page, as the library gives them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{
    ColorSpace, Document as Pdf, MediaBox, OutputDev, OutputError, Path, Transform, output_doc_page,
};

use super::super::error::Fault;
use super::super::limit::Limits;
use super::rules::{self, Rule};

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
    /// Which way the text runs: 0 to the right, 1 upwards, 2 to the left, 3 downwards.
    pub turn: u8,
}

/// The letters of a page.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    /// In the order of the file; the way most of the text runs comes first.
    pub letters: Vec<Vec<Glyph>>,
    /// Ruled lines, as far as the page stands upright.
    pub rules: Vec<Rule>,
    /// The library gave up on this page.
    pub failed: bool,
}

/// Extracts one page; a page the library panics on is marked, the others go on.
pub(super) fn page(pdf: &Pdf, number: u32, limits: &Limits) -> Result<Glyphs, Fault> {
    let mut gather = Gather {
        glyphs: Vec::new(),
        rules: Vec::new(),
        top: 0.0,
        most: limits.text_bytes / 8,
        overflow: false,
    };
    let done = catch_unwind(AssertUnwindSafe(|| {
        output_doc_page(pdf, &mut gather, number)
    }));
    if gather.overflow {
        return Err(Fault::TooMuch);
    }
    let mut turns: Vec<Vec<Glyph>> = vec![Vec::new(); 4];
    for glyph in gather.glyphs {
        if let Some(turn) = turns.get_mut(usize::from(glyph.turn)) {
            turn.push(glyph);
        }
    }
    turns.sort_by_key(|turn| std::cmp::Reverse(turn.len()));
    turns.retain(|turn| !turn.is_empty());
    Ok(Glyphs {
        letters: turns,
        rules: gather.rules,
        failed: !matches!(done, Ok(Ok(()))),
    })
}

struct Gather {
    glyphs: Vec<Glyph>,
    rules: Vec<Rule>,
    top: f64,
    most: usize,
    overflow: bool,
}

impl OutputDev for Gather {
    fn begin_page(
        &mut self,
        _page: u32,
        media: &MediaBox,
        _art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.top = media.ury;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        trm: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        if self.glyphs.len() >= self.most {
            self.overflow = true;
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let scale = trm.m11.hypot(trm.m12);
        let size = (trm.m21.hypot(trm.m22) * font_size).abs();
        let (turn, x, y) = match (
            trm.m11.abs() >= trm.m12.abs(),
            trm.m11 >= 0.0,
            trm.m12 >= 0.0,
        ) {
            (true, true, _) => (0, trm.m31, self.top - trm.m32),
            (true, false, _) => (2, -trm.m31, trm.m32),
            (false, _, true) => (1, trm.m32, trm.m31),
            (false, _, false) => (3, -trm.m32, -trm.m31),
        };
        let end = x + width * font_size * scale;
        if [x, y, end, size].iter().all(|value| value.is_finite()) && size > 0.0 {
            self.glyphs.push(Glyph {
                text: text.to_owned(),
                x,
                end: end.max(x),
                y,
                size,
                turn,
            });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn stroke(
        &mut self,
        ctm: &Transform,
        _space: &ColorSpace,
        _color: &[f64],
        path: &Path,
    ) -> Result<(), OutputError> {
        rules::stroked(path, ctm, self.top, &mut self.rules);
        Ok(())
    }

    fn fill(
        &mut self,
        ctm: &Transform,
        _space: &ColorSpace,
        _color: &[f64],
        path: &Path,
    ) -> Result<(), OutputError> {
        rules::filled(path, ctm, self.top, &mut self.rules);
        Ok(())
    }
}
