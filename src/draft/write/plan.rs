//! What stands beside the items: the plan's header, the order of its headings, its units, what was not encoded.

use super::Options;
use super::writer::Writer;
use crate::draft::units::{Form, Unit};
use crate::draft::{Draft, Omitted};
use crate::syntax::ast::{Head, Members, Name, OutlineEntry, Value};
use crate::syntax::keyword::Keyword;

impl Writer {
    pub(super) fn header(&mut self, draft: &Draft, options: &Options) {
        self.comment("// 由 zeren import 起草:名称、别名和条件须核对;“把握:低”的先看,待定的条件要编码。".to_owned());
        let header = &draft.header;
        let name = self.name(&options.id);
        let mut fields = vec![self.text_field(Keyword::Title, &header.title)];
        if let Some(number) = &header.number {
            fields.push(self.text_field(Keyword::Number, number));
        }
        if let Some(date) = &header.date {
            let date = Name {
                text: date.clone(),
                quoted: false,
                span: self.span(),
            };
            fields.push(self.field(Keyword::Date, Value::Names(vec![date])));
        }
        if let Some(issuer) = &header.issuer {
            let issuer = self.name(issuer);
            fields.push(self.field(Keyword::Issuer, Value::Names(vec![issuer])));
        }
        if !header.basis.is_empty() {
            let basis = header.basis.iter().map(|b| self.quoted(b)).collect();
            fields.push(self.field(Keyword::Basis, Value::Names(basis)));
        }
        let vocabulary = options.vocabulary.as_deref().unwrap_or("无");
        let vocabulary = Name {
            text: vocabulary.to_owned(),
            quoted: false,
            span: self.span(),
        };
        fields.push(self.field(Keyword::VocabularyUse, Value::Names(vec![vocabulary])));
        if let Some(digest) = &options.sha256 {
            let digest = self.quoted(digest);
            fields.push(self.field(Keyword::SourceText, Value::Digest(digest)));
        }
        self.declare(Keyword::Plan, Some(name), Head::None, fields, (String::new(), 0));
    }

    pub(super) fn outline(&mut self, draft: &Draft) {
        if draft.outline.is_empty() {
            return;
        }
        let mut entries = Vec::new();
        for (path, headings) in &draft.outline {
            let path = self.path(path);
            let headings = self.names(headings);
            let span = self.span();
            entries.push(OutlineEntry { path, headings, span });
        }
        self.outlined(entries);
    }

    pub(super) fn unit(&mut self, unit: &Unit) {
        let name = self.name(&unit.name);
        let keyword = match unit.form {
            Form::Vague => Keyword::Vague,
            Form::Group => Keyword::Group,
            Form::Body | Form::Social => Keyword::Unit,
        };
        let mut fields = Vec::new();
        if unit.form == Form::Group {
            let members = Members {
                names: self.names(&unit.members),
                open: false,
            };
            fields.push(self.field(Keyword::Members, Value::Members(members)));
        }
        if !unit.aliases.is_empty() {
            let aliases = self.names(&unit.aliases);
            fields.push(self.field(Keyword::Aka, Value::Names(aliases)));
        }
        if unit.form == Form::Social {
            let kind = self.name("社会主体");
            fields.push(self.field(Keyword::Kind, Value::Names(vec![kind])));
        }
        if !unit.seats.is_empty() {
            let seats = self.names(&unit.seats);
            fields.push(self.field(Keyword::Seat, Value::Names(seats)));
        }
        let path = self.path(&unit.clause);
        fields.push(self.field(Keyword::Cites, Value::Paths(vec![path])));
        if unit.guessed {
            fields.push(self.text_field(Keyword::Note, "别名系推测"));
        }
        self.declare(
            keyword,
            Some(name),
            Head::None,
            fields,
            (unit.clause.clone(), unit.line),
        );
    }

    pub(super) fn omitted(&mut self, omitted: &Omitted) {
        let path = self.path(&omitted.clause);
        let mut fields = vec![self.field(Keyword::Cites, Value::Paths(vec![path]))];
        if !omitted.excerpt.is_empty() {
            fields.push(self.text_field(Keyword::Content, &omitted.excerpt));
        }
        fields.push(self.text_field(Keyword::Because, omitted.reason));
        self.declare(
            Keyword::Unencoded,
            None,
            Head::None,
            fields,
            (omitted.clause.clone(), omitted.line),
        );
    }
}
