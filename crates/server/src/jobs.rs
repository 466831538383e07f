//! What happens by itself beside the requests: sequencing, silence, publications of other nodes.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use app::cases::effects::Round;
use app::log::sequencer::BATCH;
use app::{Cx, House};
use domain::access::Actor;
use tokio::sync::watch;
use tokio::task::block_in_place;

use crate::published;

/// A round of the sequencer when there was nothing to do.
const SEQUENCE_EVERY: Duration = Duration::from_millis(200);
/// A round after one that found something, but not all that it takes: what comes meanwhile shares
/// its signature and its tiles.
const SEQUENCE_GATHERS: Duration = Duration::from_millis(40);
/// A round after trouble: a line in the log every some seconds is enough.
const TROUBLED_PAUSE: Duration = Duration::from_secs(5);
/// Silence and other effects of the law.
const EFFECTS_EVERY: Duration = Duration::from_secs(20);
/// Whether somebody else has published.
const CATALOGUE_EVERY: Duration = Duration::from_secs(2);

/// What has lapsed is thrown away.
const HOUSEKEEPING_EVERY: Duration = Duration::from_hours(1);

/// Runs until `stop` says so; then what is written is sequenced once more.
pub async fn run(house: Arc<House>, keys: PathBuf, stop: watch::Receiver<bool>) {
    let (one, two) = (Arc::clone(&house), Arc::clone(&house));
    let three = Arc::clone(&house);
    let sequencer = tokio::spawn(sequence(house, keys, stop.clone()));
    let effects = tokio::spawn(every(EFFECTS_EVERY, stop.clone(), move || apply(Arc::clone(&one))));
    let catalogue =
        tokio::spawn(every(CATALOGUE_EVERY, stop.clone(), move || refresh(Arc::clone(&two))));
    let housekeeping =
        tokio::spawn(every(HOUSEKEEPING_EVERY, stop, move || tidy_up(Arc::clone(&three))));
    for job in [sequencer, effects, catalogue, housekeeping] {
        if let Err(error) = job.await {
            tracing::error!(%error, "a job ended: {error}");
        }
    }
}

async fn sequence(house: Arc<House>, keys: PathBuf, mut stop: watch::Receiver<bool>) {
    let mut log = Published { keys, size: None, unkept: None };
    loop {
        let stopping = *stop.borrow();
        let pause = match log.round(&house).await {
            Ok(Found::Rest) => SEQUENCE_EVERY,
            Ok(Found::Some) if !stopping => SEQUENCE_GATHERS,
            Ok(Found::Some | Found::All) => continue,
            Err(()) => TROUBLED_PAUSE,
        };
        if stopping {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => {}
        }
    }
}

/// What a round of the sequencer found.
enum Found {
    /// Nothing.
    Rest,
    /// Some entries, and more may come any moment.
    Some,
    /// As many as a round takes: there are more.
    All,
}

/// What left the house, as far as it is known. Nothing is signed before the last checkpoint is
/// kept.
struct Published {
    keys: PathBuf,
    size: Option<u64>,
    unkept: Option<String>,
}

impl Published {
    /// One round of the sequencer. Trouble is told here.
    async fn round(&mut self, house: &Arc<House>) -> Result<Found, ()> {
        // While it waits for the disk, others serve the requests of this thread.
        let known = block_in_place(|| self.known());
        let size = known.map_err(|error| tracing::error!("nothing is signed: {error}"))?;
        let cx = Cx::new(house, Actor::System);
        match cx.write(move |unit| app::log::sequencer::run(unit, size)).await {
            Ok(round) => {
                if round.checkpoint.is_some() {
                    self.size = Some(round.size);
                    self.unkept = round.checkpoint;
                    let kept = block_in_place(|| self.known());
                    kept.map_err(|error| tracing::error!("the log stands still: {error}"))?;
                }
                Ok(match round.entries {
                    0 => Found::Rest,
                    BATCH.. => Found::All,
                    _ => Found::Some,
                })
            }
            // Another node was faster: tried again later.
            Err(app::Error::Moved { .. }) => Ok(Found::Rest),
            Err(error) => {
                tracing::error!(%error, "the log was not sequenced: {error}");
                Err(())
            }
        }
    }

    /// The size of the last checkpoint, which is kept outside the database and its backup.
    fn known(&mut self) -> Result<u64, String> {
        if let Some(checkpoint) = &self.unkept {
            let kept = published::keep(&self.keys, checkpoint);
            kept.map_err(|error| format!("the checkpoint cannot be kept: {error}"))?;
            self.unkept = None;
        }
        if self.size.is_none() {
            self.size = Some(published::size(&self.keys)?);
        }
        Ok(self.size.unwrap_or(0))
    }
}

async fn every<F, T>(pause: Duration, mut stop: watch::Receiver<bool>, job: F)
where
    F: Fn() -> T,
    T: Future<Output = ()>,
{
    while !*stop.borrow() {
        job().await;
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => {}
        }
    }
}

async fn apply(house: Arc<House>) {
    let cx = Cx::new(&house, Actor::System);
    hurry(cx, "the law has acted on it", app::cases::effects::run).await;
}

/// Goes through cases, each in a unit of its own, and tells what became of them.
async fn hurry(cx: Cx, what: &'static str, job: fn(&Cx) -> app::Result<Round>) {
    let round = match tokio::task::spawn_blocking(move || job(&cx)).await {
        Ok(Ok(round)) => round,
        Ok(Err(error)) => {
            return tracing::error!(%error, "effects were not applied: {error}");
        }
        Err(error) => return tracing::error!(%error, "effects were not applied: {error}"),
    };
    for case in round.changed {
        tracing::info!(%case, "case {case}: {what}");
    }
    for (case, error) in round.failed {
        tracing::error!(%case, %error, "case {case} was not gone through: {error}");
    }
}

async fn refresh(house: Arc<House>) {
    match house.refresh_catalogue().await {
        Ok(true) => {
            tracing::info!("the catalogue was read again");
            // With it a calendar may have come.
            recount(Cx::new(&house, Actor::System)).await;
        }
        Ok(false) => {}
        Err(error) => tracing::error!(%error, "the catalogue was not read: {error}"),
    }
}

/// Counts provisional days anew where their calendar has come.
async fn recount(cx: Cx) {
    hurry(cx, "its days were counted anew", app::cases::effects::recompute).await;
}

/// Sessions and drafts that are over, failed attempts of yesterday, files that nothing names.
async fn tidy_up(house: Arc<House>) {
    let cx = Cx::new(&house, Actor::System);
    let sessions = cx.write(app::sessions::expire).await.map(|_| ());
    let attempts = cx.write(app::attempts::forget).await.map(|_| ());
    let drafts = cx.write(app::drafts::expire).await.map(|_| ());
    let uploads = cx.write(app::files::expire).await.map(|_| ());
    let popular = cx.write(app::catalogue::popular::refresh).await;
    let all = [
        ("sessions", sessions),
        ("attempts", attempts),
        ("drafts", drafts),
        ("uploads", uploads),
        ("popular items", popular),
    ];
    for (what, done) in all {
        if let Err(error) = done {
            tracing::error!(%error, "{what} were not gone through: {error}");
        }
    }
    recount(cx.clone()).await;
    let swept = tokio::task::spawn_blocking(move || app::files::sweep(&cx)).await;
    match swept {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => tracing::error!(%error, "files were not swept: {error}"),
        Err(error) => tracing::error!(%error, "files were not swept: {error}"),
    }
}
