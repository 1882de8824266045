import QuernIndex
import QuernModel
import QuernSearch
import QuernStorage
import QuernTestSupport

/// Documents in a real index in memory and, the same, in a naive one.
struct IndexedCorpus {
  private(set) var naive = NaiveIndex()
  let directory = MemoryDirectory()
  private let writesPairs: Bool

  init(writesPairs: Bool = true) throws {
    self.writesPairs = writesPairs
    let analysis = AnalysisIdentity(
      main: AnalyzerIdentity(name: "test", version: 1), icu: "0", unicode: "0")
    try IndexTransaction.createIndex(in: directory, analysis: analysis, now: 0)
  }

  var snapshot: IndexSnapshot {
    get throws { try IndexSnapshot.openLast(in: directory) }
  }

  var searcher: Searcher {
    get throws { Searcher(try snapshot) }
  }

  /// Writes documents as one segment, and deletes older ones.
  mutating func commit(_ documents: [NaiveDocument], deleting: [Int] = []) throws {
    let last = try snapshot
    let transaction = IndexTransaction(
      directory, after: last, replacingAll: false, info: last.info, memoryLimit: .max,
      writesPairs: writesPairs)
    for number in deleting {
      _ = try transaction.delete(Self.key(number))
      naive.documents[number].isDeleted = true
    }
    var terms: [String: UInt32] = [:]
    for document in documents {
      try Self.add(document, number: naive.documents.count, to: transaction, &terms)
      naive.documents.append(document)
    }
    try transaction.commit(now: 0)
  }

  /// Merges all segments into one; with `reordering`, in another order of documents.
  func optimize(reordering: Reordering?) throws {
    let last = try snapshot
    let transaction = IndexTransaction(
      directory, after: last, replacingAll: false, info: last.info, memoryLimit: .max,
      writesPairs: writesPairs)
    try transaction.mergeAll(reordering: reordering)
    try transaction.commit(now: 0)
  }

  private static func key(_ number: Int) -> DocumentKey { DocumentKey("\(number)") }

  private static func add(
    _ document: NaiveDocument, number: Int, to transaction: IndexTransaction,
    _ terms: inout [String: UInt32]
  ) throws {
    var stored = Document(key: key(number))
    var batch = TokenBatch()
    for (field, values) in document.fields.sorted(by: { $0.key < $1.key }) {
      if !transaction.fields.contains(field) { transaction.addField(field) }
      stored.fields.append(.init(field, values.map { $0.joined(separator: " ") }))
      batch.beginField(field)
      for value in values {
        for word in value {
          if terms[word] == nil {
            terms[word] = UInt32(terms.count)
            batch.announce(newTerm: word.utf8)
          }
          batch.append(term: terms[word])
        }
        batch.endValue()
      }
    }
    _ = try transaction.add(stored, batch)
  }

  /// The number under which a hit was added.
  static func number(of hit: ScoredDocument, in snapshot: IndexSnapshot) throws -> Int {
    let document = try snapshot.segments[hit.segment].document(hit.document)
    return Int(document.key.rawValue) ?? -1
  }
}
