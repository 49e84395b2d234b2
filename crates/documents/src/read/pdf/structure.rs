//! Refuses a PDF whose objects refer to one another in circles: the library follows them
//! without end, and an overflowing stack cannot be caught.

use std::collections::{HashMap, HashSet};

use pdf_extract::{Dictionary, Document as Pdf, Object, ObjectId};

use super::super::error::Fault;

/// Page trees and forms inside forms are a few levels deep in real files.
const DEEPEST: usize = 40;

/// Checks page parents and form objects.
pub(super) fn check(pdf: &Pdf) -> Result<(), Fault> {
    let endless = || Fault::TooDeep("PDF".to_owned());
    for page in pdf.get_pages().values() {
        if !parents_end(pdf, *page) {
            return Err(endless());
        }
    }
    let forms: HashMap<ObjectId, Vec<ObjectId>> = pdf
        .objects
        .iter()
        .filter_map(|(id, object)| Some((*id, used_forms(pdf, &object.as_stream().ok()?.dict))))
        .filter(|(_, used)| !used.is_empty())
        .collect();
    match depths_end(&forms) {
        true => Ok(()),
        false => Err(endless()),
    }
}

/// Whether any object is a picture.
pub(super) fn has_pictures(pdf: &Pdf) -> bool {
    pdf.objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .any(|stream| {
            let kind = stream.dict.get(b"Subtype").and_then(Object::as_name);
            kind.is_ok_and(|kind| kind == b"Image")
        })
}

fn parents_end(pdf: &Pdf, page: ObjectId) -> bool {
    let mut next = Some(page);
    for _ in 0..DEEPEST {
        let Some(id) = next else { return true };
        let parent = pdf
            .get_dictionary(id)
            .and_then(|dictionary| dictionary.get(b"Parent"));
        next = parent.and_then(Object::as_reference).ok();
    }
    next.is_none()
}

/// The objects a stream's own resources name as forms or pictures.
fn used_forms(pdf: &Pdf, dictionary: &Dictionary) -> Vec<ObjectId> {
    let resolve = |object: &Object| -> Option<Dictionary> {
        match object {
            Object::Reference(id) => pdf.get_dictionary(*id).ok().cloned(),
            other => other.as_dict().ok().cloned(),
        }
    };
    let forms = dictionary
        .get(b"Resources")
        .ok()
        .and_then(resolve)
        .and_then(|resources| resources.get(b"XObject").ok().and_then(resolve));
    let Some(forms) = forms else {
        return Vec::new();
    };
    forms
        .iter()
        .filter_map(|(_, object)| object.as_reference().ok())
        .collect()
}

/// Whether every way through the forms ends before it is too deep: objects that lead nowhere
/// are taken away again and again; what remains after that many rounds is a circle.
fn depths_end(forms: &HashMap<ObjectId, Vec<ObjectId>>) -> bool {
    let mut left: HashMap<ObjectId, &Vec<ObjectId>> =
        forms.iter().map(|(id, used)| (*id, used)).collect();
    for _ in 0..DEEPEST {
        let leaves: HashSet<ObjectId> = left
            .iter()
            .filter(|(_, used)| used.iter().all(|used| !left.contains_key(used)))
            .map(|(id, _)| *id)
            .collect();
        left.retain(|id, _| !leaves.contains(id));
        if left.is_empty() {
            return true;
        }
    }
    false
}
