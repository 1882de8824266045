import Foundation

/// A folder that is gone with its last user.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    let name = "quern-command-\(UUID().uuidString)"
    url = FileManager.default.temporaryDirectory.appending(path: name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  @discardableResult
  func write(_ text: String, to path: String) throws -> URL {
    try write(Data(text.utf8), to: path)
  }

  @discardableResult
  func write(_ data: Data, to path: String) throws -> URL {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    return file
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: url.appending(path: path))
  }

  func makeFile(_ path: String) throws -> FileHandle {
    try FileHandle(forWritingTo: write("", to: path))
  }

  func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: path)), as: UTF8.self)
  }

  /// Every file below a folder with its size, time and bytes: what a run that writes nothing leaves
  /// as it is.
  ///
  /// The lock file apart, which names its last holder.
  func listing(of path: String) throws -> [String] {
    let folder = url.appending(path: path)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path()).sorted()
    return try names.filter { !$0.contains("lock") }.map { name in
      let file = folder.appending(path: name).path()
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      let date = attributes[.modificationDate] as? Date ?? .distantPast
      let bytes = FileManager.default.contents(atPath: file) ?? Data()
      return "\(name) \(bytes.count) \(date.timeIntervalSince1970) \(Array(bytes).hashValue)"
    }
  }
}
