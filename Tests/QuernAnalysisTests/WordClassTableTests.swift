import CICUShims
import CWordClasses
import Foundation
import Testing

struct WordClassTableTests {
  private static let isRenewing =
    ProcessInfo.processInfo.environment["QUERN_RENEW_TABLES"] != nil
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

  @Test func `the committed table of word classes is what the installed ICU gives`() throws {
    let source = WordClassSource()
    let file = Self.root.appending(path: WordClassSource.path)
    #expect(source.unknownCount == 0, "new properties need new classes: see word_classes.c")
    if Self.isRenewing {
      try source.text.write(to: file, atomically: true, encoding: .utf8)
      print("Wrote \(file.path). Build again.")
      return
    }
    let differing = (0..<source.classes.count).filter { source.classes[$0] != committed($0) }
    if differing.isEmpty { return }
    let isNewer = quern_icu_version() != quern_word_icu_version
    Issue.record(
      advice(differing, isNewer: isNewer), severity: isNewer ? .warning : .error)
  }

  @Test func `the committed file is what the generator writes`() throws {
    guard quern_icu_version() == quern_word_icu_version, !Self.isRenewing else { return }
    let file = Self.root.appending(path: WordClassSource.path)
    let isSame = try String(contentsOf: file, encoding: .utf8) == WordClassSource().text
    #expect(isSame, "run \(WordClassSource.renewal)")
  }

  private func committed(_ point: Int) -> UInt8 {
    // SAFETY: the arrays have as many entries as the header says.
    unsafe quern_word_classes()[Int(quern_word_blocks()[point >> 7]) << 7 | point & 0x7F]
  }

  private func advice(_ differing: [Int], isNewer: Bool) -> Comment {
    let first = differing.prefix(8).map { "U+" + String($0, radix: 16, uppercase: true) }
    return """
      \(differing.count) characters have other word classes in ICU \
      \(WordClassSource.dotted(quern_icu_version())) than in the committed table, which is of ICU \
      \(WordClassSource.dotted(quern_word_icu_version)): \(first.joined(separator: " ")) …
      \(isNewer ? "Nothing is wrong: the program goes on with its own table." : "")
      To renew the table, run
        \(WordClassSource.renewal)
      build and test again, compare ICU's rules with WordRules, and raise Tokenizer.version: \
      indexes of the older tokenizer have to be rebuilt.
      """
  }
}
