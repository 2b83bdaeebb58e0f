//! Columns of a record batch as facts: a column that bears the name of a fact gives that fact, row by row; a null gives nothing.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_cast::{CastOptions, cast_with_options};
use arrow_schema::{DataType, Field};
use zeren::model::{FactType, Model};
use zeren::{Facts, RawValue};

/// The columns that give facts.
pub struct Columns {
    list: Vec<Column>,
}

struct Column {
    fact: String,
    cells: ArrayRef,
    form: Form,
}

#[derive(Clone, Copy)]
enum Form {
    Bool,
    Number,
    Word,
    /// Words in one text, as in a CSV file.
    Words,
    List,
}

impl Columns {
    /// Finds the columns of a batch that are facts of a model; columns of other names are the caller's own.
    ///
    /// # Errors
    /// Where a column of a fact's name has another type, or no column is a fact.
    pub fn of(model: &Model, batch: &RecordBatch) -> Result<Columns, String> {
        let mut list = Vec::new();
        for (field, cells) in batch.schema().fields().iter().zip(batch.columns()) {
            let Some(fact) = model.find_fact(field.name()) else { continue };
            let fact = model.fact(fact);
            let (form, target) = form(&fact.kind, cells.data_type());
            let strict = CastOptions { safe: false, ..CastOptions::default() };
            let cells = cast_with_options(cells, &target, &strict).map_err(|error| {
                format!("column `{}` cannot be read as {target}: {error}", field.name())
            })?;
            list.push(Column { fact: fact.name.clone(), cells, form });
        }
        if list.is_empty() {
            let known: Vec<&str> = model.facts().map(|(_, f)| f.name.as_str()).take(12).collect();
            return Err(format!("no column bears the name of a fact; facts are: {} …", known.join("、")));
        }
        Ok(Columns { list })
    }

    /// The facts of a row.
    pub fn facts(&self, row: usize) -> Facts {
        let mut facts = Facts::new();
        for column in self.list.iter().filter(|c| !c.cells.is_null(row)) {
            if let Some(value) = column.value(row) {
                facts.insert(column.fact.clone(), value);
            }
        }
        facts
    }
}

/// How the cells of a fact are read, and the type that they are brought to.
fn form(kind: &FactType, given: &DataType) -> (Form, DataType) {
    let listed = matches!(
        given,
        DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(..) | DataType::ListView(_) | DataType::Null
    );
    match kind {
        FactType::Bool if matches!(given, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View) => {
            (Form::Word, DataType::Utf8)
        }
        FactType::Bool => (Form::Bool, DataType::Boolean),
        FactType::Int { .. } => (Form::Number, DataType::Int64),
        FactType::One | FactType::Ordered => (Form::Word, DataType::Utf8),
        FactType::Set if listed => {
            let item = Field::new("item", DataType::Utf8, true);
            (Form::List, DataType::List(Arc::new(item)))
        }
        FactType::Set => (Form::Words, DataType::Utf8),
    }
}

impl Column {
    /// What a cell gives; an empty text gives nothing, `[]` an empty set.
    fn value(&self, row: usize) -> Option<RawValue> {
        let word = |text: &str| RawValue::Word(text.to_owned());
        let text = || self.cells.as_string::<i32>().value(row).trim();
        match self.form {
            Form::Bool => Some(RawValue::Bool(self.cells.as_boolean().value(row))),
            Form::Number => Some(RawValue::Int(self.cells.as_primitive::<Int64Type>().value(row))),
            Form::Word => Some(text()).filter(|t| !t.is_empty()).map(word),
            Form::Words => Some(text()).filter(|t| !t.is_empty()).map(|text| {
                let inner = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')).unwrap_or(text);
                let words = inner.split(['、', ';', '；', ',', '，']).map(str::trim).filter(|w| !w.is_empty());
                RawValue::List(words.map(word).collect())
            }),
            Form::List => {
                let cell = self.cells.as_list::<i32>().value(row);
                let words = cell.as_string::<i32>().iter().flatten();
                Some(RawValue::List(words.map(word).collect()))
            }
        }
    }
}
