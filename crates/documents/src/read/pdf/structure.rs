//! Refuses a PDF whose objects refer to one another in circles: what follows them never ends.

use std::collections::{HashMap, HashSet};

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{
    Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream,
};

use super::super::error::Fault;

/// Page trees and forms inside forms are a few levels deep in real files.
const DEEPEST: usize = 40;

/// Checks page parents and form objects.
pub(super) fn check(pdf: &Pdf) -> Result<(), Fault> {
    let endless = || Fault::TooDeep("PDF".to_owned());
    if !pdf.pages().iter().all(|page| parents_end(pdf, page.raw())) {
        return Err(endless());
    }
    let forms: HashMap<ObjectIdentifier, Vec<ObjectIdentifier>> = streams(pdf)
        .map(|stream| (stream.obj_id(), used_forms(stream.dict())))
        .filter(|(_, used)| !used.is_empty())
        .collect();
    match depths_end(&forms) {
        true => Ok(()),
        false => Err(endless()),
    }
}

/// Whether any object is a picture.
pub(super) fn has_pictures(pdf: &Pdf) -> bool {
    streams(pdf).any(|stream| {
        let kind = stream.dict().get::<Name<'_>>("Subtype");
        kind.is_some_and(|kind| &*kind == b"Image")
    })
}

fn streams(pdf: &Pdf) -> impl Iterator<Item = Stream<'_>> {
    pdf.objects().into_iter().filter_map(Object::into_stream)
}

fn parents_end(pdf: &Pdf, page: &Dict<'_>) -> bool {
    // By number: the library gives nothing for an object on the way to this one.
    let above = |level: &Dict<'_>| level.get_ref("Parent").map(ObjectIdentifier::from);
    let mut next = above(page);
    for _ in 0..DEEPEST {
        let Some(parent) = next else { return true };
        next = pdf
            .xref()
            .get::<Dict<'_>>(parent)
            .and_then(|level| above(&level));
    }
    next.is_none()
}

/// The objects a stream's own resources name as forms or pictures.
fn used_forms(dictionary: &Dict<'_>) -> Vec<ObjectIdentifier> {
    let forms = dictionary
        .get::<Dict<'_>>("Resources")
        .and_then(|resources| resources.get::<Dict<'_>>("XObject"));
    let Some(forms) = forms else {
        return Vec::new();
    };
    forms
        .entries()
        .filter_map(|(_, object)| match object {
            MaybeRef::Ref(reference) => Some(reference.into()),
            MaybeRef::NotRef(_) => None,
        })
        .collect()
}

/// Whether every way through the forms ends before it is too deep: objects that lead nowhere
/// are taken away again and again; what remains after that many rounds is a circle.
fn depths_end(forms: &HashMap<ObjectIdentifier, Vec<ObjectIdentifier>>) -> bool {
    let mut left: HashMap<ObjectIdentifier, &Vec<ObjectIdentifier>> =
        forms.iter().map(|(id, used)| (*id, used)).collect();
    for _ in 0..DEEPEST {
        let leaves: HashSet<ObjectIdentifier> = left
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
