//! Who acts in the town.

use app::cases::{self, Application, Command, Loaded, Receipt, Submission};
use app::files::{self, Stored};
use app::{Cx, Result};
use domain::access::{AccountActor, Action, Actor, StaffActor};
use domain::cases::{Case, Paper, Party, Taken};
use domain::people::{IdentityLevel, PartyRole, PersonKind, Role};

use crate::TestHouse;

/// The smallest PDF file.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n";

/// Somebody who acts, now.
pub struct Who {
    /// The context of the act.
    pub cx: Cx,
}

fn is_bare(paper: &Paper) -> bool {
    paper.taken == Taken::Upload && paper.file.is_none()
}

/// The applicant of every test.
pub fn party() -> Party {
    Party {
        role: PartyRole::Applicant,
        kind: PersonKind::Natural,
        person: "p1".into(),
        name: "段示例".into(),
        document_kind: "111".into(),
        document_number: "53290119880101999X".into(),
        phone: Some("15400000001".into()),
        address: None,
    }
}

impl TestHouse {
    fn staff(&self, id: &str, department: &str, roles: &[Role]) -> Who {
        self.who(Actor::Staff(StaffActor {
            id: id.into(),
            department: department.into(),
            region: "532901".into(),
            roles: roles.to_vec(),
        }))
    }

    /// The resident who files, verified at a window.
    pub fn resident(&self) -> Who {
        let (id, person) = ("a1".into(), "p1".into());
        self.who(Actor::Account(AccountActor { id, person, level: IdentityLevel::Window }))
    }

    /// Another resident.
    pub fn stranger(&self) -> Who {
        let (id, person) = ("a2".into(), "p2".into());
        self.who(Actor::Account(AccountActor { id, person, level: IdentityLevel::SignOn }))
    }

    /// A clerk of the one window.
    pub fn clerk(&self) -> Who {
        self.staff("w1", "zwzx", &[Role::Window])
    }

    /// An officer of the competent department.
    pub fn officer(&self) -> Who {
        self.staff("s1", "scjg", &[Role::Officer])
    }

    /// A second officer of it.
    pub fn second_officer(&self) -> Who {
        self.staff("s2", "scjg", &[Role::Officer])
    }

    /// The head of the competent department.
    pub fn leader(&self) -> Who {
        self.staff("s3", "scjg", &[Role::Leader])
    }

    /// An officer of the fire brigade, which is asked.
    pub fn fire_officer(&self) -> Who {
        self.staff("f1", "xfdd", &[Role::Officer])
    }

    /// The reform office.
    pub fn reform(&self) -> Who {
        self.staff("r1", "zwzx", &[Role::Reform])
    }

    /// An administrator.
    pub fn admin(&self) -> Who {
        self.staff("z1", "zwzx", &[Role::Admin])
    }

    /// The program itself.
    pub fn system(&self) -> Who {
        self.who(Actor::System)
    }

    /// Somebody without a name.
    pub fn nobody(&self) -> Who {
        self.who(Actor::Nobody)
    }
}

impl Who {
    /// Files an application; what is uploaded and names no file gets one first.
    pub fn file(&self, application: Application) -> Result<Receipt> {
        let ready = Submission::prepare(&self.cx, self.with_files(application))?;
        self.cx.write_blocking(move |unit| ready.run(unit))
    }

    /// Acts on a case, whatever happened to it since.
    pub fn act(&self, number: &str, command: Command) -> Result<Loaded> {
        self.act_on(number, None, command)
    }

    /// Acts on a case as it was seen, up to this event.
    pub fn act_on(&self, number: &str, seen: Option<u64>, command: Command) -> Result<Loaded> {
        let (number, mut command) = (number.to_owned(), command);
        if let Command::AddPapers { papers } | Command::Supply { papers, .. } = &mut command {
            self.upload(papers);
        }
        self.cx.write_blocking(move |unit| cases::act(unit, &number, seen, &command))
    }

    /// The application with a file for each paper that is to have one and names none.
    pub(crate) fn with_files(&self, application: Application) -> Application {
        let mut application = application;
        for paper in application.papers.iter_mut().filter(|paper| is_bare(paper)) {
            let stored = self.store(paper);
            application.scans.push(stored);
        }
        application
    }

    /// Uploads such files before an act names them.
    fn upload(&self, papers: &mut [Paper]) {
        for paper in papers.iter_mut().filter(|paper| is_bare(paper)) {
            let stored = self.store(paper);
            self.cx.write_blocking(move |unit| files::keep(unit, &stored)).expect("an upload");
        }
    }

    fn store(&self, paper: &mut Paper) -> Stored {
        let stored = files::store(&self.cx.house, &paper.material, "a.pdf", PDF.to_vec());
        let stored = stored.expect("the disk takes it");
        paper.file = Some(stored.id().to_owned());
        paper.sha256 = Some(stored.sha256().to_owned());
        stored
    }

    /// The case as the law has it now.
    pub fn view(&self, number: &str) -> Result<Case> {
        let number = number.to_owned();
        self.cx.read_blocking(move |unit| {
            let loaded = cases::store::for_view(unit, Action::ReadStatus, &number)?;
            Ok(loaded.case)
        })
    }
}
