import QuernPresentation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An index that cannot be opened and is rebuilt in a folder beside it.
///
/// The new index takes the old one's name when it is complete; until then, and if that fails, the old
/// folder stays as it is. It is not deleted afterwards either: its owner may want to look at it.
struct UnreadableIndex {
  /// The folder of the old index.
  let path: String

  init(path: String) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    freshPath = Self.free(path + ".new")
  }

  /// The name, or the first of it with a number that nothing has.
  private static func free(_ name: String) -> String {
    var free = name
    var number = 2
    while CanonicalPath.of(free) != nil {
      free = "\(name)-\(number)"
      number += 1
    }
    return free
  }

  /// The folder in which the new index is made: one that is not there.
  let freshPath: String

  /// Gives the new index the name of the old one.
  ///
  /// - Throws: ``CommandFailure`` where the operating system refuses.
  func replace() throws(CommandFailure) {
    let aside = Self.free(path + ".damaged")
    try move(path, to: aside)
    try move(freshPath, to: path)
    StandardError.write(
      "quern: the damaged index is now in \(DisplayText.line(aside)); delete it when you like\n")
  }

  private func move(_ source: String, to target: String) throws(CommandFailure) {
    // SAFETY: both names are strings that live through the call.
    guard unsafe rename(source, target) != 0 else { return }
    let code = errno
    // SAFETY: the message is a string of the C library and is copied at once.
    let reason = unsafe String(cString: strerror(code))
    throw CommandFailure("\(source) cannot be renamed to \(target): \(reason)")
  }
}
