#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Waits until files may have changed.
///
/// The system is asked to report changes where it can (inotify); elsewhere, and where it refuses,
/// time alone says when to look again. Which files changed is not told: a
/// ``Synchronization`` finds that out, and misses nothing where reports were lost.
public struct FolderWatcher: ~Copyable {
  /// After a change, so long must be quiet: a burst is read once.
  private static let quiet = Duration.milliseconds(100)

  /// So long a burst is waited for, at most: what comes is found within a second.
  private static let patience = Duration.milliseconds(400)

  /// Without a report, files are looked at all the same: a change on a file server may not be told.
  private static let longestWait = Duration.seconds(30)

  private static let defaultInterval = Duration.seconds(1)

  private let interval: Duration

  #if os(Linux)
    private var reports: ChangeReports?
  #endif

  /// - Parameter interval: how often to look where the system is not to be asked; `nil` to ask it.
  public init(polling interval: Duration? = nil) {
    self.interval = interval ?? Self.defaultInterval
    #if os(Linux)
      reports = interval == nil ? ChangeReports() : nil
    #endif
  }

  /// Adds folders to those in which changes are reported.
  ///
  /// - Parameter folders: all that matter now, with canonical paths.
  /// - Returns: whether some were not watched before: what changed in them meanwhile was not
  ///   reported, so that they should be looked at again.
  public mutating func watch(_ folders: [String]) -> Bool {
    #if os(Linux)
      switch reports?.watch(folders) {
      case .added?: return true
      case .refused?: reports = nil
      case .unchanged?, nil: break
      }
    #endif
    return false
  }

  /// Whether the system reports changes.
  public var isAsking: Bool {
    #if os(Linux)
      reports != nil
    #else
      false
    #endif
  }

  /// Waits for the end of the next burst of changes, or until it is time to look again.
  ///
  /// Returns early where a signal comes.
  public mutating func wait() {
    #if os(Linux)
      guard reports != nil else { return Self.sleep(interval) }
      let isChanged = reports?.wait(Self.longestWait) ?? false
      guard isChanged else { return }
      let start = ContinuousClock.now
      while ContinuousClock.now - start < Self.patience {
        let goesOn = reports?.wait(Self.quiet) ?? false
        if !goesOn { return }
      }
    #else
      Self.sleep(interval)
    #endif
  }

  private static func sleep(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    var time = timespec(tv_sec: time_t(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    // SAFETY: the call only reads the structure.
    unsafe nanosleep(&time, nil)
  }
}
