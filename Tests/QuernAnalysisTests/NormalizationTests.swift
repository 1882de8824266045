import Foundation
import QuernAnalysis
import Testing

@Suite struct NormalizationTests {
  private static let cases = "data/conformance/unicode-15.0.0/NormalizationTest.txt"
  private static let properties = "data/conformance/unicode-15.0.0/DerivedNormalizationProps.txt"

  private let normalizer: ICUNormalizer

  init() throws { normalizer = try ICUNormalizer() }

  @Test(.enabled(if: SharedData.file(cases) != nil, "Unicode's NormalizationTest.txt is not there"))
  func `Unicode's own cases hold`() throws {
    let file = try #require(SharedData.file(Self.cases))
    let caseFold = try TermMaker(stages: [.caseFolded])
    var count = 0
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let columns = line.prefix { $0 != "#" }.split(separator: ";").map(scalars)
      guard columns.count >= 5, !columns[0].isEmpty else { continue }
      count += 1
      let (source, nfc, nfd) = (columns[0], columns[1], columns[2])
      for form in [source, nfc, nfd] {
        #expect(normalized(form, .composed) == nfc, "\(line)")
        #expect(normalized(form, .decomposed) == nfd, "\(line)")
      }
      for form in columns[3...4] {
        #expect(normalized(form, .composed) == columns[3], "\(line)")
        #expect(normalized(form, .decomposed) == columns[4], "\(line)")
      }
      // Case folding comes on top of NFKC: what is compatible has one form, which is in NFKC. But
      // for marks that are out of order around U+0345: ICU makes a letter ι of it before it sorts
      // the marks, as Unicode's definition says.
      let hasIotaBelow = String(decoding: source, as: UTF8.self).unicodeScalars.contains("\u{345}")
      var folded: [UInt8] = []
      caseFold.make(&folded, of: nfc.span)
      for form in columns[2...4] + (hasIotaBelow ? [] : [source]) {
        var other: [UInt8] = []
        caseFold.make(&other, of: form.span)
        #expect(other == folded, "\(line)")
      }
      #expect(normalized(folded, .composed) == folded, "\(line)")
      #expect(normalized(folded, .compatibilityCaseFolded) == folded, "\(line)")
    }
    print("NormalizationTest.txt: \(count) cases")
    #expect(count > 18_000)
  }

  @Test(
    .enabled(if: SharedData.file(properties) != nil, "DerivedNormalizationProps.txt is not there"))
  func `every scalar folds to what Unicode publishes`() throws {
    let file = try #require(SharedData.file(Self.properties))
    // The property maps scalar by scalar; the form is its composition.
    var mapped: [UInt32: [UInt8]] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let fields = line.prefix { $0 != "#" }.split(
        separator: ";", omittingEmptySubsequences: false
      ).map { $0.trimmingCharacters(in: .whitespaces) }
      guard fields.count >= 3, fields[1] == "NFKC_CF" else { continue }
      let ends = fields[0].split(separator: ".").compactMap { UInt32($0, radix: 16) }
      for value in ends[0]...ends[ends.count - 1] { mapped[value] = scalars(fields[2][...]) }
    }
    #expect(mapped.count > 10_000)
    let caseFold = try TermMaker(stages: [.caseFolded])
    var term: [UInt8] = []
    for value in 0...UInt32(0x10_FFFF) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let source = Array(String(scalar).utf8)
      caseFold.make(&term, of: source.span)
      let expected = normalized(mapped[value] ?? source, .composed)
      #expect(term == expected, "\(String(value, radix: 16))")
    }
  }

  @Test func `the stage is ICU's function on every scalar`() throws {
    let stages = ["caseFolded": [TermStage.caseFolded], "english": [.caseFolded, .lettersFolded]]
    let caseFold = try TermMaker(stages: stages["caseFolded"] ?? [])
    let folding = try TermMaker(stages: stages["english"] ?? [])
    var (term, folded): ([UInt8], [UInt8]) = ([], [])
    for value in 0...UInt32(0x10_FFFF) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      // Between letters, so that marks and what is dropped show, too.
      let word = Array("A\(scalar)\u{301}".utf8)
      caseFold.make(&term, of: word.span)
      #expect(
        term == normalized(word, .compatibilityCaseFolded), "\(String(value, radix: 16))")
      folding.make(&folded, of: word.span)
      #expect(folded == normalized(folded, .composed), "\(String(value, radix: 16))")
    }
  }

  @Test func `scripts whose letters are not folded stay as ICU left them`() throws {
    let maker = try TermMaker(stages: [.caseFolded, .lettersFolded])
    var term: [UInt8] = []
    let blocks: [ClosedRange<UInt32>] = [
      0x620...0x63F, 0x641...0x64A, 0x671...0x6D3,  // Arabic letters, hamza and madda among them.
      0x5D0...0x5EA,  // Hebrew letters.
      0x900...0x963, 0xB80...0xBFF,  // Devanagari and Tamil with their vowel signs.
      0xE01...0xE4E, 0xE81...0xECD, 0x1000...0x103F, 0x1780...0x17D3,  // Thai … Khmer.
      0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3,  // East Asia.
    ]
    for value in blocks.joined() {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let word = Array(String(scalar).utf8)
      maker.make(&term, of: word.span)
      #expect(
        term == normalized(word, .compatibilityCaseFolded), "\(String(value, radix: 16))")
    }
  }

  private func normalized(_ bytes: [UInt8], _ form: ICUNormalizer.Form) -> [UInt8] {
    var result = bytes
    normalizer.normalize(&result, to: form)
    return result
  }

  /// The UTF-8 of scalars that are written as hexadecimal numbers.
  private func scalars(_ text: Substring) -> [UInt8] {
    text.split(separator: " ").flatMap { number -> [UInt8] in
      guard let value = UInt32(number, radix: 16), let scalar = Unicode.Scalar(value) else {
        return []
      }
      return Array(String(scalar).utf8)
    }
  }
}
