/// What a program did to a disk, as far as a crash may undo it.
///
/// Files have numbers: a name is only where the directory says that one is.
package enum DiskOperation: Sendable {
  /// A new, empty file under a name.
  case link(name: String, file: Int)

  /// A second name for a file of another folder, which is safe there.
  case share(name: String, file: Int, bytes: [UInt8])
  case write(file: Int, bytes: [UInt8])
  case synchronizeFile(Int, succeeds: Bool)
  case close(file: Int)
  case rename(String, to: String)
  case remove(String)
  case synchronizeDirectory(succeeds: Bool)
  case lock(String)

  /// What the test has to say about this moment.
  case note(Note)

  package enum Note: Sendable {
    /// A commit was asked for.
    case began(Int)

    /// The commit returned: it must last from here on.
    case acknowledged(Int)
  }
}
