//! What happens by itself beside the requests: sequencing, silence, publications of other nodes.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use app::cases::effects::Round;
use app::{Cx, House};
use domain::access::Actor;
use tokio::sync::watch;

use crate::open;

/// A round of the sequencer when there was nothing to do.
const SEQUENCE_EVERY: Duration = Duration::from_millis(200);
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
    let mut published = open::published_size(&keys);
    loop {
        let stopping = *stop.borrow();
        let cx = Cx::new(&house, Actor::System);
        match cx.write(move |unit| app::log::sequencer::run(unit, published)).await {
            Ok(round) => {
                if let Some(checkpoint) = &round.checkpoint {
                    published = round.size;
                    publish(&keys, checkpoint);
                }
                if round.entries > 0 {
                    continue;
                }
            }
            // Another node was faster, or the store is behind: told, and tried again later.
            Err(app::Error::Moved { .. }) => {}
            Err(error) => tracing::error!(%error, "the log was not sequenced: {error}"),
        }
        if stopping {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(SEQUENCE_EVERY) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Keeps the last checkpoint outside the database and its backup.
fn publish(keys: &std::path::Path, checkpoint: &str) {
    let (temporary, present) = (keys.join("published.new"), keys.join("published"));
    let written =
        std::fs::write(&temporary, checkpoint).and_then(|()| std::fs::rename(&temporary, &present));
    if let Err(error) = written {
        tracing::error!(%error, "the checkpoint was not kept: {error}");
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
        Ok(true) => tracing::info!("the catalogue was read again"),
        Ok(false) => {}
        Err(error) => tracing::error!(%error, "the catalogue was not read: {error}"),
    }
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
    let recompute = app::cases::effects::recompute;
    hurry(cx.clone(), "its days were counted anew", recompute).await;
    let swept = tokio::task::spawn_blocking(move || app::files::sweep(&cx)).await;
    match swept {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => tracing::error!(%error, "files were not swept: {error}"),
        Err(error) => tracing::error!(%error, "files were not swept: {error}"),
    }
}
