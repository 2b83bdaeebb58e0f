//! A place in a text → the names of units that stand there.

use std::collections::{BTreeMap, BTreeSet};

use super::cues;

/// No name is longer, in characters.
const LONGEST: usize = 26;

/// Nouns that name nobody when they stand alone.
const NOUNS: &[&str] = &[
    "单位", "部门", "机关", "机构", "中心", "办公室", "委员会", "工作组", "团体", "支队", "大队", "组织", "领导组",
    "工作站", "服务站", "业务部门", "专班", "小组", "处室", "科室", "人员",
];

/// Names that are believed wherever they stand: those of headings, tails, fields and rosters.
#[derive(Debug, Default)]
pub struct Known {
    names: BTreeSet<String>,
    /// Short names that the text declares, with the full ones.
    short: BTreeMap<String, String>,
}

impl Known {
    /// Believes a name.
    pub fn add(&mut self, name: &str) {
        if name.chars().count() > 1 {
            self.names.insert(name.to_owned());
        }
    }

    /// Believes a full name and the short one that the text declares for it.
    pub fn shorten(&mut self, full: &str, short: &str) {
        self.add(full);
        self.add(short);
        self.short.insert(short.to_owned(), full.to_owned());
    }

    /// The full name that a short one was declared for.
    pub fn full(&self, short: &str) -> Option<&str> {
        self.short.get(short).map(String::as_str)
    }

    /// The short names that were declared for a full one.
    pub fn shorts<'a>(&'a self, full: &'a str) -> impl Iterator<Item = &'a str> {
        let of = self.short.iter().filter(move |(_, long)| *long == full);
        of.map(|(short, _)| short.as_str())
    }

    /// Whether the name is believed.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

/// The units of a list, and how many bytes of the text it takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// As printed, without words such as 各级 before them.
    pub names: Vec<String>,
    /// Whether 等 closes it.
    pub open: bool,
    /// Its bytes.
    pub length: usize,
}

/// The list of units that a text opens with: `市公安局、市民政局和有关部门`, `教育、公安等部门`.
pub fn list_at(text: &str, known: &Known) -> Option<List> {
    let mut list = List::default();
    let mut rest = text;
    let mut before: Option<String> = None;
    while let Some((length, names, open)) = element(rest, known) {
        list.names.extend(
            names
                .into_iter()
                .map(|name| shared_government(&name, before.as_deref())),
        );
        before = list.names.last().cloned();
        list.length += length;
        list.open |= open;
        rest = rest.get(length..).unwrap_or_default();
        if !open && let Some(closing) = etc(rest) {
            list.open = true;
            list.length += closing;
            rest = rest.get(closing..).unwrap_or_default();
        }
        // 委员会及其办公室
        if let Some(office) = ["及其办公室", "及办公室"].iter().find(|word| rest.starts_with(**word)) {
            let named = before.as_ref().map(|name| format!("{name}办公室"));
            list.names.extend(named);
            list.length += office.len();
            break;
        }
        let Some(joint) = joint(rest) else { break };
        let after = rest.get(joint..).unwrap_or_default();
        if element(after, known).is_none() {
            break;
        }
        list.length += joint;
        rest = after;
    }
    // One tier alone is a word, and 县、乡、村 a rhetorical figure.
    let word = of_each(text).is_none() || list.names.len() < 2;
    let word = word && list.names.iter().all(|name| name.chars().count() < 2);
    (!word).then_some(list)
}

/// 乡镇党委、政府: the government of the same place.
fn shared_government(name: &str, before: Option<&str>) -> String {
    let place = before.and_then(|b| b.strip_suffix("党委").or_else(|| b.strip_suffix("党工委")));
    match place {
        Some(place) if matches!(name, "政府" | "人民政府" | "办事处") => format!("{place}{name}"),
        _ => name.to_owned(),
    }
}

