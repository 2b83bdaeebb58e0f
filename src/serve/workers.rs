//! Computing beside the reactor: a fixed number of jobs run, a fixed number wait, the rest is refused.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Semaphore;

use super::fault::Fault;

/// The cores that compute.
#[derive(Debug)]
pub struct Workers {
    running: Arc<Semaphore>,
    waiting: AtomicUsize,
    queue: usize,
}

impl Workers {
    /// So many jobs at a time, and so many that wait.
    #[must_use]
    pub fn new(workers: usize, queue: usize) -> Self {
        Workers {
            running: Arc::new(Semaphore::new(workers.max(1))),
            waiting: AtomicUsize::new(0),
            queue,
        }
    }

    /// Runs a job, or refuses it where too many wait already.
    ///
    /// # Errors
    /// 503 where the queue is full; 500 where the job panicked.
    pub async fn run<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
        if let Ok(permit) = self.running.clone().try_acquire_owned() {
            return spawn(permit, job).await;
        }
        let place = Place::take(&self.waiting);
        if place.before >= self.queue {
            return Err(Fault::busy("queue"));
        }
        self.run_waiting(job).await
    }

    /// Runs a job, however long it has to wait: for what bounds its own jobs.
    ///
    /// # Errors
    /// 500 where the job panicked.
    pub async fn run_waiting<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
        let permit = self.running.clone().acquire_owned().await;
        // The semaphore is never closed.
        let permit = permit.map_err(|_| Fault::broken())?;
        spawn(permit, job).await
    }
}

/// The permit goes with the job: a request that is given up does not free a core that still computes.
async fn spawn<T: Send + 'static>(
    permit: tokio::sync::OwnedSemaphorePermit,
    job: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    let done = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        job()
    });
    done.await.map_err(|_| Fault::broken())
}

/// A place in the queue, given back when it is dropped.
struct Place<'a> {
    waiting: &'a AtomicUsize,
    before: usize,
}

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Self {
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        Place { waiting, before }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}
