//! The register of units comes back as it was told.

use chrono::NaiveDate;
use nhip_core::id::UnitId;
use nhip_core::unit::history::{Change, FirstUnit, NewUnit, Register, Succession, Target};
use nhip_store::unit::{self, Contact};

use crate::both::on_both;

fn first(id: &str, code: &str, name: &str, parent: Option<&str>) -> FirstUnit {
    FirstUnit {
        unit: NewUnit {
            id: id.into(),
            code: code.into(),
            name: name.into(),
            aliases: Vec::new(),
            kind: "phường".into(),
            parent: parent.map(UnitId::from),
        },
        valid_from: None,
        valid_to: None,
    }
}

#[tokio::test]
async fn units_and_decisions_come_back_in_the_order_they_were_told() {
    on_both(|db| async move {
        let units = [
            first("c", "79", "Thành phố Lạc Giang", None),
            first("w2", "00123", "Phường Bến Ngự", Some("c")),
            first("w1", "00045", "Xã Thanh An", Some("c")),
        ];
        let merge = Succession {
            decision: "12/NQ-HĐND".into(),
            effective: NaiveDate::from_ymd_opt(2026, 7, 1).unwrap(),
            change: Change::Merge {
                ends: vec!["w1".into()],
                into: Target::Existing("w2".into()),
            },
        };
        let mut tx = db.begin().await.unwrap();
        unit::add_first(&mut tx, &units).await.unwrap();
        unit::add_successions(&mut tx, std::slice::from_ref(&merge))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let expected = Register::new(units.to_vec()).unwrap().apply(merge).unwrap();
        assert_eq!(unit::register(&db).await.unwrap(), expected);
        assert_eq!(unit::version(&db).await.unwrap(), 4);
        let mut tx = db.begin().await.unwrap();
        assert_eq!(unit::register_in(&mut tx).await.unwrap(), expected);
    })
    .await;
}

#[tokio::test]
async fn whom_to_call_is_set_and_set_again() {
    on_both(|db| async move {
        for person in ["Trạm Y tế", "Văn phòng"] {
            let contact = Contact {
                unit: "w2".into(),
                person: person.into(),
                telephone: "0200 000 000".into(),
                email: String::new(),
            };
            let mut tx = db.begin().await.unwrap();
            unit::set_contact(&mut tx, &contact).await.unwrap();
            tx.commit().await.unwrap();
        }
        let contacts = unit::contacts(&db).await.unwrap();
        assert_eq!(contacts.len(), 1);
        assert_eq!(contacts[0].person, "Văn phòng");
    })
    .await;
}
