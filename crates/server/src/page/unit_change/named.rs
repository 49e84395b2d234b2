//! The unit a person means by what she typed.

use nhip_core::id::UnitId;
use nhip_core::lang::Bilingual;
use nhip_core::permission::Action;
use nhip_core::unit::history::Spell;
use nhip_viet::fold;

use crate::who::SignedIn;

/// Names offered where none fits.
const MOST_OFFERED: usize = 3;

/// A unit as the list offers it: "00123 – UBND phường Bến Ngự".
pub fn written(spell: &Spell) -> String {
    format!("{} – {}", spell.code, spell.name)
}

/// By code, by what the list offers, or by the full name; a name that is only alike is offered,
/// never taken.
pub fn found(me: &SignedIn, text: &str) -> Result<UnitId, Bilingual> {
    let units = me.units_where(Action::ManageUnits);
    let units: Vec<(&UnitId, &Spell)> = units
        .into_iter()
        .filter_map(|id| Some((id, me.units.spell(id)?)))
        .collect();
    if text.is_empty() {
        return Err(Bilingual::new("Hãy chọn đơn vị.", "Choose a unit."));
    }
    let is = |spell: &Spell| text == spell.code || text == spell.name || text == written(spell);
    let fits: Vec<&UnitId> = units
        .iter()
        .filter(|(_, spell)| is(spell))
        .map(|(id, _)| *id)
        .collect();
    if let [one] = fits.as_slice() {
        return Ok((*one).to_owned());
    }
    let key = fold::folded(text);
    let alike = units.iter().filter(|(_, spell)| {
        fits.is_empty() && fold::folded(&spell.name).contains(&key) || is(spell)
    });
    let alike: Vec<String> = alike
        .take(MOST_OFFERED)
        .map(|(_, spell)| written(spell))
        .collect();
    Err(match alike.as_slice() {
        [] => Bilingual::new(
            format!(
                "Không có đơn vị “{text}” trong số các đơn vị bạn quản lý; hãy chọn trong danh sách hoặc ghi mã."
            ),
            format!("You manage no unit “{text}”; choose from the list or enter the code."),
        ),
        some => Bilingual::new(
            format!(
                "Chưa rõ “{text}” là đơn vị nào; có phải {}? Hãy ghi mã.",
                some.join("; ")
            ),
            format!(
                "“{text}” is not clear; is it {}? Enter the code.",
                some.join("; ")
            ),
        ),
    })
}
