import QuernIndex
import QuernModel
import QuernStorage
import QuernTestSupport

@testable import Quern

/// Documents of words, written as segments without an analyzer on the way: thousands take no second, and
/// no segments are merged.
struct WordIndex {
  private let directory = MemoryDirectory()
  private let pairs: Bool
  private var documentCount = 0

  /// - Parameter pairs: whether frequent words that stand side by side have lists of their own.
  init(pairs: Bool = true) throws {
    self.pairs = pairs
    _ = try SearchIndex.openOrCreate(
      in: directory, options: IndexOptions(analyzer: "whitespace"))
  }

  var snapshot: Snapshot {
    get throws { try SearchIndex.open(in: directory).snapshot }
  }

  /// Writes documents as one segment: the words of each field.
  mutating func write(_ documents: [[FieldName: [String]]]) throws {
    let transaction = try transaction()
    var terms: [String: UInt32] = [:]
    for fields in documents {
      documentCount += 1
      let tokens = Self.tokens(fields, transaction, &terms)
      _ = try transaction.add(Document(key: DocumentKey("\(documentCount)")), tokens)
    }
    try transaction.commit(now: 0)
  }

  /// Deletes documents by their numbers, the first of which is 1.
  func delete(_ numbers: some Sequence<Int>) throws {
    let transaction = try transaction()
    for number in numbers { _ = try transaction.delete(DocumentKey("\(number)")) }
    try transaction.commit(now: 0)
  }

  private func transaction() throws -> IndexTransaction {
    let last = try snapshot.contents
    // With numbers of its own, a transaction leaves merging to others.
    return IndexTransaction(
      directory, after: last, replacingAll: false, info: last.info, memoryLimit: .max,
      writesPairs: pairs, numbers: SegmentNumbers(after: last))
  }

  private static func tokens(
    _ fields: [FieldName: [String]], _ transaction: IndexTransaction,
    _ terms: inout [String: UInt32]
  ) -> TokenBatch {
    var batch = TokenBatch()
    for (field, words) in fields.sorted(by: { $0.key < $1.key }) {
      if !transaction.fields.contains(field) { transaction.addField(field) }
      batch.beginField(field)
      for word in words {
        if terms[word] == nil {
          terms[word] = UInt32(terms.count)
          batch.announce(newTerm: word.utf8)
        }
        batch.append(term: terms[word])
      }
      batch.endValue()
    }
    return batch
  }
}
