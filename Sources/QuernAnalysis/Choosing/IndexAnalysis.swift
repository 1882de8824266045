public import QuernModel

/// The analyzers of an index: what each field of a document is analysed with, and what a query.
///
/// One analyzer serves all fields that have none of their own. Where its name is ``automatic``, it
/// is chosen for each document by its language (``AnalyzerChoice``), and a query is analysed with
/// all that were chosen.
public struct IndexAnalysis: Sendable {
  /// The name that stands for a choice by language.
  public static let automatic = "auto"

  /// The names that ``init(main:fields:)`` knows, in alphabetical order.
  public static let names = (Analyzer.names + [automatic]).sorted()

  /// What a commit records: versions are those of this program.
  public private(set) var identity: AnalysisIdentity

  private var opened: [String: Analyzer] = [:]

  /// The analyzers of every document, where none is chosen; known from the first document on.
  private var fixed: DocumentAnalyzers?

  /// Analyzers that a program has composed.
  private let own: [Analyzer]
  private let choice = AnalyzerChoice()

  /// The analysis of a new index.
  ///
  /// - Parameters:
  ///   - main: the name of the analyzer of all fields that have none of their own.
  ///   - fields: the names of the analyzers of those that have.
  ///   - own: analyzers that a program has composed, which may be named too.
  /// - Precondition: an own analyzer has a name of its own.
  /// - Throws: ``AnalysisError/unknownAnalyzer(name:known:)``; ``AnalysisError`` where a library is
  ///   not installed whole.
  public init(
    main: String, fields: [FieldName: String] = [:], own: [Analyzer] = []
  ) throws(AnalysisError) {
    precondition(
      Set(own.map(\.name) + Self.names).count == own.count + Self.names.count,
      "an analyzer has a name of its own")
    self.own = own
    identity = AnalysisIdentity(
      main: AnalyzerIdentity(name: main, version: 0), tokenizer: Tokenizer.version,
      icu: ICULibrary.version, unicode: ICULibrary.unicodeVersion)
    identity.main = try open(main)
    for (field, name) in fields { identity.fields[field] = try open(name) }
  }

  /// The analysis of an index that was written with another one, perhaps by another program.
  ///
  /// - Throws: ``AnalysisError/unknownAnalyzer(name:known:)``; ``AnalysisError`` where a library is
  ///   not installed whole.
  public init(of recorded: AnalysisIdentity, own: [Analyzer] = []) throws(AnalysisError) {
    try self.init(
      main: recorded.main.name, fields: recorded.fields.mapValues(\.name), own: own)
    for analyzer in recorded.chosen { identity.chosen.append(try open(analyzer.name)) }
  }

  /// The same analyzers for an index without documents: none is chosen yet.
  public var forNewIndex: IndexAnalysis {
    var new = self
    new.identity.chosen = []
    return new
  }

  // MARK: Documents

  /// The analyzers of a document that is to be added; the chosen one becomes part of ``identity``.
  ///
  /// - Throws: ``AnalysisError`` where memory is short.
  public mutating func admit(_ document: Document) throws(AnalysisError) -> DocumentAnalyzers {
    if let fixed { return fixed }
    guard hasChoice else {
      let analyzers = analyzers(chosen: nil)
      fixed = analyzers
      return analyzers
    }
    let name = choice.analyzerName(of: document)
    if opened[name] == nil || !identity.chosen.contains(where: { $0.name == name }) {
      identity.chosen.append(try open(name))
      identity.chosen.sort { $0.name < $1.name }
    }
    return analyzers(chosen: opened[name])
  }

  /// The analyzers that a document of the index was added with.
  public func analyzers(of document: Document) -> DocumentAnalyzers {
    analyzers(chosen: hasChoice ? opened[choice.analyzerName(of: document)] : nil)
  }

  // MARK: Queries

  /// The fields that have an analyzer of their own, in alphabetical order.
  public var ownFields: [FieldName] { identity.fields.keys.sorted() }

  /// The analysis of what a query looks for in a field; `nil` stands for those that have no analyzer
  /// of their own.
  public func query(for field: FieldName?) -> QueryAnalysis {
    let name = field.flatMap { identity.fields[$0]?.name } ?? identity.main.name
    if name != Self.automatic, let analyzer = opened[name] { return QueryAnalysis([analyzer]) }
    let chosen = identity.chosen.compactMap { opened[$0.name] }
    return QueryAnalysis(chosen.isEmpty ? [standard] : chosen)
  }

  // MARK: Parts

  private var hasChoice: Bool {
    identity.main.name == Self.automatic
      || identity.fields.values.contains { $0.name == Self.automatic }
  }

  /// What suits every language; opened with ``automatic``.
  private var standard: Analyzer {
    guard let standard = opened[AnalyzerChoice.fallback] else {
      preconditionFailure("the fallback is opened with the choice")
    }
    return standard
  }

  private func analyzers(chosen: Analyzer?) -> DocumentAnalyzers {
    func analyzer(_ name: String) -> Analyzer {
      (name == Self.automatic ? chosen : opened[name]) ?? standard
    }
    return DocumentAnalyzers(
      main: analyzer(identity.main.name),
      own: identity.fields.mapValues { analyzer($0.name) })
  }

  private mutating func open(_ name: String) throws(AnalysisError) -> AnalyzerIdentity {
    if name == Self.automatic {
      _ = try open(AnalyzerChoice.fallback)
      return AnalyzerIdentity(name: name, version: AnalyzerChoice.version)
    }
    let analyzer: Analyzer
    if let known = opened[name] ?? own.first(where: { $0.name == name }) {
      analyzer = known
    } else {
      do throws(AnalysisError) { analyzer = try Analyzer(named: name) } catch {
        guard case .unknownAnalyzer(let name, _) = error else { throw error }
        throw .unknownAnalyzer(name: name, known: (Self.names + own.map(\.name)).sorted())
      }
    }
    opened[name] = analyzer
    return AnalyzerIdentity(name: name, version: analyzer.version)
  }
}
