//! Answers as columns: for each row a list of who must act, or what is wrong with its facts.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};
use rayon::prelude::*;
use zeren::route::{BriefLine, Options};
use zeren::{Lang, Policy};

use crate::columns::Columns;

/// The fields of one assignment, as in `zeren.brief/v1`.
const FIELDS: [&str; 5] = ["unit", "role", "clause", "item", "status"];

/// Routes each row; columns `assignments` and `error`, in the order of the rows. `threads`: 0 for all cores.
///
/// # Errors
/// Where no column is a fact or one has the wrong type.
pub fn route(policy: &Policy, batch: &RecordBatch, options: Options, lang: Lang, threads: usize) -> Result<RecordBatch, String> {
    let columns = Columns::of(policy.model(), batch)?;
    let answer = |row: usize| match policy.brief_with(&columns.facts(row), options) {
        Ok(routing) => Ok(routing.lines().to_vec()),
        Err(error) => Err(error.message(lang)),
    };
    let rows = batch.num_rows();
    let answers: Vec<Result<Vec<BriefLine>, String>> = if threads == 1 {
        (0..rows).map(answer).collect()
    } else {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(|e| e.to_string())?;
        pool.install(|| (0..rows).into_par_iter().map(answer).collect())
    };
    written(policy, &answers).map_err(|e| e.to_string())
}

fn written(policy: &Policy, answers: &[Result<Vec<BriefLine>, String>]) -> Result<RecordBatch, ArrowError> {
    let model = policy.model();
    let fields: Fields = FIELDS.iter().map(|name| Field::new(*name, DataType::Utf8, true)).collect();
    let builders = FIELDS.iter().map(|_| Box::new(StringBuilder::new()) as _).collect();
    let mut lists = ListBuilder::new(StructBuilder::new(fields.clone(), builders));
    let mut errors = StringBuilder::new();
    for answer in answers {
        match answer {
            Ok(lines) => {
                for line in lines {
                    let item = model.item(line.item);
                    let cells = [
                        line.unit.map(|u| model.unit(u).name.as_str()),
                        Some(line.role.name()),
                        Some(item.clause()),
                        Some(item.name.as_str()),
                        Some(line.status.name()),
                    ];
                    let row = lists.values();
                    for (at, cell) in cells.into_iter().enumerate() {
                        if let Some(column) = row.field_builder::<StringBuilder>(at) {
                            column.append_option(cell);
                        }
                    }
                    row.append(true);
                }
                lists.append(true);
                errors.append_null();
            }
            Err(error) => {
                lists.append(false);
                errors.append_value(error);
            }
        }
    }
    let item = Arc::new(Field::new("item", DataType::Struct(fields), true));
    let schema = Schema::new(vec![
        Field::new("assignments", DataType::List(item), true),
        Field::new("error", DataType::Utf8, true),
    ]);
    let columns: Vec<ArrayRef> = vec![Arc::new(lists.finish()), Arc::new(errors.finish())];
    RecordBatch::try_new(Arc::new(schema), columns)
}
