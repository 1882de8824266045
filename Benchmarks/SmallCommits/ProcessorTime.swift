#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Times of the processor in milliseconds.
enum ProcessorTime {
  /// What this thread has used.
  static var ofThread: Double { read(CLOCK_THREAD_CPUTIME_ID) }

  /// What all threads of this process have used.
  static var ofProcess: Double { read(CLOCK_PROCESS_CPUTIME_ID) }

  /// What processes have used that this one has waited for.
  static var ofChildren: Double {
    var usage = rusage()
    #if canImport(Glibc)
      let children = __rusage_who_t(RUSAGE_CHILDREN.rawValue)
    #else
      let children = RUSAGE_CHILDREN
    #endif
    // SAFETY: the call only writes the structure.
    unsafe getrusage(children, &usage)
    let times = [usage.ru_utime, usage.ru_stime]
    return times.reduce(0) { $0 + Double($1.tv_sec) * 1e3 + Double($1.tv_usec) / 1e3 }
  }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    // SAFETY: the call only writes the structure.
    unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }
}
