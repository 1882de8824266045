import QuernStorage
import Synchronization

/// A section of a file that is verified once, before it is used for the first time.
///
/// Share freely: two threads at once verify it twice, at worst.
final class VerifiedSection: Sendable {
  private let file: FramedFile
  private let section: FramedFile.Section
  private let isVerified = Atomic(false)

  /// - Throws: ``CodecError/damaged(file:offset:expected:found:)`` where the file has no such section.
  init(_ file: FramedFile, _ kind: SectionKind) throws(CodecError) {
    guard let section = file.sections.first(where: { $0.kind == kind && $0.field == nil }) else {
      // This says which one is missing.
      _ = try file.requiredSection(kind)
      throw .damaged(file: file.view.file, offset: 0, expected: "a section \(kind)", found: "none")
    }
    self.file = file
    self.section = section
  }

  /// Verifies the checksum, unless that has been done.
  ///
  /// - Throws: ``CodecError/damaged(file:offset:expected:found:)``, each time anew.
  func require() throws(CodecError) {
    if isVerified.load(ordering: .relaxed) { return }
    try file.verify(section)
    isVerified.store(true, ordering: .relaxed)
  }
}