/// One element of a list, with its bytes and whether 等 closes it: a name, or fields of work that one noun closes.
fn element(text: &str, known: &Known) -> Option<(usize, Vec<String>, bool)> {
    let named = name_at(text, known).map(|(skipped, name)| (skipped + name.len(), vec![name.to_owned()], false));
    let fields = fields(text);
    if let Some(run) = tier_run(text) {
        return Some(run);
    }
    match (named, fields) {
        (None, None) => tier(text),
        // 全镇各村、片: the words before are no part of the name.
        (Some(one), None) if of_each(text).is_some() && one.1.iter().all(|name| name.contains('各')) => {
            tier(text).or(Some(one))
        }
        // 民政部门 alone is a name; 民政、公安等部门 are several.
        (Some(one), Some(many)) if one.0 >= many.0 => Some(one),
        (None, many) => many,
        (Some(one), Some(many)) if text.get(one.0..).is_some_and(|rest| rest.starts_with('、')) => {
            let inside = text.get(..many.0).unwrap_or_default();
            Some(if inside.starts_with(one.1.first().map_or("", String::as_str)) {
                one
            } else {
                many
            })
        }
        (one, _) => one,
    }
}

/// 市县(区), 省市县: tiers run together.
fn tier_run(text: &str) -> Option<(usize, Vec<String>, bool)> {
    const RUN: &[&str] = &[
        "乡镇(街道)", "镇(街道)", "村(社区)", "县(区)", "县区", "乡(镇)", "乡镇", "村(居)", "村居", "省", "市", "州",
        "县", "区", "镇", "乡", "村",
    ];
    /// One word each, and no run.
    const WORDS: &[&str] = &["市区", "乡村", "村镇", "镇区", "县城"];
    if WORDS.iter().any(|word| text.starts_with(word)) {
        return None;
    }
    let (mut names, mut length) = (Vec::new(), 0);
    while let Some(tier) = RUN
        .iter()
        .find(|tier| text.get(length..).is_some_and(|rest| rest.starts_with(**tier)))
    {
        names.push((*tier).to_owned());
        length += tier.len();
    }
    let rest = text.get(length..)?;
    let acts = acts_here(rest) || rest.starts_with(['将', '对', '在']);
    (names.len() > 1 && acts).then_some((length, names, false))
}

/// One character of a list of tiers: 村 of `各村、镇级机关`, 所 of `各站、所`.
fn tier(text: &str) -> Option<(usize, Vec<String>, bool)> {
    let each = of_each(text);
    let words = each.unwrap_or(text);
    let first = words.chars().next().filter(|c| TIERS.contains(c))?;
    let behind = words.get(first.len_utf8()..)?;
    // 市上建立…: the tier, as people say it.
    if let Some(rest) = behind
        .strip_prefix('上')
        .filter(|rest| "省市州县区".contains(first) && acts_here(rest))
    {
        let length = text.len() - rest.len();
        return Some((length, vec![format!("{first}上")], false));
    }
    let listed = behind.starts_with('、') || (each.is_none() && acts_here(behind));
    let length = text.len() - behind.len();
    listed.then(|| (length, vec![first.to_string()], false))
}

/// What stands behind 各, 全镇各 and their like.
fn of_each(text: &str) -> Option<&str> {
    let place = cues::BEFORE
        .opens(text)
        .filter(|word| word.starts_with(['全', '我', '本']));
    let words = place.and_then(|word| text.get(word.len()..)).unwrap_or(text);
    words.strip_prefix('各')
}

/// Tiers and parts of a body that lists name with one character.
const TIERS: &[char] = &[
    '村', '镇', '乡', '县', '区', '市', '片', '组', '站', '所', '校', '园', '社', '企', '科', '室', '队', '户', '班',
    '点',
];

/// Tiers as words.
const TIER_WORDS: &[&str] = &[
    "县(市、区)", "县(市区)", "县(区)", "乡镇(街道)", "镇(街道)", "乡(镇)", "县区", "乡镇", "省", "市", "州", "县",
    "区", "镇", "乡",
];

fn is_tier(word: &str) -> bool {
    TIER_WORDS.contains(&word.strip_prefix("各").unwrap_or(word))
}

