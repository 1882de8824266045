package import QuernCodec
import Synchronization

/// How many documents of a segment have a word in one or another of several fields, of words that were
/// counted before.
///
/// The lists of two fields say only how many have it in each. Deleted documents count.
package final class JoinedCounts: Sendable {
  /// A word, told by where its lists begin.
  package struct Word: Sendable, Equatable {
    /// 4: words in more fields are not kept.
    package static let mostFields = 4

    private var offsets = SIMD4<UInt64>(repeating: 0)
    private var fields = SIMD4<UInt32>(repeating: .max)
    package private(set) var fieldCount = 0

    package init() {}

    /// Adds the entry of the word, or of a frequent pair, in a field, unless there are too many.
    package mutating func append(_ field: FieldReader, _ entry: TermEntry, ofPair: Bool = false) {
      defer { fieldCount += 1 }
      guard fieldCount < Self.mostFields else { return }
      let number = UInt32(truncatingIfNeeded: 2 * field.number + (ofPair ? 1 : 0))
      // In the order of the fields: a plan and its lists name them in different ones.
      var place = fieldCount
      while place > 0, fields[place - 1] > number {
        (fields[place], offsets[place]) = (fields[place - 1], offsets[place - 1])
        place -= 1
      }
      (fields[place], offsets[place]) = (number, entry.postingsOffset)
    }

    /// Where its count stands, if anywhere.
    fileprivate var slot: Int {
      // Offsets of neighbours differ in their lower bits: these make the higher ones.
      let mixed = offsets &* SIMD4(0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 5, 3)
      return Int(truncatingIfNeeded: mixed.wrappedSum() >> (64 - JoinedCounts.slotBits))
    }
  }

  private struct Counted {
    var word = Word()
    var count = 0
  }

  /// 1,024 words, which take about 70 kB once one is counted; a word has one place, and takes it from
  /// another.
  private static let slotBits: UInt64 = 10
  private let counted = Mutex<[Counted]>([])

  package init() {}

  /// The number of documents of a word; `nil` where it is not known.
  package func count(of word: Word) -> Int? {
    counted.withLock { counted in
      guard !counted.isEmpty else { return nil }
      let known = counted[word.slot]
      return known.word == word ? known.count : nil
    }
  }

  /// Notes the number of documents of a word.
  package func keep(_ count: Int, of word: Word) {
    guard 1...Word.mostFields ~= word.fieldCount else { return }
    counted.withLock { counted in
      if counted.isEmpty {
        counted = Array(repeating: Counted(), count: 1 << Self.slotBits)
      }
      counted[word.slot] = Counted(word: word, count: count)
    }
  }
}
