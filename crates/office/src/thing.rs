//! What is acted on: something with an id, which belongs to a unit whose people may act on it.

use nhip_core::id::UnitId;
use std::future::Future;

use crate::desk::Desk;
use crate::error::Result;
use crate::units::Units;

/// Something an address names by `{id}`, or by itself, which belongs to a unit.
pub trait Thing: Sized + Send {
    /// The thing with this id.
    fn find(
        desk: &Desk,
        units: &Units,
        id: &str,
    ) -> impl Future<Output = Result<Option<Self>>> + Send;
    /// Id of the unit it belongs to.
    fn unit(&self) -> &UnitId;
    /// Ids of units whose people see it too: a plan is seen by those who owe its tasks.
    fn also(&self) -> &[UnitId] {
        &[]
    }
}

impl Thing for UnitId {
    async fn find(_: &Desk, units: &Units, id: &str) -> Result<Option<UnitId>> {
        Ok(units.register.life(id).map(|life| life.id.clone()))
    }

    fn unit(&self) -> &UnitId {
        self
    }
}
