//! A desk at which one case is handled: real regimes, the nation's calendar, a clock that is set.

use std::borrow::Borrow;
use std::sync::LazyLock;

use base::{Date, Timestamp};
use calendar::{Calendar, Calendars, LimitUnit};
use domain::access::StaffActor;
use domain::cases::{
    Act, Case, Channel, Conclusion, Delivery, DeliveryWish, Due, Facts, Issue, NewCase, Outcome,
    Paper, Party, Recorded, Refused, Settled, Taken, Terms, TermsPaper, TermsResult, due_effects,
    execute, fold, submit,
};
use domain::catalogue::{
    Application, CaseType, Citation, Flow, FlowKind, JointDepartment, Limits, MaterialNeed, Regime,
    TimeLimit,
};
use domain::people::{PartyRole, PersonKind, Role};
use serde_json::{Map, Value};

static CALENDARS: LazyLock<Calendars> = LazyLock::new(Calendars::built_in);

/// The nation's calendar, whose year 2026 is published.
pub fn nation() -> &'static Calendar {
    CALENDARS.national()
}

static REGIMES: LazyLock<Vec<Regime>> = LazyLock::new(|| {
    #[derive(serde::Deserialize)]
    struct File {
        regimes: Vec<Regime>,
    }
    let file: File = toml::from_str(include_str!("../../../../resources/regimes.toml")).unwrap();
    file.regimes
});

/// A regime that the house comes with.
pub fn regime(id: &str) -> Regime {
    let found = REGIMES.iter().find(|regime| regime.id == id);
    found.unwrap_or_else(|| panic!("no regime {id}")).clone()
}

/// `2026-03-02`.
pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// `2026-03-02 09:30` in Shanghai.
pub fn time(text: &str) -> Timestamp {
    let (date, clock) = text.split_once(' ').unwrap();
    let (hour, minute) = clock.split_once(':').unwrap();
    Timestamp::at(day(date), hour.parse().unwrap(), minute.parse().unwrap())
}

/// A limit without words.
pub fn limit(days: u16, unit: LimitUnit) -> TimeLimit {
    let basis =
        Citation { law: "食品安全法".into(), article: Some(35), clause: None, note: None };
    TimeLimit { days, unit, basis: Some(basis), note: None }
}

/// Terms of an item of this regime that is reviewed: 20 working days by law, 10 by promise, an
/// application form and a plan, of which the plan may be asked for, and a photograph for later.
pub fn terms(regime_id: &str) -> Terms {
    let paper = |id: &str, need, conditional| TermsPaper { id: id.into(), need, conditional };
    let regime = regime(regime_id);
    let (statutory, promised) = (limit(20, regime.unit), limit(10, regime.unit));
    Terms {
        item: "11532901YX0000024E4530125001000".into(),
        version: 3,
        department: "scjg".into(),
        region: "532901".into(),
        limits: Limits {
            statutory: (!regime.basis.is_empty()).then_some(statutory),
            promised: Some(promised),
        },
        regime,
        flow: Flow { kind: FlowKind::Review, second_officer: false, joint: vec![] },
        case_type: CaseType::Promised,
        papers: vec![
            paper("form_paper", MaterialNeed::Required, false),
            paper("plan", MaterialNeed::Required, false),
            paper("mandate", MaterialNeed::Required, true),
            paper("photo", MaterialNeed::Later, false),
        ],
        window_accepts: true,
        application: Application::Open,
        results: vec![TermsResult { place: 0, valid_months: Some(60) }],
        basis: vec!["《食品安全法》第三十五条".into()],
    }
}

/// The same item as a service that is done without a decision and without a paper.
pub fn service(regime_id: &str) -> Terms {
    let flow = Flow { kind: FlowKind::Service, second_officer: false, joint: vec![] };
    Terms { flow, results: vec![], ..terms(regime_id) }
}

/// A department that is asked in parallel.
pub fn joint(department: &str, days: u16) -> JointDepartment {
    JointDepartment { department: department.into(), days, question: "消防".into() }
}

/// A member of staff of a department.
pub fn staff(id: &str, department: &str) -> StaffActor {
    StaffActor {
        id: id.into(),
        department: department.into(),
        region: "532901".into(),
        roles: vec![Role::Officer, Role::Leader],
    }
}

/// A paper that has come.
pub fn paper(material: &str) -> Paper {
    let sha256 = Some("00".repeat(32));
    Paper { material: material.into(), taken: Taken::Upload, file: None, sha256, count: 1 }
}

/// An application with these papers.
pub fn application(received_at: Timestamp, papers: &[&str]) -> NewCase {
    NewCase {
        channel: Channel::Web,
        filed_by: Some("a1".into()),
        parties: vec![Party {
            role: PartyRole::Applicant,
            kind: PersonKind::Natural,
            person: "p1".into(),
            name: "段示例".into(),
            document_kind: "111".into(),
            document_number: "53290119900101001X".into(),
            phone: None,
            address: None,
        }],
        answers: Map::new(),
        papers: papers.iter().map(|material| paper(material)).collect(),
        received_in: "532901".into(),
        received_at,
        late: None,
        delivery: DeliveryWish::PickUp,
        address: None,
        query_hash: "00".repeat(32),
    }
}

/// One case and everything that happened to it.
#[derive(Clone)]
pub struct Desk {
    pub terms: Terms,
    pub now: Timestamp,
    pub case: Case,
    pub events: Vec<Recorded>,
    pub personal: Vec<Option<Value>>,
}

impl Desk {
    /// A complete application comes in.
    pub fn receives(terms: Terms, at: &str) -> Self {
        Self::receives_papers(terms, at, &["form_paper", "plan"])
    }

