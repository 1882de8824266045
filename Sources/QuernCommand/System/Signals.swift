#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The signals that the command answers itself.
enum Signals {
  /// Makes a closed pipe an error of `write` instead of the end of the process.
  static func ignoreClosedPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// Makes Ctrl-C and a request to end (`SIGTERM`) end the process at once, with 130 and 143, as
  /// shells count them.
  ///
  /// At once and not in order, because a read from standard input may wait forever. What a batch
  /// has written before its commit is visible to nobody, and the next writer clears it away.
  static func exitWhenInterrupted() {
    _ = signal(SIGINT) { _ in _exit(130) }
    _ = signal(SIGTERM) { _ in _exit(143) }
    // A parent with threads may have started this process with the signals blocked.
    var signals = sigset_t()
    // SAFETY: each call reads or fills the set that it is given.
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigaddset(&signals, SIGTERM)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
