import CICUShims

/// The ICU that this program runs with.
enum ICULibrary {
  /// The version, such as `72.1`.
  static let version = text(quern_icu_version())

  /// The version of Unicode that it implements, such as `15.0`.
  static let unicodeVersion = text(quern_unicode_version())

  /// Ends the program: ICU was opened, so that what a call lacks now is memory.
  ///
  /// No text leads here: pieces are valid UTF-8 of bounded size.
  static func stop(call: String, code: Int32) -> Never { stop(.icu(call: call, code: code)) }

  static func stop(_ error: AnalysisError) -> Never { fatalError("out of memory? \(error)") }

  private static func text(_ packed: UInt32) -> String {
    let numbers = [packed >> 24, packed >> 16 & 0xFF, packed >> 8 & 0xFF, packed & 0xFF]
    let shown = 1 + (numbers.lastIndex { $0 != 0 } ?? 0)
    return numbers.prefix(max(2, shown)).map { String($0) }.joined(separator: ".")
  }
}