/// Whether a verb or a modal stands here.
fn acts_here(text: &str) -> bool {
    let modal = ["要", "应", "须", "均", "都"].iter().any(|word| text.starts_with(word)) && !text.starts_with("应急");
    modal || cues::VERB.opens(text).is_some()
}

/// `教育、公安、司法行政等部门`: fields of work, closed by a noun.
fn fields(text: &str) -> Option<(usize, Vec<String>, bool)> {
    let window: String = text.chars().take(90).collect();
    // A list, or nothing: the search for the noun that closes it is dear.
    let first = window
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')'))
        .next()
        .map_or(0, str::len);
    if !window.get(first..).is_some_and(|rest| rest.starts_with('、')) {
        return None;
    }
    let (at, noun) = cues::CLOSERS.find(&window)?;
    let listed = window.get(..at)?;
    let mut names = split_outside(listed);
    let last = names.pop()?;
    let standing = cues::TWOFOLD.closes(last);
    let tail: Vec<&str> = match ["和", "及", "与"]
        .iter()
        .find_map(|w| last.split_once(w).filter(|_| !standing))
    {
        Some((a, b)) if a.chars().count() > 1 && b.chars().count() > 1 && !names.is_empty() => vec![a, b],
        _ => vec![last],
    };
    names.extend(tail);
    let is_field = |name: &&str| {
        let count = name.chars().count();
        (2..=if name.contains('(') { 16 } else { 9 }).contains(&count)
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '(' | ')' | '、'))
            && name.matches('(').count() == name.matches(')').count()
            && cues::START.opens(name).is_none()
            && !cues::VERB.is_in(name)
            && cues::BREAK.words.iter().all(|b| !name.contains(b))
    };
    // 各市、县(区)民政部门: tiers of one field.
    let tiers = names.split_last().and_then(|(last, tiers)| {
        let all = !tiers.is_empty() && tiers.iter().all(|tier| is_tier(tier));
        all.then(|| TIER_WORDS.iter().find_map(|tier| last.strip_prefix(tier)))?
    });
    if let Some(field) = tiers.filter(is_field) {
        return Some((at + noun.len(), vec![field_name(field)], noun.starts_with('等')));
    }
    let sound = names.len() > 1 && names.iter().all(is_field);
    let fields = ["部门", "机关", "单位", "条线", "系统", "业务口"]
        .iter()
        .any(|word| noun.contains(word));
    let named = |name: &str| if fields { field_name(name) } else { name.to_owned() };
    let names = names
        .into_iter()
        .map(|name| {
            let bare = ["各级", "各", "其"].iter().find_map(|word| name.strip_prefix(*word));
            named(bare.filter(|n| n.chars().count() > 1).unwrap_or(name))
        })
        .collect();
    sound.then_some((at + noun.len(), names, noun.starts_with('等')))
}

/// 镇水利站人员 → 镇水利站: the body of its people; what names nobody's people stays.
pub fn body_of(name: &str) -> &str {
    let body = cues::PEOPLE
        .words
        .iter()
        .filter_map(|people| name.strip_suffix(people))
        .min_by_key(|body| body.len());
    body.filter(|body| {
        let short = body.ends_with(['站', '所', '办', '局']) && body.chars().count() > 2;
        (cues::BODY.closes(body) || short) && !NOUNS.contains(body) && !is_vague(body)
    })
    .unwrap_or(name)
}

