//! What kinds of units there are, as far as lints and the analysis must tell them apart. Read from the plan's own words in `类别`; nothing is inferred
//! from names.

use super::unit::{Unit, UnitForm};

/// A kind of unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// 政府部门, 党委部门, 司法机关, 群团组织: bodies that have departments' duties and seats.
    Agency,
    /// 议事协调机构: committees and their offices.
    Committee,
    /// 乡镇街道
    Town,
    /// 事业单位, 基层组织, 校内部门: they work under an agency.
    Institution,
    /// 社会主体: parents, shops, companies.
    Social,
    /// The plan does not say.
    Unknown,
}

impl Kind {
    /// The kind of a unit.
    #[must_use]
    pub fn of(unit: &Unit) -> Kind {
        let Some(words) = unit.kind.as_deref() else {
            return Kind::Unknown;
        };
        let has = |any: &[&str]| any.iter().any(|w| words.contains(w));
        if has(&["社会", "social"]) {
            Kind::Social
        } else if has(&["议事", "协调", "committee"]) {
            Kind::Committee
        } else if has(&["乡镇", "街道", "town"]) {
            Kind::Town
        } else if has(&["事业", "基层", "校内", "村", "institution"]) {
            Kind::Institution
        } else if has(&["政府", "党委", "司法", "群团", "agency", "court"]) {
            Kind::Agency
        } else {
            Kind::Unknown
        }
    }
}

/// Whether it is a court or a procuratorate: what it does in a case is its own by law, also where another's duty reads alike.
#[must_use]
pub fn is_judicial(unit: &Unit) -> bool {
    unit.kind
        .as_deref()
        .is_some_and(|k| ["司法机关", "审判", "检察", "court"].iter().any(|w| k.contains(w)))
}

/// Whether it is one body, neither vague nor a group.
#[must_use]
pub fn is_body(unit: &Unit) -> bool {
    unit.form == UnitForm::Body
}
