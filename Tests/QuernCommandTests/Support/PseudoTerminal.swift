import Foundation

/// A terminal that a test reads like a person.
final class PseudoTerminal {
  struct Unavailable: Error {}

  /// Whether the system gives one: a container without /dev/pts does not.
  static var isAvailable: Bool { (try? PseudoTerminal()) != nil }

  private let main: Int32
  /// What a command is given as its output.
  let handle: FileHandle

  init() throws {
    main = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
    guard main >= 0, let path = Self.otherEnd(of: main),
      let handle = FileHandle(forUpdatingAtPath: path)
    else { throw Unavailable() }
    self.handle = handle
    // Reading ends where nothing is left, instead of waiting for more.
    _ = fcntl(main, F_SETFL, O_NONBLOCK)
  }

  /// The path of the end that a command writes to.
  private static func otherEnd(of main: Int32) -> String? {
    #if os(Linux)
      // Glibc's functions for this are not visible to Swift: what they do, by their numbers.
      let unlock: UInt = 0x4004_5431
      let getNumber: UInt = 0x8004_5430
      var isLocked: Int32 = 0
      var number: UInt32 = 0
      // SAFETY: each call reads or fills the integer that it is given, of the type it wants.
      guard unsafe ioctl(main, unlock, &isLocked) == 0, unsafe ioctl(main, getNumber, &number) == 0
      else { return nil }
      return "/dev/pts/\(number)"
    #else
      guard grantpt(main) == 0, unlockpt(main) == 0 else { return nil }
      // SAFETY: the string is copied before anybody asks for another one.
      return unsafe ptsname(main).map { unsafe String(cString: $0) }
    #endif
  }

  deinit { close(main) }

  /// Runs a command with its output on the terminal; its output must fit the terminal's buffer.
  func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws -> (exitCode: Int32, output: String) {
    let process = QuernProcess.make(arguments, in: folder, environment: environment)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = FileHandle.nullDevice
    try process.run()
    QuernProcess.finish(process)
    return (QuernProcess.exitCode(process), readAll())
  }

  private func readAll() -> String {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      // SAFETY: the buffer lives through the call and is as long as it says.
      let count = unsafe piece.withUnsafeMutableBytes {
        unsafe read(main, $0.baseAddress, $0.count)
      }
      guard count > 0 else { break }
      bytes += piece.prefix(count)
    }
    // The terminal ends lines with a carriage return, too.
    return String(decoding: bytes.filter { $0 != 13 }, as: UTF8.self)
  }
}
