import CKernels
import Testing

@testable import QuernCodec

extension DictionaryReader {
  /// What a kernel says of a term.
  enum Answer: Equatable {
    case found(TermEntry)
    case missing
    /// It leaves the term to the steps.
    case unsound
  }

  /// The answers of both kernels, without the steps behind them.
  func answers(_ term: [UInt8]) -> [Answer] {
    [false, true].map { isPlain in
      var entry = quern_term_entry()
      let outcome = unsafe term.withUnsafeBufferPointer { term in
        unsafe withSections { sections in
          unsafe isPlain
            ? quern_find_term_plain(sections, term.baseAddress, term.count, &entry)
            : quern_find_term(sections, term.baseAddress, term.count, &entry)
        }
      }
      guard outcome >= 0 else { return .unsound }
      guard outcome > 0 else { return .missing }
      return .found(
        TermEntry(
          documentFrequency: entry.documents,
          totalFrequency: UInt64(entry.documents) + entry.more,
          postingsOffset: entry.postings, positionsOffset: entry.positions))
    }
  }

  /// Expects that both kernels and a look-up find an entry for a term, or none.
  func expect(_ term: [UInt8], _ entry: TermEntry?, _ comment: Comment? = nil) throws {
    #expect(try find(term) == entry, comment)
    let answer = entry.map { Answer.found($0) } ?? .missing
    for found in answers(term) { #expect(found == answer, comment) }
  }

  /// The blocks among which the kernel looks for a term first.
  func letterRange(of term: [UInt8]) -> Range<Int> {
    let range = unsafe term.withUnsafeBufferPointer { term in
      unsafe withSections { unsafe quern_letter_range($0, term.baseAddress, term.count) }
    }
    return Int(range.first)..<max(Int(range.first), Int(range.end))
  }
}
