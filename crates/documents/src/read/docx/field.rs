//! Fields: of `PAGE`, `DATE`, `REF` … the result is text on the page, the instruction is not.

/// Open fields. They may run over several paragraphs (a table of contents).
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// Fields that are still in their instruction, and fields in their result inside them.
    open: Vec<bool>,
    /// Fields opened beyond the cap: counted, never shown.
    excess: usize,
    /// What a form field shows.
    pub shown: Option<String>,
}

impl Fields {
    /// Fields inside fields beyond this are not text any more.
    const MOST: usize = 64;

    /// A `fldChar` of a kind.
    pub(super) fn step(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") if self.open.len() >= Fields::MOST => self.excess += 1,
            Some("begin") => self.open.push(false),
            Some("separate") => {
                if let Some(last) = self.open.last_mut() {
                    *last = true;
                }
            }
            Some("end") if self.excess > 0 => self.excess -= 1,
            Some("end") => drop(self.open.pop()),
            _ => {}
        }
    }

    /// Whether text shows here: every open field is in its result.
    pub(super) fn shows(&self) -> bool {
        self.excess == 0 && self.open.iter().all(|result| *result)
    }

    /// The text of a form field, once the field has ended.
    pub(super) fn take_shown(&mut self) -> Option<String> {
        if self.shows() {
            self.shown.take()
        } else {
            None
        }
    }

    /// No instruction runs over a paragraph: a field that a damaged file never closes must not
    /// swallow the rest of the document.
    pub(super) fn paragraph_ends(&mut self) {
        self.excess = 0;
        self.open.iter_mut().for_each(|result| *result = true);
    }
}
