//! Screens of the weekly meeting: links that show a unit's board to whoever knows their secret.

use nhip_core::audit::Kind;
use nhip_core::permission::{Permit, right};
use nhip_store::board::{self as kept, Screen};
use nhip_store::change::Told;

use crate::clock::new_secret;
use crate::desk::Desk;
use crate::error::Result;
use crate::session::session_digest;

/// May she hand out links.
type Shares = Permit<right::ShareWall>;

/// The screen a secret opens, if it was not taken away.
pub async fn of_secret(desk: &Desk, secret: &str) -> Result<Option<Screen>> {
    Ok(kept::screen(desk.db(), &session_digest(secret)).await?)
}

/// Makes a link; its secret, which is kept nowhere.
pub async fn share(desk: &Desk, permit: &Shares, name: String) -> Result<String> {
    let secret = new_secret(desk.world().as_ref());
    let mut change = desk.change_by(permit).await?;
    let screen = Screen {
        id: desk.new_id(),
        unit: permit.unit().clone(),
        name,
        created_by: permit.account().clone(),
        created_at: change.at().0,
    };
    kept::add_screen(change.tx(), &session_digest(&secret), &screen).await?;
    let told = Told::of(Kind::WallShared, &screen.id).unit(permit.unit());
    change.commit(told.after(&screen.name)).await?;
    Ok(secret)
}

/// Takes a link away: whoever has it sees nothing from now on.
pub async fn revoke(desk: &Desk, permit: &Shares, id: &str) -> Result<()> {
    let mut change = desk.change_by(permit).await?;
    kept::revoke_screen(change.tx(), permit.unit(), id).await?;
    let told = Told::of(Kind::WallRevoked, id).unit(permit.unit());
    Ok(change.commit(told).await?)
}
