/// What a program did to a disk, as far as a crash may undo it.
///
/// Files have numbers: a name is only where the directory says that one is.
package enum DiskOperation: Sendable {
  /// A new, empty file under a name; a file that had the name loses it.
  case link(name: String, file: Int)

  /// A file that was there is made empty, to be written anew.
  case truncate(file: Int)
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
