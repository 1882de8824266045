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

  /// Makes Ctrl-C end the process at once with 130, as shells count it, and a request to terminate
  /// with 143.
  ///
  /// At once and not in order, because a read from standard input may wait forever. What a batch
  /// has written before its commit is visible to nobody, and the next writer clears it away.
  static func exitWhenInterrupted() {
    _ = signal(SIGINT) { _ in _exit(128 + SIGINT) }
    _ = signal(SIGTERM) { _ in _exit(128 + SIGTERM) }
    // A parent with threads may have started this process with the signals blocked.
    var interruptions = sigset_t()
    // SAFETY: each call reads or fills the set that it is given.
    unsafe sigemptyset(&interruptions)
    unsafe sigaddset(&interruptions, SIGINT)
    unsafe sigaddset(&interruptions, SIGTERM)
    unsafe pthread_sigmask(SIG_UNBLOCK, &interruptions, nil)
  }
}