/// A list cut at `、` outside brackets.
pub fn split_outside(list: &str) -> Vec<&str> {
    let (mut depth, mut from) = (0usize, 0);
    let mut out = Vec::new();
    for (at, c) in list.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '、' if depth == 0 => {
                out.extend(list.get(from..at));
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    out.extend(list.get(from..));
    out
}

/// 教育 → 教育部门; what is a name of a body already stays.
fn field_name(field: &str) -> String {
    // 教育行政(学校): the bracket only adds to the field.
    let field = field
        .split_once('(')
        .filter(|(name, _)| name.ends_with("行政"))
        .map_or(field, |(name, _)| name);
    if cues::BODY.closes(field) || cues::SOCIAL.closes(field) || field.ends_with('委') || field.ends_with('所') {
        field.to_owned()
    } else {
        format!("{field}部门")
    }
}

/// 等, with the noun behind it.
fn etc(rest: &str) -> Option<usize> {
    let open = rest.strip_prefix('等')?;
    let noun = [
        "有关人员或者单位",
        "有关单位和个人",
        "单位和个人",
        "单位、组织",
        "特殊职责人员",
        "有关人员",
        "有关单位",
        "有关机关",
        "有关组织",
        "有关方面",
        "社会组织",
        "相关部门",
        "有关部门",
        "职能部门",
        "多部门",
        "部门",
        "单位",
        "机关",
        "群团组织",
        "组织",
        "机构",
        "人员",
    ];
    Some('等'.len_utf8() + noun.iter().find(|n| open.starts_with(**n)).map_or(0, |n| n.len()))
}

/// How many bytes of `、`, 和 and their like a text opens with.
fn joint(rest: &str) -> Option<usize> {
    // 及其他部门 is 及 and 其他部门.
    if rest.starts_with("及其他") {
        return Some('及'.len_utf8());
    }
    ["、", "以及", "及其", "和", "及", "与", "或者", "或", ","]
        .iter()
        .filter(|word| **word != ",")
        .find(|word| rest.starts_with(**word))
        .map(|word| word.len())
}

/// The name that a text opens with, after so many bytes of words such as 各级.
pub fn name_at<'a>(text: &'a str, known: &Known) -> Option<(usize, &'a str)> {
    // 和有关部门: the conjunction is no part of the name.
    let joined = text.strip_prefix(['和', '及', '与', '或', '并']);
    if joined.is_some_and(|rest| longest(rest, known).is_some()) && !known.iter().any(|name| text.starts_with(name)) {
        return None;
    }
    let found = |skipped: usize| {
        let rest = text.get(skipped..)?;
        let name = longest(rest, known)?;
        Some((skipped, with_others(rest, name, known)))
    };
    // 各地 before a verb is all there is.
    let first = found(before(text, known)).or_else(|| found(0));
    // 各乡镇(街道) is known, 各乡镇(街道)民政所 is not: 各 is no part of it.
    match first {
        Some((0, name)) if !known.has(name) => cues::BEFORE
            .opens(name)
            .and_then(|word| found(word.len()))
            .filter(|(skipped, longer)| skipped + longer.len() == name.len())
            .or(first),
        first => first,
    }
}

/// `父母或者其他监护人`, `任何单位和个人`: one actor, though two nouns.
fn with_others<'a>(text: &'a str, name: &'a str, known: &Known) -> &'a str {
    let rest = text.get(name.len()..).unwrap_or_default();
    let whole = |joined: usize, next: &str| text.get(..name.len() + joined + next.len()).unwrap_or(name);
    for word in ["或者", "或"] {
        let Some(behind) = rest.strip_prefix(word) else {
            continue;
        };
        if behind.starts_with("其他")
            && let Some(next) = longest(behind, known)
        {
            return whole(word.len(), next);
        }
    }
    if name.starts_with("任何") {
        for word in ["和个人", "或者个人", "或个人", "及个人"] {
            if rest.starts_with(word) {
                return text.get(..name.len() + word.len()).unwrap_or(name);
            }
        }
    }
    name
}

fn before(text: &str, known: &Known) -> usize {
    let own = text
        .strip_prefix('其')
        .is_some_and(|rest| !rest.starts_with(['他', '中', '余']));
    let mut skipped = if own { '其'.len_utf8() } else { 0 };
    while let Some(word) = cues::BEFORE.opens(text.get(skipped..).unwrap_or_default()) {
        let rest = text.get(skipped..).unwrap_or_default();
        if known
            .names
            .iter()
            .any(|name| rest.starts_with(name.as_str()) && name.len() > word.len())
        {
            break;
        }
        skipped += word.len();
    }
    skipped
}

