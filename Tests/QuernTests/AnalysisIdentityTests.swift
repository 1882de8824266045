import Quern
import QuernIndex
import QuernStorage
import Testing

struct AnalysisIdentityTests {
  private func index(_ change: (inout AnalysisIdentity) -> Void) throws -> MemoryDirectory {
    var identity = try TextAnalysis(analyzer: "english").identity
    change(&identity)
    let directory = MemoryDirectory()
    try IndexTransaction.createIndex(in: directory, analysis: identity, now: 0)
    return directory
  }

  @Test func `an index of another ICU can be searched, with a warning, not written`() throws {
    let directory = try index { $0.icu = "71.1" }
    let index = try SearchIndex.open(in: directory)
    #expect(index.snapshot.analysisWarning?.contains("71.1") == true)
    #expect(try index.snapshot.search("word").hits == [])
    let writer = try index.writer()
    #expect {
      _ = try writer.begin().rollback()
    } throws: { error in
      guard let error = error as? QuernError, case .analysisMismatch = error else { return false }
      return error.remedy?.contains("--rebuild") == true
    }
    try writer.begin(replacingAll: true, options: IndexOptions()).rollback()
  }

  @Test func `an index of a newer analyzer or of an unknown one is refused`() throws {
    let newer = try index { $0.main.version += 1 }
    #expect {
      try SearchIndex.open(in: newer)
    } throws: { error in
      guard case .analysisMismatch? = error as? QuernError else { return false }
      return true
    }
    let unknown = try index { $0.main.name = "klingon" }
    #expect(
      throws: QuernError.unknownAnalyzer(name: "klingon", known: TextAnalysis.analyzerNames)
    ) { try SearchIndex.open(in: unknown) }
  }

  @Test func `an index of newer word rules is refused, of older ones not written`() throws {
    let newer = try index { $0.tokenizer += 1 }
    #expect {
      try SearchIndex.open(in: newer)
    } throws: { error in
      guard case .analysisMismatch? = error as? QuernError else { return false }
      return true
    }
    let older = try SearchIndex.open(in: index { $0.tokenizer -= 1 })
    #expect(older.snapshot.info.analysis.tokenizer == 0)
    #expect {
      _ = try older.writer().begin().rollback()
    } throws: { error in
      guard case .analysisMismatch? = error as? QuernError else { return false }
      return true
    }
  }

  @Test func `an index of the same analysis gives no warning`() throws {
    #expect(try SearchIndex.open(in: index { _ in }).snapshot.analysisWarning == nil)
  }
}
