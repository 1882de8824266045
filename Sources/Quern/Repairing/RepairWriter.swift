import QuernAnalysis
import QuernIndex
import QuernModel

/// Analyses the documents that a repair saves.
struct RepairWriter {
  private let repair: IndexRepair
  private var analysis: IndexAnalysis
  private var info: CommitInfo
  private let session = AnalysisSession()
  private var tokens = TokenBatch()
  private var fields: Set<FieldName>

  init(
    _ repair: IndexRepair, _ options: IndexOptions, _ own: [Analyzer]
  ) throws(QuernError) {
    self.repair = repair
    fields = Set(repair.fields)
    guard let recorded = repair.info else {
      analysis = try options.makeAnalysis(own)
      info = CommitInfo(generation: 1, created: 0, analysis: analysis.identity)
      return
    }
    info = recorded
    analysis = try analyzing { () throws(AnalysisError) in
      try IndexAnalysis(of: recorded.analysis, own: own)
    }
    // Documents that were analysed otherwise must not come beside those that stay.
    try AnalysisCheck(written: recorded.analysis, present: analysis.identity).requireWritable()
  }

  /// Writes all documents and commits.
  mutating func run() throws(QuernError) -> UInt64 {
    while var document = try wrapping({ () throws(IndexError) in try repair.nextDocument() }) {
      for index in document.fields.indices where document.fields[index].isIndexed {
        document.fields[index].isIndexed = admit(document.fields[index].name)
      }
      try analyze(document)
      let batch = tokens
      let isFlushed = try wrapping { () throws(IndexError) in try repair.add(document, batch) }
      if isFlushed { session.reset() }
    }
    info.analysis = analysis.identity
    // Every file is newer than that: the next run reads all of them again, and finds what was lost.
    info.created = 0
    let info = info
    return try wrapping { () throws(IndexError) in try repair.commit(info) }
  }

  private mutating func admit(_ name: FieldName) -> Bool {
    if fields.contains(name) { return true }
    guard fields.count < WriteBatch.maximumFieldCount else { return false }
    fields.insert(name)
    repair.addField(name)
    return true
  }

  private mutating func analyze(_ document: Document) throws(QuernError) {
    tokens.removeAll()
    do throws(AnalysisError) {
      let analyzers = try analysis.admit(document)
      for field in document.fields where field.isIndexed {
        tokens.beginField(field.name)
        for value in field.values {
          try session.append(value, with: analyzers[field.name], to: &tokens)
          tokens.endValue()
        }
      }
    } catch { throw QuernError(error) }
  }
}