/// The longest prefix that is a name.
fn longest<'a>(text: &'a str, known: &Known) -> Option<&'a str> {
    let mut best: Option<usize> = known_prefix(text, known);
    if best.is_none() && cues::START.opens(text).is_some() {
        return None;
    }
    let mut bracket = None;
    let mut inside = 0u32;
    for (count, (at, c)) in text.char_indices().enumerate() {
        let rest = text.get(at..).unwrap_or_default();
        let end = at + c.len_utf8();
        match c {
            '(' if closes_soon(rest) => {
                inside += 1;
                bracket = Some(at);
            }
            ')' if inside > 0 => {
                inside -= 1;
                // 乡镇人民政府(街道办事处), 乡镇(街道): the bracket belongs to the name before it.
                let words = bracket.and_then(|from| text.get(from + 1..at)).unwrap_or_default();
                let named = best.is_some() && best == bracket && belongs(words);
                if named
                    || cues::SHORT.closes(text.get(..end).unwrap_or_default())
                        && ends_here(text.get(end..).unwrap_or_default())
                {
                    best = Some(end);
                }
                continue;
            }
            '、' if inside > 0 => {}
            // 医生等人员, but 中等职业学校.
            '等' if !text
                .get(..at)
                .is_some_and(|before| before.ends_with(['中', '高', '初', '同', '平'])) =>
            {
                break;
            }
            _ if !is_name_char(c) => break,
            _ => {}
        }
        let located = c == '在' && text.get(..at).is_some_and(|before| before.ends_with('所'));
        let past = best.is_some_and(|b| b > at);
        // 教职工体罚学生: what stands between two social actors is a verb.
        if let Some(social) = best.filter(|b| *b == at)
            && text.get(..social).is_some_and(|name| cues::SOCIAL.closes(name))
            && !goes_on(rest)
            && !overlaps(text, social)
        {
            break;
        }
        if count >= LONGEST || (!past && inside == 0 && !located && stops(rest, at, best)) {
            break;
        }
        let prefix = text.get(..end).unwrap_or_default();
        if inside == 0 && !past && is_name(prefix, text.get(end..).unwrap_or_default()) {
            best = Some(end);
        }
    }
    let name = text.get(..best?)?;
    (name.chars().count() > 1).then_some(name)
}

/// Whether a social actor's name goes on: another noun of the kind, or of a body, stands right behind it.
fn goes_on(rest: &str) -> bool {
    let ends = |cue: &cues::Cue| cue.words.iter().any(|word| rest.starts_with(word));
    ends(&cues::SOCIAL) || ends(&cues::BODY) || ends(&cues::SHORT) || ends(&cues::PART) || rest.starts_with('(')
}

/// Whether a longer noun of the kind begins inside the name and ends behind it: 中小学校 over 中小学.
fn overlaps(text: &str, end: usize) -> bool {
    let behind = text.get(end..).unwrap_or_default();
    behind.char_indices().take(4).enumerate().any(|(count, (at, c))| {
        let longer = text.get(..end + at + c.len_utf8()).unwrap_or_default();
        cues::SOCIAL
            .words
            .iter()
            .any(|word| longer.ends_with(word) && word.chars().count() > count + 1)
    })
}

fn known_prefix(text: &str, known: &Known) -> Option<usize> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    ends.filter(|end| text.get(..*end).is_some_and(|prefix| known.has(prefix)))
        .max()
}

/// Whether the words of a bracket are another name of the same tier.
fn belongs(words: &str) -> bool {
    let short = ["街道", "社区", "居", "区", "镇", "市", "乡", "园", "办", "场"];
    short.contains(&words) || words.split('、').all(|w| short.contains(&w) || cues::BODY.closes(w))
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '·' | '(' | ')')
}

fn closes_soon(rest: &str) -> bool {
    rest.chars().take(14).any(|c| c == ')')
}

/// Whether a name that began before cannot go on here.
fn stops(rest: &str, at: usize, best: Option<usize>) -> bool {
    let station = rest.starts_with("派出所") || rest.starts_with("派出机构");
    if station || (cues::INSIDE.opens(rest).is_some() && best != Some(at)) {
        return false;
    }
    let ended = best == Some(at);
    let verb = cues::VERB.opens(rest).or_else(|| {
        cues::SOFT_VERB
            .opens(rest)
            .filter(|_| ended && !rest.starts_with("中心"))
    });
    if let Some(verb) = verb {
        // 调查队, 县政府督查室: a verb before the noun of a body is part of its name.
        return at == 0 || !makes_body(verb, rest.get(verb.len()..).unwrap_or_default(), ended);
    }
    cues::BREAK.opens(rest).is_some()
}

