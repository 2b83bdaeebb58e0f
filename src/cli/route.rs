//! `zeren route`

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::{facts, files, names, output};
use crate::compile::{Compiled, CompiledPlan};
use crate::diagnostic::{Lang, Severity, Words};
use crate::model::{Date, Model, Situation};
use crate::render;
use crate::render::route::{Layout, Reasons};
use crate::route::{Answer, Options, Router, Scopes, applies, why_not};
use crate::wire::v1;
use crate::words;

/// Arguments of `route`.
#[derive(Debug, Args)]
pub struct RouteCommand {
    /// 方案 · a plan, its folder, or a folder of plans
    policy: PathBuf,
    /// 案情文件(YAML 或 JSON),- 为标准输入 · facts of the case (YAML or JSON), - is standard input
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,
    /// 一项事实,可多次:--set 年龄=9 --set 情形=[侵害] · one fact, may be repeated
    #[arg(long = "set", value_name = "事实=值")]
    set: Vec<String>,
    /// 许多案子:每行一个 JSON 对象,或第一行为事实名称的 CSV;- 为标准输入 · many cases: NDJSON, or CSV with a row of fact names
    #[cfg(feature = "batch")]
    #[arg(long, value_name = "FILE", conflicts_with_all = ["facts", "set", "why_not", "why"])]
    batch: Option<PathBuf>,
    /// 退回的行写入此文件 · rows that cannot be answered go into this file
    #[cfg(feature = "batch")]
    #[arg(long, value_name = "FILE", requires = "batch")]
    rejects: Option<PathBuf>,
    /// 只答由谁办:不写理由、追问和空白,快得多 · only who must act: no reasons, questions and gaps; much faster
    #[cfg(feature = "batch")]
    #[arg(long, requires = "batch")]
    brief: bool,
    /// 为什么不是这个单位 · why this unit is not in the answer
    #[arg(long, value_name = "单位")]
    why_not: Option<String>,
    /// 按哪一天算(机构改名、方案有效期) · the day for which units and validity are judged
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<String>,
    /// 连同制度性条目 · programme-level items too
    #[arg(long)]
    all_scopes: bool,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// 写入文件 · write to a file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// 每行写出理由 · show the reason of each line
    #[arg(long, short = 'w')]
    why: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    /// 派单,Markdown · a dispatch sheet in Markdown
    #[cfg(feature = "office")]
    Md,
    /// 派单,网页 · a dispatch sheet as a web page
    #[cfg(feature = "office")]
    Html,
    /// 派单,Word 文件 · a dispatch sheet for a word processor
    #[cfg(feature = "office")]
    Docx,
    /// with --batch: a row for each assignment
    #[cfg(feature = "batch")]
    Csv,
}

impl RouteCommand {
    pub fn run(&self, global: &Global) -> Exit {
        let lang = global.lang();
        match self.answer(global) {
            Ok(exit) => exit,
            Err(problems) => {
                for problem in problems {
                    output::err(&format!("{}\n", problem.get(lang)));
                }
                Exit::Failed
            }
        }
    }

