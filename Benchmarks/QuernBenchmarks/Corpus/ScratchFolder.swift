#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A folder for the indexes of one run.
///
/// Its owner removes it in the end.
struct ScratchFolder {
  private let root: String

  /// Makes an empty folder.
  ///
  /// - Throws: what the file system throws.
  init() throws {
    let manager = FileManager.default
    root = manager.temporaryDirectory.appending(path: "quern-benchmarks-\(UUID().uuidString)")
      .path()
    try manager.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  func path(_ name: String) -> String { "\(root)/\(name)" }

  /// Removes what has a name, if it is there.
  ///
  /// - Throws: what the file system throws.
  func remove(_ name: String) throws {
    guard FileManager.default.fileExists(atPath: path(name)) else { return }
    try FileManager.default.removeItem(atPath: path(name))
  }

  /// Removes all.
  ///
  /// - Throws: what the file system throws.
  func removeAll() throws { try FileManager.default.removeItem(atPath: root) }
}
