//! The one table of what `import` believes about wording: every word that it looks for, by what it makes of it.
//!
//! Rules hold for plans of any place and subject. `docs/import.md` shows this table; a test keeps them alike.

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Cue {
    /// What the row is called.
    pub name: &'static str,
    /// What is made of the words, in Chinese and in English.
    pub means: (&'static str, &'static str),
    /// The words.
    pub words: &'static [&'static str],
}

const fn cue(name: &'static str, zh: &'static str, en: &'static str, words: &'static [&'static str]) -> Cue {
    Cue {
        name,
        means: (zh, en),
        words,
    }
}

/// Endings of bodies that are believed wherever the words before them allow.
pub static BODY: Cue = cue(
    "body",
    "名称这样结尾的是单位",
    "a name that ends so is a unit",
    &[
        "局", "委员会", "委", "部门", "机关", "单位", "办公室", "政府", "办事处", "法院", "检察院", "厅", "机构",
        "中心", "妇联", "残联", "工会", "共青团", "关工委", "团委", "团市委", "团县委", "团区委", "团省委", "指挥部",
        "领导小组", "领导组", "工作组", "专班", "联席会议", "学校", "小学", "中学", "高校", "幼儿园", "医院", "卫生院",
        "福利院", "敬老院", "养老院", "执法队", "城管办", "应急办", "民政办", "财政所", "派出所", "司法所", "居委会",
        "村委会", "管委会", "民委员会", "公司", "企业", "银行", "支行", "协会", "基金会", "慈善总会", "社会组织",
        "服务组织", "群团组织", "志愿组织", "支队", "大队", "消防队", "救援队", "抢险队", "民兵", "组委会", "分局",
        "气象台", "报社", "电视台", "网信办", "未保办", "综治办", "农办", "指挥办", "安委办", "防汛办", "法制办",
        "文明办", "扶贫办", "应急办", "党委", "党组", "党支部", "纪委", "监委", "人大", "政协", "商会", "团体", "公会",
        "联合会", "联盟", "协调机制", "防指", "防办",
    ],
);

/// Short endings that are believed only before a verb or at the end of a list.
pub static SHORT: Cue = cue(
    "short",
    "名称这样结尾、后面又接动词或顿号的是单位",
    "a name that ends so is a unit where a verb or a list follows",
    &[
        "部", "办", "院", "会", "处", "科", "室", "站", "所", "队", "团", "街道", "乡镇", "镇", "乡", "县", "区", "村",
        "社区", "组", "班", "(街道)", "县(区)", "(社区)", "乡(镇)", "(居)", "各地", "三级", "两级", "四级", "村居",
        "领导", "领导干部", "领导同志", "队伍",
    ],
);

/// Nouns for those outside the administration whom rules address.
pub static SOCIAL: Cue = cue(
    "social",
    "社会主体:遇应当、不得等成为规范的主体",
    "social actors: norms address them",
    &[
        "监护人", "父母", "家长", "家庭成员", "近亲属", "亲属", "亲友", "教师", "教职工", "教职员工", "班主任", "学生",
        "经营者", "生产者", "运营者", "媒体", "传播媒介", "公民", "群众", "居民", "个人", "用人单位", "用工单位",
        "学校", "幼儿园", "托儿所", "小学", "中学", "高校", "中小学校", "医疗机构", "企业", "公司", "志愿者",
        "社会组织", "营业场所", "工作人员", "从业人员", "业主", "村民", "负责人", "责任人", "校长", "医生", "辅导员",
        "督导员", "儿童主任", "网格员", "专干", "物业服务企业", "社会工作者", "投诉人", "举报人", "当事人", "申请人",
        "报告人", "庇护场所", "网格长", "民警", "人员", "责任人", "监护人员", "儿童督导员", "管理员", "保安",
        "群团组织", "工作者", "从业者", "承办者", "所有者", "家庭", "管理者", "使用者", "护林员", "巡查员", "信息员",
    ],
);

/// Words that say that nobody is named.
pub static VAGUE: Cue = cue(
    "vague",
    "泛称:没有点名,照写,不推定",
    "vague: nobody is named, kept as written",
    &[
        "有关部门", "相关部门", "有关单位", "相关单位", "职能部门", "有关方面", "相关职能", "各部门", "各单位",
        "主管部门", "任何单位", "其他单位", "其他部门", "责任单位", "责任部门", "牵头单位", "牵头部门", "配合单位",
        "配合部门", "有关机关", "上级机关", "行业部门", "各级各部门", "相关机构", "有关机构", "有关组织", "任何组织",
        "各职能", "各相关", "各有关", "各责任", "各牵头", "单位和个人", "部门和个人",
    ],
);

/// A name that ends so is none.
pub static NO_UNIT: Cue = cue(
    "no-unit",
    "这样结尾的不是单位",
    "what ends so is no unit",
    &[
        "社会", "机会", "全部", "内部", "外部", "干部", "不会", "大会", "例会", "年会", "会议室", "教室", "场所",
        "厕所", "举办", "承办", "主办", "督办", "开办", "交办", "转办", "好处", "到处", "用处", "之处", "家庭", "城乡",
        "下乡", "返乡", "农村", "乡村", "山区", "地区", "辖区", "片区", "灾区", "学区", "校区", "小区", "景区", "林区",
        "险区", "所在单位", "情况处", "长处", "进一步加强部", "局部", "一部", "知识", "平安建设", "家长会", "班会",
        "晚会", "理会", "体会", "集会", "聚会", "工作会", "部署会", "推进会", "协调会", "座谈会", "总会议",
        "群众团体活动室", "活动室", "候诊室", "咨询室", "对象区", "下级单位", "小组会", "全校", "全县", "全市", "全区",
        "全镇", "全乡", "全省", "全村", "我县", "我市", "我区", "我镇", "我乡", "我省", "我村", "我校", "本校", "本村",
        "进村", "到村", "入村", "驻村", "行政村", "贫困村", "每个学校", "团组织", "党组织", "重点村", "一支队",
        "专业队", "委员", "值班", "带班", "交接班", "行业主", "一班", "群团", "组织领导", "统一领导", "全面领导",
        "坚强领导", "集中领导", "党的领导", "思想领导", "属地领导",
    ],
);

/// Verbs before which a name ends and with which no name begins.
pub static VERB: Cue = cue(
    "verb",
    "动词:单位名到此为止",
    "verbs: a unit's name ends before them",
    &[
        "应当", "应该", "必须", "不得", "可以", "禁止", "严禁", "务必", "负责", "牵头", "配合", "会同", "协助", "协同",
        "联合", "加强", "建立", "健全", "完善", "开展", "强化", "做好", "推进", "推动", "深化", "提升", "提高", "落实",
        "制定", "制订", "建设", "印发", "承担", "履行", "及时", "定期", "积极", "要求", "研究", "提供", "提出", "提请",
        "纳入", "结合", "根据", "按照", "依托", "依法", "依据", "通过", "利用", "围绕", "发现", "发挥", "对于", "为了",
        "支持", "鼓励", "引导", "动员", "确保", "保证", "接到", "收到", "受理", "处理", "处置", "调查", "报告", "上报",
        "通报", "通知", "告知", "报送", "移交", "移送", "转介", "护送", "汇总", "审核", "审批", "检查", "抽查", "排查",
        "考核", "评估", "认真", "切实", "全面", "充分", "进一步", "主要", "具体", "统筹", "统一", "共同", "分别",
        "严格", "严厉", "严肃", "广泛", "深入", "主动", "实施", "执行", "采取", "设立", "下设", "成立", "召开", "作为",
        "担任", "优化", "调整", "加大", "加快", "给予", "予以", "行使", "同意", "批准", "派出", "选派", "安排", "明确",
        "掌握", "了解", "参加", "参与", "周边", "周围", "内的", "是否", "如发", "如遇", "力争", "坚持", "坚决", "高度",
        "普遍", "逐步", "不断", "优先", "重点", "拒绝", "侵害", "尊重", "维护", "创造", "拓展", "充实", "配齐", "配备",
        "聚焦", "依靠", "立即", "迅速", "启动", "终止", "解除", "办理", "申请", "填报", "完成", "整改", "责令", "追究",
        "约谈", "问责", "表彰", "奖励", "每年", "每月", "每季", "每周", "每半", "每学", "进行", "因地", "因工", "因人",
        "主持", "召集", "邀请", "督查", "督办", "督导", "指定", "确定", "确认", "收集", "整理", "报请", "报经", "举办",
        "举行", "牢固", "须", "率先", "带头", "承办", "主办", "逐级", "逐一", "依规", "协调做", "无法", "不能", "不履",
        "拒不", "未经", "未按", "未履", "组建", "编制", "编报", "修复", "抢修", "发放", "出台", "拟定", "起草", "汇报",
        "签订", "走访", "探访", "慰问", "疏散", "撤离", "储备", "调运", "养护", "清理", "清除", "取缔", "查处", "抽检",
        "登记", "录入", "张贴", "悬挂", "刊播", "申报", "拨付", "下达", "拨打", "出动", "赶赴", "关停", "停止", "恢复",
        "采购", "购买", "招聘", "招募", "聘请", "配置", "补充", "增设", "推荐", "评选", "认定", "核定", "核查", "核实",
        "接送", "收治", "救治", "帮扶", "资助", "承接", "对接", "跟踪", "签收", "公示", "报备", "备案", "存档", "归档",
        "回访", "反馈", "答复", "转发", "传达", "部署", "坐镇", "带队", "轮流", "值守", "24小时", "随访", "劝返",
        "劝导", "教育引导", "体罚", "驱动", "开放", "封控", "看护", "护理", "照料", "抚养", "履行好", "遭受", "受到",
        "面临", "疑似", "新增", "进入", "赶到", "到岗", "待命", "加密",
    ],
);

/// Words that are a verb after a name, and part of a name elsewhere (市委宣传部, 社工指导中心).
pub static SOFT_VERB: Cue = cue(
    "soft-verb",
    "紧跟在单位名后面是动词,别处是名称的一部分",
    "verbs right after a name, parts of names elsewhere",
    &[
        "指导", "督促", "监督", "组织", "宣传", "保障", "管理", "服务", "保护", "规划", "协调", "救助", "指挥", "应急",
        "教育", "培训", "规范", "审查", "监测", "预防", "打击", "整治", "抓好", "抓", "管", "设", "是", "等", "收",
        "派", "把", "将", "要", "应", "可", "在", "对", "向", "由", "从", "以", "为", "与", "和", "及", "或", "按",
        "至", "到", "经", "接", "为", "并", "也", "都", "内", "外", "上", "中", "的", "有", "每", "未", "不", "如",
        "遇", "会商", "报", "交", "送", "请", "各", "发布", "预警", "值守", "巡查", "抢", "转移", "调度", "统计",
        "公布", "宣布", "印制",
    ],
);

/// Verbs with which no name begins, though some stand inside names.
pub static START: Cue = cue(
    "start",
    "单位名不会这样开头",
    "no name begins so",
    &[
        "指导", "督促", "促进", "增强", "形成", "实现", "组建", "送", "故", "挂", "推广", "扩大", "构建", "号召",
        "帮助", "争取", "压实", "压紧", "凝聚", "营造", "打造", "探索", "解决", "打击", "整合", "倡导", "培养", "培育",
        "开通", "遭受", "组织区", "组织县", "组织市", "组织各", "组织全", "组织有", "组织相", "组织教", "组织本",
        "组织1", "组织辖", "组织乡", "组织村", "组织成", "组织公", "组织民", "组织机关", "组织机构", "报县", "报市",
        "报区", "报省", "报镇", "报乡", "报上", "报同", "报本", "报所", "报领", "报党", "报学", "报指", "报防", "报政",
        "报国", "报州", "报有", "报相", "报经", "报请", "报送", "组织学", "组织力", "组织社", "组织人", "组织专",
        "组织师", "组织志", "组织干", "组织党", "组织企", "组织医", "组织开", "协调", "因此", "因而", "所以", "同时",
        "总之", "此外", "造成", "导致", "列入", "搭建", "畅通", "健", "涉案", "进", "动员", "教育引", "开设", "引",
        "让", "求", "请求", "服从", "争当", "确", "覆盖", "经过", "听取", "追责", "破坏", "建设", "下设", "设置",
        "联系", "实行",
    ],
);

/// Nouns that close a list of fields of work: 教育、公安等部门.
pub static CLOSERS: Cue = cue(
    "closers",
    "列举业务口的结尾:教育、公安等部门",
    "nouns that close a list of fields of work",
    &[
        "等有关部门", "等相关部门", "等职能部门", "等多部门", "等部门", "等有关单位", "等相关单位", "等单位", "等机关",
        "等业务部门", "相关部门", "部门", "等业务条线", "等业务口", "等条线", "等系统", "等各部门", "等各有关部门",
        "等有关职能部门", "等各相关部门", "等成员单位", "等企业", "等学校", "等医疗机构", "等社会组织", "等群团组织",
        "等群团", "等机构", "等场所", "等业务", "等行业", "等战线",
    ],
);

/// Names that hold a verb: it does not end them.
pub static INSIDE: Cue = cue(
    "inside",
    "名称里的动词:不在此处断开",
    "a verb that is part of a name",
    &[
        "报告责任", "报告主体", "报告义务", "评估机构", "评估中心", "评估小组", "调查队", "调查总队", "调查组",
        "检查组", "督查组", "督查室", "督导组", "督导员", "督办室", "参与单位", "参加单位", "牵头单位", "牵头部门",
        "配合单位", "配合部门", "实施单位", "处置指挥", "处置中心", "建设局", "建设委", "建设厅", "建设部门", "建设办",
        "建设规划", "受理中心", "受理单位", "承办单位", "主办单位", "推进办", "推进组", "落实组", "审批局", "审批部门",
        "审批服务", "协调小组", "协调组", "协调办", "协调机构", "联合会", "统筹办", "调度中心", "应急", "派出所",
        "派出机构", "执行局", "参谋部", "检查站", "监督检查", "重点学校", "申请人", "调查机构", "支持中心", "发展改革",
        "主要负责人", "奖励办", "整改办", "牵头医院", "牵头机构", "牵头高校", "牵头企业", "配合机构",
    ],
);

/// Single characters that no name holds unless a table has the whole name.
pub static BREAK: Cue = cue(
    "break",
    "单位名里不会有的字",
    "no name holds these",
    &[
        "对", "向", "由", "将", "把", "的", "在", "到", "至", "为", "是", "被", "让", "使", "并", "但", "若", "每",
        "了", "着", "于", "按",
    ],
);

/// Words that stand before a unit and are no part of it.
pub static BEFORE: Cue = cue(
    "before",
    "单位名前可省去的字",
    "words before a name that are no part of it",
    &[
        "各级", "各地", "在场", "值班", "当班", "在岗", "各级各类", "各类", "全市", "全县", "全区", "全省", "全镇",
        "我市", "我县", "我区", "我镇", "我校", "本市", "本县", "本区", "所在地", "所在", "辖区", "当地", "属地", "各",
        "各班",
    ],
);

/// Role words right after a unit or a list of units.
pub static LEAD: Cue = cue(
    "lead",
    "前面的单位牵头",
    "the units before it lead",
    &["牵头", "总牵头", "主办", "主责", "统筹协调", "总负责"],
);
/// The same for assistance.
pub static ASSIST: Cue = cue(
    "assist",
    "前面的单位配合",
    "the units before it assist",
    &["配合", "协助", "协办", "协同", "参与", "参加"],
);
/// Words that bring in units acting together with the subject.
pub static WITH: Cue = cue(
    "with",
    "后面的单位共同办理",
    "the units after it act jointly",
    &["会同", "联合", "协同", "会商"],
);
/// Words before the acting unit.
pub static BY: Cue = cue("by", "后面的单位办理", "the units after it act", &["由", "设在"]);

/// Passing on, by what the receiver is.
pub static HAND_OVER: Cue = cue(
    "hand-over",
    "移交给后面的单位",
    "handed over to the units after it",
    &[
        "移交给", "移交至", "移交", "移送至", "移送", "转介至", "转介到", "转介", "护送至", "护送到", "护送", "转交",
        "转办至", "转办", "送至", "送往", "送到", "交由", "转由", "安置到", "安置至", "转送", "分解到", "转至",
        "转诊至", "转诊到", "转诊", "推送给", "推送至", "推送", "转介给", "转办给", "移交到", "交接给", "送",
    ],
);
/// Guidance.
pub static GUIDE: Cue = cue(
    "guide",
    "指导、督促后面的单位",
    "guides the units after it",
    &[
        "督促指导", "指导督促", "督促和指导", "指导和督促", "监督指导", "指导监督", "指导", "督促",
    ],
);
/// Bringing others to act.
pub static URGE: Cue = cue(
    "urge",
    "推动、发动后面的单位去办",
    "brings the units after it to act",
    &["推动", "发动", "动员", "组织", "要求"],
);
/// Telling.
pub static NOTIFY: Cue = cue(
    "notify",
    "通报后面的单位",
    "the units after it are told",
    &[
        "通报给", "通报", "通知", "告知", "反馈给", "反馈至", "反馈", "抄送", "抄报", "抄告", "函告", "印发", "联系",
    ],
);
/// Reporting upward.
pub static REPORT: Cue = cue(
    "report",
    "报告后面的单位",
    "reported to the units after it",
    &[
        "书面报告", "报告给", "报告至", "报告", "上报至", "上报到", "上报", "报送至", "报送", "报请", "提请", "提交",
        "报至", "报经", "先报", "应报", "报",
    ],
);
/// What follows `向…`.
pub static TOWARD: Cue = cue(
    "toward",
    "向…报告、通报、移交",
    "toward: 向…报告 and its like",
    &[
        "报告", "通报", "移交", "移送", "报送", "上报", "反馈", "提出", "报警", "申请", "举报", "汇报", "求助", "转介",
        "通知", "报备", "备案", "反映", "申领", "汇总", "提请", "提起", "咨询",
    ],
);

/// Soft deadlines, kept as written.
pub static SOFT: Cue = cue(
    "soft",
    "没有数的时限,照写",
    "deadlines without a number, kept as written",
    &[
        "第一时间", "立即", "迅速", "及时", "尽快", "即时", "随时", "定时", "年底前", "年底", "年中", "定期", "限期",
        "适时", "限时", "实时", "逐年", "年内", "当日", "当天", "当场", "当月", "汛期前", "汛前", "汛期", "节前",
        "开学前", "学期初", "学期末", "月底前", "季度末",
    ],
);

/// What opens a condition.
pub static WHEN: Cue = cue(
    "when",
    "条件从这里开始",
    "a condition begins here",
    &[
        "如发现", "发现", "如遇", "遇到", "遇有", "发生", "一旦", "对于", "对", "属于", "凡", "接到", "收到", "如果",
        "如", "若", "当", "出现", "经评估", "经调查", "经查", "符合", "因", "需要", "情况紧急", "情节严重", "情节",
        "造成", "构成", "无法", "拒不", "逾期", "未", "在",
    ],
);
/// What closes it.
pub static WHEN_ENDS: Cue = cue(
    "when-ends",
    "条件到这里结束",
    "a condition ends here",
    &["的", "时", "后", "之后", "情况下", "情形下", "期间", "情况", "等情形"],
);
/// Discretion.
pub static DISCRETION: Cue = cue(
    "discretion",
    "裁量:加上 视情 或 必要时",
    "discretion",
    &["必要时", "视情", "根据需要", "根据工作需要", "确有必要", "酌情"],
);

/// Words that bind somebody, by modality.
pub static MUST_NOT: Cue = cue(
    "must-not",
    "规范:不得",
    "norm: must not",
    &["不得", "禁止", "严禁", "不准", "不允许", "严格禁止"],
);
/// Must.
pub static MUST: Cue = cue(
    "must",
    "规范:必须",
    "norm: must",
    &["一定要", "应当", "必须", "应该", "务必", "须", "应", "要"],
);
/// May.
pub static MAY: Cue = cue(
    "may",
    "规范:可以",
    "norm: may",
    &["可以", "有权", "可根据", "可视", "可"],
);

/// A heading of this kind belongs to the unit before it.
pub static DUTIES_OF: Cue = cue(
    "duties-of",
    "标题“某单位(主要)职责”:这一节属于该单位",
    "a heading such as X职责: the section belongs to X",
    &[
        "主要工作职责", "主要职责任务", "工作职责", "主要职责", "职责任务", "职责分工", "工作任务", "工作规则", "职责",
        "分工", "任务",
    ],
);

/// Time limits in the fields of a table.
pub static FIELD_DEADLINE: Cue = cue(
    "field-deadline",
    "表格里的时限栏",
    "the column of the time limit",
    &[
        "完成时限", "完成时间", "完成期限", "办理时限", "时间安排", "时间要求", "时间节点", "时限", "期限", "时间",
        "工作时限", "进度安排", "进度要求",
    ],
);
/// Work in the fields of a table.
pub static FIELD_WORK: Cue = cue(
    "field-work",
    "表格里的事项栏",
    "the column of the work",
    &[
        "工作任务", "工作内容", "工作措施", "工作要求", "工作目标", "重点任务", "具体举措",
    ],
);

/// Verbs that make a name with the noun of a body behind them.
pub static MAKER: Cue = cue(
    "maker",
    "动词后面接机构名词,合为一个名称:督查室、处置中心",
    "a verb that makes one name with the noun of a body behind it: 督查室, 处置中心",
    &[
        "指导", "监督", "督促", "调查", "检查", "督查", "督导", "督办", "巡查", "巡逻", "评估", "处置", "受理", "承办",
        "主办", "执行", "实施", "救助", "救治", "保护", "服务", "管理", "保障", "应急", "指挥", "协调", "统筹", "宣传",
        "组织", "教育", "培训", "审批", "审查", "监测", "预防", "预警", "研究", "建设", "推进", "落实", "考核", "登记",
        "采购", "接待", "值班", "值守", "帮扶", "护理", "照料", "规划", "调度", "统计", "核查", "接收", "安置", "整治",
        "接送", "抢", "转移", "发布", "牵头", "配合", "参与", "参加",
    ],
);

/// Nouns of parts of a body.
pub static PART: Cue = cue(
    "part",
    "机构内设部分的名词",
    "nouns of parts of a body",
    &[
        "中心", "领导小组", "工作组", "小组", "专班", "指挥部", "办公室", "室", "组", "队", "办", "部", "科", "处",
    ],
);

/// Nouns of whole bodies.
pub static WHOLE: Cue = cue(
    "whole",
    "机构的名词",
    "nouns of whole bodies",
    &["单位", "机构", "部门", "机关", "委员会", "局", "厅", "委", "站", "所"],
);

/// Words that only begin as such a noun does.
pub static NOT_PART: Cue = cue(
    "not-part",
    "只是开头与机构名词相同的词",
    "words that only begin as such a noun does",
    &[
        "组织", "组建", "组成", "组合", "队伍", "办理", "办法", "办好", "办结", "部署", "部分", "室内", "室外", "处置",
        "处理", "处罚", "处分", "处于", "所有", "所在", "所辖", "所属", "所需", "站点", "委托", "委派", "科学", "科技",
        "科普", "局部", "单位内", "会议", "会商", "会同", "区域", "市场", "院校", "团结", "团体", "村民", "村庄",
        "乡村", "县城", "镇区", "班子", "班主", "部长", "局长", "所长", "站长", "院长", "组长", "队长", "处长", "科长",
        "会长", "室主",
    ],
);

/// Fields of work whose names hold 和.
pub static TWOFOLD: Cue = cue(
    "twofold",
    "名称里的“和”不分开两个业务口",
    "fields of work whose own names hold 和",
    &[
        "人力资源和社会保障",
        "文化和旅游",
        "住房和城乡建设",
        "住房和城乡规划建设",
        "发展和改革",
        "工业和信息化",
        "经济和信息化",
        "自然资源和规划",
        "卫生健康和体育",
        "卫生和计划生育",
        "教育和体育",
        "农业和农村",
        "民族和宗教",
        "科技和工业信息化",
        "文化和广电旅游",
        "交通和城市管理",
    ],
);

/// People of a body, who stand for it before a verb.
pub static PEOPLE: Cue = cue(
    "people",
    "单位名后面接这些人、再接动词,仍是这个单位办",
    "people of a body: before a verb the body acts",
    &[
        "工作人员", "全体人员", "人员", "干部职工", "干部", "主要负责人", "主要负责同志", "负责人", "负责同志",
        "主要领导", "分管领导", "分管负责人", "一把手", "领导班子", "党组", "班子成员", "全体职工",
    ],
);

/// What makes the name before it part of a longer noun, and no subject.
pub static NOUN_AFTER: Cue = cue(
    "noun-after",
    "紧跟在单位名后面时,单位名只是定语",
    "right after a name these make it part of a longer noun, and no subject",
    &[
        "的", "之", "内", "外", "上", "下", "中", "间", "等", "工作", "人员", "领导", "职责", "名单", "情况", "组成",
        "会议", "主要", "负责人", "负责同志", "同志", "干部", "班子", "系统", "监管", "管理", "主任", "局长", "书记",
        "成员", "以外", "以上", "以下", "之间", "所", "(", "《", "“", "为", "、", "和", "及", "或", "与", "任", "副",
        "建设", "名义", "文件", "印发", "有", "各", "办公室", "制度", "规则", "要求", "机制", "议事", "联络员",
        "召集人",
    ],
);

/// Words between a subject and its verb.
pub static ADVERB: Cue = cue(
    "adverb",
    "单位名和动词之间可省去的字",
    "words between a unit and its verb",
    &[
        "首先", "还", "也", "更", "均", "都", "一律", "相应", "也相应", "也要", "首先要", "同时", "自觉", "继续",
    ],
);

/// Verbs that lay the work on those whom they name.
pub static CHARGE: Cue = cue(
    "charge",
    "压实…责任、发挥…作用、以…为单位:其中的单位承担这项工作",
    "压实…责任, 发挥…作用, 以…为单位: the units inside bear the work",
    &["压实", "压紧", "强化", "落实", "夯实", "明确", "发挥", "以", "实行"],
);

/// Every row, in the order in which the page shows them.
pub static TABLE: &[&Cue] = &[
    &BODY, &SHORT, &SOCIAL, &VAGUE, &NO_UNIT, &VERB, &SOFT_VERB, &START, &INSIDE, &CLOSERS, &BREAK, &BEFORE, &LEAD,
    &ASSIST, &WITH, &BY, &GUIDE, &URGE, &HAND_OVER, &NOTIFY, &REPORT, &TOWARD, &SOFT, &WHEN, &WHEN_ENDS, &DISCRETION,
    &MUST_NOT, &MUST, &MAY, &DUTIES_OF, &TWOFOLD, &PEOPLE, &MAKER, &PART, &WHOLE, &NOT_PART, &NOUN_AFTER, &ADVERB,
    &CHARGE, &FIELD_DEADLINE, &FIELD_WORK,
];

impl Cue {
    /// The longest word that a text starts with.
    pub fn opens<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.words
            .iter()
            .filter(|word| text.starts_with(**word))
            .max_by_key(|word| word.len())
            .and_then(|word| text.get(..word.len()))
    }

    /// Whether a text ends with one of the words.
    pub fn closes(&self, text: &str) -> bool {
        self.words.iter().any(|word| text.ends_with(word))
    }

    /// Whether a text holds one of the words.
    pub fn is_in(&self, text: &str) -> bool {
        self.words.iter().any(|word| text.contains(word))
    }

    /// The first place of one of the words, the longest there; with the word.
    pub fn find(&self, text: &str) -> Option<(usize, &'static str)> {
        self.words
            .iter()
            .filter_map(|word| text.find(word).map(|at| (at, *word)))
            .min_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())))
    }
}