    /// An application with these papers comes in.
    pub fn receives_papers(terms: Terms, at: &str, papers: &[&str]) -> Self {
        Self::receives_application(terms, time(at), &application(time(at), papers)).unwrap()
    }

    /// An application comes in.
    pub fn receives_application(
        terms: Terms,
        now: Timestamp,
        new: &NewCase,
    ) -> Result<Self, Refused> {
        let emitted = submit(&Facts { now, terms: &terms, calendar: nation(), staff: None }, new)?;
        let first = Recorded { seq: 1, at: now, event: emitted.event };
        let case = Case::start("532901-260302-0000000-0", &first).unwrap();
        Ok(Self { terms, now, case, events: vec![first], personal: vec![emitted.personal] })
    }

    /// A complete application comes in and is accepted at once.
    pub fn accepts(terms: Terms, at: &str) -> Self {
        let mut desk = Self::receives(terms, at);
        desk.act(accept()).unwrap();
        desk
    }

    /// The clock is set.
    pub fn at(&mut self, at: &str) -> &mut Self {
        self.now = time(at);
        self
    }

    /// Somebody looks: what the law has done meanwhile is recorded. Gives how much that was.
    pub fn look(&mut self) -> usize {
        let due = due_effects(&self.case, &self.facts(None));
        let count = due.len();
        self.record(due);
        count
    }

    /// The organ's first officer acts.
    pub fn act(&mut self, act: impl Borrow<Act>) -> Result<(), Refused> {
        self.by(&staff("s1", "scjg"), act)
    }

    /// Somebody acts: first what the law has done meanwhile, then the act.
    pub fn by(&mut self, who: &StaffActor, act: impl Borrow<Act>) -> Result<(), Refused> {
        self.look();
        let emitted = execute(&self.case, &self.facts(Some(who)), act.borrow())?;
        self.record(emitted);
        Ok(())
    }

    fn facts<'a>(&'a self, staff: Option<&'a StaffActor>) -> Facts<'a> {
        Facts { now: self.now, terms: &self.terms, calendar: nation(), staff }
    }

    /// What is recorded, whatever the law of today says to it.
    pub fn record(&mut self, emitted: Vec<domain::cases::Emitted>) {
        for one in emitted {
            let seq = self.case.seq + 1;
            let recorded = Recorded { seq, at: self.now, event: one.event };
            self.case.apply(&recorded).unwrap();
            self.events.push(recorded);
            self.personal.push(one.personal);
        }
    }

    /// The case as its events alone give it.
    pub fn folded(&self) -> Case {
        fold(&self.case.number, &self.events).unwrap()
    }

    /// 法定.
    pub fn statutory(&self) -> Date {
        self.case.due.statutory.unwrap().on
    }

    /// 承诺.
    pub fn promised(&self) -> Date {
        self.case.due.promised.unwrap().on
    }
}

/// The day of a due that must be there.
pub fn on(due: Option<Due>) -> Date {
    due.unwrap().on
}

pub fn accept() -> Act {
    Act::Accept { document: "大市监受字〔2026〕第1号".into() }
}

pub fn notify(materials: &[&str]) -> Act {
    let corrections = materials.iter().map(|id| ((*id).into(), "缺页".into())).collect();
    Act::NotifyCorrections { document: "大市监补字〔2026〕第1号".into(), corrections }
}

pub fn waive(materials: &[&str]) -> Act {
    let materials = materials.iter().map(|id| (*id).into()).collect();
    Act::WaivePapers { materials, reason: "店里不做热食".into() }
}

pub fn supply(materials: &[&str]) -> Act {
    let papers = materials.iter().map(|id| paper(id)).collect();
    Act::Supply { papers, answers: Map::new() }
}

pub fn add(materials: &[&str]) -> Act {
    Act::AddPapers { papers: materials.iter().map(|id| paper(id)).collect() }
}

pub fn unneeded() -> Act {
    Act::TellUnneeded { document: "免1".into(), reason: "自家食用不需要许可".into() }
}

pub fn redirect() -> Act {
    let to = Some("wjj".into());
    Act::Redirect { document: "不受1".into(), to, reason: "请到卫健局".into() }
}

pub fn opine() -> Act {
    Act::Opine { conclusion: Conclusion::Agree, text: "符合条件".into() }
}

pub fn answer() -> Act {
    Act::Answer { conclusion: Conclusion::Agree, text: "同意".into() }
}

pub fn extend(days: u16) -> Act {
    Act::Extend { days, reason: "现场情况复杂".into() }
}

pub fn pause(ground: &str) -> Act {
    Act::Pause { reason: ground.into(), told_days: 15, text: String::new() }
}

pub fn settle(outcome: Outcome) -> Act {
    Act::Settle(settled(outcome))
}

pub fn settled(outcome: Outcome) -> Settled {
    Settled {
        outcome,
        document: "大市监准字〔2026〕第1号".into(),
        results: vec![issue(0, "JY15329010000001", None)],
        valid_from: None,
        reason: "不符合第三十三条第一款第二项".into(),
        basis: vec![],
    }
}

pub fn issue(result: usize, number: &str, until: Option<&str>) -> Issue {
    Issue { result, number: number.into(), valid_until: until.map(day) }
}

pub fn deliver() -> Act {
    let to = PartyRole::Applicant;
    let delivery = Delivery::Handed { to, checked: "111".into(), mandate: false };
    Act::Deliver { delivery, note: String::new() }
}

pub fn withdraw() -> Act {
    Act::Withdraw { reason: "不开店了".into() }
}
