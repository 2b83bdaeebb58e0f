//! Which fields each kind of declaration may have, and which of them may be repeated.

use crate::syntax::keyword::Keyword;

/// The fields of a declaration.
pub fn fields(declaration: Keyword) -> &'static [Keyword] {
    use Keyword::{
        Actor, Aka, Allow, AlsoWritten, Assist, Basis, Because, Bounds, Cites, Concerns, Content, Date, Does,
        EnforcedBy, Evolves, Exception, Expect, ExpectNot, From, Given, Guides, HandsOver, If, InForce, Issuer, Joint,
        Kind, Lead, Level, Lifetime, Listed, LocalName, Manner, May, Measure, Members, Must, MustNot, Note, Notifies,
        Number, Overdue, Parents, PerhapsSame, Question, Receive, ReceivesFrom, ReportsTo, Responsible, Says, Scope,
        Seat, Sensitive, Should, ShouldNot, SourceText, Stages, Strength, Subject, SucceededBy, Supervises, Targets,
        Then, Title, To, Topic, Type, Undefined, Under, Unless, VocabularyUse, When, Within,
    };
    match declaration {
        Keyword::Plan => &[
            Title, Number, Date, Issuer, Level, Basis, InForce, When, VocabularyUse, SourceText, Stages, Concerns,
            Cites, Note,
        ],
        Keyword::VocabularyDecl => &[Title, Note],
        Keyword::Unit => &[
            Aka, AlsoWritten, PerhapsSame, Kind, Seat, Under, Level, Lifetime, SucceededBy, Cites, Note, Allow,
        ],
        Keyword::Vague => &[
            Aka, AlsoWritten, PerhapsSame, Kind, Seat, Under, Level, Cites, Note, Allow,
        ],
        Keyword::Group => &[
            Members, Aka, AlsoWritten, PerhapsSame, Kind, Seat, Level, Cites, Note, Allow,
        ],
        Keyword::Fact => &[
            Type, Measure, Bounds, Question, Sensitive, Evolves, Undefined, Aka, Note,
        ],
        Keyword::Value => &[Aka, Parents, Note, Undefined],
        Keyword::Constraint => &[If, Then, Because, Cites, Note],
        Keyword::Duty => &[
            Cites, Topic, Stages, Scope, Lead, Joint, Responsible, Assist, Receive, ReceivesFrom, When, Unless,
            Exception, Does, Within, Notifies, ReportsTo, HandsOver, Guides, Supervises, Actor, LocalName, Note, Allow,
        ],
        Keyword::Task => &[
            Cites, Title, Topic, Stages, Scope, Lead, Joint, Responsible, Assist, Receive, ReceivesFrom, When, Unless,
            Exception, Does, Within, Notifies, ReportsTo, HandsOver, Guides, Supervises, Actor, LocalName, Targets,
            Note, Allow,
        ],
        Keyword::Norm => &[
            Cites, Subject, Must, MustNot, May, Should, ShouldNot, When, Unless, Exception, EnforcedBy, Strength,
            Topic, Stages, Scope, Within, Notifies, ReportsTo, HandsOver, LocalName, Actor, Note, Allow,
        ],
        Keyword::Escalation => &[
            Cites, From, To, When, Unless, Exception, Overdue, Manner, Does, Within, Topic, Stages, Scope, LocalName,
            Actor, Note, Allow,
        ],
        Keyword::Unencoded => &[Cites, Content, Because, Note],
        Keyword::Count => &[Cites, Says, Listed, Note],
        Keyword::Blank => &[Cites, Note],
        Keyword::Test => &[Given, Expect, ExpectNot, Note],
        _ => &[],
    }
}

/// Whether a field may be written several times; the values add up.
pub fn adds_up(field: Keyword) -> bool {
    use Keyword::{
        Allow, Basis, Cites, Exception, Expect, ExpectNot, HandsOver, LocalName, Note, Notifies, ReportsTo, Targets,
    };
    matches!(
        field,
        Allow
            | Basis
            | Cites
            | Exception
            | Expect
            | ExpectNot
            | HandsOver
            | LocalName
            | Note
            | Notifies
            | ReportsTo
            | Targets
    )
}
