//! Roles that a unit can have in an answer.

/// A role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// 牵头·主办
    Lead,
    /// 共同·会同: several, none leading.
    Joint,
    /// 责任: named, without order of rank.
    Responsible,
    /// 配合·协办
    Assist,
    /// 接收: gets the child, the report or the case.
    Receive,
    /// 通报·告知: is told.
    Notify,
    /// 指导·督促: is guided.
    Guide,
    /// 监督·考核: is supervised.
    Supervise,
}

impl Role {
    /// All roles, in the order of answers.
    pub const ALL: [Role; 8] = [
        Role::Lead,
        Role::Joint,
        Role::Responsible,
        Role::Assist,
        Role::Receive,
        Role::Notify,
        Role::Guide,
        Role::Supervise,
    ];

    /// The word of the JSON forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Lead => "lead",
            Role::Joint => "joint",
            Role::Responsible => "responsible",
            Role::Assist => "assist",
            Role::Receive => "receive",
            Role::Notify => "notify",
            Role::Guide => "guide",
            Role::Supervise => "supervise",
        }
    }

    /// The Chinese word.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Role::Lead => "牵头",
            Role::Joint => "共同",
            Role::Responsible => "责任",
            Role::Assist => "配合",
            Role::Receive => "接收",
            Role::Notify => "通报",
            Role::Guide => "指导",
            Role::Supervise => "监督",
        }
    }

    /// The role with this JSON word or Chinese word.
    #[must_use]
    pub fn find(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|r| r.name() == word || r.zh() == word)
    }

    /// Whether who has it must act on the matter itself: lead, joint or responsible.
    #[must_use]
    pub fn acts(self) -> bool {
        matches!(self, Role::Lead | Role::Joint | Role::Responsible)
    }
}
