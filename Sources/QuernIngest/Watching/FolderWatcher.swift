#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Waits until files may have changed.
///
/// The system is asked to report changes where it can (inotify); elsewhere, and where it refuses,
/// time alone says when to look again. Which files may have changed is told as far as it is known: a
/// ``Synchronization`` finds out what has, and misses nothing where reports were lost.
public struct FolderWatcher: ~Copyable {
  /// After a change, so long must be quiet: a burst is read once.
  private static let quiet = Duration.milliseconds(100)

  /// So long a burst is waited for, at most: what comes is found within a second.
  private static let patience = Duration.milliseconds(400)

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
  ///
  /// - Parameter longest: how long to wait where nothing is reported.
  /// - Returns: what may have changed.
  public mutating func wait(atMost longest: Duration) -> FileChanges {
    #if os(Linux)
      guard reports != nil else {
        Self.sleep(interval)
        return .anything
      }
      let isChanged = reports?.wait(longest) ?? false
      guard isChanged else { return .anything }
      let start = ContinuousClock.now
      while ContinuousClock.now - start < Self.patience {
        let goesOn = reports?.wait(Self.quiet) ?? false
        if !goesOn { break }
      }
      return reports?.takeChanges() ?? .anything
    #else
      Self.sleep(interval)
      return .anything
    #endif
  }

  private static func sleep(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    var time = timespec(tv_sec: time_t(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    // SAFETY: the call only reads the structure.
    unsafe nanosleep(&time, nil)
  }
}
