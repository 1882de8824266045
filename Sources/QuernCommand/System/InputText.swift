#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A text file that an option names.
enum InputText {
  /// The text of a file; bytes that are no UTF-8 become U+FFFD.
  ///
  /// - Parameter hint: what the option wants, for who gave something else.
  /// - Throws: ``CommandFailure`` where the file cannot be read.
  static func read(_ path: String, hint: String) throws(CommandFailure) -> String {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw CommandFailure("\(path) cannot be read", hint: hint)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
