//! `yichuang serve`, and the serving half of `yichuang demo`.

use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::sync::Arc;

use app::House;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;
use views::Site;

use crate::cli::Where;
use crate::config::{Config, LogFormat};
use crate::jobs;
use crate::open::{self, Failure};

/// Serves until it is told to stop.
pub fn run(place: &Where) -> Result<ExitCode, Failure> {
    let mut config = Config::read(place)?;
    logging(config.log_format, "info");
    open::must_be_there(&config)?;
    let listener = bind(&mut config)?;
    let house = open::house(&config, open::options(&config))?;
    serve(&config, listener, house, || {})?;
    Ok(ExitCode::SUCCESS)
}

/// Starts the program's own log on standard error.
pub fn logging(format: LogFormat, level: &str) {
    let filter = EnvFilter::try_from_env("YICHUANG_LOG").unwrap_or_else(|_| EnvFilter::new(level));
    // Colours are for a terminal: in a file or a journal they are rubbish between the words.
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    match format {
        LogFormat::Text => builder.init(),
        LogFormat::Json => builder.json().init(),
    }
}

/// Takes the address to listen on, before anything that depends on it is made. Where port 0 was
/// asked for, the configuration gets the port that the system chose.
pub fn bind(config: &mut Config) -> Result<std::net::TcpListener, Failure> {
    let listener = std::net::TcpListener::bind(config.listen)
        .map_err(|error| format!("cannot listen on {}: {error}", config.listen))?;
    listener.set_nonblocking(true)?;
    config.listen = listener.local_addr()?;
    if config.public_url.is_none() && config.listen.ip().is_unspecified() {
        let address = config.address();
        eprintln!("二维码和链接用 {address}；别的网络要能打开，请设置 public_url");
        eprintln!("QR codes and links say {address}; set public_url for other networks");
    }
    Ok(listener)
}

/// Serves an instance; `ready` is called when it listens.
pub fn serve(
    config: &Config,
    listener: std::net::TcpListener,
    house: Arc<House>,
    ready: impl FnOnce(),
) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let site = Site {
        region: config.site.region.clone(),
        operator: config.site.operator.clone(),
        address: config.site.address.clone(),
        hotline: config.site.hotline.clone(),
        demo: house.settings.demo,
    };
    let keys = config.keys_folder();
    let proxies = config.proxies()?;
    // Nobody throws the data away under a server.
    let held = open::hold(config, false)?;
    runtime.block_on(async move {
        let listener = TcpListener::from_std(listener)?;
        let app = web::App::new(Arc::clone(&house), site, proxies);
        let asked = asked_to_stop()?;
        let (stop, stopped) = watch::channel(false);
        let jobs = tokio::spawn(jobs::run(Arc::clone(&house), keys, stopped));
        ready();
        web::listen::serve(listener, web::gate(&app), asked).await;
        // Requests are answered; now what they wrote gets its place, then the store closes.
        stop.send_replace(true);
        jobs.await?;
        house.db.close().await;
        drop(held);
        Ok(())
    })
}

/// Listens for an interrupt and for the service manager's word, from now on: one that comes before
/// anybody waits for it is not lost.
fn asked_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            tracing::info!("stopping");
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
        tracing::info!("stopping");
    })
}