/// Whether a prefix is a name, seeing what follows.
fn is_name(prefix: &str, follows: &str) -> bool {
    let count = prefix.chars().count();
    let social = cues::SOCIAL.closes(prefix);
    // 民政所长负责: the head of the body.
    let headed = prefix.ends_with(['所', '站'])
        && follows
            .strip_prefix('长')
            .is_some_and(|behind| cues::VERB.opens(behind).is_some());
    if headed && count > 2 {
        return true;
    }
    // 抢险队伍, 办理: the noun goes on and is another.
    let both: String = prefix.chars().rev().take(1).chain(follows.chars().take(1)).collect();
    if cues::NOT_PART.words.contains(&both.as_str()) {
        return false;
    }
    // 教师及学生 are two.
    if prefix.contains('和') && (prefix.ends_with("队伍") || prefix.ends_with("领导")) {
        return false;
    }
    if prefix.contains('及') && !prefix.contains("普及") && !prefix.contains("涉及") && !prefix.contains("及其他")
    {
        return false;
    }
    if count < 2 || NOUNS.contains(&prefix) || (cues::NO_UNIT.closes(prefix) && !social) || doubled(prefix) {
        return false;
    }
    let strong = social || cues::BODY.closes(prefix);
    strong || (cues::SHORT.closes(prefix) && ends_here(follows))
}

/// Whether a verb and the noun behind it are one name, such as 调查队. Right after a name that could stand alone only
/// the nouns for parts of a body count: 县政府督查室, but 县教育局检查单位食堂.
fn makes_body(verb: &str, behind: &str, ended: bool) -> bool {
    let opens = |cue: &cues::Cue| cue.opens(behind).is_some();
    let makes = cues::MAKER.words.contains(&verb);
    makes && !opens(&cues::NOT_PART) && (opens(&cues::PART) || (!ended && opens(&cues::WHOLE)))
}

fn doubled(prefix: &str) -> bool {
    let mut last = prefix.chars().rev();
    last.next() == last.next()
}

/// Whether a verb, a list or the end follows.
fn ends_here(follows: &str) -> bool {
    let Some(first) = follows.chars().next() else {
        return true;
    };
    // 街道应急办 is one name.
    if follows.starts_with("应急") {
        return false;
    }
    matches!(first, '、' | ',' | ';' | '。' | '(' | ')' | '等' | ' ' | ':')
        || cues::VERB.opens(follows).is_some()
        || [
            "于", "要", "应", "可", "和", "及", "与", "或", "指导", "督促", "组织", "对", "将", "把", "按", "在", "每",
            "向", "副", "党委", "每", "为单位", "为单元", "为主体", "为基础",
        ]
        .iter()
        .any(|word| follows.starts_with(word))
}

/// Whether a whole text is a list of names and nothing else: the heading of a unit's section.
pub fn is_list(text: &str, known: &Known) -> Option<List> {
    let list = list_at(text, known)?;
    let rest = text.get(list.length..).unwrap_or_default();
    rest.chars()
        .all(|c| matches!(c, '。' | ':' | '.' | ' '))
        .then_some(list)
}

/// Whether a name says that nobody is named.
pub fn is_vague(name: &str) -> bool {
    cues::VAGUE.words.iter().any(|word| name.contains(word))
}

/// Whether rules address a name as they do people and shops: a social actor, or a noun without the ending of a body.
pub fn is_outside(name: &str) -> bool {
    is_social(name) || !(cues::BODY.closes(name) || cues::SHORT.closes(name) || is_vague(name))
}

/// Whether a name is of those outside the administration.
pub fn is_social(name: &str) -> bool {
    cues::SOCIAL.closes(name)
}