    fn answer(&self, global: &Global) -> Result<Exit, Vec<Words>> {
        let as_of = match &self.as_of {
            Some(text) => Some(Date::parse(text).ok_or_else(|| {
                vec![words!(
                    "`{text}` 不是日期,写作 2022-10-20",
                    "`{text}` is no date; write 2022-10-20"
                )]
            })?),
            None => None,
        };
        let options = Options {
            scopes: if self.all_scopes { Scopes::All } else { Scopes::Case },
            as_of,
        };
        #[cfg(feature = "batch")]
        if let Some(cases) = &self.batch {
            return self.many(cases, options, global).map_err(|w| vec![w]);
        }
        #[cfg(feature = "batch")]
        if self.format == Format::Csv {
            return Err(vec![words!(
                "`--format csv` 只用于 `--batch`",
                "`--format csv` is for `--batch` only"
            )]);
        }
        let raw = facts::gathered(self.facts.as_deref(), &self.set)?;
        let compiled = files::compile_all(&self.policy).map_err(|e| vec![e.message])?;
        let mut asked = Vec::new();
        let mut refused = Vec::new();
        let mut beyond = Vec::new();
        let several = compiled.len() > 1;
        for (_, compiled) in &compiled {
            let plan = files::plan_of(compiled, &self.policy).map_err(|w| vec![w])?;
            match raw.situation(&plan.model) {
                // Of several plans those that are for the case answer; a plan that is asked alone answers and says that it is not.
                Ok(situation) if several && applies(plan, &situation).is_none() => beyond.push(compiled.id()),
                Ok(situation) => asked.push(Asked {
                    compiled,
                    plan,
                    situation,
                }),
                Err(error) => refused.push((compiled.id(), error.into_words())),
            }
        }
        if asked.is_empty() && !beyond.is_empty() {
            let plans = beyond.join("、");
            let words = words!(
                "没有一份方案管这种情形(不管的:{plans})\n",
                "no plan is for this case (not for it: {plans})\n"
            );
            output::err(words.get(global.lang()));
            return Ok(Exit::Findings);
        }
        if asked.is_empty() {
            return Err(refused
                .into_iter()
                .next()
                .map(|(_, problems)| problems)
                .unwrap_or_default());
        }
        // Plans with another vocabulary cannot be asked about these facts: said, not passed over.
        for (id, _) in &refused {
            output::err(&format!(
                "{}\n",
                words!(
                    "{id} 的词表没有这些事实,未问它",
                    "{id} has other facts and was not asked"
                )
                .get(global.lang())
            ));
        }
        match &self.why_not {
            Some(unit) => self.explain_absence(&asked, unit, options, global),
            None => self.route(&asked, options, global).map_err(|w| vec![w]),
        }
    }

    #[cfg(feature = "batch")]
    fn many(&self, cases: &Path, options: Options, global: &Global) -> Result<Exit, Words> {
        use super::batch::{Answers, Batch, Form};
        let form = match self.format {
            Format::Text => None,
            Format::Json => Some(Form::Ndjson),
            Format::Csv => Some(Form::Csv),
            #[cfg(feature = "office")]
            Format::Md | Format::Html | Format::Docx => {
                return Err(words!("`--batch` 的格式是 json 或 csv", "`--batch` writes json or csv"));
            }
        };
        let policies = super::replay::policies(&self.policy)?;
        let answers = Answers {
            form,
            brief: self.brief,
        };
        let rejects = self.rejects.as_ref();
        Batch {
            policies: &policies,
            options,
            cases,
            rejects,
            answers,
            global,
        }
        .run()
    }

