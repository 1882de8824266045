import Foundation

/// The process that is built for these tests, running.
final class BuiltProcess {
  struct NotBuilt: Error {}

  private let process = Process()
  private let output: Pipe?

  /// It stands beside the test bundle, wherever the scratch path is.
  private static let executable: URL? = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    let folders = sequence(first: URL(fileURLWithPath: bundle)) { url in
      url.path.count > 1 ? url.deletingLastPathComponent() : nil
    }
    return folders.map { $0.appendingPathComponent("FaultProcess") }.first { url in
      let values = try? url.resourceValues(forKeys: [.isRegularFileKey])
      return values?.isRegularFile == true
    }
  }()

  init(_ arguments: [String], keepsOutput: Bool = false) throws {
    guard let executable = Self.executable else { throw NotBuilt() }
    output = keepsOutput ? Pipe() : nil
    process.executableURL = executable
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    if let output { process.standardOutput = output }
    var environment = ProcessInfo.processInfo.environment
    environment["SWIFT_BACKTRACE"] = "enable=no"
    process.environment = environment
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  /// Ends the process as the operating system does when memory is short.
  func kill() {
    #if canImport(Glibc)
      _ = Glibc.kill(process.processIdentifier, SIGKILL)
    #else
      _ = Darwin.kill(process.processIdentifier, SIGKILL)
    #endif
    process.waitUntilExit()
  }

  /// Waits for the end.
  ///
  /// - Returns: the exit code, and what it wrote.
  func finish() -> (code: Int32, output: String) {
    let bytes = output?.fileHandleForReading.readDataToEndOfFile() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }
}
