import QuernAnalysis
import QuernIndex
import QuernModel

/// Some documents that are analysed together.
///
/// Cannot be copied: to hand a copy from thread to thread is to count who refers to each of its arrays, in
/// memory that another thread has written.
struct DocumentPortion: ~Copyable, Sendable {
  /// A field, and what analyses it.
  private struct Field: Sendable {
    var name: FieldName
    var analyzer: Analyzer

    /// Names are compared as bytes: the first document with a token says how a field's name is written, as it
    /// does where one thread works.
    func isSame(_ name: FieldName, _ analyzer: Analyzer) -> Bool {
      self.name.rawValue.utf8.elementsEqual(name.rawValue.utf8)
        && self.analyzer.wordBreaking == analyzer.wordBreaking
        && self.analyzer.stages == analyzer.stages
    }
  }

  /// A value that is indexed: its field, and where its bytes stand among the stored ones.
  private struct Value: Sendable {
    var field: Int
    var bytes: Range<Int>
  }

  /// What becomes of them.
  var documents = AnalyzedDocuments()

  /// The terms that the session that has analysed them met with them for the first time, and some others.
  private(set) var metTerms: [UInt32] = []

  /// Why one of them could not be analysed.
  var failure: AnalysisError?

  private var fields: [Field] = []
  private var values: [Value] = []
  /// Where the values of each document end.
  private var ends: [Int] = []

  /// Room for the values of a document.
  private var found: [(field: Int, bytes: Range<Int>)] = []

  /// The number of documents.
  var count: Int { ends.count }

  /// The bytes of the text.
  var byteCount: Int { documents.storedBytes.count }

  /// The bytes of the last block of stored fields where it goes on.
  var openByteCount: Int { documents.openByteCount }

  /// Whether a block of stored fields ends with the last document.
  var endsBlock: Bool { openByteCount == 0 }

  /// Starts anew behind so many bytes of an open block, and keeps the memory.
  mutating func removeAll(after openByteCount: Int) {
    documents.removeAll(after: openByteCount)
    values.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    if fields.count > Self.fewFields { fields.removeAll() }
    failure = nil
  }

  /// So many fields are kept from portion to portion.
  private static let fewFields = 64

  mutating func append(_ document: Document, _ analyzers: DocumentAnalyzers) {
    var found: [(field: Int, bytes: Range<Int>)] = []
    swap(&found, &self.found)
    documents.append(document) { found.append(($0, $1)) }
    var (last, number) = (-1, 0)
    for value in found where document.fields[value.field].isIndexed {
      if value.field != last {
        number = find(document.fields[value.field].name, analyzers, after: number)
        last = value.field
      }
      values.append(Value(field: number, bytes: value.bytes))
    }
    ends.append(values.count)
    found.removeAll(keepingCapacity: true)
    swap(&found, &self.found)
  }

  /// The number of a field; documents mostly have the same ones in the same order.
  private mutating func find(
    _ name: FieldName, _ analyzers: DocumentAnalyzers, after last: Int
  ) -> Int {
    let analyzer = analyzers[name]
    for number in [last, last + 1, 0] where number < fields.count {
      if fields[number].isSame(name, analyzer) { return number }
    }
    if let known = fields.prefix(8).firstIndex(where: { $0.isSame(name, analyzer) }) {
      return known
    }
    // One that is there twice does no harm.
    fields.append(Field(name: name, analyzer: analyzer))
    return fields.count - 1
  }

  /// Finds the tokens, and compresses the stored fields.
  mutating func analyze(_ session: AnalysisSession) {
    documents.compress()
    let stored = documents.storedBytes
    var (start, current) = (0, -1)
    for end in ends {
      var field = -1
      for value in values[start..<end] {
        if value.field != current {
          do throws(AnalysisError) { try session.use(fields[value.field].analyzer) } catch {
            failure = error
            return
          }
          current = value.field
        }
        if value.field != field {
          documents.tokens.beginField(fields[value.field].name)
          field = value.field
        }
        session.append(stored.span.extracting(value.bytes), to: &documents.tokens)
        documents.tokens.endValue()
      }
      documents.fieldEnds.append(documents.tokens.fields.count)
      start = end
    }
    session.takeMetTerms(&metTerms)
  }
}
