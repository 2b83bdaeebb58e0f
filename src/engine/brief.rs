//! Who must act on a case, without reasons, questions and gaps.

use super::error::FactsError;
use super::facts::Facts;
use super::policy::Policy;
use super::quick_reading::QuickReading;
use crate::model::Situation;
use crate::route::{self, BriefLine, Options, Status};
use crate::wire::v1;

/// The assignments of one case.
#[derive(Debug)]
pub struct BriefRouting<'p> {
    policy: &'p Policy,
    situation: Situation,
    options: Options,
    lines: Vec<BriefLine>,
}

impl Policy {
    /// Who must act on a case and how surely; several times faster than the whole answer.
    ///
    /// # Errors
    /// Where a word of the facts is not the policy's.
    pub fn brief_with(&self, facts: &Facts, options: Options) -> Result<BriefRouting<'_>, FactsError> {
        Ok(self.brief(self.situation(facts)?, options))
    }

    /// The same of a situation that is already in the model's terms.
    #[must_use]
    pub fn brief(&self, situation: Situation, options: Options) -> BriefRouting<'_> {
        let lines = self.router().brief(&situation, options);
        BriefRouting {
            policy: self,
            situation,
            options,
            lines,
        }
    }
}

/// What brief answers need on their way; kept, it need not be made again. One for each thread.
#[derive(Debug, Default)]
pub struct Desk {
    reading: QuickReading,
    routing: route::Desk,
}

impl Policy {
    /// From text to text: reads a case from a JSON object in the plan's own words, and writes its brief answer as
    /// [`write_members`](BriefRouting::write_members) does. Tells whether some unit must act for certain. `None`, and nothing is written,
    /// where [`Facts`] must read the case (and say what is wrong), or the plan is not for it.
    ///
    /// ```
    /// # let policy = zeren::Policy::from_text(r#"方案 例 { 标题: "例" 词表: 无 }  单位 局
    /// #     事实 急 { 类型: 是否  别名: 紧急 }  职责 办 { 出处: 一/1  责任: 局  当: 急 }"#)?;
    /// let (mut desk, mut out) = (zeren::Desk::default(), Vec::new());
    /// let options = zeren::route::Options::default();
    /// assert_eq!(policy.brief_json(r#"{"急": true}"#, options, &mut desk, &mut out), Some(true));
    /// assert!(out.ends_with(r#""item":"办","status":"certain"}]"#.as_bytes()));
    /// assert_eq!(policy.brief_json(r#"{"缓": true}"#, options, &mut desk, &mut out), None);
    /// # Ok::<(), zeren::PolicyError>(())
    /// ```
    pub fn brief_json(&self, text: &str, options: Options, desk: &mut Desk, out: &mut Vec<u8>) -> Option<bool> {
        desk.reading.read(text, self.model(), self.lexicon())?;
        let at_once = self.told_at_once(options, desk, out);
        at_once.unwrap_or_else(|| self.told_by_reasoning(options, desk, out))
    }

    /// The same where everything is given of the case, so that nothing is left to reason about: microseconds, whatever the plan. `None` also
    /// where there is more to it.
    pub fn brief_json_at_once(&self, text: &str, options: Options, desk: &mut Desk, out: &mut Vec<u8>) -> Option<bool> {
        desk.reading.read(text, self.model(), self.lexicon())?;
        self.told_at_once(options, desk, out)?
    }

    /// The answer to what was read, where nothing is left to reason about; `Some(None)` where the plan is not for it.
    fn told_at_once(&self, options: Options, desk: &mut Desk, out: &mut Vec<u8>) -> Option<Option<bool>> {
        let Desk { reading, routing } = desk;
        let applies = self.router().brief_whole(reading.iter(), options, routing)?;
        Some(applies.then(|| self.tell(reading, options, routing.lines(), out)))
    }

    fn told_by_reasoning(&self, options: Options, desk: &Desk, out: &mut Vec<u8>) -> Option<bool> {
        let situation = desk.reading.situation();
        self.applies(&situation)?;
        let lines = self.router().brief_by_reasoning(&situation, options);
        Some(self.tell(&desk.reading, options, &lines, out))
    }

    /// Writes an answer; tells whether some unit must act for certain.
    fn tell(&self, reading: &QuickReading, options: Options, lines: &[BriefLine], out: &mut Vec<u8>) -> bool {
        self.phrases().write(|fact| reading.get(fact), options, lines, out);
        somebody_must_act(lines)
    }
}

fn somebody_must_act(lines: &[BriefLine]) -> bool {
    lines.iter().any(|l| l.status == Status::Certain && l.unit.is_some())
}

impl<'p> BriefRouting<'p> {
    /// The assignments in the model's terms.
    #[must_use]
    pub fn lines(&self) -> &[BriefLine] {
        &self.lines
    }

    /// Whether some unit must act for certain.
    #[must_use]
    pub fn found_somebody(&self) -> bool {
        somebody_must_act(&self.lines)
    }

    /// Writes the members of the form `zeren.brief/v1` as JSON, without the braces around them: a caller adds its own before.
    pub fn write_members(&self, out: &mut Vec<u8>) {
        let told = |fact| self.situation.get(fact).map(crate::model::Given::told);
        self.policy.phrases().write(told, self.options, &self.lines, out);
    }

    /// The assignments in the form `zeren.brief/v1`, ready to be serialized.
    #[must_use]
    pub fn wire(&self) -> v1::Brief<'_> {
        v1::brief(
            self.policy.model(),
            self.policy.digest(),
            &self.situation,
            self.options,
            &self.lines,
        )
    }
}