    fn route(&self, asked: &[Asked<'_>], options: Options, global: &Global) -> Result<Exit, Words> {
        let lang = global.lang();
        let mut exit = Exit::Clean;
        let mut answers = Vec::new();
        for Asked {
            compiled,
            plan,
            situation,
        } in asked
        {
            let answer = Router::new(plan).route(situation, options);
            exit = exit.max(if found_somebody(&answer) {
                Exit::Clean
            } else {
                Exit::Findings
            });
            let mut remarks = remarks(compiled, plan, options, lang);
            let beyond = v1::beyond(&plan.model, applies(plan, situation));
            remarks.extend(beyond.map(|w| w.get(lang).to_owned()));
            answers.push((
                &plan.model,
                v1::route(
                    &plan.model, &compiled.digest, situation, options, &answer, remarks, lang,
                ),
            ));
        }
        let bytes = match (self.format, answers.as_slice()) {
            (Format::Json, [(_, one)]) => json(one)?,
            (Format::Json, several) => json(&several.iter().map(|(_, a)| a).collect::<Vec<_>>())?,
            #[cfg(feature = "office")]
            (sheet @ (Format::Md | Format::Html | Format::Docx), all) => {
                let documents = all.iter().map(|(model, answer)| {
                    let as_of = options.as_of;
                    render::dispatch::document(render::dispatch::Subject { model, answer, as_of }, lang)
                });
                sheets(sheet, &documents.collect::<Vec<_>>(), lang)?
            }
            (_, all) => self.text(all, global).into_bytes(),
        };
        output::to(self.output.as_deref(), &bytes)?;
        Ok(exit)
    }

    fn text(&self, answers: &[(&Model, v1::Route)], global: &Global) -> String {
        let layout = Layout {
            lang: global.lang(),
            paint: if self.output.is_some() {
                render::Paint::Plain
            } else {
                global.paint()
            },
            width: Global::width(),
            reasons: if self.why { Reasons::Shown } else { Reasons::Hidden },
        };
        let pages = answers
            .iter()
            .map(|(model, wire)| render::route::render(&model.plan.title, wire, layout));
        pages.collect::<Vec<String>>().join("\n")
    }

    fn explain_absence(
        &self,
        asked: &[Asked<'_>],
        unit: &str,
        options: Options,
        global: &Global,
    ) -> Result<Exit, Vec<Words>> {
        let known: Vec<&Asked<'_>> = asked
            .iter()
            .filter(|a| a.plan.model.find_unit(unit).is_some())
            .collect();
        if known.is_empty() {
            let known = asked.iter().flat_map(|a| names::unit_names(&a.plan.model));
            return Err(vec![names::unknown(("单位", "unit"), unit, known)]);
        }
        for Asked { plan, situation, .. } in known {
            let Some(id) = plan.model.find_unit(unit) else { continue };
            let wire = v1::why_not(&plan.model, &why_not(&Router::new(plan), situation, id, options));
            match self.format {
                Format::Json => output::json(&wire),
                _ => output::out(&render::why_not::render(&wire, global.lang(), global.paint())),
            }
        }
        Ok(Exit::Clean)
    }
}

fn json(value: &impl serde::Serialize) -> Result<Vec<u8>, Words> {
    let text = serde_json::to_string_pretty(value).map_err(|e| words!("{e}", "{e}"))?;
    Ok((text + "\n").into_bytes())
}

/// Dispatch sheets in one file; a word-processor file begins a page for each.
#[cfg(feature = "office")]
fn sheets(format: Format, documents: &[render::docx::Document], lang: Lang) -> Result<Vec<u8>, Words> {
    use render::docx::Block;
    use render::paper::{html, markdown};
    match format {
        Format::Md => Ok(markdown::render(documents).into_bytes()),
        Format::Html => Ok(html::render(documents, lang).into_bytes()),
        _ => {
            let mut documents = documents.iter().cloned();
            let mut whole = documents.next().unwrap_or_default();
            for next in documents {
                whole.blocks.push(Block::PageBreak);
                let head = [next.title]
                    .into_iter()
                    .chain(next.below)
                    .collect::<Vec<_>>()
                    .join("  ");
                whole.blocks.push(Block::Heading(render::docx::Level::First, head));
                whole.blocks.extend(next.blocks);
            }
            render::docx::write(&whole).map_err(|e| words!("写不成文件:{e}", "cannot make the file: {e}"))
        }
    }
}

/// A plan with the situation that it is asked about.
struct Asked<'c> {
    compiled: &'c Compiled,
    plan: &'c CompiledPlan,
    situation: Situation,
}

/// Whether some unit must act for certain.
fn found_somebody(answer: &Answer) -> bool {
    answer
        .assignments
        .iter()
        .any(|a| a.status == crate::route::Status::Certain && a.unit.is_some())
}

/// Remarks on the plan itself, in the language of messages.
pub fn remarks(compiled: &Compiled, plan: &CompiledPlan, options: Options, lang: Lang) -> Vec<String> {
    let words = v1::remarks(compiled.count(Severity::Error), plan.model.plan.period, options.as_of);
    words.iter().map(|w| w.get(lang).to_owned()).collect()
}
