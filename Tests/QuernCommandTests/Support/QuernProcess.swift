import Foundation
import Testing

/// The built command, run as a user runs it.
enum QuernProcess {
  /// What a run has left behind.
  struct Outcome {
    var exitCode: Int32
    var output: String
    var errors: String

    /// The lines of standard output.
    var lines: [String] { output.split(separator: "\n").map { String($0) } }

    func firstLine() throws -> String { try #require(lines.first) }
  }

  /// The executable stands beside the test bundle, wherever the scratch path is.
  static let executable: URL = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    let folders = sequence(first: URL(filePath: bundle)) { url in
      url.path().count > 1 ? url.deletingLastPathComponent() : nil
    }
    let candidates = folders.map { $0.appending(path: "quern") }
    return candidates.first {
      FileManager.default.isExecutableFile(atPath: $0.path())
        && (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
    } ?? URL(filePath: "/nonexistent/quern")
  }()

  /// Runs the command to its end.
  ///
  /// Streams go through files, so that no pipe can fill up and block.
  static func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:], input: String = ""
  ) throws -> Outcome {
    let scratch = try TemporaryFolder()
    let inputFile = try scratch.write(input, to: "input")
    let process = make(arguments, in: folder, environment: environment)
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try scratch.makeFile("output")
    process.standardError = try scratch.makeFile("errors")
    try process.run()
    finish(process)
    return Outcome(
      exitCode: exitCode(process), output: try scratch.read("output"),
      errors: try scratch.read("errors"))
  }

  /// The command, ready to be given its streams; the environment holds only what is given.
  static func make(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = environment
    // Where the tests themselves find the libraries of the toolchain.
    for name in ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PATH"] {
      variables[name] = ProcessInfo.processInfo.environment[name]
    }
    // A trap must fail a test at once, and not after a backtrace of a minute.
    variables["SWIFT_BACKTRACE"] = "enable=no"
    process.environment = variables
    return process
  }

  /// Waits for the end; a process that hangs is killed after a minute and fails its test.
  static func finish(_ process: Process) {
    let deadline = Date(timeIntervalSinceNow: 60)
    while process.isRunning && Date.now < deadline { usleep(2_000) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// As a shell counts it: 128 and more for a death by signal.
  static func exitCode(_ process: Process) -> Int32 {
    process.terminationReason == .exit
      ? process.terminationStatus : 128 + process.terminationStatus
  }
}
