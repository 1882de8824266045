/// The names of an index's files.
///
/// A name is never used twice.
enum FileNames {
  /// The lock of the one writer.
  static let lock = "write.lock"

  /// Says that what is there is of a merge into a new folder, which has not ended.
  static let unfinishedMerge = "merge.unfinished"

  private static let commitPrefix = "commit."
  private static let segmentSuffix = ".segment"
  private static let deletionsInfix = ".deleted."
  private static let temporarySuffix = ".new"

  static func commit(_ generation: UInt64) -> String { "\(commitPrefix)\(generation)" }

  /// The name under which a manifest is written before it becomes the commit.
  static func temporaryCommit(_ generation: UInt64) -> String {
    commit(generation) + temporarySuffix
  }

  static func segment(_ number: UInt64) -> String { "\(number)\(segmentSuffix)" }

  static func deletions(_ segment: UInt64, _ number: UInt64) -> String {
    "\(segment)\(deletionsInfix)\(number)"
  }

  /// The generation of a commit's file; `nil` for other files.
  static func generation(_ name: String) -> UInt64? {
    guard name.hasPrefix(commitPrefix) else { return nil }
    return number(name.dropFirst(commitPrefix.count))
  }

  /// The number of a segment's file; `nil` for other files.
  static func segmentNumber(_ name: String) -> UInt64? {
    guard name.hasSuffix(segmentSuffix) else { return nil }
    return number(name.dropLast(segmentSuffix.count))
  }

  /// The numbers in the name of a file of deletions; `nil` for other files.
  static func deletionsNumbers(_ name: String) -> (segment: UInt64, number: UInt64)? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1] == "deleted", let segment = number(parts[0]),
      let number = number(parts[2])
    else { return nil }
    return (segment, number)
  }

  /// Whether a file is one that a writer of Quern makes, and so may remove.
  static func isOurs(_ name: String) -> Bool {
    if generation(name) != nil { return true }
    if name.hasPrefix(commitPrefix) && name.hasSuffix(temporarySuffix) {
      return generation(String(name.dropLast(temporarySuffix.count))) != nil
    }
    return segmentNumber(name) != nil || deletionsNumbers(name) != nil || name == unfinishedMerge
  }

  /// A number as the names write it: no sign, no zero in front.
  private static func number(_ text: Substring) -> UInt64? {
    guard let number = UInt64(text), String(number) == text else { return nil }
    return number
  }
}
