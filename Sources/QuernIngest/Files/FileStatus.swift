/// What the file system says of a path.
struct FileStatus: Sendable, Hashable {
  /// What there is at a path.
  enum Kind: Sendable {
    case regular
    case folder
    case link
    /// Devices, pipes and sockets.
    case other
  }

  /// The same for two paths if they lead to the same thing.
  struct Identity: Sendable, Hashable {
    var device: UInt64
    var number: UInt64
  }

  var kind: Kind
  var byteCount: UInt64

  /// In nanoseconds since 1970; times beyond the year 2262 count as its end.
  var modified: Int64
  var identity: Identity
}
