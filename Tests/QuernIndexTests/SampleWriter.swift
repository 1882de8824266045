import QuernIndex
import QuernModel
import QuernStorage
import QuernTestSupport

/// Cuts texts at blanks and numbers the terms: the least that can stand for analysis.
struct SampleAnalysis {
  private var numbers: [String: UInt32] = [:]

  mutating func reset() { numbers = [:] }

  mutating func tokens(of document: Document) -> TokenBatch {
    var batch = TokenBatch()
    for field in document.fields where field.isIndexed {
      batch.beginField(field.name)
      for value in field.values {
        for word in value.split(separator: " ") {
          let word = String(word)
          if let number = numbers[word] {
            batch.append(term: number)
          } else {
            let number = UInt32(numbers.count)
            numbers[word] = number
            batch.announce(newTerm: word.utf8)
            batch.append(term: number)
          }
        }
        batch.endValue()
      }
    }
    return batch
  }
}

/// Writes commits as the façade does, without analysis.
struct SampleWriter {
  let directory: MemoryDirectory
  private(set) var snapshot: IndexSnapshot
  var memoryLimit = Int.max

  init(_ directory: MemoryDirectory = MemoryDirectory()) throws {
    self.directory = directory
    try IndexTransaction.createIndex(
      in: directory,
      analysis: AnalysisIdentity(
        main: AnalyzerIdentity(name: "sample", version: 1), icu: "0", unicode: "0"), now: 0)
    snapshot = try IndexSnapshot.openLast(in: directory)
  }

  /// Goes on with an index that is there.
  init(continuing directory: MemoryDirectory) throws {
    self.directory = directory
    snapshot = try IndexSnapshot.openLast(in: directory)
  }

  func begin(replacingAll: Bool = false) -> IndexTransaction {
    IndexTransaction(
      directory, after: snapshot, replacingAll: replacingAll, info: snapshot.info,
      memoryLimit: memoryLimit)
  }

  mutating func commit(
    adding documents: [Document] = [], deleting keys: [String] = [], replacingAll: Bool = false,
    mergingAll: Bool = false
  ) throws {
    let transaction = begin(replacingAll: replacingAll)
    var analysis = SampleAnalysis()
    for document in documents {
      for field in document.fields
      where field.isIndexed && !transaction.fields.contains(field.name) {
        transaction.addField(field.name)
      }
      if try transaction.add(document, analysis.tokens(of: document)) { analysis.reset() }
    }
    for key in keys { _ = try transaction.delete(DocumentKey(key)) }
    if mergingAll { try transaction.mergeAll() }
    try transaction.commit(now: 1)
    snapshot = try IndexSnapshot.openLast(in: directory, sharing: snapshot)
  }
}

/// A document with a title and a text.
func article(_ key: String, _ title: String, _ text: String) -> Document {
  Document(
    key: DocumentKey(key), fields: [.init(.title, [title]), .init(.text, [text])],
    source: Source(path: key, byteCount: UInt64(text.utf8.count), modified: 1, contentHash: 2))
}
