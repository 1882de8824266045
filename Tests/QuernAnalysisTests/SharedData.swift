import Foundation

/// Test data that lies beside the project, or where `QUERN_SHARED` says; absent on most machines.
enum SharedData {
  /// The word lists of Snowball.
  static var snowball: URL? { file("data/conformance/snowball-data-2.2.tar.gz") }

  static func file(_ path: String) -> URL? {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    let named = ProcessInfo.processInfo.environment["QUERN_SHARED"].map { URL(filePath: $0) }
    let shared = named ?? root.appending(path: "../shared").standardized
    let file = shared.appending(path: path)
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }

  /// The lines of one file of a compressed archive, each of which a line feed ends.
  static func lines(_ member: String, of archive: URL) throws -> [String] {
    let tar = Process()
    let output = Pipe()
    tar.executableURL = URL(filePath: "/usr/bin/env")
    tar.arguments = ["tar", "xzOf", archive.path, member]
    tar.standardOutput = output
    try tar.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    tar.waitUntilExit()
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.dropLast().map { String(decoding: $0, as: UTF8.self) }
  }
}
