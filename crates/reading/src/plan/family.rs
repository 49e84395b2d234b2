//! State or party, and the kind of document.

use nhip_core::plan::{DocumentType, Family, Signer, System};
use nhip_viet::fold::key;

use super::head::Head;
use super::symbol::TYPES;
use super::title::Heading;

/// Weighs the signs of head and signature.
pub(super) fn read(head: &Head, signer: Option<&Signer>) -> (Family, Vec<String>) {
    let mut party = Vec::new();
    let mut state = Vec::new();
    if head.party_line {
        party.push("'ĐẢNG CỘNG SẢN VIỆT NAM' in the head".to_owned());
    }
    if head.state_line {
        state.push("'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM' in the head".to_owned());
    }
    if let Some(line) = head.star {
        party.push(format!(
            "line {line}: '*' alone (Party separator under the issuing body's name)"
        ));
    }
    match head.number.as_ref().map(|(_, symbol, _)| symbol.system) {
        Some(System::Party) => party.push("symbol form '<number>-<type>/<body>'".to_owned()),
        Some(System::State) => state.push("symbol form '<number>/<type>-<body>'".to_owned()),
        None => {}
    }
    if let Some(code) = signer.and_then(|s| s.authority_code.as_deref()) {
        let list = if code.contains('/') {
            &mut party
        } else {
            &mut state
        };
        list.push(format!("'{code}' in the signature block"));
    }
    if let Some(role) = signer.and_then(|s| s.role.as_deref()) {
        let list = if key(role).contains("bí thư") {
            &mut party
        } else {
            &mut state
        };
        list.push(format!("signer role '{role}'"));
    }
    if party.len() > state.len() {
        (Family::Party, party)
    } else {
        (Family::State, state)
    }
}

/// Kind of document: from the title, otherwise from the symbol.
pub(super) fn document_type(
    title: &Heading,
    head: &Head,
    family: Family,
    family_evidence: Vec<String>,
) -> DocumentType {
    let printed = head
        .number
        .as_ref()
        .and_then(|(_, symbol, _)| symbol.type_code.clone());
    let by_code = printed
        .as_deref()
        .and_then(super::symbol::type_name)
        .map(str::to_owned);
    let name = title
        .kind
        .as_deref()
        .map(|kind| match key(kind).as_str() {
            "điện" => "Công điện".to_owned(),
            _ => sentence(kind),
        })
        .or(by_code)
        .unwrap_or_else(|| {
            let letter = title
                .subject
                .as_deref()
                .is_some_and(|s| key(s).starts_with("v/v"));
            if letter { "Công văn" } else { "Kế hoạch" }.to_owned()
        });
    let by_name = TYPES
        .iter()
        .find(|(_, known)| key(&name).starts_with(&key(known)))
        .map(|(code, _)| (*code).to_owned());
    DocumentType {
        code: printed.or(by_name),
        name,
        family,
        family_evidence,
    }
}

/// "KẾ HOẠCH" → "Kế hoạch".
fn sentence(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut letters = lower.chars();
    letters
        .next()
        .map_or(String::new(), |c| c.to_uppercase().chain(letters).collect())
}
