import Foundation

/// A new folder that goes with this object.
package final class TemporaryFolder {
  private let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("quern-tests-\(UUID().uuidString)")

  package var path: String { url.path }

  package init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
